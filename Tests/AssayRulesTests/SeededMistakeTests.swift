import AssayRules
import Documents
import TestSupport
import Testing

/// The mistakes that policy authors make are refused before they can pass anything, at the character
/// in the YAML however the expression is written.
@Suite struct SeededMistakeTests {
  /// One mistake; `↓` marks where it begins and where it ends.
  struct Mistake: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let kind: String
    let expression: String
    let code: String
    /// How the way out begins.
    let fix: String
  }

  static let mistakes: [Mistake] = [
    Mistake(
      testDescription: "a field that does not exist", kind: "volume",
      expression: #"resource.↓colour↓ == "red""#, code: "unknown-property",
      fix: "use one of "),
    Mistake(
      testDescription: "a misspelt field", kind: "volume", expression: "resource.↓encripted↓",
      code: "unknown-property", fix: "did you mean `encrypted`?"),
    Mistake(
      testDescription: "a misspelt field of an element", kind: "security_group",
      expression: "resource.ingress.exists(r, r.↓fromport↓ == 22)", code: "unknown-property",
      fix: "did you mean `fromPort`?"),
    Mistake(
      testDescription: "a value outside of its enumeration", kind: "instance",
      expression: #"resource.httpTokens == ↓"requird"↓"#, code: "unknown-value",
      fix: "did you mean `\"required\"`?"),
    Mistake(
      testDescription: "versions compared as texts", kind: "image_recipe",
      expression: #"↓resource.version >= "1.10.0"↓"#, code: "versions-as-text",
      fix: "compare `version(…)` of both"),
    Mistake(
      testDescription: "a verdict of another type", kind: "instance",
      expression: "↓resource.httpTokens↓", code: "wrong-type",
      fix: "compare it, as in `resource.httpTokens == \"required\"`"),
    Mistake(
      testDescription: "an operand of another type", kind: "instance",
      expression: "↓resource.monitoringEnabled < 1↓", code: "no-matching-overload",
      fix: "`resource.monitoringEnabled` is a test by itself: leave the comparison out"),
    Mistake(
      testDescription: "an optional field without a guard", kind: "volume",
      expression: #"resource.↓kmsKeyId↓.startsWith("arn:")"#, code: "unguarded-field",
      fix: "guard it, `has(resource.kmsKeyId) && …`"),
    Mistake(
      testDescription: "a comparison that is never true", kind: "volume",
      expression: #"↓resource.encrypted == "true"↓"#, code: "never-equal",
      fix: "did you mean `true`?"),
    Mistake(
      testDescription: "two comparisons that are never true together", kind: "instance",
      expression: #"resource.httpTokens == "required" && ↓resource.httpTokens == "optional"↓"#,
      code: "never-together", fix: "join them by `||` if one of them is enough"),
    Mistake(
      testDescription: "a comparison with null", kind: "volume",
      expression: "has(resource.kmsKeyId) && ↓resource.kmsKeyId != null↓",
      code: "compared-with-null", fix: "ask with `has(resource.kmsKeyId)`"),
    Mistake(
      testDescription: "a pattern that is none", kind: "instance",
      expression: #"resource.httpTokens.matches(↓"(re"↓)"#, code: "bad-literal", fix: ""),
  ]

  /// How an expression can stand in YAML.
  enum Style: String, CaseIterable, Sendable {
    case block, plain, doubleQuoted, singleQuoted

    /// The rest of a rule; nil when the style cannot hold the expression.
    func rule(_ expression: String) -> String? {
      switch self {
      case .block: return "expect: |\n  // a comment\n  \(expression)\n"
      case .plain: return expression.contains(": ") ? nil : "expect: \(expression)\n"
      case .singleQuoted: return "expect: '\(expression)'\n"
      case .doubleQuoted:
        let escaped = expression.flatMap { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }
        return "expect: \"\(String(escaped))\"\n"
      }
    }
  }

  @Test(arguments: mistakes, Style.allCases)
  func `a mistake is refused where it stands`(_ mistake: Mistake, _ style: Style) throws {
    guard let text = style.rule(mistake.expression) else { return }
    let pack = PackText(rule: MarkedText(PackText.start(mistake.kind) + text))
    #expect(RuleSet.load([pack.source]).rules == nil)
    let diagnostics = pack.diagnostics
    let diagnostic = try #require(
      diagnostics.first { $0.code == mistake.code }, "\(diagnostics.said)")
    let mark = try #require(pack.mark)
    let (path, range) = diagnostic.outer
    #expect(path == "p/r.yaml")
    #expect([range.start, range.end] == mark.offsets, "\(diagnostic.said)")
    #expect(diagnostic.severity == .error)
    let fix = diagnostic.fixIts.first?.title ?? ""
    #expect(fix.hasPrefix(mistake.fix), "\(fix)")
    #expect(mistake.fix.isEmpty || !fix.isEmpty)
  }

  @Test func `a mistake in a variable, a condition and a list is found there`() throws {
    for part in [
      "when: resource.↓sise↓ > 1", "variables: {v: resource.↓sise↓}",
      "foreach: '[resource.↓sise↓]'",
    ] {
      let pack = PackText(
        rule: MarkedText(PackText.start() + part + "\nexpect: resource.encrypted\n"))
      let diagnostic = try #require(pack.diagnostics.first { $0.code == "unknown-property" })
      let mark = try #require(pack.mark)
      #expect([diagnostic.outer.range.start, diagnostic.outer.range.end] == mark.offsets)
    }
  }

  @Test func `columns count over characters of several bytes`() throws {
    let rule = MarkedText(
      PackText.start("instance")
        + #"expect: '"äöü€😀" != resource.imageId && resource.↓httpTokns↓ == ""'"#)
    let pack = PackText(rule: rule)
    let diagnostic = try #require(pack.diagnostics.first { $0.code == "unknown-property" })
    #expect(diagnostic.outer.range.start == rule.offsets[0])
    #expect(diagnostic.place.start.column == 50)
  }
}
