import AssayModel
import Documents

/// What a snapshot holds of which sources, seen from the folders that were given.
struct ReadAnswers {
  /// The folders and files that were given, longest first.
  private let roots: [String]
  private(set) var all: [AnsweredSource] = []
  /// When their files were written.
  private(set) var ages = EvidenceAges()

  init(roots: [String]) {
    self.roots = roots.map { root in
      root.count > 1 && root.hasSuffix("/") ? String(root.dropLast()) : root
    }.sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
  }

  /// Adds a document of answers.
  mutating func add(_ document: Document, isWhole: Bool) {
    let place = AnswerSources.place(of: document)
    let path = document.file.path
    let state = try? FileDescriptor.open(path).state()
    for found in AnswerSources.all(in: document.root) {
      add(found.source, place, path, isOfOne: found.isOfOne, isWhole: isWhole)
      ages.add(found.source, place, state)
    }
  }

  /// Adds a large answer.
  mutating func add(_ page: FleetPage) {
    let state = try? page.file.state()
    for source in page.sources {
      ages.add(source, page.scope, state)
      add(source, page.scope, page.path, isOfOne: false, isWhole: page.gap == nil)
    }
  }

  /// Adds a folder of inventory objects, in these states.
  mutating func add(_ key: InventoryObjectKey, folder: String, _ states: [FileState]) {
    let place = PathScope(account: key.account, region: key.region)
    all.append(
      AnsweredSource(
        source: key.type, place: place, path: folder, series: name(of: folder), isWhole: true))
    ages.add(key.type, place, states)
  }

  /// Takes lists of the instances of some places for no whole answers; why, by path.
  mutating func doubt(_ places: Set<PathScope>) -> [String: String] {
    var reasons: [String: String] = [:]
    for index in all.indices where all[index].source == AnswerSources.instances {
      let doubted = places.filter { $0.mayBe(all[index].place) }
      guard let place = doubted.min(by: { $0.title < $1.title }) else { continue }
      all[index].isWhole = false
      reasons[all[index].path] =
        "it lists none of the nodes\(place.title), though some of them are alive"
    }
    return reasons
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
