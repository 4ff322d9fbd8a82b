import AssayModel
import AssayStore
import GRDB
import Records
import Sealing
import Testing

/// Builds results of runs in a few words.
struct RunBuilder {
  var scope = "app"
  var rules: [RuleInfo] = []
  var resources: [ResourceSummary] = []
  var links: [Link] = []
  var findings: [Finding] = []
  var inputs: [InputReport] = []

  /// A rule of pack `p`; `version` stands for its content.
  mutating func rule(
    _ name: String, version: String = "1", kind: String = "volume", severity: Severity = .high,
    isConditional: Bool = false
  ) {
    rules.append(
      RuleInfo(
        id: "p/\(name)", pack: "p", title: "Title of \(name)", severity: severity, kind: kind,
        why: "why", fix: "fix", controls: [Control(framework: "cis", id: name)],
        digest: "\(name)-\(version)", isConditional: isConditional))
  }

  mutating func resource(
    _ uid: String, kind: String = "volume", facts: String = "0", file: String? = "a.yaml"
  ) {
    resources.append(
      ResourceSummary(
        id: ResourceID(kind: kind, uid: uid), name: uid, origin: file.map { Self.origin($0) },
        factsDigest: Self.digest(facts)))
  }

  /// What stands for some facts.
  static func digest(_ facts: String) -> Digest { .sha256(fields: [facts]) }

  /// A finding of `p/rule`.
  mutating func finding(
    _ rule: String, _ uid: String, _ outcome: Outcome, locus: String = "", message: String = "m",
    kind: String = "volume", line: Int32 = 1
  ) {
    findings.append(
      Finding(
        rule: "p/\(rule)", resource: ResourceID(kind: kind, uid: uid), resourceName: uid,
        locus: locus, outcome: outcome, severity: .high, message: message,
        evidence: outcome == .fail || outcome == .waived
          ? [Evidence(path: "resource.x", got: message)] : [],
        reasons: outcome == .unknown || outcome == .noData ? ["resource.x: not given"] : [],
        origin: Self.origin("a.yaml", line: line)))
  }

  mutating func refuse(_ path: String) {
    inputs.append(InputReport(path: path, status: .refused(reason: "it is cut off")))
  }

  static func origin(_ path: String, line: Int32 = 1) -> Origin {
    Origin(path: path, line: line, column: 1, endLine: line, endColumn: 2)
  }

  /// The result as the engine would give it, sorted.
  func result(_ number: Int = 1) -> RunResult {
    RunResult(
      run: Run(
        id: "run-\(number)", kind: .gate, started: Instant(microseconds: Int64(number) * 1_000_000),
        toolVersion: "0.1.0", scope: scope, packs: [], packDigest: "packs", inputDigest: "inputs"),
      rules: rules.sorted { $0.id < $1.id }, resources: resources.sorted { $0.id < $1.id },
      links: links.sorted(), findings: findings.sorted { Finding.isOrdered($0, before: $1) },
      inputs: inputs)
  }

  /// The id of a finding of `p/rule`.
  static func id(_ rule: String, _ uid: String, locus: String = "", kind: String = "volume")
    -> String
  {
    Finding.identity(
      rule: "p/\(rule)", resource: ResourceID(kind: kind, uid: uid), locus: locus)
  }
}

let admitted = Verdict(
  decision: .admitted, blockingFail: 0, blockingUnknown: 0, exitCode: 0, reason: "nothing fails")

extension Store {
  /// Records a run that `build` describes, with rule `r` and its finding on volume `v`.
  @discardableResult
  func record(_ number: Int, _ builder: RunBuilder) throws -> Store.Record {
    try record(
      builder.result(number), verdict: admitted, actor: "ci",
      now: Instant(microseconds: Int64(number) * 1_000_000))
  }
}
