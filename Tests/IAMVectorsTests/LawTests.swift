import IAM
import IAMVectors
import Testing
import Vectors

/// Laws that hold of all policies, over random ones.
struct LawTests {
  private static let rounds = 200

  private enum Answer: Equatable { case contained, new, unknown }

  private static func answer(
    _ candidate: [PolicyDraft], within reference: [PolicyDraft]
  ) -> Answer {
    let answer = Containment(.open).check(
      PolicyPair.levels(candidate, "candidate"), within: PolicyPair.levels(reference, "reference"))
    return switch answer {
    case .contained: .contained
    case .new: .new
    case .unknown: .unknown
    }
  }

  /// Sides of random policies, with what is random behind them.
  private static func forEachSide(_ body: ([PolicyDraft], inout PolicyGenerator, Int) -> Void) {
    for number in 0..<rounds {
      var generator = PolicyGenerator(SeededGenerator(UInt64(number) &* 0x9E37_79B9 &+ 5))
      body(generator.side(), &generator, number)
    }
  }

  /// Whether some of a statement is unreadable or open, so that it is not known to be like itself.
  private static func isCertain(_ drafts: [PolicyDraft]) -> Bool {
    let text = drafts.map(\.text).joined()
    return !text.contains("StringEquels") && !text.contains("${")
      && !text.unicodeScalars.contains(where: Hole.isHole)
  }

  @Test func `a policy is within itself`() {
    Self.forEachSide { side, _, number in
      let answer = Self.answer(side, within: side)
      #expect(answer == .contained || !Self.isCertain(side) && answer == .unknown, "\(number)")
    }
  }

  /// One statement more on one of the sides: the wider one when it allows, the narrower one when it
  /// denies.
  @Test(arguments: [Statement.Effect.allow, .deny])
  func `a statement that allows widens, and one that denies narrows`(_ effect: Statement.Effect) {
    Self.forEachSide { side, generator, number in
      var changed = side
      var statement = generator.statement(names: side[0].kind == .resource)
      statement.effect = effect
      changed[0].statements.append(statement)
      let answer =
        effect == .allow
        ? Self.answer(side, within: changed) : Self.answer(changed, within: side)
      #expect(answer == .contained || !Self.isCertain(changed) && answer == .unknown, "\(number)")
    }
  }

  /// Rewritings that change nothing: the answer about a pair stays.
  private static let rewritings: [@Sendable ([PolicyDraft]) -> [PolicyDraft]] = [
    { $0.map { draft in mapped(draft) { $0.reversed() } } },
    { $0.map { draft in mapped(draft) { $0.flatMap(split) } } },
    { drafts in
      drafts.map { draft in
        mapped(draft) { statements in
          statements.enumerated().map { index, statement in
            var statement = statement
            statement.sid = "Sid\(index)"
            return statement
          }
        }
      }
    },
  ]

  private static func mapped(
    _ draft: PolicyDraft, _ change: ([StatementDraft]) -> [StatementDraft]
  ) -> PolicyDraft {
    var draft = draft
    draft.statements = change(draft.statements)
    return draft
  }

  /// One statement for each action and each resource that stands in it.
  private static func split(_ statement: StatementDraft) -> [StatementDraft] {
    func parts(_ texts: StatementDraft.Texts) -> [StatementDraft.Texts] {
      texts.isNegated ? [texts] : texts.texts.map { StatementDraft.Texts([$0]) }
    }
    return parts(statement.actions).flatMap { actions in
      parts(statement.resources).map { resources in
        var part = statement
        part.actions = actions
        part.resources = resources
        return part
      }
    }
  }

  @Test(arguments: rewritings.indices)
  func `order, splitting and names of statements change no answer`(_ index: Int) {
    let rewrite = Self.rewritings[index]
    for number in 0..<Self.rounds {
      let pair = PolicyPair(seed: 31, number: number)
      let before = Self.answer(pair.candidate, within: pair.reference)
      let after = Self.answer(
        rewrite(pair.candidate), within: rewrite(pair.reference))
      // Where one order finds a request that can be shown, another may find one that cannot.
      #expect(before == after || before == .unknown || after == .unknown, "pair \(number)")
    }
  }

  @Test func `other names of resources change no answer`() {
    func rename(_ drafts: [PolicyDraft]) -> [PolicyDraft] {
      drafts.map { draft in
        Self.mapped(draft) { statements in
          statements.map { statement in
            var statement = statement
            statement.resources.texts = statement.resources.texts.map {
              $0.replacing("s3:::", with: "s3:::z-").replacing(":t", with: ":zt")
            }
            return statement
          }
        }
      }
    }
    var renamed = 0
    for number in 0..<Self.rounds {
      let pair = PolicyPair(seed: 32, number: number)
      let resources = (pair.candidate + pair.reference).flatMap(\.statements)
        .flatMap(\.resources.texts)
      // A wildcard where the new names begin would reach over them.
      let isReached = resources.contains { text in
        ["s3:::*", "s3:::?", "s3:::$", ":*"].contains(where: text.contains)
      }
      guard !isReached else { continue }
      renamed += 1
      #expect(
        Self.answer(pair.candidate, within: pair.reference)
          == Self.answer(
            rename(pair.candidate), within: rename(pair.reference)),
        "pair \(number)")
    }
    #expect(renamed > Self.rounds / 20)
  }

  @Test func `what is within what is within a third is within the third`() {
    var chains = 0
    Self.forEachSide { side, generator, number in
      var narrower = generator.changed(side)
      narrower[0].statements.append(
        StatementDraft(
          .deny, principals: side[0].kind == .resource ? StatementDraft.Principals([]) : nil,
          actions: StatementDraft.Texts(["s3:Put*"]), resources: StatementDraft.Texts(["*"])))
      let wider = generator.changed(side)
      guard Self.answer(narrower, within: side) == .contained,
        Self.answer(side, within: wider) == .contained
      else { return }
      chains += 1
      #expect(Self.answer(narrower, within: wider) != .new, "\(number)")
    }
    #expect(chains > 20)
  }
}
