import AssayModel
import AssayReports
import AssayRules
import Documents
import Records

/// Drift for people.
struct DriftText {
  private let answer: DriftAnswer
  /// The most lines of a list.
  private let limit: Int
  /// Whether the changes of each instance are told.
  private let isDetailed: Bool

  init(_ answer: DriftAnswer, limit: Int, isDetailed: Bool) {
    self.answer = answer
    self.limit = limit
    self.isDetailed = isDetailed
  }

  /// Whole lines; nothing in them can steer a terminal.
  var text: String {
    let parts =
      isDetailed
      ? answer.instances.map(told)
      : [summary, instances, frequent, missing]
    return (parts + [unseen]).filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func left(_ count: Int, of what: String) -> String {
    count > limit ? "  … \((count - limit).of("more " + what)); --all shows them\n" : ""
  }

  private static let shown: [(kind: PackageChange.Kind, heading: String)] = [
    (.regressed, "regressed"), (.removed, "removed"), (.added, "added"), (.forward, "forward"),
    (.undecided, "undecided"),
  ]

  private var summary: String {
    let compared = answer.compared.count
    var text = "\(compared) of \(answer.instances.count.of("instance")) compared\n"
    for (kind, _) in Self.shown {
      let count = answer.count(kind)
      if count > 0 { text += "  \(kind.rawValue) packages on \(count.of("instance"))\n" }
    }
    if compared > 0, answer.frequent.isEmpty { text += "  no drift was found\n" }
    return text
  }

  private var instances: String {
    let drifted = answer.instances.filter { !$0.changes.isEmpty }
      .map { (drift: $0, weight: Self.weight($0)) }
      .sorted { left, right in
        left.weight == right.weight
          ? left.drift.node.id < right.drift.node.id
          : right.weight.lexicographicallyPrecedes(left.weight)
      }
    guard !drifted.isEmpty else { return "" }
    var table = TextTable(
      [("instance", .left), ("name", .left), ("owner", .left), ("AMI", .left)]
        + Self.shown.map { ($0.heading, .right) })
    for (drift, weight) in drifted.prefix(limit) {
      let name = drift.node.name == drift.node.id.uid ? "" : drift.node.name
      var owner = ""
      if case .named(let text) = drift.node.owner { owner = text }
      table.add(
        [drift.node.id.uid, name, owner, drift.image?.uid ?? "not known"]
          + weight.map(String.init))
    }
    return table.text + left(drifted.count, of: "instance")
  }

  private static func weight(_ drift: InstanceDrift) -> [Int] {
    shown.map { drift.count($0.kind) }
  }

  private var frequent: String {
    guard !answer.frequent.isEmpty else { return "" }
    var table = TextTable([
      ("what", .left), ("package", .left), ("was", .left), ("is", .left), ("against", .left),
      ("instances", .right),
    ])
    for (change, count) in answer.frequent.prefix(limit) {
      table.add([
        change.kind.rawValue, Self.name(change.package, change.architecture), change.was ?? "",
        change.now ?? "", Self.words(change.measure), "\(count)",
      ])
    }
    return table.text + left(answer.frequent.count, of: "change")
  }

  private static func name(_ package: String, _ architecture: String?) -> String {
    architecture.map { "\(package) (\($0))" } ?? package
  }

  private static func words(_ measure: PackageChange.Measure) -> String {
    switch measure {
    case .built: "what the image had"
    case .declared: "its components"
    }
  }

  /// What could not be compared, and why.
  private var missing: String {
    var text = ""
    for (what, reasons) in [
      ("with what their image had", answer.reasons(\.built)),
      ("with what its components declare", answer.reasons(\.declared)),
    ] where !reasons.isEmpty {
      let count = reasons.reduce(0) { $0 + $1.instances }
      text += "not compared \(what): \(count.of("instance"))\n"
      for (why, count) in reasons.prefix(limit) { text += "  \(count): \(why.visible(300))\n" }
      text += left(reasons.count, of: "reason")
    }
    for (what, notes) in [
      ("compared with what their image had, but", answer.notes(\.built)),
      ("compared with what their components declare, but", answer.notes(\.declared)),
    ] where !notes.isEmpty {
      text += "\(what)\n"
      for (note, count) in notes.prefix(limit) { text += "  \(count): \(note.visible(300))\n" }
      text += left(notes.count, of: "note")
    }
    return text
  }

  private func told(_ drift: InstanceDrift) -> String {
    let name = drift.node.name == drift.node.id.uid ? "" : " (\(drift.node.name.visible(200)))"
    var text = "instance \(drift.node.id.uid.visible(100))\(name)\n"
    let place = [drift.node.state, drift.node.account, drift.node.region].compactMap(\.self)
    text += "  \(place.joined(separator: ", ").visible(200))\n"
    text += "  AMI \(drift.image?.uid.visible(100) ?? "not known")"
    text += drift.build.map { ", build \($0.visible(200))\n" } ?? "\n"
    if let packages = drift.packages {
      let when = drift.captured.map { ", listed \(Instant(microseconds: $0).rfc3339)" } ?? ""
      text += "  \(packages.of("package"))\(when)\n"
    }
    text += "\n" + section(drift, .built, drift.built, "what the image had")
    return text + "\n" + section(drift, .declared, drift.declared, "what its components declare")
  }

  private func section(
    _ drift: InstanceDrift, _ measure: PackageChange.Measure,
    _ comparison: InstanceDrift.Comparison, _ what: String
  ) -> String {
    switch comparison {
    case .missing(let why): return "  not compared with \(what): \(why.visible(300))\n"
    case .made(let count, let notes):
      let changes = drift.changes.filter { $0.measure == measure }
      var text = "  compared with \(what), \(count.of("package")): "
      text += changes.isEmpty ? "no drift\n" : "\(changes.count.of("change"))\n"
      text += table(changes)
      for note in notes { text += "    \(note.visible(300))\n" }
      return text
    }
  }

  private func table(_ changes: [PackageChange]) -> String {
    guard !changes.isEmpty else { return "" }
    var table = TextTable(
      [
        ("what", .left), ("package", .left), ("was", .left), ("is", .left), ("", .left),
      ], limit: LineageText.widest)
    let order = Self.shown.map(\.kind)
    let sorted = changes.enumerated().sorted { left, right in
      let (mine, its) = (
        order.firstIndex(of: left.element.kind) ?? 0, order.firstIndex(of: right.element.kind) ?? 0
      )
      return mine == its ? left.offset < right.offset : mine < its
    }.map(\.element)
    for change in sorted.prefix(limit) {
      let place = change.origin.map { "\($0.path):\($0.line)" }
      table.add([
        change.kind.rawValue, Self.name(change.package, change.architecture), change.was ?? "",
        change.now ?? "", [change.why, place].compactMap(\.self).joined(separator: ", "),
      ])
    }
    return table.text + left(changes.count, of: "change")
  }

  private var unseen: String {
    var text = ""
    if !answer.inventoryOnly.isEmpty {
      text +=
        "instances that inventory alone tells of, so that nobody knows their AMI: "
        + "\(answer.inventoryOnly.count)\n"
    }
    if !answer.unused.isEmpty {
      let named = answer.unused.prefix(5).joined(separator: ", ")
      text +=
        "lists of AMIs that nothing else names: \(answer.unused.count), \(named.visible(300))\n"
    }
    return text
  }
}
