import AssayModel
import AssayRules
import Documents
import Records
import Testing

/// What the engine makes of the parts of a rule.
@Suite struct EngineTests {
  private static let gap = Draft.unknown(UnknownReason(.parameter, "Size has no value"))
  private static let later = Draft.unknown(UnknownReason(.notCollected, "nobody asked"))
  private static let each = "foreach: resource.blockDevices\nexpect: each.encrypted\n"

  private static func instance(_ blockDevices: Draft) -> [DraftResource] {
    [resource(.instance, "one", ["blockDevices": blockDevices])]
  }

  // MARK: Elements

  @Test func `elements are known by their key, alike ones by a number`() throws {
    let bench = RuleBench(
      Self.each,
      Self.instance(
        devices(("/dev/b", true), ("/dev/a", false), ("/dev/b", false), ("/dev/b", true)))
    )
    #expect(
      try bench.said() == ["/dev/a fail", "/dev/b pass", "/dev/b#2 fail", "/dev/b#3 pass"])
    #expect(Set(try bench.findings().map(\.id)).count == 4)
  }

  @Test func `texts are their own identity, records without a key go by their place`() throws {
    let texts = Draft.stated(.list(["b", "a", "b"].map { .stated(.string($0)) }))
    let group = resource(.instance, "one", ["securityGroupIds": texts])
    let bench = RuleBench("foreach: resource.securityGroupIds\nexpect: each != \"a\"\n", [group])
    #expect(try bench.said() == ["a fail", "b pass", "b#2 pass"])
    let odd = Draft.stated(.list(["a", "a#2", "a", "[0]"].map { .stated(.string($0)) }))
    let sly = RuleBench(
      "foreach: resource.securityGroupIds\nexpect: each != \"\"\n",
      [resource(.instance, "one", ["securityGroupIds": odd])])
    #expect(try sly.said() == ["[0] pass", "a pass", "a#2 pass", "a#3 pass"])
    let rules = Draft.stated(
      .list(
        [true, false].map {
          .stated(.record(record(.securityGroupRule, ["world": .stated(.bool($0))])))
        }))
    let open = RuleBench(
      "foreach: resource.ingress\nexpect: |\n  !each.world\n", for: "security_group",
      [resource(.securityGroup, "one", ["ingress": rules])])
    #expect(try open.said() == ["[0] fail", "[1] pass"])
  }

  @Test func `an unknown element says nothing of the others`() throws {
    let bench = RuleBench(
      Self.each, Self.instance(devices(("/dev/a", true), nil, ("/dev/c", false))))
    #expect(try bench.said() == ["/dev/a pass", "/dev/c fail", "[1] unknown"])
    let unknown = try #require(try bench.findings().last)
    #expect(unknown.reasons == ["resource.blockDevices[1]: parameter: Device has no value"])
  }

  @Test func `a list that is unknown leaves the resource undecided, an empty one out`() throws {
    #expect(try RuleBench(Self.each, Self.instance(Self.gap)).said() == ["unknown"])
    #expect(try RuleBench(Self.each, Self.instance(Self.later)).said() == ["no_data"])
    let empty = Draft.stated(.list([]))
    #expect(try RuleBench(Self.each, Self.instance(empty)).said() == ["not_applicable"])
  }

  @Test func `elements that a condition leaves out are no findings, unless all are`() throws {
    let rule =
      "foreach: resource.blockDevices\nwhen: each.deviceName != \"/dev/a\"\nexpect: each.encrypted\n"
    let some = RuleBench(rule, Self.instance(devices(("/dev/a", false), ("/dev/b", true))))
    #expect(try some.said() == ["/dev/b pass"])
    let none = RuleBench(rule, Self.instance(devices(("/dev/a", false))))
    #expect(try none.said() == ["not_applicable"])
  }

  @Test func `a condition without elements is asked once`() throws {
    let rule =
      "foreach: resource.blockDevices\nwhen: resource.monitoringEnabled\nexpect: each.encrypted\n"
    let drafts = [
      resource(
        .instance, "one",
        ["blockDevices": devices(("/dev/a", false)), "monitoringEnabled": .stated(.bool(false))])
    ]
    #expect(try RuleBench(rule, drafts).said() == ["not_applicable"])
  }

  // MARK: Outcomes

  /// A rule over one volume, and its outcome.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let rule: String
    var size: Draft = .stated(.int(0))
    var encrypted: Draft = .stated(.bool(true))
    let outcome: Outcome
    var reasons: [String] = []
  }

  static let outcomes: [Case] = [
    Case(testDescription: "expect holds", rule: "expect: resource.encrypted", outcome: .pass),
    Case(testDescription: "deny holds", rule: "deny: resource.encrypted", outcome: .fail),
    Case(
      testDescription: "deny does not hold", rule: "deny: resource.encrypted",
      encrypted: .stated(.bool(false)), outcome: .pass),
    Case(
      testDescription: "when is false",
      rule: "when: resource.encrypted\nexpect: resource.encrypted",
      encrypted: .stated(.bool(false)), outcome: .notApplicable),
    Case(
      testDescription: "when is unknown",
      rule: "when: resource.encrypted\nexpect: has(resource.kmsKeyId)", encrypted: gap,
      outcome: .unknown, reasons: ["resource.encrypted: parameter: Size has no value"]),
    Case(
      testDescription: "when is not collected",
      rule: "when: resource.encrypted\nexpect: has(resource.kmsKeyId)", encrypted: later,
      outcome: .noData, reasons: ["resource.encrypted: not collected: nobody asked"]),
    Case(
      testDescription: "an unknown that does not matter",
      rule: "expect: has(resource.size) && resource.size < 10 || resource.encrypted", size: gap,
      outcome: .pass),
    Case(
      testDescription: "one unknown, one not collected",
      rule: "expect: has(resource.size) && resource.size < 10 && resource.encrypted", size: gap,
      encrypted: later, outcome: .unknown,
      reasons: [
        "resource.size: parameter: Size has no value",
        "resource.encrypted: not collected: nobody asked",
      ]),
    Case(
      testDescription: "an error", rule: "expect: has(resource.size) && 1 / resource.size > 0",
      outcome: .error, reasons: ["divide-by-zero: divide by zero"]),
    Case(
      testDescription: "an error in when",
      rule: "when: has(resource.size) && 1 / resource.size > 0\nexpect: resource.encrypted",
      outcome: .error, reasons: ["divide-by-zero: divide by zero"]),
    Case(
      testDescription: "an error that does not matter",
      rule: "expect: has(resource.size) && 1 / resource.size > 0 || resource.encrypted",
      outcome: .pass, reasons: ["an error did not matter: divide by zero"]),
    Case(
      testDescription: "an error that does not matter to a failure",
      rule: "expect: has(resource.size) && 1 / resource.size > 0 && resource.encrypted",
      encrypted: .stated(.bool(false)), outcome: .fail,
      reasons: ["an error did not matter: divide by zero"]),
    Case(
      testDescription: "a strict rule keeps its errors",
      rule:
        "strict: true\nexpect: has(resource.size) && 1 / resource.size > 0 || resource.encrypted",
      outcome: .error, reasons: ["divide-by-zero: divide by zero"]),
    Case(
      testDescription: "a strict rule keeps the errors of its condition",
      rule: """
        strict: true
        when: has(resource.size) && 1 / resource.size > 0 && resource.encrypted
        expect: resource.encrypted
        """, encrypted: .stated(.bool(false)), outcome: .error,
      reasons: ["divide-by-zero: divide by zero"]),
    Case(
      testDescription: "a strict rule without errors",
      rule: "strict: true\nexpect: resource.encrypted",
      outcome: .pass),
    Case(
      testDescription: "an unknown beats an error",
      rule: "expect: has(resource.size) && 1 / resource.size > 0 || resource.encrypted",
      encrypted: gap, outcome: .unknown),
    Case(
      testDescription: "a variable is worked out only when it is read",
      rule:
        "variables: {share: 1 / resource.?size.orValue(0)}\nexpect: resource.encrypted || share > 0",
      outcome: .pass),
  ]

  @Test(arguments: outcomes)
  func `a rule has the outcome of its parts`(_ item: Case) throws {
    let volume = resource(
      .volume, "one", ["size": item.size, "encrypted": item.encrypted])
    let rule = item.rule + "\nmessage: It is wrong\n"
    let findings = try RuleBench(rule, for: "volume", [volume]).findings()
    #expect(findings.map(\.outcome) == [item.outcome])
    // What is wrong is only said where something is.
    #expect(findings.map(\.message) == [item.outcome == .fail ? "It is wrong" : "T"])
    if !item.reasons.isEmpty { #expect(findings.first?.reasons == item.reasons) }
  }

  @Test func `the instant of the run is the same for all, and comes from outside`() throws {
    let made = Draft.stated(.timestamp(1_767_225_600_000_000 - 10 * 86_400_000_000))
    var bench = RuleBench(
      "expect: has(resource.createTime) && age(resource.createTime) < days(30) && now > resource.createTime\n",
      for: "volume", [resource(.volume, "one", ["createTime": made])])
    #expect(try bench.said() == ["pass"])
    bench.now = Instant(microseconds: 1_767_225_600_000_000 + 30 * 86_400_000_000)
    #expect(try bench.said() == ["fail"])
  }

  @Test func `what AWS or another account answers for is left out and counted`() throws {
    let drafts = ["own", "aws-managed", "landing-zone", "other"].map { owner in
      resource(
        .volume, owner,
        ["ownership": .stated(.string(owner)), "encrypted": .stated(.bool(false))])
    }
    let unsaid = resource(
      .volume, "unsaid", ["ownership": Self.gap, "encrypted": .stated(.bool(false))])
    let result = try RuleBench("expect: resource.encrypted\n", for: "volume", drafts + [unsaid])
      .result()
    #expect(result.findings.map(\.resource.uid) == ["landing-zone", "own", "unsaid"])
    #expect(result.excluded == 2)
  }

  @Test func `a rule without resources of its kind says nothing`() throws {
    #expect(try RuleBench("expect: resource.encrypted\n", for: "volume", []).findings().isEmpty)
    let other = resource(.instance)
    #expect(
      try RuleBench("expect: resource.encrypted\n", for: "volume", [other]).findings().isEmpty)
  }

  // MARK: Evidence

  @Test func `a failure names the values that decided, with what was allowed`() throws {
    let bench = RuleBench(
      Self.each, Self.instance(devices(("/dev/a", true), ("/dev/b", false))))
    let failure = try #require(try bench.findings().last)
    #expect(
      failure.evidence
        == [Evidence(path: "resource.blockDevices[1].encrypted", got: "false", allowed: "true")])
  }

  @Test func `a text of a list is named by its place`() throws {
    let origin = Origin(path: "f", line: 7, column: 9, endLine: 7, endColumn: 12)
    let ids = Draft.stated(.list([.stated(.string("a")), .stated(.string("b"), at: origin)]))
    let bench = RuleBench(
      "foreach: resource.securityGroupIds\nexpect: each != \"b\"\n",
      [resource(.instance, "one", ["securityGroupIds": ids])])
    let failure = try #require(try bench.findings().last)
    #expect(failure.evidence.map(\.path) == ["resource.securityGroupIds[1]"])
    #expect(failure.origin == origin)
  }

  @Test func `a secret decides and is not shown`() throws {
    let secret = Draft.stated(.string("export PASSWORD=correct-horse"))
    let bench = RuleBench(
      "expect: |\n  !has(resource.userData) || !resource.userData.contains(\"PASSWORD\")\n",
      [resource(.instance, "one", ["userData": secret])])
    let failure = try #require(try bench.findings().first)
    #expect(failure.outcome == .fail)
    #expect(!"\(failure)".contains("correct-horse"))
  }

  // MARK: Order

  @Test func `the order of the inputs makes no difference`() throws {
    let drafts = (0..<40).map { index in
      resource(
        .instance, "i-\(index)",
        [
          "blockDevices": devices(
            ("/dev/a", index % 2 == 0), ("/dev/b", index % 3 == 0),
            index % 5 == 0 ? nil : ("/dev/c", true))
        ])
    }
    let straight = try RuleBench(Self.each, drafts).findings()
    #expect(straight.count == 120)
    #expect(try RuleBench(Self.each, drafts).findings() == straight)
    for turn in [7, 13, 31] {
      let turned = drafts.indices.map { drafts[($0 * turn + 3) % drafts.count] }
      #expect(try RuleBench(Self.each, turned).findings() == straight)
    }
    #expect(straight == straight.sorted(by: Finding.isOrdered))
  }
}
