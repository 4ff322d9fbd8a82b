import AssayModel
import Documents

/// What a snapshot holds of which sources, seen from the folders that were given.
struct ReadAnswers {
  /// The folders and files that were given, longest first.
  private let roots: [String]
  private(set) var all: [AnsweredSource] = []

  init(roots: [String]) {
    self.roots = roots.map { root in
      root.count > 1 && root.hasSuffix("/") ? String(root.dropLast()) : root
    }.sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
  }

  /// Adds a document of answers.
  mutating func add(_ document: Document, isWhole: Bool) {
    let place = AnswerSources.place(of: document)
    let path = document.file.path
    for found in AnswerSources.all(in: document.root) {
      add(found.source, place, path, isOfOne: found.isOfOne, isWhole: isWhole)
    }
  }

  /// Adds a large answer.
  mutating func add(_ page: FleetPage) {
    for source in page.sources {
      add(source, page.scope, page.path, isOfOne: false, isWhole: page.gap == nil)
    }
  }

  /// Adds a folder of inventory objects.
  mutating func add(_ key: InventoryObjectKey, folder: String) {
    all.append(
      AnsweredSource(
        source: key.type, place: PathScope(account: key.account, region: key.region), path: folder,
        series: name(of: folder), isWhole: true))
  }

  private mutating func add(
    _ source: String, _ place: PathScope, _ path: String, isOfOne: Bool, isWhole: Bool
  ) {
    all.append(
      AnsweredSource(
        source: source, place: place, path: path, series: series(of: path, isOfOne: isOfOne),
        isWhole: isWhole))
  }

  /// Files of calls for one thing each are a series by their folder, others by their name without numbers.
  private func series(of path: String, isOfOne: Bool) -> String {
    let name = name(of: path)
    let start = name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex
    return isOfOne ? String(name[..<start]) : PageSeries.pattern(of: name)
  }

  /// A path from the folder that was given.
  private func name(of path: String) -> String {
    for root in roots where path.hasPrefix(root) {
      let rest = path.dropFirst(root.count)
      if rest.isEmpty { break }
      if rest.hasPrefix("/") || root.hasSuffix("/") { return String(rest.drop { $0 == "/" }) }
    }
    return path.split(separator: "/").last.map(String.init) ?? path
  }
}
