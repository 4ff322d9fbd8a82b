import AssayModel
import Records

/// One finding as the terminal shows it: at most twelve lines.
struct ConsoleFinding {
  let text: FindingText
  let isNew: Bool
  /// Whether it is the first shown of its rule, which tells the rule's why and fix for all.
  let isFirst: Bool
  let options: TextOptions

  /// Reasons of a could-not-check that are shown.
  private static let reasonLimit = 2

  private var finding: Finding { text.finding }
  private var color: TextOptions.Color { options.color }

  /// Its lines, without a blank one after.
  var lines: [String] {
    var lines = [head, arrow]
    let frame = self.frame
    lines += frame
    if frame.isEmpty, let evidence = finding.evidence.first {
      lines.append(note("found", FindingText.line(evidence).visible(300)))
    }
    lines += reasons
    if let usedBy = text.usedBy { lines.append(note("used by", usedBy)) }
    guard isFirst else { return lines }
    if finding.outcome.reported == .fail {
      if !text.rule.why.isEmpty { lines.append(note("why", text.rule.why.collapsed.visible(400))) }
      if !text.rule.fix.isEmpty { lines.append(note("fix", text.rule.fix.collapsed.visible(400))) }
    }
    lines.append(note("more", "assay policy explain \(text.rule.id.visible(100))"))
    return lines
  }

  /// `error[pack/rule] message        high · cis 6.3`, the right part at the margin and with as many
  /// controls as fit.
  private var head: String {
    let label = "\(kind)[\(text.rule.id.visible(100))]"
    let room = options.width - label.cells - text.message.cells - 3
    let right = [2, 1].lazy.map(rightPart).first { $0.cells <= room } ?? rightPart(controls: 0)
    let gap = max(2, room + 2 - right.cells)
    return Self.style(finding.outcome.reported)(label, color) + " "
      + TextStyle.strong(text.message, color) + String(repeating: " ", count: gap)
      + TextStyle.faint(right, color)
  }

  private func rightPart(controls: Int) -> String {
    var parts = [finding.severity.rawValue]
    if isNew { parts.append("new") }
    if finding.isBaselined { parts.append("in baseline") }
    if controls > 0, !text.rule.controls.isEmpty { parts.append(text.rule.controlWords(controls)) }
    return parts.joined(separator: " · ")
  }

  /// `  --> path:line:col  security group web`.
  private var arrow: String {
    let subject = "\(finding.resource.kindWords) \(text.subject)"
    let sign = TextStyle.gutter("  -->", color)
    guard let origin = finding.origin else { return "\(sign) \(subject)" }
    return "\(sign) \(origin.place)  \(TextStyle.faint(subject, color))"
  }

  private var frame: [String] {
    guard let excerpt = finding.excerpt, let origin = finding.origin else { return [] }
    return ConsoleFrame(excerpt: excerpt, origin: origin, options: options).lines(
      label: text.gotAndAllowed ?? "", caret: Self.style(finding.outcome.reported))
  }

  private var reasons: [String] {
    guard finding.outcome.reported == .unknown || finding.outcome.reported == .waived else {
      return []
    }
    var lines = finding.reasons.prefix(Self.reasonLimit).map { note("reason", $0.visible(300)) }
    let rest = finding.reasons.count - lines.count
    if rest > 0 { lines.append(note("reason", "… and \(rest) more")) }
    return lines
  }

  private func note(_ name: String, _ text: String) -> String {
    "   \(TextStyle.gutter("=", color)) \(TextStyle.strong(name, color)): \(text)"
  }

  /// An opinion (severity `info`) never blocks at the default threshold, so it is no error.
  private var kind: String {
    finding.outcome.reported == .fail && finding.severity == .info
      ? "note" : Self.label(finding.outcome.reported)
  }

  static func label(_ outcome: Outcome.Reported) -> String {
    switch outcome {
    case .fail: "error"
    case .unknown: "could not check"
    case .waived: "waived"
    case .pass: "pass"
    case .notApplicable: "not applicable"
    }
  }

  static func style(_ outcome: Outcome.Reported) -> TextStyle {
    switch outcome {
    case .fail: .failure
    case .unknown: .unchecked
    case .waived: .waived
    case .pass: .pass
    case .notApplicable: .faint
    }
  }
}

extension String {
  /// Cells in a terminal.
  fileprivate var cells: Int { unicodeScalars.reduce(0) { $0 + $1.cells } }
}
