import AssayModel
import AssayReports
import AssayStore
import Documents

/// What changed between two runs, for people and programs.
struct DifferenceAnswer {
  private let to: StoredRun
  /// Nil where there is nothing to compare with.
  private let difference: RunDifference?
  /// The changes that make the command fail.
  private let failures: [RunChange]

  init(to: StoredRun, _ difference: RunDifference?, failOn: ChangeKinds?) {
    self.to = to
    self.difference = difference
    failures = difference.flatMap { failOn?.found(in: $0) } ?? []
  }

  /// How the command ends; nil for success.
  var stop: Stop? { failures.isEmpty ? nil : Stop(.rejected) }

  /// Whole lines for people.
  var text: String {
    var text = "\(to.scope.visible(300))\n"
    guard let difference else {
      return text + "  \(to.words)\nthe first complete run: there is nothing to compare it with\n"
    }
    text += "  from \(difference.from.words)\n  to   \(to.words)\n"
    for change in RunChange.allCases { text += Self.section(difference, change) }
    text += Self.lines(
      "not looked at, because an input could not be read", difference.hidden, Self.hiddenLine)
    text += "\n\(Self.footer(difference))\n"
    for run in [difference.from, difference.to] where run.status == .partial {
      text += "run \(run.number) is partial: what it could not look at is neither fixed nor gone\n"
    }
    guard !failures.isEmpty else { return text }
    return text + "fails because of \(failures.map(\.rawValue).joined(separator: ", "))\n"
  }

  private static func section(_ difference: RunDifference, _ change: RunChange) -> String {
    lines(title(change), difference[change]) { line($0, change) }
  }

  private static func title(_ change: RunChange) -> String {
    switch change {
    case .new: "new"
    case .reopened: "reopened"
    case .unchecked: "newly unchecked"
    case .fixed: "fixed"
    case .gone: "gone with their resource"
    case .lapsed: "not asked any more"
    case .expiredWaiver: "not held back by a baseline or waiver any more"
    }
  }

  private static func lines(
    _ title: String, _ changes: RunDifference.Changes, _ line: (RunDifference.Item) -> String
  ) -> String {
    guard changes.count > 0 else { return "" }
    var text = "\n\(title): \(changes.count)\n"
    for item in changes.items { text += "  \(line(item))\n" }
    let rest = changes.count - changes.items.count
    return rest > 0 ? text + "  … and \(rest) more; --all shows them\n" : text
  }

  private static func line(_ item: RunDifference.Item, _ change: RunChange) -> String {
    let severity = item.severity.rawValue.padded(to: 8)
    var line = "\(severity)  \(item.rule.visible(200))  \(resource(item))"
    if !item.locus.isEmpty { line += " · \(item.locus.visible(200))" }
    if !item.message.isEmpty { line += ": \(item.message.visible(300))" }
    // The title says it already.
    let isTold = change == .fixed || change == .gone
    return isTold ? line : line + " (\(item.cause.visible(300)))"
  }

  private static func hiddenLine(_ item: RunDifference.Item) -> String {
    "\(resource(item)): \(item.cause.visible(300))"
  }

  private static func resource(_ item: RunDifference.Item) -> String {
    let id = "\(item.resource.kind) \(item.resource.uid.visible(200))"
    let isTold = item.name.isEmpty || item.resource.uid.contains(item.name)
    return isTold ? id : "\(id) (\(item.name.visible(100)))"
  }

  private static func footer(_ difference: RunDifference) -> String {
    let lapsed = difference.reasons.filter { !["fixed", "gone"].contains($0.reason) }
    let why =
      lapsed.isEmpty
      ? "" : " (\(lapsed.map { "\($0.count) \($0.reason)" }.joined(separator: ", ")))"
    let hidden =
      difference.hidden.count > 0
      ? ", \(difference.hidden.count.of("resource")) not looked at" : ""
    return "\(difference[.new].count) new, \(difference[.reopened].count) reopened, "
      + "\(difference[.fixed].count) fixed, \(difference[.gone].count) gone, "
      + "\(difference[.lapsed].count) not asked any more\(why), "
      + "\(difference[.unchecked].count) newly unchecked\(hidden); "
      + "\(difference.persisting) fail as before"
  }

  /// One document for programs.
  var json: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("scope", to.scope)
      json.key("from")
      if let difference {
        json.object { difference.from.write(to: &$0) }
      } else {
        json.null()
      }
      json.key("to")
      json.object { to.write(to: &$0) }
      json.key("counts")
      json.object { json in
        for change in RunChange.allCases {
          json.member(change.rawValue, difference?[change].count ?? 0)
        }
        json.member("hidden", difference?.hidden.count ?? 0)
        json.member("persisting", difference?.persisting ?? 0)
      }
      json.key("closedBy")
      json.object { json in
        for reason in difference?.reasons ?? [] { json.member(reason.reason, reason.count) }
      }
      for change in RunChange.allCases {
        Self.write(change.rawValue, difference?[change], to: &json)
      }
      Self.write("hidden", difference?.hidden, to: &json)
      json.member("failsBecauseOf", failures.map(\.rawValue))
    }
    return json.bytes + Array("\n".utf8)
  }

  private static func write(
    _ key: String, _ changes: RunDifference.Changes?, to json: inout JSONWriter
  ) {
    json.key(key)
    json.array { json in
      for item in changes?.items ?? [] {
        json.object { json in
          if !item.rule.isEmpty {
            json.member("rule", item.rule)
            json.member("severity", item.severity.rawValue)
          }
          json.member("kind", item.resource.kind)
          json.member("resource", item.resource.uid)
          json.member("name", item.name)
          if !item.rule.isEmpty {
            json.member("locus", item.locus)
            json.member("message", item.message)
          }
          json.member("cause", item.cause)
        }
      }
    }
  }
}
