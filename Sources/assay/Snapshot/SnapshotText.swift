import AssayIngest
import AssayReports

/// A snapshot, described for people.
struct SnapshotText {
  private let answer: SnapshotAnswer
  /// The most lines of a list.
  private let limit: Int

  init(_ answer: SnapshotAnswer, limit: Int) {
    self.answer = answer
    self.limit = limit
  }

  /// Whole lines; nothing in them can steer a terminal.
  var text: String {
    [here, missing, unread].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func left(_ count: Int, of what: String) -> String {
    count > limit ? "  … \((count - limit).of("more " + what)); --all shows them\n" : ""
  }

  private var here: String {
    let entries = answer.manifest.entries
    guard !entries.isEmpty else { return "nothing that Assay reads is here\n" }
    var table = TextTable([
      ("source", .left), ("account", .left), ("region", .left), ("files", .right),
      ("things", .right), ("newest", .right), ("oldest", .right), ("", .left),
    ])
    for entry in entries.prefix(limit) {
      table.add([
        entry.source, entry.account ?? "", entry.region ?? "", "\(entry.files)", "\(entry.items)",
        entry.times.map { $0.upperBound.age(at: answer.now) } ?? "",
        entry.times.map { $0.lowerBound.age(at: answer.now) } ?? "", Self.remarks(entry),
      ])
    }
    return "what is here, and how old\n" + table.text + left(entries.count, of: "row")
  }

  private static func remarks(_ entry: SnapshotManifest.Entry) -> String {
    var remarks: [String] = []
    if entry.isByFile, entry.times != nil { remarks.append("by the time of the file") }
    if entry.untimed > 0 { remarks.append("\(entry.untimed) without a time") }
    if entry.short > 0 { remarks.append("\(entry.short) not the whole answer") }
    return remarks.joined(separator: ", ")
  }

  private var missing: String {
    let told = "\(answer.decidable) of \(answer.rules.of("rule")) have all they ask for\n"
    guard !answer.missing.isEmpty else { return told }
    var table = TextTable(
      [("what is missing", .left), ("where", .left), ("rules", .right), ("such as", .left)],
      limit: 100)
    for item in answer.missing.prefix(limit) {
      let names = item.rules.prefix(limit == .max ? .max : 2).joined(separator: ", ")
      table.add([
        item.sources.joined(separator: " or "), Self.words(item.places, limit),
        "\(item.rules.count)", names,
      ])
    }
    return told + table.text + left(answer.missing.count, of: "row")
  }

  private static func words(_ places: [SnapshotAnswer.Place], _ limit: Int) -> String {
    guard !places.isEmpty else { return "everywhere" }
    let named = places.prefix(limit == .max ? .max : 2).map { place in
      place.region.map { "\(place.account) \($0)" } ?? place.account
    }
    let rest = places.count > named.count ? " and \(places.count - named.count) more" : ""
    return named.joined(separator: ", ") + rest
  }

  private var unread: String {
    var text = ""
    let unread = answer.manifest.unread
    if !unread.isEmpty {
      text += "not read, or not collected: \(unread.count)\n"
      for (path, why) in unread.prefix(limit) {
        text += "  \(path.visible(200)): \(why.visible(300))\n"
      }
      text += left(unread.count, of: "input")
    }
    let skipped = answer.manifest.skipped
    for (why, count) in skipped.sorted(by: { $0.key < $1.key }) {
      text += "passed over: \(count.of("file")), \(why.visible(200))\n"
    }
    return text
  }
}
