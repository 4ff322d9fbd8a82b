import AssayRules
import Documents
import Testing

/// What is wrong with a pack is said by a stable code.
struct PackDiagnosticsTests {
  private static let head = "title: T\nseverity: low\nfor: volume\n"
  private static let good = "examples: {fail: [{encrypted: false}]}\n"

  private static func codes(_ rule: String, file: String = "p/r.yaml", pack: String = "") -> Set<
    String
  > {
    let manifest = SourceFile(path: "p/pack.yaml", text: "id: p\nversion: 1.0.0\ntitle: P\n\(pack)")
    let source = PackSource(
      folder: "p", files: [manifest, SourceFile(path: file, text: rule)])
    let loading = RuleSet.load([source])
    return Set((loading.diagnostics + RuleExamples.run([source]).diagnostics).map(\.code))
  }

  @Test(arguments: [
    ("id: other\n\(head)expect: resource.encrypted\n", "id-differs-from-file"),
    ("id: r\n\(head)", "missing-verdict"),
    ("id: r\n\(head)expect: resource.encrypted\ndeny: resource.encrypted\n", "two-verdicts"),
    ("id: r\n\(head)expect: >\n  resource.encrypted\n", "folded-expression"),
    ("id: r\n\(head)variables: {now: '1'}\nexpect: resource.encrypted\n", "reserved-variable"),
    ("id: r\n\(head)expect: resource.encrypted\ncontrols: [nonsense]\n", "malformed-control"),
    (
      "id: r\n\(head)foreach: resource.encrypted\nexpect: resource.encrypted\n",
      "wrong-expression-type"
    ),
    (
      "id: r\n\(head)expect: resource.encrypted\nexamples: {fail: [{encripted: false}]}\n",
      "unknown-example-field"
    ),
    (
      "id: r\n\(head)expect: resource.encrypted\nexamples: {fail: [{encrypted: maybe}]}\n",
      "example-type"
    ),
    (
      "id: r\n\(head)expect: resource.encrypted\nexamples: {params: {x: 1}, fail: [{encrypted: false}]}\n",
      "example-parameter"
    ),
    ("id: r\n\(head)expect: resource.encrypted\n", "no-failing-example"),
    ("id: r\n\(head)expect: resource.encrypted\n\(good)", "no-example"),
    (
      "id: r\n\(head)expect: resource.encrypted\nexamples: {fail: [{encrypted: true}]}\n",
      "wrong-example-outcome"
    ),
    ("id: r\n\(head)variables: {v: '1'}\nexpect: resource.encrypted\n", "unused-variable"),
  ])
  func `a rule's mistake has its code`(_ rule: String, _ code: String) {
    #expect(Self.codes(rule).contains(code))
  }

  @Test func `a pack's mistakes have their codes`() {
    let rule = "id: r\n\(Self.head)expect: resource.encrypted\n"
    let params = "params: {n: {type: int, default: 9, doc: d, max: 5}}\n"
    #expect(Self.codes(rule, pack: params).contains("bad-parameter"))
    let lone = PackSource(folder: "q", files: [SourceFile(path: "q/r.yaml", text: rule)])
    #expect(RuleSet.load([lone]).diagnostics.map(\.code) == ["missing-manifest"])
    let manifest = SourceFile(path: "p/pack.yaml", text: "id: p\nversion: 1.0.0\ntitle: P\n")
    let twice = PackSource(folder: "p", files: [manifest])
    #expect(RuleSet.load([twice, twice]).diagnostics.map(\.code) == ["duplicate-pack"])
  }
}
