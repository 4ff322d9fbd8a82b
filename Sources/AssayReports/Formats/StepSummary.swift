import AssayModel
import Records

/// Markdown for `$GITHUB_STEP_SUMMARY`: GitHub refuses more than 1 024 KiB.
package enum StepSummary {
  private static let rowLimit = 100
  /// Bytes of UTF-8, with room left for what another step writes.
  private static let byteLimit = 900_000

  /// The summary, ending with a line end.
  package static func markdown(_ summary: RunSummary) -> String {
    var lines = head(summary)
    lines += table("Failures", summary, .fail)
    lines += unread(summary)
    lines += table("Could not be checked", summary, .unknown)
    lines += foot(summary)
    var markdown = ""
    for line in lines {
      if markdown.utf8.count + line.utf8.count > byteLimit {
        markdown += "\n… cut: the report has the rest\n"
        break
      }
      markdown += line + "\n"
    }
    return markdown
  }

  private static func head(_ summary: RunSummary) -> [String] {
    let verdict = summary.verdict
    let counts = summary.counts
    let titles = Outcome.Reported.byAttention.map { "\($0.symbol) \($0.words)" }
    let numbers = Outcome.Reported.byAttention.map { String(counts[$0]) }
    return [
      "## Assay \(summary.run.kind.rawValue): \(verdict.decision.rawValue.lowercased())", "",
      "\(verdict.reason.markdown(400)) (exit \(verdict.exitCode))", "",
      row(titles), row(titles.map { _ in "--:" }), row(numbers), "",
    ] + changes(summary)
  }

  private static func changes(_ summary: RunSummary) -> [String] {
    guard let changes = summary.changes else { return [] }
    return [
      "Since the previous run: \(changes.new.count) new, \(changes.fixed.count) fixed, "
        + "\(changes.reopened.count) reopened, \(changes.gone.count) gone.", "",
    ]
  }

  private static func table(
    _ title: String, _ summary: RunSummary, _ outcome: Outcome.Reported
  ) -> [String] {
    let findings = summary.gravestFirst(outcome).flatMap { group in
      group[outcome].map { FindingText(finding: $0, rule: group.rule, reach: summary.reach) }
    }
    guard !findings.isEmpty else { return [] }
    let rows = findings.prefix(rowLimit).map { text in
      row([
        text.finding.severity.rawValue, text.rule.id.markdown(100), text.message.markdown(300),
        "\(text.finding.resource.kindWords) \(text.subject)".markdown(200),
        text.finding.origin?.place.markdown(300) ?? "", said(text).markdown(300),
      ])
    }
    let rest = findings.count - rows.count
    let more = rest > 0 ? ["", "… and \(rest) more, all in the report"] : []
    let last = outcome == .fail ? "got" : "because"
    let titles = ["severity", "rule", "finding", "resource", "where", last]
    return ["### \(title)", "", row(titles), row(titles.map { _ in "---" })] + rows + more + [""]
  }

  private static func said(_ text: FindingText) -> String {
    let values = text.gotAndAllowed ?? text.finding.reasons.first ?? ""
    return text.finding.isBaselined ? "in the baseline \(values)" : values
  }

  private static func unread(_ summary: RunSummary) -> [String] {
    guard !summary.unjudged.isEmpty else { return [] }
    let items = summary.unjudged.prefix(rowLimit).map { item in
      let path = item.path.map { $0.markdown(300) + ": " } ?? ""
      return "- \(path)\(item.message.markdown(400))"
    }
    let rest = summary.unjudged.count - items.count
    return ["### Could not be read", ""] + items + (rest > 0 ? ["- … and \(rest) more"] : []) + [""]
  }

  private static func foot(_ summary: RunSummary) -> [String] {
    let anchor = summary.anchor
    return [
      "<sub>run \(summary.run.id.markdown(100)) · ledger head \(anchor.seq) "
        + "\(anchor.hash.markdown(80)) · assay \(summary.run.toolVersion.markdown(40))</sub>"
    ]
  }

  private static func row(_ cells: [String]) -> String {
    "| \(cells.joined(separator: " | ")) |"
  }
}

extension String {
  /// One line of plain text in Markdown: what could format, link, mention or end a cell is escaped.
  fileprivate func markdown(_ limit: Int) -> String {
    var text = ""
    for scalar in visible(limit).unicodeScalars {
      switch scalar {
      case "<": text += "&lt;"
      case "&": text += "&amp;"
      case "\\", "`", "*", "_", "~", "#", "!", "[", "]", "|", "@", ">": text += "\\\(scalar)"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
