import AssayModel
import AssayRules
import Documents
import Records
import TestSupport
import Testing

/// Packs from strangers: whatever they hold, checking and judging end soon and say why.
@Suite(.ends) struct HostilePackTests {
  /// A pack that has to be refused, and with which code.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var manifest = ""
    var kind = "instance"
    let rule: String
    let code: String
  }

  private static func nested(_ depth: Int) -> String {
    let list = "resource.securityGroupIds"
    return (0..<depth).map { "\(list).exists(v\($0), " }.joined()
      + "v\(depth - 1) != \"\"" + String(repeating: ")", count: depth)
  }

  private static func chain(_ count: Int, _ joint: String = " || ") -> String {
    (0..<count).map { "resource.imageId == \"a\($0)\"" }.joined(separator: joint)
  }

  static let refused: [Case] = [
    Case(
      testDescription: "an expression beyond 32 KiB",
      rule:
        "expect: |\n  // \(String(repeating: "x", count: 33_000))\n  resource.monitoringEnabled\n",
      code: "expression-too-long"),
    Case(
      testDescription: "an expression of too many nodes",
      rule: "expect: |\n  [\(String(repeating: "0,", count: 10_500))0].size() > 0\n",
      code: "expression-too-large"),
    Case(
      testDescription: "too many parentheses",
      rule:
        "expect: '\(String(repeating: "(", count: 5000))true\(String(repeating: ")", count: 5000))'\n",
      code: "expression-too-deep"),
    Case(
      testDescription: "macros five deep", rule: "expect: |\n  \(nested(5))\n",
      code: "macros-too-deep"),
    Case(
      testDescription: "a pattern of repeated repetitions",
      rule: "expect: resource.httpTokens.matches('((a{100}){100}){100}')\n", code: "bad-literal"),
    Case(
      testDescription: "an alias bomb in the manifest",
      manifest: """
        description: &a [x, x, x, x, x, x, x, x, x, x]
        params:
          b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
          c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
          d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
          e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
          f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]
          g: [*f, *f, *f, *f, *f, *f, *f, *f, *f, *f]

        """, rule: "expect: resource.monitoringEnabled\n", code: "too-many-values"),
    Case(
      testDescription: "a deep example",
      rule: """
        expect: resource.monitoringEnabled
        examples: {fail: \(String(repeating: "[", count: 5000))\(String(repeating: "]", count: 5000))}
        """, code: "nesting-too-deep"),
    Case(
      testDescription: "thousands of mistakes",
      rule: "expect: |\n  \((0..<900).map { "resource.no\($0) == 1" }.joined(separator: " && "))\n",
      code: "unknown-property"),
  ]

  @Test(arguments: refused)
  func `what is too much is refused`(_ item: Case) {
    let pack = PackText(
      manifest: MarkedText(item.manifest), rule: MarkedText(PackText.start(item.kind) + item.rule))
    let loading = RuleSet.load([pack.source])
    #expect(loading.rules == nil)
    #expect(loading.diagnostics.contains { $0.code == item.code }, "\(loading.diagnostics.said)")
    #expect(loading.diagnostics.count <= 60)
  }

  /// A rule that is allowed and costly, and what it comes to.
  struct Costly: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var manifest = ""
    let rule: String
    let outcome: Outcome
    var reason = ""
  }

  /// 3,000 ids, and user data that bad patterns take years over.
  private static let fields: KeyValuePairs<String, Draft> = [
    "securityGroupIds": .stated(.list((0..<3000).map { .stated(.string("sg-\($0)")) })),
    "userData": .stated(.string(String(repeating: "a", count: 50_000) + "!")),
    "monitoringEnabled": .stated(.bool(true)),
  ]

  private static let doubling: String = {
    let binds = (0..<40).map { "cel.bind(s\($0 + 1), s\($0) + s\($0), " }.joined()
    return
      "cel.bind(s0, resource.?userData.orValue(\"\"), \(binds)s40.size() > 0\(String(repeating: ")", count: 41))"
  }()

  static let costly: [Costly] = [
    Costly(
      testDescription: "a pattern that backtracks elsewhere",
      rule: "expect: has(resource.userData) && resource.userData.matches('^(a+)+$')\n",
      outcome: .fail),
    Costly(
      testDescription: "a pattern out of a parameter",
      manifest: "params: {p: {type: string, default: '^(([a-z])+.)+[A-Z]([a-z])+$', doc: d}}\n",
      rule: "expect: has(resource.userData) && resource.userData.matches(params.p)\n",
      outcome: .fail),
    Costly(
      testDescription: "a huge pattern out of a parameter",
      manifest: "params: {p: {type: string, default: '(a{30}){30}', doc: d}}\n",
      rule:
        "expect: has(resource.userData) && resource.userData.matches('(' + params.p + '){30}')\n",
      outcome: .error),
    Costly(
      testDescription: "macros four deep over a long list",
      rule: """
        expect: |
          \(nested(4).replacing("exists", with: "all").replacing("v3 != \"\"", with: "v0 + v1 + v2 + v3 != \"\""))

        """, outcome: .error, reason: "budget"),
    Costly(
      testDescription: "a list out of every pair",
      rule: """
        expect: |
          resource.securityGroupIds.map(a, resource.securityGroupIds.map(b, a + b)).size() > 0

        """, outcome: .error),
    Costly(
      testDescription: "a text that doubles", rule: "expect: |\n  \(doubling)\n", outcome: .error,
      reason: "too-large"),
    Costly(
      testDescription: "a long chain",
      rule: "expect: |\n  has(resource.imageId) && (\(chain(600)))\n",
      outcome: .fail),
    Costly(
      testDescription: "variables that each read the one before twice",
      rule: "variables:\n  v0: resource.monitoringEnabled\n"
        + (1..<200).map { "  v\($0): v\($0 - 1) && v\($0 - 1)\n" }.joined()
        + "expect: v199\n", outcome: .pass),
    Costly(
      testDescription: "an element of a long list each",
      rule: "foreach: resource.securityGroupIds\nexpect: each.startsWith('sg-')\n", outcome: .pass),
  ]

  @Test(arguments: costly)
  func `what is allowed and costly ends, with an outcome`(_ item: Costly) throws {
    let pack = PackText(
      manifest: MarkedText(item.manifest), rule: MarkedText(PackText.start("instance") + item.rule))
    let loading = RuleSet.load([pack.source])
    let rules = try #require(loading.rules, "\(loading.diagnostics.said)")
    var builder = ResourceGraph.Builder()
    builder.add(resource(.instance, "one", Self.fields))
    let graph = builder.finish(deriving: .nothing)
    let engine = Engine(rules, now: RuleExamples.now, evaluator: .reference)
    let findings = engine.run(over: graph).findings
    let compiled = Engine(rules, now: RuleExamples.now, evaluator: .compiled)
    #expect(compiled.run(over: graph).findings == findings)
    #expect(Set(findings.map(\.outcome)) == [item.outcome], "\(findings.prefix(2))")
    let reasons = findings.first?.reasons ?? []
    #expect(item.reason.isEmpty || reasons.contains { $0.contains(item.reason) }, "\(reasons)")
    #expect(findings.allSatisfy { $0.evidence.count <= 50 })
  }

  @Test func `thousands of rules are no burden`() {
    let files = (0..<2000).map { index in
      SourceFile(
        path: "p/r\(index).yaml",
        text: "id: r\(index)\ntitle: T\nseverity: low\nfor: volume\nexpect: resource.encrypted\n")
    }
    let manifest = SourceFile(path: "p/pack.yaml", text: PackText.head)
    let loading = RuleSet.load([PackSource(folder: "p", files: [manifest] + files)])
    #expect(loading.rules?.infos.count == 2000)
  }
}
