import AssayModel
import AssayReports
import Records

/// Runs of any size, all of one rule's making.
enum LargeRun {
  /// `count` resources, each judged by two rules: one fails on every third and cannot check every
  /// seventh, the other passes.
  static func summary(_ count: Int) -> RunSummary {
    let result = result(count)
    return RunSummary(result, verdict: .decide(result, failOn: .low, onUnknown: .fail))
  }

  static func result(_ count: Int) -> RunResult {
    let ids = (0..<count).map { ResourceID(kind: "instance", uid: "i-\($0)") }
    let findings = ids.enumerated().flatMap { index, id in
      [
        finding("instance/imds-v2", id, index % 3 == 0 ? .fail : index % 7 == 0 ? .unknown : .pass),
        finding("storage/encrypted", id, .pass),
      ]
    }
    return RunResult(
      run: SampleRun.run, rules: [rule("instance/imds-v2"), rule("storage/encrypted")],
      resources: ids.map {
        ResourceSummary(id: $0, name: $0.uid, origin: nil, factsDigest: nil)
      }.sorted { $0.id < $1.id },
      links: [], findings: findings.sorted(by: Finding.isOrdered), inputs: [])
  }

  private static func finding(_ rule: String, _ id: ResourceID, _ outcome: Outcome) -> Finding {
    Finding(
      rule: rule, resource: id, resourceName: id.uid, locus: "", outcome: outcome, severity: .high,
      message: "tokens are \(outcome == .pass ? "required" : "optional")",
      origin: SampleRun.at("fleet.json", 1, 1, 1))
  }

  private static func rule(_ id: String) -> RuleInfo {
    RuleInfo(
      id: id, pack: String(id.prefix { $0 != "/" }), title: "Title of \(id)", severity: .high,
      kind: "instance", why: "", fix: "", controls: [], digest: "")
  }
}
