package import AssayModel

/// Compares the packages of a machine with those its image had when it was built.
///
/// In: two lists. Out: what differs, by name. A package may stand in a list more than once, as kernels do:
/// then the latest versions are compared, and what is left is added or removed. What one list may have
/// left out is never taken for absent.
package struct PackageDrift: Sendable {
  /// Ascending by name.
  package private(set) var changes: [PackageChange] = []
  /// Packages that are the same, or the same as far as both lists tell.
  package private(set) var unchanged = 0
  /// How many of those are the same only as far as is told: releases are not.
  package private(set) var untold = 0

  /// The most rows of one name that are compared with each other.
  private static let mostRows = 200

  private let built: PackageIndex
  private let now: PackageList

  package init(from built: PackageIndex, to now: PackageList) {
    self.built = built
    self.now = now
    let after = rest()
    let names = Set(after.keys).union(built.rows.keys.filter { !seen.contains($0) })
    for name in names.sorted() {
      for (before, after) in Self.pairs(built.rows[name] ?? [], after[name] ?? []) {
        compare(name, before, after)
      }
    }
  }

  /// Names of which the only row is what it was, which is so of nearly all.
  private var seen: Set<String> = []

  /// The rows that have to be compared, by name; the others are counted.
  private mutating func rest() -> [String: [PackageRow]] {
    seen.reserveCapacity(now.rows.count)
    var rest: [String: [PackageRow]] = [:]
    for row in now.rows {
      if let before = built.rows[row.name], before.count == 1, row.isFullyTold, row == before[0],
        seen.insert(row.name).inserted
      {
        continue
      }
      rest[row.name, default: []].append(row)
    }
    // Of a name that is listed again all rows are compared, in their order.
    let again = seen.intersection(rest.keys)
    seen.subtract(again)
    for name in again { rest[name] = [] }
    for row in now.rows where again.contains(row.name) { rest[row.name]?.append(row) }
    unchanged = seen.count
    return rest
  }

  /// Rows of one name by what installed them and by architecture, where all of them tell.
  private static func pairs(
    _ before: [PackageRow], _ after: [PackageRow]
  ) -> [([PackageRow], [PackageRow])] {
    let all = before + after
    let areKindsTold = all.allSatisfy { $0.kind != nil }
    let areArchitecturesTold = all.allSatisfy { $0.architecture != nil }
    func key(_ row: PackageRow) -> [String] {
      [
        areKindsTold ? row.kind?.rawValue ?? "" : "",
        areArchitecturesTold ? row.architecture ?? "" : "",
      ]
    }
    let (old, new) = (Dictionary(grouping: before, by: key), Dictionary(grouping: after, by: key))
    return Set(old.keys).union(new.keys).sorted { $0.lexicographicallyPrecedes($1) }
      .map { (old[$0] ?? [], new[$0] ?? []) }
  }

  private mutating func compare(_ name: String, _ before: [PackageRow], _ after: [PackageRow]) {
    var (old, new) = (before, after)
    guard max(old.count, new.count) <= Self.mostRows else {
      if let first = old.first ?? new.first {
        change(.undecided, name, first, new.first ?? first, "it is listed too often to compare")
      }
      return
    }
    for row in after {
      guard let index = old.firstIndex(where: { Self.isSame(row, $0) }),
        let own = new.firstIndex(of: row)
      else { continue }
      if case .sameAsTold = PackageOrder.of(row, against: old[index]) { untold += 1 }
      old.remove(at: index)
      new.remove(at: own)
      unchanged += 1
    }
    guard let latestOld = Self.latest(before), let latestNew = Self.latest(after) else {
      for row in old { removed(row) }
      for row in new { added(row) }
      return
    }
    guard !old.isEmpty || !new.isEmpty else { return }
    switch PackageOrder.of(latestNew, against: latestOld) {
    case .later: change(.forward, name, latestOld, latestNew)
    case .earlier: change(.regressed, name, latestOld, latestNew)
    case .same, .sameAsTold:
      for row in old { removed(row) }
      for row in new { added(row) }
    case .undecidable(let why): change(.undecided, name, latestOld, latestNew, why)
    }
  }

  private static func isSame(_ row: PackageRow, _ other: PackageRow) -> Bool {
    switch PackageOrder.of(row, against: other) {
    case .same, .sameAsTold: true
    case .earlier, .later, .undecidable: false
    }
  }

  /// The latest of some versions; where that cannot be told, the last one that is listed.
  private static func latest(_ rows: [PackageRow]) -> PackageRow? {
    guard var latest = rows.first else { return nil }
    for row in rows.dropFirst() where PackageOrder.of(row, against: latest) != .earlier {
      latest = row
    }
    return latest
  }

  private mutating func added(_ row: PackageRow) {
    let gap = built.gap.map { "the image's list may be short: \($0)" }
    changes.append(
      PackageChange(
        kind: gap == nil ? .added : .undecided, measure: .built, package: row.name,
        names: [row.name], was: nil,
        now: row.printed, why: gap, origin: nil))
  }

  private mutating func removed(_ row: PackageRow) {
    let gap = now.gap.map { "its list may be short: \($0)" }
    changes.append(
      PackageChange(
        kind: gap == nil ? .removed : .undecided, measure: .built, package: row.name,
        names: [row.name], was: row.printed, now: nil, why: gap, origin: nil))
  }

  private mutating func change(
    _ kind: PackageChange.Kind, _ name: String, _ old: PackageRow, _ new: PackageRow,
    _ why: String? = nil
  ) {
    changes.append(
      PackageChange(
        kind: kind, measure: .built, package: name, names: [name], was: old.printed,
        now: new.printed, why: why,
        origin: nil))
  }
}
