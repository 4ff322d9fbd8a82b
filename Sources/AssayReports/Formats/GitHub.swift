import AssayModel
import Records
import Sealing

/// What GitHub Actions shows on the lines of a pull request: workflow commands in the step's log.
///
/// GitHub keeps ten errors, ten warnings and ten notices of a step and drops the rest without a
/// word; so the worst are annotated and the number of the others is said.
package enum GitHub {
  private static let perKind = 10

  /// The text of the terminal, with commands switched off around it because names in it may look
  /// like one, then the annotations.
  package static func log(_ summary: RunSummary, _ options: TextOptions = .init()) -> String {
    let token = Digest.sha256(fields: [summary.run.id, summary.run.inputDigest, "github"]).hex
    return "::stop-commands::\(token)\n\(Console.text(summary, options))::\(token)::\n"
      + annotations(summary)
  }

  /// One command a line: failures as errors, could-not-checks as warnings, the verdict as a notice.
  package static func annotations(_ summary: RunSummary) -> String {
    let failures = findings(summary, .fail)
    let unknowns = findings(summary, .unknown)
    var warnings = summary.unjudged.map(command(_:))
    warnings += unknowns.prefix(perKind).map { command("warning", $0, $1, summary) }
    let errors = failures.prefix(perKind).map { command("error", $0, $1, summary) }
    let hidden = (
      max(0, failures.count - perKind),
      max(0, unknowns.count + summary.unjudged.count - perKind)
    )
    return (errors + warnings.prefix(perKind) + [notice(summary, hidden)])
      .map { $0 + "\n" }.joined()
  }

  /// Findings of an outcome that no baseline holds, gravest first.
  private static func findings(
    _ summary: RunSummary, _ outcome: Outcome.Reported
  ) -> [(Finding, RuleInfo)] {
    summary.gravestFirst(outcome).flatMap { group in
      group[outcome].filter { !$0.isBaselined }.map { ($0, group.rule) }
    }
  }

  private static func command(
    _ kind: String, _ finding: Finding, _ rule: RuleInfo, _ summary: RunSummary
  ) -> String {
    let text = FindingText(finding: finding, rule: rule, reach: summary.reach)
    var lines = ["\(text.subject): \(text.message)"]
    if let values = text.gotAndAllowed { lines.append(values) }
    lines += finding.reasons.prefix(3).map { $0.visible(300) }
    if kind == "error", !rule.fix.isEmpty {
      lines.append("fix: \(rule.fix.collapsed.visible(500))")
    }
    lines.append("finding \(text.shortID)")
    var properties: [(String, String)] = []
    if let origin = finding.origin {
      properties = [
        ("file", origin.path.visible(500)), ("line", String(origin.line)),
        ("endLine", String(max(origin.line, origin.endLine))),
      ]
      if origin.endLine <= origin.line {
        properties += [("col", String(origin.column)), ("endColumn", String(origin.endColumn))]
      }
    }
    properties.append(("title", "\(rule.id.visible(100)) (\(finding.severity.rawValue))"))
    return command(kind, properties, lines)
  }

  private static func command(_ item: Unjudged) -> String {
    let file = item.path.map { [("file", $0.visible(500))] } ?? []
    let lines = [item.message.visible(500)] + item.details.prefix(3).map { $0.visible(400) }
    return command("warning", file + [("title", "could not check")], lines)
  }

  private static func notice(_ summary: RunSummary, _ hidden: (fail: Int, unknown: Int)) -> String {
    var lines = ConsoleFooter(summary: summary, options: TextOptions()).lines
    if hidden.fail > 0 { lines.append("\(hidden.fail.of("more failure")) not shown on a line") }
    if hidden.unknown > 0 {
      lines.append("\(hidden.unknown.of("more could-not-check")) not shown on a line")
    }
    return command("notice", [("title", "assay \(summary.run.kind.rawValue)")], lines)
  }

  private static func command(
    _ kind: String, _ properties: [(String, String)], _ lines: [String]
  ) -> String {
    let said = properties.map { "\($0)=\(escaped($1, alsoIn: ":,"))" }.joined(separator: ",")
    return "::\(kind) \(said)::\(escaped(lines.joined(separator: "\n"), alsoIn: ""))"
  }

  /// GitHub's own escapes: `%`, carriage return and line feed, in properties `:` and `,` as well.
  private static func escaped(_ text: String, alsoIn others: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": escaped += "%25"
      case "\r": escaped += "%0D"
      case "\n": escaped += "%0A"
      case ":" where others.contains(":"): escaped += "%3A"
      case "," where others.contains(","): escaped += "%2C"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
