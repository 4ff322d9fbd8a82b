import AssayModel
import Records

/// One finding, whole.
extension HTMLPage {
  private static let evidenceLimit = 20

  func card(_ text: FindingText) {
    let finding = text.finding
    let outcome = finding.outcome.reported
    h(
      .article,
      [
        .id: finding.anchor, .classes: "finding \(outcome.style)", .outcome: outcome.style,
        .severity: finding.severity.rawValue,
      ]
    ) {
      h(.h4) {
        self.outcome(outcome)
        h.text(" ")
        h.prose(text.message)
      }
      whereabouts(text)
      if let excerpt = finding.excerpt { frame(excerpt, finding.origin) }
      evidence(of: finding)
      particulars(text)
      identity(finding.id)
    }
  }

  /// `finding 9c2e…`: the whole id, leading to the finding itself, so that it can be passed on.
  func identity(_ id: String) {
    h(.p, [.classes: "identity"]) {
      h(.a, [.href: "#f-\(id.prefix(16))"]) {
        h.text("finding ")
        h(.code, id)
      }
    }
  }

  private func whereabouts(_ text: FindingText) {
    h(.p, [.classes: "where"]) {
      link(text)
      if let origin = text.finding.origin {
        h.text(" at ")
        place(origin)
      }
      if summary.isNew(text.finding) {
        h.text(" ")
        h(.span, [.classes: "flag"], "new")
      }
      if text.finding.isBaselined {
        h.text(" ")
        h(.span, [.classes: "flag"], "in the baseline")
      }
    }
  }

  /// Source lines with their numbers; the value is marked.
  private func frame(_ excerpt: Excerpt, _ origin: Origin?) {
    h(.pre, [.classes: "frame"]) {
      let width = String(excerpt.firstLine &+ excerpt.lines.count).count
      for (index, line) in excerpt.lines.prefix(20).enumerated() {
        let number = excerpt.firstLine &+ index
        let digits = String(number)
        let margin = String(repeating: " ", count: max(0, width - digits.count)) + digits
        h(.span, [.classes: "number"], "\(margin) │ ")
        if let origin, Int(origin.line) == number {
          marked(line, origin)
        } else {
          h.text(line.widened)
        }
        h.newline()
      }
    }
  }

  private func marked(_ line: String, _ origin: Origin) {
    let scalars = line.unicodeScalars
    let count = scalars.count
    let first = min(max(0, Int(origin.column) - 1), count)
    let isOneLine = origin.endLine <= origin.line
    let last = isOneLine ? min(max(first, Int(origin.endColumn) - 1), count) : count
    let start = scalars.index(scalars.startIndex, offsetBy: first)
    let end = scalars.index(scalars.startIndex, offsetBy: last)
    h.text(String(scalars[..<start]).widened)
    if start < end { h(.mark, String(scalars[start..<end]).widened) }
    h.text(String(scalars[end...]).widened)
  }

  private func evidence(of finding: Finding) {
    guard !finding.evidence.isEmpty else { return }
    h(.dl, [.classes: "evidence"]) {
      for (index, item) in finding.evidence.prefix(Self.evidenceLimit).enumerated() {
        h(.dt) { h(.code, item.path) }
        h(.dd) {
          h.text("got ")
          let isTelling = index == 0 || item.allowed != nil
          h(.code, [.classes: isTelling ? "got" : nil], item.got.orIfBlank("(empty)"))
          if let allowed = item.allowed {
            h.text(", allowed ")
            h(.code, [.classes: "allowed"], allowed.orIfBlank("(empty)"))
          }
          if let origin = item.origin, origin != finding.origin {
            h.text(" at ")
            place(origin)
          }
        }
      }
    }
    let rest = finding.evidence.count - Self.evidenceLimit
    if rest > 0 { h(.p, "… and \(rest.of("more value")), all in findings.json") }
  }

  private func particulars(_ text: FindingText) {
    let finding = text.finding
    let firstSeen = summary.changes?.firstSeen[finding.id]
    let usedBy = text.usedBy
    guard !finding.reasons.isEmpty || firstSeen != nil || usedBy != nil else { return }
    h(.dl, [.classes: "about"]) {
      if !finding.reasons.isEmpty {
        h(.dt, finding.outcome == .waived ? "Waiver" : "Because")
        h(.dd) { reasons(finding) }
      }
      if let usedBy {
        h(.dt, "Used by")
        h(.dd, usedBy)
      }
      if let firstSeen {
        h(.dt, "First seen")
        h(.dd, firstSeen)
      }
    }
  }
}

extension String {
  /// With tabs as four blanks: elsewhere a tab is written out as a sign.
  fileprivate var widened: String {
    unicodeScalars.contains("\t")
      ? split(separator: "\t", omittingEmptySubsequences: false).joined(separator: "    ") : self
  }
}
