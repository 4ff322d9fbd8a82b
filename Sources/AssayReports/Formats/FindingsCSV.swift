import AssayModel
import Documents
import Records

/// `findings.csv`: a row for each check, for spreadsheets and databases.
///
/// `docs/findings-csv.md` describes the columns, which are fixed. Written part by part: the memory it
/// takes does not grow with the number of rows.
package enum FindingsCSV {
  /// Names of the columns, in order; new ones would only be added behind the last.
  package static let columns = [
    "run_id", "evaluated_at", "account", "region", "resource_type", "resource_id", "rule_id",
    "rule_title", "severity", "outcome", "message", "evidence", "source_file", "source_line",
    "control_framework", "control_id", "first_seen", "waiver_id", "waiver_owner",
    "waiver_approver", "waiver_expires", "ledger_seq", "finding_id", "pack_sha256",
  ]

  /// Characters of a cell that are kept; spreadsheets take 32 767.
  private static let cellLimit = 4_000

  package static func write(_ summary: RunSummary, to sink: ReportSink) throws {
    var csv = CSVWriter()
    csv.record(columns.map { .text($0) })
    let packs = Dictionary(
      summary.run.packs.map { ($0.id, $0.digest) }, uniquingKeysWith: { first, _ in first })
    try CheckRows(summary).forEach { row in
      switch row {
      case .finding(let finding, let rule):
        csv.record(record(finding, rule, summary, pack: packs[rule.pack] ?? ""))
      case .unjudged(let item): csv.record(record(item, summary))
      }
      if csv.bytes.count >= ReportFormat.partSize { try sink(csv.take()) }
    }
    try sink(csv.take())
  }

  private static func record(
    _ finding: Finding, _ rule: RuleInfo, _ summary: RunSummary, pack: String
  ) -> [CSVWriter.Field] {
    let place = Whereabouts(finding.resource, finding.origin)
    let text = FindingText(finding: finding, rule: rule, reach: summary.reach)
    let locus = finding.locus.visible(300)
    return head(summary) + [
      .text(place.account), .text(place.region), .text(finding.resource.kind.visible(200)),
      .text(finding.resource.uid.visible(cellLimit)), .text(rule.id.visible(300)),
      .text(rule.title.visible(cellLimit)), .text(finding.severity.rawValue),
      .text(word(finding.outcome)),
      .text(locus.isEmpty ? text.message : "\(locus): \(text.message)"),
      .text(evidence(of: finding)), .text(finding.origin?.path.visible(cellLimit) ?? ""),
      finding.origin.map { .number(String($0.line)) } ?? .text(""),
      .text(joined(rule.controls.map(\.framework))), .text(joined(rule.controls.map(\.id))),
      .text(summary.firstSeen(finding) ?? ""),
    ] + noWaiver + [.text(finding.id), .text(pack)]
  }

  private static func record(_ item: Unjudged, _ summary: RunSummary) -> [CSVWriter.Field] {
    let title = item.path == nil ? "The run should judge something" : "Input should be readable"
    return head(summary) + [
      .text(""), .text(""), .text("input"),
      .text(item.path?.visible(cellLimit).orIfBlank("(unnamed)") ?? "(none)"),
      .text(item.path == nil ? "assay/something-judged" : "assay/input-readable"), .text(title),
      // Whatever rules would have said of it is lost, the gravest included.
      .text(Severity.critical.rawValue), .text(word(.unknown)),
      .text(item.message.visible(800).orIfBlank(title)),
      .text(item.details.prefix(5).map { $0.visible(500) }.joined(separator: "; ")),
      .text(item.path?.visible(cellLimit) ?? ""), .text(""), .text(""), .text(""), .text(""),
    ] + noWaiver + [.text(item.id), .text("")]
  }

  private static func head(_ summary: RunSummary) -> [CSVWriter.Field] {
    [.text(summary.run.id.visible(300)), .text(summary.run.started.rfc3339)]
  }

  /// Waiver, owner, approver, expiry, and the entry of the ledger that granted it.
  private static let noWaiver: [CSVWriter.Field] = Array(repeating: .text(""), count: 5)

  /// The five outcomes, as the columns have always called them.
  private static func word(_ outcome: Outcome) -> String {
    outcome.reported == .notApplicable ? "na" : outcome.reported.rawValue
  }

  /// What decided, or why nothing could.
  private static func evidence(of finding: Finding) -> String {
    let values = finding.evidence.prefix(5).map { evidence in
      let got = "\(evidence.path.visible(300)) = \(evidence.got.visible(1_000))"
      return evidence.allowed.map { "\(got), allowed: \($0.visible(1_000))" } ?? got
    }
    let reasons = finding.reasons.prefix(values.isEmpty ? 5 : 0).map { $0.visible(1_000) }
    return (values + reasons).joined(separator: "; ").visible(cellLimit)
  }

  /// Several controls in one cell, their frameworks in the same order in another.
  private static func joined(_ names: [String]) -> String {
    names.map { $0.visible(200) }.joined(separator: "; ").visible(cellLimit)
  }
}
