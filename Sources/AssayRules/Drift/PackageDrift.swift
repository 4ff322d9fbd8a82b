package import AssayModel

/// Compares the packages of a machine with those its image had when it was built.
///
/// In: two lists. Out: what differs, by name. A package may stand in a list more than once, as kernels do:
/// then the latest versions are compared, and where these are the same, what is left is added or removed. Keys that
/// packages are signed with are things of their own, not versions. What one list may have left out is never
/// taken for absent.
package struct PackageDrift: Sendable {
  /// Ascending by name.
  package private(set) var changes: [PackageChange] = []
  /// Packages that are the same, or the same as far as both lists tell.
  package private(set) var unchanged = 0
  /// How many of those are the same only as far as the service told of the image: it leaves releases out.
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
      for pair in Self.pairs(built.rows[name] ?? [], after[name] ?? []) { compare(name, pair) }
    }
  }

  /// Rows of one name that may be the same package.
  private struct Pair {
    let before: [PackageRow]
    let after: [PackageRow]
    /// Nil where the name has one alone, or not every row tells.
    let architecture: String?
    /// Whether a row may be of another architecture than another one.
    let isMixed: Bool
  }

  /// The architecture of the rows at hand, where a name has several.
  private var architecture: String?

  /// What RPM lists public keys as, each with its id in the place of a version.
  private static let keys: Set<String> = ["gpg-pubkey"]

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
  ) -> [Pair] {
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
    let keys = Set(old.keys).union(new.keys)
    let areSeveral = Set(keys.map { $0[1] }).count > 1
    return keys.sorted { $0.lexicographicallyPrecedes($1) }.map { key in
      Pair(
        before: old[key] ?? [], after: new[key] ?? [], architecture: areSeveral ? key[1] : nil,
        isMixed: !areArchitecturesTold)
    }
  }

  private mutating func compare(_ name: String, _ pair: Pair) {
    let (before, after) = (pair.before, pair.after)
    var (old, new) = (before, after)
    architecture = pair.architecture
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
      if case .sameAsTold = PackageOrder.of(row, against: old[index]) {
        // The service never tells releases of an image; an agent that does not leaves open what it lists.
        if row.kind == nil || old[index].kind == nil {
          untold += 1
        } else {
          change(.undecided, name, old[index], row, "a release or an epoch is not told")
          unchanged -= 1
        }
      }
      old.remove(at: index)
      new.remove(at: own)
      unchanged += 1
    }
    if Self.keys.contains(name) {
      for row in old { removed(row) }
      for row in new { added(row) }
      return
    }
    guard let latestOld = Self.latest(before), let latestNew = Self.latest(after) else {
      for row in old { removed(row) }
      for row in new { added(row) }
      return
    }
    guard !old.isEmpty || !new.isEmpty else { return }
    if pair.isMixed, !old.isEmpty, !new.isEmpty {
      let orders = Set(new.flatMap { row in old.map { PackageOrder.of(row, against: $0) } })
      let isSame = Self.isSame(latestNew, latestOld)
      guard !isSame, orders.count == 1 else {
        let (one, other) = (Self.latest(old) ?? latestOld, Self.latest(new) ?? latestNew)
        return change(.undecided, name, one, other, "an architecture is not told")
      }
    }
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
        architecture: architecture, names: [row.name], was: nil,
        now: row.printed, why: gap, origin: nil))
  }

  private mutating func removed(_ row: PackageRow) {
    let gap = now.gap.map { "its list may be short: \($0)" }
    changes.append(
      PackageChange(
        kind: gap == nil ? .removed : .undecided, measure: .built, package: row.name,
        architecture: architecture, names: [row.name], was: row.printed, now: nil, why: gap,
        origin: nil))
  }

  private mutating func change(
    _ kind: PackageChange.Kind, _ name: String, _ old: PackageRow, _ new: PackageRow,
    _ why: String? = nil
  ) {
    changes.append(
      PackageChange(
        kind: kind, measure: .built, package: name, architecture: architecture, names: [name],
        was: old.printed,
        now: new.printed, why: why,
        origin: nil))
  }
}
