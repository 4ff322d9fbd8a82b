import Documents
import IAM
import Testing

/// Containment on cases small enough to be judged by eye.
struct ContainmentTests {
  struct Case: Sendable, CustomTestStringConvertible {
    enum Expectation { case contained, new, unknown }

    let name: String
    let candidate: String
    let reference: String
    let expectation: Expectation

    init(_ name: String, _ candidate: String, _ reference: String, _ expectation: Expectation) {
      self.name = name
      self.candidate = candidate
      self.reference = reference
      self.expectation = expectation
    }

    var testDescription: String { name }
  }

  private static func allow(_ action: String, _ resource: String, _ rest: String = "") -> String {
    #"{"Effect": "Allow", "Action": "\#(action)", "Resource": "\#(resource)"\#(rest)}"#
  }

  private static func deny(_ action: String, _ resource: String, _ rest: String = "") -> String {
    #"{"Effect": "Deny", "Action": "\#(action)", "Resource": "\#(resource)"\#(rest)}"#
  }

  /// What a template leaves open.
  private static let hole = String(Hole.scalar(0))

  private static func when(_ operators: String) -> String { #", "Condition": {\#(operators)}"# }

  static let cases = [
    Case("the same", allow("s3:*", "*"), allow("s3:*", "*"), .contained),
    Case(
      "names of actions have no case", allow("S3:getobject", "*"), allow("s3:GetObject", "*"),
      .contained),
    Case(
      "a narrower resource", allow("s3:*", "arn:aws:s3:::a/*"), allow("s3:*", "arn:aws:s3:::a*"),
      .contained),
    Case(
      "a wider resource", allow("s3:*", "arn:aws:s3:::a*"), allow("s3:*", "arn:aws:s3:::a/*"), .new),
    Case(
      "resources have case", allow("s3:*", "arn:aws:s3:::A"), allow("s3:*", "arn:aws:s3:::a"), .new),
    Case(
      "two that cover one together", allow("s3:*", "arn:aws:s3:::a?"),
      allow("s3:*", "arn:aws:s3:::a?b") + "," + allow("s3:*", "arn:aws:s3:::a?"), .contained),
    Case(
      "a denial takes away what is new",
      allow("s3:*", "*") + "," + deny("s3:Put*", "*"),
      allow("s3:*", "*") + "," + deny("s3:PutObject", "*"), .contained),
    Case(
      "a denial of the reference", allow("s3:PutObject", "*"),
      allow("s3:*", "*") + "," + deny("s3:Put*", "*"), .new),
    Case(
      "a stricter condition",
      allow("s3:*", "*", when(#""StringEquals": {"aws:SourceVpc": "a"}"#)),
      allow("s3:*", "*", when(#""StringEquals": {"aws:sourcevpc": ["a", "b"]}"#)), .contained),
    Case(
      "a looser condition",
      allow("s3:*", "*", when(#""StringEqualsIfExists": {"aws:SourceVpc": "a"}"#)),
      allow("s3:*", "*", when(#""StringEquals": {"aws:SourceVpc": "a"}"#)), .new),
    Case(
      "a network within a network",
      allow("s3:*", "*", when(#""IpAddress": {"aws:SourceIp": "10.1.0.0/16"}"#)),
      allow("s3:*", "*", when(#""IpAddress": {"aws:SourceIp": ["10.0.0.0/8"]}"#)), .contained),
    Case(
      "numbers", allow("s3:*", "*", when(#""NumericLessThan": {"s3:max-keys": "5"}"#)),
      allow("s3:*", "*", when(#""NumericLessThanEquals": {"s3:max-keys": "5"}"#)), .contained),
    Case(
      "numbers the other way",
      allow("s3:*", "*", when(#""NumericLessThanEquals": {"s3:max-keys": "5"}"#)),
      allow("s3:*", "*", when(#""NumericLessThan": {"s3:max-keys": "5"}"#)), .new),
    Case(
      "instants in two spellings",
      allow("s3:*", "*", when(#""DateLessThan": {"aws:CurrentTime": "2026-01-01T00:00:00Z"}"#)),
      allow("s3:*", "*", when(#""DateLessThan": {"aws:CurrentTime": "1767225600"}"#)), .contained),
    Case(
      "all values and any value",
      allow("s3:*", "*", when(#""ForAllValues:StringEquals": {"aws:TagKeys": ["a", "b"]}"#)),
      allow("s3:*", "*", when(#""ForAnyValue:StringEquals": {"aws:TagKeys": ["a", "b"]}"#)), .new),
    Case(
      "the same variable", allow("s3:*", "arn:aws:s3:::h/${aws:username}/x"),
      allow("s3:*", "arn:aws:s3:::h/${aws:UserName}/*"), .contained),
    Case(
      "a variable within a wildcard", allow("s3:*", "arn:aws:s3:::h/${aws:username}/x"),
      allow("s3:*", "arn:aws:s3:::h/*"), .contained),
    Case(
      "a variable against one name", allow("s3:*", "arn:aws:s3:::h/${aws:username}"),
      allow("s3:*", "arn:aws:s3:::h/ann"), .new),
    Case(
      "one name against a variable", allow("s3:*", "arn:aws:s3:::h/ann"),
      allow("s3:*", "arn:aws:s3:::h/${aws:username}"), .new),
    Case(
      "a wildcard that may reach over a colon", allow("sns:Publish", "arn:aws:sns:a:b:c:d"),
      allow("sns:Publish", "arn:aws:sns:*:c:d"), .unknown),
    Case("an unlisted action", allow("s3:MakeCoffee", "*"), allow("s3:Get*", "*"), .new),
    Case(
      "what an unlisted service may call anything", allow("newsvc:Get*Object", "*"),
      allow("newsvc:GetObject", "*"), .new),
    Case(
      "an unlisted action between two ends", allow("s3:GetFoo*Bar", "*"),
      allow("s3:GetFooBar", "*"), .new),
    Case(
      "no action has a name that denials miss",
      allow("newsvc:*", "*") + "," + deny("newsvc:Example", "*"), allow("s3:GetObject", "*"), .new),
    Case(
      "services by a pattern", allow("zzz*:Get*", "*"), allow("s3:GetObject", "*"), .new),
    Case(
      "all listed actions are not all there are", allow("sts:AssumeRole*", "*"),
      ["", "WithSAML", "WithWebIdentity"].map { allow("sts:AssumeRole\($0)", "*") }
        .joined(separator: ","), .new),
    Case("an action that is left open", allow("\(hole)", "*"), allow("s3:Get*", "*"), .unknown),
    Case(
      "an action that is left open before a wildcard", allow("\(hole)*", "*"),
      allow("s3:Get*", "*"), .unknown),
    Case(
      "a denial of all but what is left open",
      allow("*", "*") + #","# + #"{"Effect": "Deny", "NotAction": "\#(hole)", "Resource": "*"}"#,
      allow("s3:Get*", "*"), .unknown),
    Case(
      "what is left open within the same", allow("s3:\(hole)", "*"), allow("s3:\(hole)", "*"),
      .contained),
    Case("another service", allow("*", "*"), deny("s3:*", "*") + "," + allow("s3:*", "*"), .new),
    Case("nothing within nothing", deny("*", "*"), deny("*", "*"), .contained),
  ]

  @Test(arguments: cases)
  func `what is new has a request, and what is not has a proof`(entry: Case) throws {
    let (candidate, reference) = (
      [try Policies.level(entry.candidate)], [try Policies.level(entry.reference)]
    )
    for actions in [Containment.Actions.open, .catalogue(.bundled)] {
      switch Containment(actions).check(candidate, within: reference) {
      case .contained: #expect(entry.expectation == .contained)
      case .unknown: #expect(entry.expectation == .unknown)
      case .new(let found):
        #expect(entry.expectation == .new)
        for example in found {
          #expect(candidate.grant(example.request, .segmented) == .yes)
          #expect(reference.grant(example.request, .segmented) == .no)
        }
      }
    }
  }

  @Test func `every level has to grant, on either side`() throws {
    let wide = try Policies.level(Self.allow("*", "*"))
    let reading = try Policies.level(Self.allow("s3:Get*", "*"))
    let writing = try Policies.level(Self.allow("s3:Put*", "*"))
    let containment = Containment(.catalogue(.bundled))
    guard case .contained = containment.check([wide, reading, writing], within: [reading]) else {
      Issue.record("nothing passes both levels")
      return
    }
    guard case .new = containment.check([wide, reading], within: [wide, reading, writing]) else {
      Issue.record("the reference grants nothing")
      return
    }
  }

  @Test func `many levels of many statements end within the budget`() throws {
    let wide = try Policies.level(Self.allow("*", "*"))
    let level = try Policies.level(
      (0..<100).map { Self.allow("s3:Get*", "arn:aws:s3:::bucket-\($0)-*") }.joined(separator: ","))
    let containment = Containment(.open, budget: Budget(places: 1_000_000, choices: 50_000))
    let levels = [wide] + Array(repeating: level, count: 5)
    guard case .contained = containment.check(levels, within: [level]) else {
      Issue.record("what five levels grant, each of them does")
      return
    }
    guard case .new = containment.check(levels, within: [.init(.identity, [])]) else {
      Issue.record("what all five grant, nothing does not")
      return
    }
  }

  /// Statements that allow all numbers from 0 up to `count`, a range each.
  private static func ranges(_ count: Int) -> [String] {
    (0..<count).map {
      allow(
        "s3:GetObject", "*",
        when(
          #""NumericGreaterThan": {"a:n": "\#($0)"}, "NumericLessThanEquals": {"a:n": "\#($0 + 1)"}"#
        ))
    }
  }

  @Test func `hundreds of ranges that adjoin are one range`() throws {
    let all = Self.when(
      #""NumericGreaterThan": {"a:n": "0"}, "NumericLessThanEquals": {"a:n": "200"}"#)
    let candidate = [try Policies.level(Self.allow("s3:GetObject", "*", all))]
    let ranges = Self.ranges(200)
    func answer(_ ranges: some Sequence<String>) throws -> Containment.Answer {
      Containment(.open).check(
        candidate, within: [try Policies.level(ranges.joined(separator: ","))])
    }
    guard case .contained = try answer(ranges) else {
      Issue.record("each number is in one of them")
      return
    }
    let less = try answer(ranges[..<100] + ranges[101...])
    guard case .new(let found) = less else {
      Issue.record("the numbers of one are in none: \(less)")
      return
    }
    #expect(found.map { $0.request["a:n"] } == [["101"]])
  }

  @Test func `thousands of conditions on one key end within the budget`() throws {
    let texts = (0..<990).map {
      Self.allow(
        "s3:GetObject", "*",
        Self.when(
          #""StringEquals": {"a:t": "v\#($0)"}, "StringNotEquals": {"a:t": "w\#($0)"}"#))
    }
    for statements in [Array(Self.ranges(990).reversed()), texts] {
      let reference = try Policies.level(statements.joined(separator: ","))
      let some = try Policies.level(
        Self.allow("s3:GetObject", "*", Self.when(#""NumericGreaterThan": {"a:n": "0"}"#)))
      switch Containment(.open).check([some], within: [reference]) {
      case .contained: Issue.record("no number above all of them is in one")
      case .new: continue
      case .unknown(let reasons):
        #expect(reasons == ["the question is too large to be decided within its budget"])
      }
    }
  }

  @Test(arguments: [
    (
      #""NumericEquals": {"a:n": "9007199254740993"}"#,
      #""NumericEquals": {"a:n": "9007199254740992"}"#
    ),
    (#""NumericEquals": {"a:n": "1e-400"}"#, #""NumericEquals": {"a:n": "0"}"#),
    (
      #""NumericLessThan": {"a:n": "0.1000000000000000055"}"#,
      #""NumericLessThan": {"a:n": "0.1"}"#
    ),
  ])
  func `numbers are not taken for equal because a computer cannot tell them apart`(
    _ one: String, _ other: String
  ) throws {
    for (candidate, reference) in [(one, other), (other, one)] {
      let levels = [candidate, reference].map { condition in
        PolicyParser.parse(
          .init(
            path: "p",
            text: #"{"Version": "2012-10-17", "Statement": ["#
              + Self.allow("s3:GetObject", "*", Self.when(condition)) + "]}"), as: .identity
        ).0.map { Level(.identity, [$0]) }
      }
      guard
        case .unknown = Containment(.open).check(
          [try #require(levels[0])], within: [try #require(levels[1])])
      else {
        Issue.record("\(candidate) within \(reference)")
        continue
      }
    }
  }

  @Test(arguments: ["1798761600000", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"])
  func `a date that no date is beyond is not one that nothing is before`(_ date: String) throws {
    for order in ["DateLessThan", "DateGreaterThan"] {
      let condition = Self.when(#""\#(order)": {"aws:CurrentTime": "\#(date)"}"#)
      let text =
        #"{"Version": "2012-10-17", "Statement": ["#
        + Self.allow("*", "*", condition) + "]}"
      let (policy, problems) = PolicyParser.parse(.init(path: "p", text: text), as: .identity)
      #expect(problems.count == 1)
      let nothing = try Policies.level(Self.deny("*", "*"))
      let candidate = [Level(.identity, [try #require(policy)])]
      guard case .unknown = Containment(.open).check(candidate, within: [nothing]) else {
        Issue.record("\(order) \(date)")
        continue
      }
    }
  }

  @Test(arguments: ["9998-12-31T23:59:59Z", "0002-01-01", "253370764799"])
  func `dates at either end are compared`(_ date: String) throws {
    for order in ["DateLessThan", "DateGreaterThan", "DateEquals"] {
      let condition = Self.when(#""\#(order)": {"aws:CurrentTime": "\#(date)"}"#)
      let candidate = [try Policies.level(Self.allow("*", "*", condition))]
      let nothing = try Policies.level(Self.deny("*", "*"))
      guard case .new = Containment(.open).check(candidate, within: [nothing]) else {
        Issue.record("\(order) \(date)")
        continue
      }
    }
  }

  @Test func `a request spells its action as the policy does`() throws {
    let candidate = [try Policies.level(Self.allow("newsvc:Get*Object", "*"))]
    let reference = [try Policies.level(Self.allow("newsvc:GetObject", "*"))]
    guard case .new(let found) = Containment(.open).check(candidate, within: reference) else {
      Issue.record("it grants more")
      return
    }
    #expect(found.map(\.request.action) == ["newsvc:GetxObject"])
  }

  @Test func `what cannot be read of a statement may be anything`() throws {
    let texts = [
      #"{"Effect": "Allow", "Action": ["s3:PutObject", {"Ref": "Act"}], "Resource": "arn:aws:s3:::a"}"#,
      #"{"Effect": "Allow", "Action": "s3:*", "NotAction": "s3:*", "Resource": "*"}"#,
      #"{"Effect": "Allow", "Action": "s3:*", "Resource": [{"Ref": "Bucket"}]}"#,
    ]
    for text in texts {
      let (policy, problems) = PolicyParser.parse(
        .init(path: "p", text: #"{"Version": "2012-10-17", "Statement": [\#(text)]}"#),
        as: .identity)
      #expect(problems.count == 1)
      let candidate = [Level(.identity, [try #require(policy)])]
      let reference = [try Policies.level(Self.allow("s3:PutObject", "arn:aws:s3:::a"))]
      guard case .unknown = Containment(.open).check(candidate, within: reference) else {
        Issue.record("\(text) may grant more")
        continue
      }
    }
  }

  @Test func `an unreadable denial is not one that is not there`() throws {
    let text = """
      {"Version": "2012-10-17", "Statement": [
        \(Self.allow("s3:GetObject", "*")),
        \(Self.deny("s3:*", "*", Self.when(#""StringEquels": {"a": "b"}"#)))]}
      """
    let (policy, _) = PolicyParser.parse(.init(path: "p", text: text), as: .identity)
    let level = Level(.identity, [try #require(policy)])
    let nothing = try Policies.level(Self.deny("*", "*"))
    guard case .unknown(let reasons) = Containment(.open).check([level], within: [nothing]) else {
      Issue.record("the denial may take everything away, or nothing")
      return
    }
    #expect(reasons == ["the operator `StringEquels` is not known"])
  }
}
