import AssayRules
import Documents
import TestSupport
import Testing

/// What the checker says of many mistakes, word for word and where; and of what is no mistake,
/// nothing.
struct CheckerGoldenTests {
  /// A rule with an expression in it.
  struct Case: Sendable {
    let kind: String
    let expression: String
    /// Lines before `expect`.
    var rule = ""
    var manifest = ""

    var pack: PackText {
      PackText(
        manifest: MarkedText(manifest.isEmpty ? "" : manifest + "\n"),
        rule: MarkedText(
          PackText.start(kind) + (rule.isEmpty ? "" : rule + "\n") + "expect: |\n  "
            + expression + "\n"))
    }
  }

  @Test func `every mistake is refused, where it stands and with a way out`() {
    var text = ""
    for (title, cases) in Mistakes.refused {
      text += "# \(title)\n\n"
      for item in cases {
        let loading = RuleSet.load([item.pack.source])
        #expect(loading.rules == nil, "\(item.expression) is accepted")
        text += DiagnosticRenderer().render(loading.diagnostics) + "\n"
      }
    }
    Golden.expect(Array(text.utf8), at: "Tests/AssayRulesTests/Goldens/mistakes.txt")
  }

  @Test func `what is dubious is told, and accepted`() {
    var text = ""
    for item in Mistakes.dubious {
      let loading = RuleSet.load([item.pack.source])
      #expect(loading.rules != nil, "\(loading.diagnostics.said)")
      #expect(!loading.diagnostics.isEmpty, "\(item.expression)")
      text += DiagnosticRenderer().render(loading.diagnostics) + "\n"
    }
    Golden.expect(Array(text.utf8), at: "Tests/AssayRulesTests/Goldens/doubts.txt")
  }

  @Test(arguments: Mistakes.sound.indices)
  func `what is sound is accepted without a word`(_ index: Int) {
    let item = Mistakes.sound[index]
    let loading = RuleSet.load([item.pack.source])
    #expect(loading.diagnostics.isEmpty, "\(loading.diagnostics.said)")
  }

  /// Codes that an expression of a rule cannot bring about, and why.
  private static let others: Set<String> = [
    // Only where variables are optional: those of rules are not.
    "unguarded-variable",
    // A file that is not UTF-8 is refused before.
    "invalid-utf8",
    // Long: see `HostilePackTests`.
    "expression-too-long", "expression-too-large", "expression-too-deep", "macros-too-deep",
  ]

  @Test func `every message of the language stands in a golden`() throws {
    let goldens = try ["mistakes", "doubts"].map {
      String(
        decoding: try #require(Golden.read("Tests/AssayRulesTests/Goldens/\($0).txt")),
        as: UTF8.self)
    }.joined()
    for file in ["Checker/CheckerDiagnostics", "Syntax/ParserDiagnostics"] {
      let bytes = try #require(Golden.read("Sources/CEL/\(file).swift"))
      let source = String(decoding: bytes, as: UTF8.self)
      let codes = source.matches(of: /(?:error|message)\(\s*(?:severity,|\.\w+,)?\s*"([a-z0-9-]+)"/)
        .map { String($0.output.1) }
      #expect(codes.count > 10)
      for code in Set(codes).subtracting(Self.others) {
        #expect(goldens.contains("[\(code)]"), "\(code) is in no golden")
      }
    }
  }
}
