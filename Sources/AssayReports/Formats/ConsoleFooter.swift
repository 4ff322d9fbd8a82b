import AssayModel

/// The last lines of the terminal's text: the five counts, what changed, the decision.
struct ConsoleFooter {
  let summary: RunSummary
  let options: TextOptions

  private var color: TextOptions.Color { options.color }

  /// `8 checks: 3 pass, … (new 1, fixed 0) · gate: REJECTED (exit 1)`, then why.
  var lines: [String] {
    let counts = summary.counts
    let parts = [
      count(counts.pass, "pass", .pass), count(counts.fail, "fail", .fail),
      count(counts.unknown, "could not be checked", .unknown),
      count(counts.waived, "waived", .waived), "\(counts.notApplicable) n/a",
    ]
    let verdict = summary.verdict
    let decision = style(
      "\(verdict.decision.rawValue) (exit \(verdict.exitCode))", color)
    let checks = TextStyle.strong("\(counts.total.of("check")):", color)
    let line =
      "\(checks) \(parts.joined(separator: ", "))\(changes)"
      + " · \(summary.run.kind.rawValue): \(decision)"
    let reason = verdict.reason.visible(400)
    guard options.verbosity != .quiet, !reason.isEmpty else { return [line] }
    return [line, TextStyle.faint("because \(reason)", color)]
  }

  /// `(new 1, fixed 0, 3 known from the baseline)`; the baseline is told every time.
  private var changes: String {
    var parts: [String] = []
    if let changes = summary.changes {
      parts += ["new \(changes.new.count)", "fixed \(changes.fixed.count)"]
      if !changes.reopened.isEmpty { parts.append("reopened \(changes.reopened.count)") }
      if !changes.gone.isEmpty { parts.append("gone \(changes.gone.count)") }
      if !changes.lapsed.isEmpty { parts.append("lapsed \(changes.lapsed.count)") }
      if !changes.unconfirmed.isEmpty { parts.append("unconfirmed \(changes.unconfirmed.count)") }
    }
    if summary.baselined > 0 { parts.append("\(summary.baselined) known from the baseline") }
    return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
  }

  private func count(_ number: Int, _ words: String, _ outcome: Outcome.Reported) -> String {
    let text = "\(number) \(words)"
    return number == 0 ? text : ConsoleFinding.style(outcome)(text, color)
  }

  private var style: TextStyle {
    switch summary.verdict.decision {
    case .admitted: .pass
    case .rejected: .failure
    case .undecided: .unchecked
    }
  }
}
