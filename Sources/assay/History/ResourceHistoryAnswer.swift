import AssayModel
import AssayReports
import AssayStore
import Documents
import Records

/// What happened to a resource, for people and programs.
struct ResourceHistoryAnswer {
  private let histories: [ResourceHistory]
  /// The most events that are told of each; the latest are.
  private let limit: Int

  init(_ histories: [ResourceHistory], limit: Int) {
    self.histories = histories
    self.limit = limit
  }

  /// Whole lines for people.
  var text: String { histories.map(lines).joined(separator: "\n") }

  private func lines(_ history: ResourceHistory) -> String {
    let name =
      history.name.isEmpty || history.id.uid.contains(history.name)
      ? "" : " (\(history.name.visible(200)))"
    let state = history.isPresent ? "there" : "gone"
    var text = "\(history.id.kind) \(history.id.uid.visible(500))\(name)\n"
    text += "  in \(history.scope.visible(300)): \(state), \(history.openFailures) failing, "
    text += "\(history.openUnchecked) not checked\n"
    let left = history.events.count - limit
    if left > 0 { text += "\n  … \(left.of("earlier event")); --all shows them\n" }
    var run: Int64?
    for event in history.events.suffix(limit) {
      if event.run.number != run {
        text += "\n  \(event.run.started.rfc3339)  run \(event.run.number)"
        text += event.run.status == .partial ? " (partial)\n" : "\n"
        run = event.run.number
      }
      text += "    \(Self.line(event))\n"
    }
    return text
  }

  private static func line(_ event: ResourceEvent) -> String {
    var line = event.kind.rawValue.padded(to: 13)
    if !event.rule.isEmpty {
      let severity = event.severity?.rawValue ?? ""
      line += "  \(severity.padded(to: 8))  \(event.rule.visible(200))"
      if !event.locus.isEmpty { line += " · \(event.locus.visible(200))" }
      if event.outcome != "fail" { line += " [\(event.outcome)]" }
    }
    guard !event.detail.isEmpty else { return line.trimmed }
    return line + (event.rule.isEmpty ? "  " : ": ") + event.detail.visible(300)
  }

  /// One document for programs.
  var json: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.key("histories")
      json.array { json in
        for history in histories { json.object { write(history, to: &$0) } }
      }
    }
    return json.bytes + Array("\n".utf8)
  }

  private func write(_ history: ResourceHistory, to json: inout JSONWriter) {
    json.member("kind", history.id.kind)
    json.member("resource", history.id.uid)
    json.member("name", history.name)
    json.member("scope", history.scope)
    json.member("present", history.isPresent)
    json.member("failing", history.openFailures)
    json.member("unchecked", history.openUnchecked)
    json.member("eventCount", history.events.count)
    json.key("events")
    json.array { json in
      for event in history.events.suffix(limit) {
        json.object { json in
          json.key("run")
          json.object { event.run.write(to: &$0) }
          json.member("event", event.kind.rawValue)
          if !event.rule.isEmpty {
            json.member("rule", event.rule)
            json.member("severity", event.severity?.rawValue)
            json.member("locus", event.locus)
            json.member("outcome", event.outcome)
          }
          json.member("detail", event.detail)
        }
      }
    }
  }
}

extension String {
  /// Without blanks at its end.
  var trimmed: String {
    var text = Substring(self)
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
