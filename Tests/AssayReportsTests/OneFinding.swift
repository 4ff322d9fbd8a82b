import AssayModel
import AssayReports
import Records

/// A run of one rule and whatever findings a test needs.
enum OneFinding {
  static let rule = "pack/rule-name"

  /// A failing finding at `path:line:column`, its excerpt ending with the line.
  static func failing(
    _ name: String = "web", line: Int32 = 3, column: Int32 = 5, endLine: Int32? = nil,
    endColumn: Int32 = 9, excerpt: [String] = ["one", "two", "key: value"], locus: String = "",
    outcome: Outcome = .fail, message: String = "it is so", reasons: [String] = []
  ) -> Finding {
    var finding = Finding(
      rule: rule, resource: ResourceID(kind: "image_recipe", uid: "a.yaml#\(name)"),
      resourceName: name, locus: locus, outcome: outcome, severity: .high, message: message,
      evidence: [Evidence(path: "resource.key", got: "value", allowed: "other")],
      reasons: reasons,
      origin: Origin(
        path: "a.yaml", line: line, column: column, endLine: endLine ?? line, endColumn: endColumn))
    finding.excerpt = Excerpt(firstLine: Int(line) - excerpt.count + 1, lines: excerpt)
    return finding
  }

  static func result(_ findings: [Finding], inputs: [InputReport] = []) -> RunResult {
    let resources = Set(findings.map(\.resource)).sorted()
    return RunResult(
      run: SampleRun.run,
      rules: [
        RuleInfo(
          id: rule, pack: "pack", title: "Title", severity: .high, kind: "image_recipe",
          why: "because of harm", fix: "set `key`", controls: [], digest: "")
      ],
      resources: resources.map {
        ResourceSummary(id: $0, name: $0.uid, origin: nil, factsDigest: nil)
      },
      links: [], findings: findings.sorted(by: Finding.isOrdered), inputs: inputs)
  }

  static func summary(_ findings: [Finding], inputs: [InputReport] = []) -> RunSummary {
    let result = result(findings, inputs: inputs)
    return RunSummary(result, verdict: .decide(result, failOn: .low, onUnknown: .fail))
  }
}
