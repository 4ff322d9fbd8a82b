import AssayModel
import AssayRules
import Documents
import Records
import TestSupport
import Testing

/// What every shipped rule says of its own examples, word for word: what decided, and nothing else.
struct ExplanationGoldenTests {
  @Test func `the explanations of all shipped rules are those that were reviewed`() {
    let results = RuleExamples.run(ShippedPacksTests.sources).results
    var text = ""
    for result in results where result.kind == .fail || result.kind == .noData {
      text += "\(result.rule) \(result.kind.rawValue) \(result.index + 1)\n"
      for finding in result.findings where finding.outcome != .pass { text += Self.text(finding) }
    }
    #expect(Set(results.map(\.rule)).count >= 30)
    Golden.expect(Array(text.utf8), at: "Tests/AssayRulesTests/Goldens/explanations.txt")
  }

  private static func text(_ finding: Finding) -> String {
    let locus = finding.locus.isEmpty ? "" : " \(finding.locus)"
    var text = "  \(finding.outcome.rawValue)\(locus)\n"
    for item in finding.evidence {
      let allowed = item.allowed.map { ", allowed: \($0)" } ?? ""
      // The line of an example moves whenever its rule is edited.
      text +=
        "    \(item.path): got \(item.got)\(allowed)\(item.origin == nil ? " (nowhere)" : "")\n"
    }
    for reason in finding.reasons { text += "    reason: \(reason)\n" }
    return text
  }
}
