import AssayModel

/// What could not be checked, and what somebody accepted.
extension HTMLPage {
  private static let rowLimit = 500

  func unchecked() {
    h(.p) {
      h.text("A check that could not be made is no pass. ")
      h.text("Each stands here with what was missing.")
    }
    if !summary.unjudged.isEmpty { unread() }
    let found = texts { $0.outcome.reported == .unknown }
    guard !found.isEmpty else { return }
    table("Undecided checks", ["Severity", "Check", "Resource", "Reason"]) {
      for text in found.prefix(Self.rowLimit) {
        h(.tr) {
          h(.td) { severity(text.finding.severity) }
          h(.th, [.scope: "row"]) {
            h(.a, [.href: "#\(text.finding.anchor)"], text.rule.title.orIfBlank(text.rule.id))
          }
          h(.td) { link(text) }
          h(.td) { reasons(text.finding) }
        }
      }
    }
    let rest = found.count - Self.rowLimit
    if rest > 0 { h(.p, "… and \(rest) more, all below and in findings.json.") }
  }

  /// The reasons of a finding; one that names none says so.
  func reasons(_ finding: Finding) {
    guard finding.reasons.count > 1 else {
      return h.prose(finding.reasons.first ?? "no reason was given")
    }
    h(.ul, [.classes: "reasons"]) {
      for reason in finding.reasons.prefix(20) { h(.li) { h.prose(reason) } }
      let rest = finding.reasons.count - 20
      if rest > 0 { h(.li, "… and \(rest) more") }
    }
  }

  private func unread() {
    h(.ul, [.classes: "unread"]) {
      for item in summary.unjudged.prefix(Self.rowLimit) {
        h(.li, [.id: "f-\(item.id.prefix(16))"]) {
          outcome(.unknown)
          h.text(" ")
          if let path = item.path {
            h(.code, path)
            h.text(": ")
          }
          h.prose(item.message)
          if !item.details.isEmpty {
            h(.pre) {
              for detail in item.details.prefix(20) {
                h.text(detail)
                h.newline()
              }
            }
          }
          identity(item.id)
        }
      }
      let rest = summary.unjudged.count - Self.rowLimit
      if rest > 0 { h(.li, "… and \(rest.of("more input"))") }
    }
  }

  func waivers() {
    let found = texts { $0.outcome == .waived }
    guard !found.isEmpty else {
      h(.p, "No waiver was applied in this run.")
      return
    }
    table("Waived findings", ["Severity", "Finding", "Resource", "Waiver"]) {
      for text in found.prefix(Self.rowLimit) {
        h(.tr) {
          h(.td) { severity(text.finding.severity) }
          h(.th, [.scope: "row"]) { h(.a, [.href: "#\(text.finding.anchor)"], text.message) }
          h(.td) { link(text) }
          h(.td) { h.prose(text.finding.reasons.first ?? "no particulars were recorded") }
        }
      }
    }
    let rest = found.count - Self.rowLimit
    if rest > 0 { h(.p, "… and \(rest) more, all in findings.json.") }
  }
}
