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
    var rows = Rows(summary)
    try CheckRows(summary).forEach { row in
      switch row {
      case .finding(let check): csv.record(rows.record(check))
      case .unjudged(let item): csv.record(rows.record(item))
      }
      if csv.bytes.count >= ReportFormat.partSize { try sink(csv.take()) }
    }
    try sink(csv.take())
  }

  /// Fields of rows, of which many say the same of the run and the rule.
  private struct Rows {
    private let summary: RunSummary
    private let run: CSVWriter.Field
    private let evaluated: CSVWriter.Field
    private let packs: [String: String]
    private var rule: RuleFields?

    init(_ summary: RunSummary) {
      self.summary = summary
      run = .text(summary.run.id.visible(300))
      evaluated = .text(summary.run.started.rfc3339)
      packs = Dictionary(
        summary.run.packs.map { ($0.id, $0.digest) }, uniquingKeysWith: { first, _ in first })
    }

    mutating func record(_ check: CheckRows.Check) -> [CSVWriter.Field] {
      let finding = check.finding
      let rule = fields(of: check.rule)
      let message = FindingText.message(of: finding, check.rule.rule)
      let locus = finding.locus.visible(300)
      return [
        run, evaluated, .text(check.place.account), .text(check.place.region),
        .text(finding.resource.kind.visible(200)), .text(finding.resource.uid.visible(cellLimit)),
        rule.id, rule.title, .text(finding.severity.rawValue), .text(word(finding.outcome)),
        .text(locus.isEmpty ? message : "\(locus): \(message)"), .text(evidence(of: finding)),
        .text(finding.origin?.path.visible(cellLimit) ?? ""),
        finding.origin.map { .number(String($0.line)) } ?? none, rule.frameworks, rule.controls,
        .text(summary.firstSeen(finding, id: check.id) ?? ""),
        // Waiver, owner, approver, expiry, and the entry of the ledger that granted it.
        none, none, none, none, none, .text(check.id), rule.pack,
      ]
    }

    func record(_ item: Unjudged) -> [CSVWriter.Field] {
      let title = item.path == nil ? "The run should judge something" : "Input should be readable"
      return [
        run, evaluated, none, none, .text("input"),
        .text(item.path?.visible(cellLimit).orIfBlank("(unnamed)") ?? "(none)"),
        .text(item.path == nil ? "assay/something-judged" : "assay/input-readable"), .text(title),
        // Whatever rules would have said of it is lost, the gravest included.
        .text(Severity.critical.rawValue), .text(word(.unknown)),
        .text(item.message.visible(800).orIfBlank(title)),
        .text(item.details.prefix(5).map { $0.visible(500) }.joined(separator: "; ")),
        .text(item.path?.visible(cellLimit) ?? ""), none, none, none, none,
        none, none, none, none, none, .text(item.id), none,
      ]
    }

    private mutating func fields(of columns: RuleColumns) -> RuleFields {
      if let rule, rule.columns === columns { return rule }
      let fields = RuleFields(columns, pack: packs[columns.rule.pack] ?? "")
      rule = fields
      return fields
    }
  }

  /// What each row of a rule says of it.
  private final class RuleFields {
    let columns: RuleColumns
    let id: CSVWriter.Field
    let title: CSVWriter.Field
    let frameworks: CSVWriter.Field
    let controls: CSVWriter.Field
    let pack: CSVWriter.Field

    init(_ columns: RuleColumns, pack digest: String) {
      self.columns = columns
      let rule = columns.rule
      id = .text(rule.id.visible(300))
      title = .text(rule.title.visible(cellLimit))
      // Several in one cell, in the same order.
      frameworks = .text(joined(rule.controls.map(\.framework)))
      controls = .text(joined(rule.controls.map(\.id)))
      pack = .text(digest)
    }
  }

  private static let none = CSVWriter.Field.text("")

  /// The five outcomes, as the columns have always called them.
  private static func word(_ outcome: Outcome) -> String {
    outcome.reported == .notApplicable ? "na" : outcome.reported.rawValue
  }

  /// What decided, or why nothing could.
  private static func evidence(of finding: Finding) -> String {
    let words = finding.words
    let values = words.values.prefix(5).map { value in
      let got = "\(value.path.visible(300)) = \(value.got.visible(1_000))"
      return value.allowed.map { "\(got), allowed: \($0.visible(1_000))" } ?? got
    }
    let reasons = words.reasons.prefix(values.isEmpty ? 5 : 0).map { $0.visible(1_000) }
    return (values + reasons).joined(separator: "; ").visible(cellLimit)
  }

  private static func joined(_ names: [String]) -> String {
    names.map { $0.visible(200) }.joined(separator: "; ").visible(cellLimit)
  }
}
