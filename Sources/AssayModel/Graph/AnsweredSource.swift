import Records

/// A source that a snapshot holds something of, whole or not: what an input answers, for which account and
/// region.
///
/// The next run of the same scope asks for it: what an earlier run read and this one does not is missing, and
/// nothing about what it told of may be called fixed or gone.
package struct AnsweredSource: Hashable, Sendable {
  /// A call such as `ec2:DescribeInstances`, or a type of inventory.
  package let source: String
  /// As far as the path or the answer tells.
  package let place: PathScope
  /// The file, or the folder of the objects.
  package let path: String
  /// What files have in common that are one answer, seen from the folder that was given: pages and batches, which
  /// are numbered, and calls for each of many, which have a folder.
  package let series: String
  /// Whether all of it could be read.
  package var isWhole: Bool

  package init(source: String, place: PathScope, path: String, series: String, isWhole: Bool) {
    self.source = source
    self.place = place
    self.path = path
    self.series = series
    self.isWhole = isWhole
  }

  /// What a person calls it: `ec2:DescribeVolumes of 111122223333 in eu-west-1`.
  package var title: String { "`\(source)`\(place.title)" }

  /// Those of an earlier run that this one did not read, or not in full; in the order of `before`.
  ///
  /// A series answers for itself, wherever its folder lies now. One that is not there is answered by another one of
  /// the same call and place where there are as many as before: files may be called otherwise.
  package static func missing(_ before: [AnsweredSource], now: [AnsweredSource]) -> [AnsweredSource]
  {
    let answers = Dictionary(grouping: now, by: \.source)
    var open: [(index: Int, series: String)] = []
    let known = Set(before.map(\.series))
    for (index, old) in before.enumerated() {
      let same = (answers[old.source] ?? []).filter {
        $0.series == old.series && $0.place.mayBe(old.place)
      }
      // Those that were lacking already may have come back in the place of one that lies elsewhere.
      let others = before.filter {
        $0.isWhole && $0.source == old.source && $0.series == old.series
          && $0.place.mayBe(old.place)
      }
      let isThere = Set(same.map(\.folder)).count >= Set(others.map(\.folder)).count
      if same.isEmpty || !isThere || !same.allSatisfy(\.isWhole) {
        open.append((index, old.series))
      }
    }
    let broken = lostPages(before, answers)
    let missing = Dictionary(grouping: open.map { before[$0.index] }) {
      [$0.source, $0.place.account ?? "", $0.place.region ?? ""]
    }
    let isOpen = Set(open.map(\.index))
    return before.indices.filter { index in
      let old = before[index]
      if broken.contains(index) { return true }
      guard isOpen.contains(index) else { return false }
      guard old.place.isWhole else { return true }
      let key = [old.source, old.place.account ?? "", old.place.region ?? ""]
      let renamed = (answers[old.source] ?? []).filter {
        $0.place == old.place && !known.contains($0.series)
      }
      let count = Set((missing[key] ?? []).map(\.series)).count
      return Set(renamed.map(\.series)).count < count || !renamed.allSatisfy(\.isWhole)
    }.map { before[$0] }
  }

  /// Positions of the answers in pages of which one is not there now that was there before, though a later one is.
  ///
  /// An answer that got shorter lacks its last pages, and what is called by numbers that count on begins elsewhere
  /// and goes on further. Pages shift: what stood in one may stand in the one that is not there, so that all of
  /// them are told.
  private static func lostPages(
    _ before: [AnsweredSource], _ answers: [String: [AnsweredSource]]
  ) -> Set<Int> {
    var pages: [[String]: [(index: Int, name: PageName)]] = [:]
    for (index, old) in before.enumerated() where old.series.contains("#") {
      guard let name = PageName(old.path) else { continue }
      pages[[old.source, old.series, old.fileSeries ?? ""], default: []].append((index, name))
    }
    var lost: Set<Int> = []
    let bySeries = answers.mapValues { Dictionary(grouping: $0, by: \.series) }
    for (key, series) in pages where series.count > 1 {
      let old = Set(series.map(\.name.number))
      let now = (bySeries[key[0]]?[key[1]] ?? []).filter { answer in
        answer.fileSeries == key[2]
          && series.contains { before[$0.index].place.mayBe(answer.place) }
      }
      let new = Set(now.compactMap { PageName($0.path)?.number })
      guard let first = old.min(), first < 2, let last = new.max(), new.isSubset(of: old) else {
        continue
      }
      if old.contains(where: { $0 < last && !new.contains($0) }) {
        lost.formUnion(series.map(\.index))
      }
    }
    return lost
  }

  /// The name of the file without its folder, with `#` for the number of a page; nil without one.
  private var fileSeries: String? {
    PageName(String(path[(path.lastIndex(of: "/") ?? path.startIndex)...]))?.series
  }

  /// Whether it tells of resources of a kind.
  package func tells(of kind: String) -> Bool {
    guard !source.hasPrefix("AWS:") else { return kind == ResourceKind.managedNode.rawValue }
    let kinds = Self.kinds[source] ?? []
    return kinds.isEmpty || kinds.contains(kind)
  }

  /// The kinds that are made of what calls answer.
  private static let kinds: [String: Set<String>] = {
    var kinds: [String: Set<String>] = [:]
    for kind in ResourceKind.allCases {
      for call in SchemaSet.assay[kind.rawValue]?.collectors ?? [] {
        kinds[call, default: []].insert(kind.rawValue)
      }
    }
    return kinds
  }()

  /// Of some kinds those that none of some sources tells of; without kinds that are code as well, which
  /// nobody has to ask AWS for.
  package static func uncollected(
    among kinds: Set<String>, seen: Set<String>, _ answers: [AnsweredSource]
  ) -> [String] {
    kinds.subtracting(seen).filter { kind in
      let calls = SchemaSet.assay[kind]?.collectors ?? []
      let isAsked = !calls.isEmpty && !calls.contains { $0.hasPrefix("imagebuilder:") }
      return isAsked && !answers.contains { $0.isWhole && $0.isSource(of: kind) }
    }.sorted()
  }

  /// Whether it is a source that resources of a kind are made of.
  private func isSource(of kind: String) -> Bool {
    source.hasPrefix("AWS:") ? tells(of: kind) : Self.kinds[source]?.contains(kind) ?? false
  }

  private var folder: Substring { path[..<(path.lastIndex(of: "/") ?? path.startIndex)] }
}

extension PathScope {
  /// Whether both account and region are known.
  fileprivate var isWhole: Bool { account != nil && region != nil }
}
