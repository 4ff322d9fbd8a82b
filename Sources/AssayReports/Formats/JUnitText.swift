import AssayModel
import Records

/// The messages and texts of testcases.
///
/// GitLab shows only the text, others only the message, so each must stand alone.
enum JUnitText {
  /// A check run of GitHub holds 65 535 characters; the message comes on top.
  private static let textLimit = 50_000
  private static let listLimit = 20

  /// The mark of one finding with its id; `ways` are those of its rule, which all findings of it share.
  static func mark(_ text: FindingText, _ id: String, _ ways: [String]) -> JUnitDocument.Mark {
    let finding = text.finding
    switch finding.outcome.reported {
    case .pass: return .passed
    case .fail:
      let message = text.message
      return .failure(finding.severity, message: message, text: body(text, id, message, ways))
    case .unknown:
      let message = text.message
      return .error(message: message, text: body(text, id, message, ways))
    case .notApplicable:
      let message = "not applicable: \(text.message)"
      return .skipped(message: message, text: body(text, id, message, ways))
    case .waived:
      let message = waiver(text)
      return .skipped(message: message, text: body(text, id, message, ways))
    }
  }

  /// The mark of what one rule says of the resources of one image, with one outcome; `ways` as above.
  static func mark(
    of outcome: Outcome.Reported, _ tally: ImageTally, _ rule: RuleInfo, _ ways: [String]
  ) -> JUnitDocument.Mark {
    guard outcome != .pass else { return .passed }
    let message =
      "\(tally.counts[outcome]) of \(tally.counts.total.of("check")) \(outcome.words)"
    let text = body(of: outcome, tally, message, ways)
    return switch outcome {
    case .pass: .passed
    case .fail: .failure(rule.severity, message: message, text: text)
    case .unknown: .error(message: message, text: text)
    case .notApplicable: .skipped(message: "not applicable: \(message)", text: text)
    case .waived: .skipped(message: "waived until each date: \(message)", text: text)
    }
  }

  private static func body(
    of outcome: Outcome.Reported, _ tally: ImageTally, _ message: String, _ ways: [String]
  ) -> String {
    var body = message
    body.reserveCapacity(2_000)
    body += "\n"
    var number = 0
    for finding in tally.findings where finding.outcome.reported == outcome {
      number += 1
      guard number <= listLimit else { continue }
      body += "\n"
      body += finding.resourceName.visible(200)
      if let origin = finding.origin {
        body += " at "
        origin.addPlace(to: &body)
      }
      body += ": "
      body += finding.message.visible(300)
      body += " ("
      body += finding.id.prefix(16)
      body += ")"
    }
    if number > listLimit { body += "\n\(more(number - listLimit)), all in findings.json" }
    for line in tally.massLines(outcome).prefix(listLimit) + ways {
      body += "\n"
      body += line
    }
    return cut(body)
  }

  static func mark(_ item: Unjudged) -> JUnitDocument.Mark {
    let message = item.message.visible(800).orIfBlank("could not be read")
    var lines = [message]
    if let path = item.path { lines += ["", "input: \(path.visible(500))"] }
    lines += listed(item.details.map { "at \($0.visible(1_000))" })
    lines.append("finding: \(item.id)")
    return .error(message: message, text: lines.joined(separator: "\n").visibleLines(textLimit))
  }

  /// `waived until 2026-12-31 by alice (W-14, ledger #41): …`; the engine puts it in the reasons.
  private static func waiver(_ text: FindingText) -> String {
    let said = text.finding.reasons.first?.visible(800)
    guard let said, said.hasPrefix("waived until ") else {
      return "waived until its waiver expires: \(text.message)"
    }
    return said
  }

  private static func body(
    _ text: FindingText, _ id: String, _ message: String, _ ways: [String]
  ) -> String {
    let finding = text.finding
    var body = message
    body.reserveCapacity(2_000)
    func add(_ label: String, _ words: String) {
      body += label
      body += words
    }
    if message != text.message { add("\n", text.message) }
    add("\n\nresource: ", finding.resource.kindWords)
    add(" ", text.subject)
    add(" (", finding.resource.uid.visible())
    body += ")"
    var number = 0
    finding.forEachValue { value, origin in
      number += 1
      guard number <= listLimit else { return }
      body += "\nevidence: "
      FindingText.add(value.path, value.got, value.allowed, origin, to: &body)
    }
    if number > listLimit { add("\n", more(number - listLimit)) }
    for reason in finding.reasons.prefix(listLimit) { add("\nreason: ", reason.visible(1_000)) }
    if finding.reasons.count > listLimit { add("\n", more(finding.reasons.count - listLimit)) }
    for way in ways { add("\n", way) }
    if let usedBy = text.usedBy { add("\nused by: ", usedBy) }
    if finding.isBaselined { body += "\nknown: in the baseline, does not block" }
    if let excerpt = finding.excerpt {
      for (index, line) in excerpt.lines.prefix(listLimit).enumerated() {
        add("\n  ", String(excerpt.firstLine + index))
        add(" | ", line.visible(200))
      }
    }
    if let origin = finding.origin {
      body += "\nat "
      origin.addPlace(to: &body)
    }
    add("\nfinding: ", id)
    return cut(body)
  }

  /// A text that is made of visible ones, cut where it is too long.
  private static func cut(_ text: String) -> String {
    // Thousands are held, without the room in which they grew.
    text.utf8.count <= textLimit
      ? String(decoding: text.utf8, as: UTF8.self) : text.visibleLines(textLimit)
  }

  private static func more(_ count: Int) -> String { "… and \(count) more" }

  /// Why a rule matters, how to mend it, and its controls, a line each.
  static func ways(_ rule: RuleInfo) -> [String] {
    var lines: [String] = []
    if !rule.why.isEmpty { lines.append("why: \(rule.why.collapsed.visible(1_500))") }
    if !rule.fix.isEmpty { lines.append("fix: \(rule.fix.collapsed.visible(1_500))") }
    if !rule.controls.isEmpty { lines.append("controls: \(rule.controlWords(listLimit))") }
    return lines
  }

  private static func listed(_ lines: some Collection<String>) -> [String] {
    guard lines.count > listLimit else { return Array(lines) }
    return lines.prefix(listLimit) + [more(lines.count - listLimit)]
  }
}
