import IAM
import IAMVectors
import TestSupport
import Testing
import Vectors

/// A little of what `assay-vectors fuzz-iam` does for as many pairs as one likes.
struct BruteForceTests {
  @Test(.ends, arguments: [UInt64(1), 2, 3])
  func `nothing that some request contradicts is proved`(_ seed: UInt64) {
    var trial = ContainmentTrial(.bundled)
    var (contained, new, unknown) = (0, 0, 0)
    for number in 0..<700 {
      var pair = PolicyPair(seed: seed, number: number)
      // Going through the catalogue's actions is slow where nothing is optimised.
      if number % 20 != 0 {
        pair = PolicyPair(candidate: pair.candidate, reference: pair.reference, isOpen: true)
      }
      switch trial.run(pair, seed: UInt64(number)) {
      case .contained: contained += 1
      case .new: new += 1
      case .unknown: unknown += 1
      case .fault(let what): Issue.record("pair \(number) of seed \(seed): \(what)")
      }
    }
    #expect(contained > 200)
    #expect(new > 200)
    #expect(unknown <= 21, "more than three in a hundred")
  }

  @Test func `a pair can be made again without those before it`() {
    let texts = (0..<20).map { PolicyPair(seed: 7, number: $0).text }
    #expect(PolicyPair(seed: 7, number: 13).text == texts[13])
    #expect(Set(texts).count == 20)
  }

  private static func pair(
    _ candidate: [StatementDraft], _ reference: [StatementDraft]
  ) -> PolicyPair {
    PolicyPair(
      candidate: [PolicyDraft(.v2012, .identity, candidate)],
      reference: [PolicyDraft(.v2012, .identity, reference)], isOpen: true)
  }

  private static func allow(_ conditions: ConditionDraft...) -> StatementDraft {
    StatementDraft(
      .allow, actions: StatementDraft.Texts(["*"]), resources: StatementDraft.Texts(["*"]),
      conditions: conditions)
  }

  private static func deny(_ conditions: ConditionDraft...) -> StatementDraft {
    StatementDraft(
      .deny, actions: StatementDraft.Texts(["*"]), resources: StatementDraft.Texts(["*"]),
      conditions: conditions)
  }

  /// Pairs that are not contained, of which some once were said to be.
  static let pairs: [(name: String, pair: PolicyPair)] = [
    (
      "a list that two conditions without a qualifier share",
      pair(
        [
          allow(
            ConditionDraft("StringEquals", "aws:TagKeys", ["a"]),
            ConditionDraft("StringLike", "aws:TagKeys", ["b"]))
        ],
        [allow(ConditionDraft("ForAllValues:StringEquals", "aws:TagKeys", ["a"]))])
    ),
    (
      "two flags at once",
      pair(
        [allow(ConditionDraft("ForAnyValue:Bool", "aws:SecureTransport", ["true"]))],
        [
          allow(ConditionDraft("ForAllValues:Bool", "aws:SecureTransport", ["true"]))
        ])
    ),
    (
      "another spelling of what a variable stands for",
      pair(
        [allow(ConditionDraft("StringEqualsIgnoreCase", "aws:SourceVpc", ["${aws:username}"]))],
        [allow(ConditionDraft("StringEquals", "aws:SourceVpc", ["${aws:username}"]))])
    ),
    (
      "a negated condition whose key and variable are both absent",
      pair(
        [
          allow(ConditionDraft("StringNotEquals", "aws:SourceVpc", ["${aws:username}"]))
        ],
        [allow(ConditionDraft("Null", "aws:username", ["false"]))])
    ),
    (
      "a number between two that are nearly the largest",
      pair(
        [allow(ConditionDraft("NumericGreaterThan", "s3:max-keys", ["1e17"]))],
        [allow(ConditionDraft("NumericGreaterThan", "s3:max-keys", ["1.5e308"]))])
    ),
    (
      "a text where a number is asked for as well",
      pair(
        [allow(ConditionDraft("StringLike", "s3:max-keys", ["*"]))],
        [
          allow(ConditionDraft("NumericLessThan", "s3:max-keys", ["5"])),
          allow(ConditionDraft("NumericGreaterThanEquals", "s3:max-keys", ["5"])),
        ])
    ),
  ]

  @Test(arguments: pairs.indices)
  func `what is not contained is never said to be`(_ index: Int) {
    let (name, pair) = Self.pairs[index]
    var trial = ContainmentTrial(.bundled)
    switch trial.run(pair, seed: 1) {
    case .new: break
    case let other: Issue.record("\(name): \(other)")
    }
  }
}
