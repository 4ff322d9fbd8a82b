import AssayRules
import Documents
import IAM
import TestSupport
import Testing

/// What is wrong with a pack is said by a stable code, at the place in its files, with the way out.
@Suite struct PackDiagnosticsTests {
  /// One mistake.
  struct Case: Sendable, CustomTestStringConvertible {
    let code: String
    let pack: PackText
    let message: String
    let fix: String?
    let severity: Diagnostic.Severity

    init(
      _ code: String, manifest: MarkedText = "", in rule: MarkedText? = nil,
      file: String = "p/r.yaml", _ message: String, fix: String? = nil,
      severity: Diagnostic.Severity = .error
    ) {
      self.code = code
      pack = PackText(manifest: manifest, rule: rule, ruleFile: file)
      self.message = message
      self.fix = fix
      self.severity = severity
    }

    var testDescription: String { "\(code): \(message)" }
  }

  private static let start = PackText.start()
  private static let good = "expect: resource.encrypted\n"
  private static let examples =
    "examples: {pass: [{encrypted: true}], fail: [{encrypted: false}], no_data: [{}]}\n"

  private static func rule(_ text: String) -> MarkedText { MarkedText(start + text) }

  static let files: [Case] = [
    Case(
      "id-differs-from-file", in: rule("\(good)\(examples)").marking("r", after: "id: "),
      file: "p/other.yaml", "rule `r` stands in a file of another name",
      fix: "name the file `r.yaml`"),
    Case(
      "malformed-id", in: MarkedText("id: ↓No Good\ntitle: T\nseverity: low\nfor: volume\n\(good)"),
      file: "p/No Good.yaml", "`No Good` is no id in kebab case",
      fix: "use small letters, digits and hyphens"),
    Case(
      "missing-key", in: MarkedText("↓id: r\nseverity: low\nfor: volume\n\(good)"),
      "the key `title` is missing in rule"),
    Case(
      "unknown-key", in: rule("↓expects: resource.encrypted\n"), "no key `expects` in rule",
      fix: "did you mean `expect`?"),
    Case(
      "unknown-value", in: MarkedText("id: r\ntitle: T\nseverity: ↓hihg\nfor: volume\n\(good)"),
      "`hihg` is no severity", fix: "did you mean `high`?"),
    Case(
      "unknown-value", in: MarkedText("id: r\ntitle: T\nseverity: high\nfor: ↓volumes\n\(good)"),
      "`volumes` is no for", fix: "did you mean `volume`?"),
    Case(
      "wrong-type", in: rule("strict: ↓maybe\n\(good)"),
      "`strict` should be `true` or `false`, and is `maybe`"),
    Case(
      "wrong-type", in: rule("expect: ↓[resource.encrypted]\n"),
      "`expression` should be text, and is a list"),
    Case(
      "duplicate-key", in: rule("\(good)↓expect: resource.encrypted\n"),
      "key `expect` is given twice, first on line 5"),
    Case("yaml-syntax", in: rule("expect: ↓`resource`\n"), "`"),
    Case("empty-document", in: MarkedText("↓"), "the file holds no document"),
    Case(
      "wrong-type", in: MarkedText("↓- a\n"), "`rule` should be a mapping, and is a list"),
  ]

  static let verdicts: [Case] = [
    Case(
      "missing-verdict", in: rule("why: none\n").marking("id"),
      "a rule has either `expect` or `deny`",
      fix: "add `expect: |` with what must hold"),
    Case(
      "two-verdicts", in: rule("\(good)deny: ↓resource.encrypted\n"),
      "a rule has either `expect` or `deny`, not both", fix: "keep one of them"),
    Case(
      "folded-expression", in: rule("expect: ↓>\n  resource.encrypted\n"),
      "a folded text loses the places of an expression", fix: "write `|` instead of `>`"),
    Case(
      "wrong-expression-type", in: rule("foreach: ↓resource.encrypted↓\n\(good)"),
      "this should be a list and is bool"),
    Case(
      "wrong-type", in: rule("when: ↓resource.attachments↓\n\(good)"),
      "expected `bool`, found `list(volume_attachment)`"),
    Case(
      "reserved-variable", in: rule("variables:\n  ↓now↓: 1 + 1\n\(good)"),
      "`now` has a meaning of its own", fix: "choose another name"),
    Case(
      "unused-variable", in: rule("variables:\n  spare: ↓1 + 1↓\n\(good)\(examples)"),
      "variable `spare` is not used", fix: "remove it", severity: .warning),
    Case(
      "malformed-control", in: rule("controls: [a/b, ↓nonsense↓]\n\(good)"),
      "control `nonsense` is not of the form framework/id",
      fix: "write it like `nist-800-53-r5/SC-28`"),
    Case(
      "unknown-name", in: rule("when: ↓each↓.x\n\(good)"), "nothing here is called `each`"),
    Case(
      "unknown-name", manifest: "params: {limit: {type: int, default: 1, doc: d}}\n",
      in: rule("when: ↓params.limt↓ > 1\n\(good)"), "nothing here is called `params.limt`",
      fix: "did you mean `params.limit`?"),
  ]

  static let exampleCases: [Case] = [
    Case(
      "no-failing-example", in: rule("\(good)").marking("id"),
      "rule `p/r` has no failing example, so nothing shows that it can fire",
      fix: "add one under `examples.fail`"),
    Case(
      "no-example",
      in: rule("\(good)examples: {pass: [{encrypted: true}], fail: [{encrypted: false}]}\n")
        .marking("id"),
      "rule `p/r` has no `no_data` example", severity: .warning),
    Case(
      "unknown-example-field", in: rule("\(good)examples: {fail: [{↓encripted↓: false}]}\n"),
      "`encripted` is not a field of volume", fix: "did you mean `encrypted`?"),
    Case(
      "unknown-example-field",
      in: rule("\(good)examples: {fail: [{encrypted: false, attachments: [{↓dev↓: x}]}]}\n"),
      "`dev` is not a field of volume_attachment"),
    Case(
      "example-value",
      in: rule("\(good)examples: {fail: [{encrypted: false, volumeType: ↓GP2↓}]}\n"),
      "`volumeType` is never `GP2`", fix: "did you mean `gp2`?"),
    Case(
      "example-value",
      in: rule("\(good)examples: {fail: [{encrypted: false, volumeType: ↓ssd↓}]}\n"),
      "`volumeType` is never `ssd`",
      fix: "use one of `standard`, `gp2`, `gp3`, `io1`, `io2`, `sc1`, `st1`"),
    Case(
      "example-type", in: rule("\(good)examples: {fail: [{encrypted: ↓maybe↓}]}\n"),
      "the example should hold `true` or `false` here"),
    Case(
      "example-type", in: rule("\(good)examples: {fail: [{encrypted: false, size: ↓big↓}]}\n"),
      "the example should hold an integer here"),
    Case(
      "example-type", in: rule("\(good)examples: {fail: [↓text↓]}\n"),
      "the example should hold a mapping here"),
    Case(
      "wrong-type", in: rule("\(good)examples: {fail: ↓{encrypted: false}}\n"),
      "`fail` should be a list of examples, and is a mapping"),
    Case(
      "unknown-key", in: rule("\(good)examples: {↓fails: [{encrypted: false}]}\n"),
      "no key `fails` in examples", fix: "did you mean `fail`?"),
    Case(
      "wrong-example-outcome",
      in: rule("\(good)examples: {fail: [{encrypted: false}, ↓{encrypted: true}]}\n"),
      "example `fail` number 2 comes to `pass`"),
    Case(
      "wrong-example-outcome",
      in: rule(
        "\(good)examples: {pass: [↓{encrypted: !unknown later}], fail: [{encrypted: false}]}\n"),
      "example `pass` number 1 comes to `unknown`"),
    Case(
      "wrong-example-outcome",
      in: rule("\(good)examples: {no_data: [↓{encrypted: true}], fail: [{encrypted: false}]}\n"),
      "example `no_data` number 1 comes to `pass`"),
    Case(
      "example-parameter", manifest: "params: {limit: {type: int, default: 1, doc: d}}\n",
      in: rule("\(good)examples: {params: {limit: 2, ↓limt↓: 3}, fail: [{encrypted: false}]}\n"),
      "pack `p` has no parameter `limt`; did you mean `limit`?"),
    Case(
      "example-parameter", manifest: "params: {limit: {type: int, default: 1, doc: d, max: 5}}\n",
      in: rule("\(good)examples: {params: {↓limit↓: 9}, fail: [{encrypted: false}]}\n"),
      "parameter `limit`: it is above the maximum of 5"),
  ]

  static let manifests: [Case] = [
    Case(
      "bad-parameter", manifest: "params: {n: {type: int, default: ↓9, doc: d, max: 5}}\n",
      "parameter `n`: it is above the maximum of 5"),
    Case(
      "bad-parameter", manifest: "params: {n: {type: int, default: ↓many, doc: d}}\n",
      "parameter `n`: its default is not int"),
    Case(
      "bad-parameter", manifest: "params: {n: {type: list<string>, default: ↓a, doc: d}}\n",
      "parameter `n`: its default is not list<string>"),
    Case(
      "bad-parameter",
      manifest: "params: {n: {type: list<string>, default: ↓[a, c], values: [a, b], doc: d}}\n",
      "parameter `n`: `c` is not one of `a`, `b`"),
    Case(
      "bad-parameter",
      manifest: "params: {n: {type: string, default: ↓ab, doc: d, minLength: 3}}\n",
      "parameter `n`: it has 2 characters, less than the minimum of 3"),
    Case(
      "bad-parameter",
      manifest: "params: {n: {type: list<int>, default: ↓[1, 2], doc: d, maxLength: 1}}\n",
      "parameter `n`: it has 2 elements, more than the maximum of 1"),
    Case(
      "bad-parameter",
      manifest: "params: {n: {type: int, default: 5, doc: d, min: 5, max: ↓4.5}}\n",
      "parameter `n`: no value is within its bounds"),
    Case(
      "bad-parameter", manifest: "params: {n: {type: string, default: ↓a, doc: d, pattern: b}}\n",
      "parameter `n`: `a` is not of the form `b`"),
    Case(
      "bad-parameter", manifest: "params: {n: {type: string, default: a, doc: d, pattern: ↓(}}\n",
      "parameter `n`: its pattern is no regular expression"),
    Case(
      "useless-bound", manifest: "params: {n: {type: int, default: 1, doc: d, pattern: ↓b}}\n",
      "parameter `n`: `pattern` says nothing of `int`"),
    Case(
      "bad-parameter",
      manifest:
        "params: {n: {type: list<string>, default: ↓[s3:GetObjct], doc: d, names: iam-action}}\n",
      "parameter `n`: there is no action `s3:GetObjct` in the catalogue of "
        + "\(ActionCatalogue.bundled.date); did you mean `s3:GetObject`?"),
    Case(
      "unknown-value",
      manifest: "params: {n: {type: string, default: a, doc: d, names: ↓iam-acton}}\n",
      "`iam-acton` is no names"),
    Case(
      "useless-bound",
      manifest: "params: {n: {type: int, default: 1, doc: d, names: ↓iam-action}}\n",
      "parameter `n`: `names` says nothing of `int`"),
    Case(
      "wrong-type", manifest: "params: {n: {type: string, default: a, doc: d, minLength: ↓1.5}}\n",
      "`minLength` should be a whole number"),
    Case(
      "useless-bound", manifest: "params: {n: {type: string, default: a, doc: d, min: ↓1}}\n",
      "parameter `n`: `min` says nothing of `string`"),
    Case(
      "useless-bound",
      manifest: "params: {n: {type: list<int>, default: [1], doc: d, values: ↓[a]}}\n",
      "parameter `n`: `values` says nothing of `list<int>`"),
    Case(
      "useless-bound", manifest: "params: {n: {type: int, default: 1, doc: d, maxLength: ↓1}}\n",
      "parameter `n`: `maxLength` says nothing of `int`"),
    Case(
      "unused-parameter", manifest: "params: {↓n: {type: int, default: 1, doc: d}}\n",
      "no rule reads parameter `n`", severity: .warning),
    Case(
      "unknown-value", manifest: "params: {n: {type: ↓integer, default: 9, doc: d}}\n",
      "`integer` is no type"),
    Case(
      "missing-key", manifest: "params: {n: {↓type: int, default: 9}}\n",
      "the key `doc` is missing in parameter `n`"),
    Case(
      "unknown-key", manifest: "params: {n: {type: int, default: 9, doc: d, ↓mim: 1}}\n",
      "no key `mim` in parameter `n`", fix: "did you mean `min`?"),
    Case(
      "wrong-type", manifest: "params: {n: {type: int, default: 9, doc: d, min: ↓low}}\n",
      "`min` should be a number, and is `low`"),
    Case(
      "unknown-key", manifest: "↓parameters: {}\n", "no key `parameters` in pack",
      fix: "use one of `id`, `version`, `title`, `description`, `params`"),
  ]

  @Test(arguments: files + verdicts + exampleCases + manifests)
  func `a mistake has its code, its place and its way out`(_ item: Case) throws {
    let diagnostics = item.pack.diagnostics
    let found = diagnostics.filter { $0.code == item.code && $0.message.contains(item.message) }
    let diagnostic = try #require(found.first, "\(diagnostics.said)")
    #expect(found.count == 1, "\(diagnostics.said)")
    let mark = try #require(item.pack.mark)
    let (path, range) = diagnostic.outer
    #expect(path == mark.path)
    #expect(range.start == mark.offsets[0], "\(diagnostic.said)")
    if mark.offsets.count > 1 { #expect(range.end == mark.offsets[1], "\(diagnostic.said)") }
    #expect(diagnostic.severity == item.severity)
    if let fix = item.fix { #expect(diagnostic.fixIts.map(\.title) == [fix]) }
    let loading = RuleSet.load([item.pack.source])
    #expect((loading.rules == nil) == loading.diagnostics.contains { $0.severity == .error })
  }

  @Test func `packs are told apart, and each has a manifest`() {
    let rule = SourceFile(path: "q/r.yaml", text: Self.start + Self.good)
    let lone = RuleSet.load([PackSource(folder: "q", files: [rule])])
    #expect(lone.diagnostics.map(\.code) == ["missing-manifest"])
    #expect(lone.rules == nil)
    let pack = PackText().source
    let twice = RuleSet.load([pack, pack])
    #expect(twice.diagnostics.map(\.code) == ["duplicate-pack"])
    #expect(twice.rules == nil)
  }

  @Test func `of several mistakes all are told, in file order`() {
    let pack = PackText(
      rule: Self.rule(
        """
        when: resource.sise > 1
        variables: {a: resource.nothing}
        controls: [x]
        expect: resource.encripted && a
        """))
    #expect(
      Set(pack.diagnostics.map(\.code)) == ["unknown-property", "malformed-control"])
    #expect(pack.diagnostics.count == 4, "\(pack.diagnostics.said)")
  }

  @Test func `what a mistake hides is not complained of`() {
    let pack = PackText(
      rule: Self.rule("variables: {a: resource.encrypted}\nexpect: a && resource.encripted &&\n"))
    #expect(!pack.diagnostics.isEmpty)
    #expect(pack.diagnostics.allSatisfy { $0.severity == .error }, "\(pack.diagnostics.said)")
  }

  @Test func `a good pack has nothing to say`() {
    let pack = PackText(rule: Self.rule(Self.good + Self.examples))
    #expect(pack.diagnostics.isEmpty, "\(pack.diagnostics.said)")
  }
}

extension MarkedText {
  /// The same, marked before the first `word` after some text.
  func marking(_ word: String, after start: String = "") -> MarkedText {
    guard let range = text.firstRange(of: start.isEmpty ? word : start + word) else { return self }
    let split = text.index(range.lowerBound, offsetBy: start.count)
    return MarkedText(text[..<split] + "↓" + text[split...])
  }
}
