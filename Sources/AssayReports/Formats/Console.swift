import AssayModel

/// What the terminal shows: the findings that need a reader, what could not be read, the footer.
package enum Console {
  /// Findings of one rule and outcome that are shown whole; the rest is counted.
  private static let perRule = 3

  /// The whole text, ending with a line end.
  package static func text(_ summary: RunSummary, _ options: TextOptions = .init()) -> String {
    var blocks: [[String]] = []
    if options.verbosity != .quiet {
      blocks += findings(summary, .fail, options)
      blocks += findings(summary, .unknown, options)
      if options.verbosity == .verbose { blocks += quietOutcomes(summary, options) }
      blocks += ConsoleInputs(summary: summary, options: options).blocks
    }
    blocks.append(ConsoleFooter(summary: summary, options: options).lines)
    return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  /// The findings of an outcome, gravest rule first; those a baseline holds only when verbose.
  private static func findings(
    _ summary: RunSummary, _ outcome: Outcome.Reported, _ options: TextOptions
  ) -> [[String]] {
    let isVerbose = options.verbosity == .verbose
    var blocks: [[String]] = []
    for group in summary.gravestFirst(outcome) {
      let all = group[outcome]
      let isWhole = isVerbose || !all.contains { $0.isBaselined }
      let found = isWhole ? all : all.filter { !$0.isBaselined }[...]
      let shown = isVerbose ? found : found.prefix(perRule)
      blocks += shown.enumerated().map { index, finding in
        let text = FindingText(finding: finding, rule: group.rule, reach: summary.reach)
        let isNew = summary.isNew(finding)
        return ConsoleFinding(text: text, isNew: isNew, isFirst: index == 0, options: options).lines
      }
      if found.count > shown.count {
        blocks.append([more(found.dropFirst(shown.count), group, summary, options)])
      }
      blocks += group.massLines(outcome).prefix(perRule).map { words in
        let label = ConsoleFinding.style(outcome)(
          "\(outcome.symbol) \(ConsoleFinding.label(outcome))", options.color)
        return ["\(label) \(group.rule.id.visible(100))  \(words)"]
      }
    }
    return blocks
  }

  /// `   … and 1201 more of pack/rule: web, api, db and 1198 others (-v shows them)`.
  private static func more(
    _ rest: ArraySlice<Finding>, _ group: RuleGroup, _ summary: RunSummary,
    _ options: TextOptions
  ) -> String {
    let names = rest.prefix(perRule).map { finding in
      FindingText(finding: finding, rule: group.rule, reach: summary.reach).subject.visible(80)
    }
    let others = rest.count - names.count
    let tail = others > 0 ? " and \(others.of("other"))" : ""
    let list = names.joined(separator: ", ") + tail
    let line = "   … and \(rest.count) more of \(group.rule.id.visible(100)): \(list)"
    return line + TextStyle.faint(" (-v shows them)", options.color)
  }

  /// Waived, passing and not applicable findings, one line each.
  private static func quietOutcomes(
    _ summary: RunSummary, _ options: TextOptions
  ) -> [[String]] {
    [Outcome.Reported.waived, .pass, .notApplicable].compactMap { outcome in
      let lines = summary.rules.sorted { $0.rule.id < $1.rule.id }.flatMap { group in
        group[outcome].map { finding in
          line(FindingText(finding: finding, rule: group.rule, reach: summary.reach), options)
        }
      }
      return lines.isEmpty ? nil : lines
    }
  }

  private static func line(_ text: FindingText, _ options: TextOptions) -> String {
    let outcome = text.finding.outcome.reported
    let label = ConsoleFinding.style(outcome)(
      "\(outcome.symbol) \(ConsoleFinding.label(outcome))", options.color)
    let place = text.finding.origin.map { "  \($0.place)" } ?? ""
    let why = text.finding.reasons.first ?? (outcome == .pass ? "" : text.finding.message)
    let tail = why.isEmpty ? "" : ": \(why.visible(200))"
    return "\(label) \(text.rule.id.visible(100))  \(text.finding.resource.kindWords) "
      + "\(text.subject)\(TextStyle.faint(place, options.color))\(tail)"
  }
}
