@testable import IAM
import Testing

/// What proofs cost is told to those who pay for it, so that it is the same for whoever asks first,
/// and whatever is remembered.
struct ProofCostTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let candidate: String
    let reference: String
    /// Places of patterns that are visited.
    let places: Int
    /// What is new, as `action on resource` with values of keys; nil when it is contained.
    let new: String?
  }

  private static let cases = [
    Case(
      testDescription: "a resource that no pattern covers",
      candidate: allow(#"["s3:GetObject", "s3:PutObject"]"#, #""arn:aws:s3:::data-0/*""#),
      reference: allow(#""s3:*""#, #"["arn:*:s3:::aws-*", "arn:*:s3:::*log*/*"]"#),
      places: 423, new: "s3:GetObject on arn:aws:s3:::data-0/example"),
    Case(
      testDescription: "several statements",
      candidate: allow(
        #"["ssm:GetParameter", "ssm:GetParameters"]"#,
        #""arn:aws:ssm:*:111122223333:parameter/web/*""#),
      reference: allow(#""ssm:Get*""#, #""*""#) + "," + allow(#""ec2:*""#, #""*""#),
      places: 1208, new: nil),
    Case(
      testDescription: "characters beyond ASCII",
      candidate: allow(#""s3:*""#, #""arn:aws:s3:::Été-?/*""#),
      reference: allow(#""s3:*""#, #"["arn:aws:s3:::Été-x/*", "arn:aws:s3:::été-*"]"#),
      places: 117, new: "s3:x on arn:aws:s3:::Été-y/"),
    Case(
      testDescription: "a variable",
      candidate: allow(#""s3:*""#, #""arn:aws:s3:::home/${aws:username}/*""#),
      reference: allow(#""s3:*""#, #"["arn:aws:s3:::home/A*", "arn:aws:s3:::home/a?c/*"]"#),
      places: 138,
      new: "s3:x on arn:aws:s3:::home/example-value-of-nobody/ aws:username=example-value-of-nobody"
    ),
    Case(
      testDescription: "a text of a key",
      candidate: allow(
        #""kms:Decrypt""#, #""*""#, #"{"StringLike": {"kms:ViaService": "s3.*.amazonaws.com"}}"#),
      reference: allow(
        #""kms:*""#, #""arn:*:kms:*:*:key/*""#,
        #"{"StringLike": {"kms:ViaService": ["s3.us-*.amazonaws.com", "*.eu-west-1.amazonaws.com"]}}"#
      ),
      places: 1296, new: "kms:Decrypt on x kms:viaservice=s3..amazonaws.com"),
    Case(
      testDescription: "texts whose case counts on one side",
      candidate: allow(
        #""s3:*""#, #""*""#,
        #"{"StringEqualsIgnoreCase": {"aws:RequestTag/team": ["Straße", "Ops"]}}"#),
      reference: allow(
        #""s3:*""#, #""*""#,
        #"{"StringEquals": {"aws:RequestTag/team": ["STRASSE", "Ops", "ops"]}}"#),
      places: 64, new: "s3:x on * aws:requesttag/team=straße"),
    Case(
      testDescription: "capitals that one side tells apart",
      candidate: allow(
        #""s3:*""#, #""*""#, #"{"StringEqualsIgnoreCase": {"aws:RequestTag/team": "Ops"}}"#),
      reference: allow(
        #""s3:*""#, #""*""#, #"{"StringEquals": {"aws:RequestTag/team": ["ops", "Ops"]}}"#),
      places: 56, new: "s3:x on * aws:requesttag/team=opS"),
  ]

  private static func allow(
    _ actions: String, _ resources: String, _ condition: String? = nil
  ) -> String {
    #"{"Effect": "Allow", "Action": \#(actions), "Resource": \#(resources)"#
      + (condition.map { #", "Condition": \#($0)"# } ?? "") + "}"
  }

  private func ask(
    _ example: Case, _ budget: Budget = Budget(), _ memory: TextMemory? = nil
  ) throws -> (answer: String, places: Int) {
    let meter = Meter()
    let answer = Containment(.open, budget: budget, memory: memory).metered(by: meter).check(
      [try Policies.level(example.candidate)], within: [try Policies.level(example.reference)])
    return ("\(answer)", meter.places)
  }

  @Test(arguments: cases)
  func `an answer costs as many places as a plain search visits`(_ example: Case) throws {
    let meter = Meter()
    let answer = Containment(.open).metered(by: meter).check(
      [try Policies.level(example.candidate)], within: [try Policies.level(example.reference)])
    var told: String?
    if case .new(let found) = answer, let request = found.first?.request {
      let keys = request.context.map { "\($0.key)=\($0.value.joined(separator: ","))" }.sorted()
      told = (["\(request.action) on \(request.resource)"] + keys).joined(separator: " ")
    }
    #expect(told == example.new)
    #expect(meter.places == example.places)
  }

  @Test(arguments: cases)
  func `what is remembered costs what it cost, within whatever budget`(_ example: Case) throws {
    let memory = TextMemory()
    let first = try ask(example)
    #expect(try ask(example, Budget(), memory) == first)
    #expect(try ask(example, Budget(), memory) == first)
    for places in stride(from: 1, through: example.places + 1, by: 7) {
      let small = Budget(places: places, choices: 50_000)
      #expect(try ask(example, small, memory) == ask(example, small))
    }
  }

  @Test func `an answer is remembered, but where the budget ends before it was found`() {
    let memory = TextMemory()
    var question = TextQuestion()
    question.positives = [SymbolPatterns([[Symbol]("ab")])]
    memory.remember(.found([Symbol]("remembered")), of: question, cost: 1000)
    var budget = 1001
    #expect(question.answer(budget: &budget, memory) == .found([Symbol]("remembered")))
    #expect(budget == 1)
    budget = 1000
    #expect(question.answer(budget: &budget, memory) == .found([Symbol]("ab")))
    #expect(budget == 996)
    question.negatives = [SymbolPatterns([[Symbol]("b")])]
    #expect(question.answer(budget: &budget, memory) == .found([Symbol]("ab")))
  }

  @Test func `a memory that is full goes on`() {
    let memory = TextMemory()
    let long = [Symbol](String(repeating: "a", count: 600_000))
    for number in 0..<4 {
      var question = TextQuestion()
      question.positives = [SymbolPatterns([long + [Symbol]("\(number)")])]
      memory.remember(.none, of: question, cost: 1000)
      var budget = 10_000
      #expect(memory.answer(to: question, within: &budget) == TextSearch.Outcome.none)
      // The one before had no room beside it.
      question.positives = [SymbolPatterns([long + [Symbol]("\(number - 1)")])]
      #expect(memory.answer(to: question, within: &budget) == nil)
    }
  }

  @Test
  func `a set of statements is split where its second word begins or ends, and anywhere else`() {
    for members in [[0], [63], [64], [65, 130], [0, 63, 64, 127, 128, 199], []] {
      var set = StatementSet(count: 200)
      for member in members { set.insert(member) }
      #expect(set.first == members.first)
      for bound in [1, 63, 64, 65, 128, 150] {
        let (below, above) = set.split(at: bound, of: 200)
        #expect((0..<bound).filter(below.contains) == members.filter { $0 < bound })
        #expect(
          (0..<200 - bound).filter(above.contains)
            == members.filter { $0 >= bound }.map { $0 - bound })
      }
      for member in members { set.remove(member) }
      #expect(set.first == nil)
    }
  }

  @Test func `an action that is left out by a pattern is one that people know`() throws {
    let all = try Policies.level(
      #"{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::b/*"}"#)
    let rest = try Policies.level(
      #"{"Effect": "Allow", "NotAction": "s3:Get*t", "Resource": "arn:aws:s3:::b/*"}"#)
    guard
      case .new(let found) = Containment(.catalogue(.bundled)).check([all], within: [rest])
    else {
      Issue.record("what is left out is new")
      return
    }
    #expect(ActionCatalogue.bundled.action(found[0].request.action) != nil)
  }

  @Test func `more statements than a word has bits are told apart`() throws {
    let many = (0..<70).map {
      #"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b\#($0)/*"}"#
    }
    let level = try Policies.level(many.joined(separator: ","))
    let beside = #"{"Effect": "Allow", "NotAction": "s3:GetObject", "Resource": "*"}"#
    let more = try Policies.level(many.joined(separator: ","), beside)
    let containment = Containment(.catalogue(.bundled))
    guard case .contained = containment.check([level], within: [more]) else {
      Issue.record("what a policy grants is granted by it and more")
      return
    }
    guard case .new(let found) = containment.check([more], within: [level]) else {
      Issue.record("all other actions are new")
      return
    }
    #expect(found.map(\.statement) == [70])
    #expect(!found[0].request.action.isEmpty && found[0].request.action != "s3:GetObject")
  }
}
