import AssayModel

/// Every finding, by rule: what needs a reader open, the rest folded.
extension HTMLPage {
  /// Findings of a rule and outcome that are shown whole; the next ones are lines.
  private static let cardLimit = 25
  /// The same of a fleet, whose findings are many and alike.
  private static let fleetCardLimit = 3
  /// Findings of a rule and outcome that are named at all.
  private static let lineLimit = 2_000

  /// `part` is called behind each rule.
  func findings(_ part: () throws -> Void) rethrows {
    h(.div, [.id: "filter"])
    let judged = summary.rules.filter { $0.counts.total > 0 }
    if judged.isEmpty { h(.p, "No rule judged any resource.") }
    for group in judged {
      rule(group)
      try part()
    }
    unmatched()
  }

  private func rule(_ group: RuleGroup) {
    let rule = group.rule
    let isOpen = group.counts.fail + group.counts.unknown > 0
    h(.details, [.classes: "rule", .id: rule.anchor, .open: isOpen ? "" : nil]) {
      h(.summary) {
        h(.h3) {
          severity(rule.severity)
          h.text(" ")
          h(.span, [.classes: "title"], rule.title.orIfBlank(rule.id))
          h(.span, [.classes: "tally"]) {
            for outcome in Outcome.Reported.byAttention where group.counts[outcome] > 0 {
              h.text(" ")
              self.outcome(outcome, count: group.counts[outcome])
            }
          }
        }
      }
      about(rule)
      for outcome in [Outcome.Reported.fail, .unknown, .waived] { cards(group, outcome) }
      masses(group, .unknown)
      lines(group)
    }
  }

  private func about(_ rule: RuleInfo) {
    h(.dl, [.classes: "about"]) {
      h(.dt, "Rule")
      h(.dd) {
        h(.code, rule.id)
        if !rule.kind.isEmpty {
          h.text(" judges each \(ResourceID(kind: rule.kind, uid: "").kindWords)")
        }
      }
      if !rule.why.isEmpty {
        h(.dt, "Why")
        h(.dd) { h.prose(rule.why.collapsed) }
      }
      if !rule.fix.isEmpty {
        h(.dt, "Fix")
        h(.dd) { h.prose(rule.fix.collapsed) }
      }
      if !rule.controls.isEmpty {
        h(.dt, "Controls")
        h(.dd, rule.controlWords(50))
      }
    }
  }

  private func cards(_ group: RuleGroup, _ outcome: Outcome.Reported) {
    let found = group[outcome]
    let isFleet = !summary.images.isEmpty && found.count > Self.cardLimit
    let limit = isFleet ? Self.fleetCardLimit : Self.cardLimit
    for finding in found.prefix(limit) {
      card(FindingText(finding: finding, rule: group.rule, reach: summary.reach))
    }
    let rest = found.dropFirst(limit)
    guard !rest.isEmpty else { return }
    if isFleet {
      byImage(rest, group.rule, outcome)
    } else {
      disclosure("\(rest.count) more: \(outcome.words)") { list(rest, group.rule) }
    }
  }

  /// The findings of a fleet, folded to lines under the images that their resources come from.
  private func byImage(
    _ findings: ArraySlice<Finding>, _ rule: RuleInfo, _ outcome: Outcome.Reported
  ) {
    var room = Self.lineLimit
    for tally in ImageTally.all(of: RuleGroup(rule, findings[...]), summary.images) {
      let image = tally.image.map(summary.images.name) ?? "no known image"
      disclosure("\(image): \(tally.findings.count) more \(outcome.words)") {
        list(tally.findings[...], rule, limit: room)
      }
      room = max(0, room - tally.findings.count)
    }
  }

  /// The passes and the not applicable, folded to lines.
  private func lines(_ group: RuleGroup) {
    let quiet = [Outcome.Reported.pass, .notApplicable].filter { group.counts[$0] > 0 }
    guard !quiet.isEmpty else { return }
    let title = quiet.map { "\(group.counts[$0]) \($0.words)" }.joined(separator: ", ")
    disclosure(title, isOpen: false) {
      for outcome in quiet {
        list(group[outcome], group.rule)
        masses(group, outcome)
      }
    }
  }

  /// What is said alike of many resources, a line each.
  private func masses(_ group: RuleGroup, _ outcome: Outcome.Reported) {
    let lines = group.massLines(outcome)
    guard !lines.isEmpty else { return }
    h(.ul, [.classes: "lines"]) {
      for line in lines {
        h(.li, [.outcome: outcome.style]) {
          self.outcome(outcome)
          h.text(" ")
          h.prose(line)
        }
      }
    }
  }

  private func list(
    _ findings: ArraySlice<Finding>, _ rule: RuleInfo, limit: Int = lineLimit
  ) {
    guard !findings.isEmpty else { return }
    h(.ul, [.classes: "lines"]) {
      for finding in findings.prefix(limit) {
        line(FindingText(finding: finding, rule: rule, reach: summary.reach))
      }
      let rest = findings.count - limit
      if rest > 0 { h(.li, "… and \(rest) more, all in findings.json") }
    }
  }

  private func line(_ text: FindingText) {
    let finding = text.finding
    h(
      .li,
      [
        .id: finding.anchor, .classes: "finding", .outcome: finding.outcome.reported.style,
        .severity: finding.severity.rawValue,
      ]
    ) {
      outcome(finding.outcome.reported)
      h.text(" ")
      link(text)
      h.text(" ")
      place(finding.origin)
      h.text(" ")
      h.prose(text.message)
      identity(finding.id)
    }
  }

  private func unmatched() {
    let rules = summary.unmatchedRules
    guard !rules.isEmpty else { return }
    disclosure("0 resources matched \(rules.count.of("rule")), which judged nothing") {
      h(.ul, [.classes: "lines"]) {
        for rule in rules {
          h(.li, [.id: rule.anchor]) {
            h.text("\(rule.title.orIfBlank(rule.id)) ")
            h(.code, rule.id)
            h.text(" looks for \(ResourceID(kind: rule.kind, uid: "").kindWords)")
          }
        }
      }
    }
  }
}
