import AssayModel

/// The rows of resources: who is present, and who could not be looked at.
struct ResourceIndex {
  /// Row by resource; present ones, absent ones that hold open findings, and ends of links.
  private(set) var rows: [ResourceID: Int64] = [:]
  /// Rows of the resources that are written, one by one.
  var ofResources: [Int64] = []
  /// Rows of the resources of the findings that are written, one by one.
  var ofFindings: [Int64] = []
  /// Those that only a finding names.
  var named: [(kind: String, row: Int64)] = []
  /// Why a row that was present before could not be looked at.
  var gaps: [Int64: String] = [:]
  /// Rows that are present, seen or hidden by a gap, and that there were before this run.
  private var known: Set<Int64> = []
  /// Rows that this run made and that are present: all from the first on.
  private var made: Range<Int64> = 0..<0
  /// Rows of what is written about, ascending; nil for all of the scope.
  var reach: [Int64]?

  /// Makes room for so many resources at once.
  mutating func reserve(_ count: Int) {
    rows.reserveCapacity(count)
    ofResources.reserveCapacity(count)
  }

  mutating func name(_ id: ResourceID, row: Int64) { rows[id] = row }

  /// Whether the row is present: seen, or hidden by a gap.
  func isPresent(_ row: Int64) -> Bool { made.contains(row) || known.contains(row) }

  /// Whether this run made the row, so that no history of it can exist.
  func isNew(_ row: Int64) -> Bool { made.contains(row) }

  /// Says that a row is present; false when that was said before.
  mutating func see(_ row: Int64, isNew: Bool) -> Bool {
    guard isNew else { return !made.contains(row) && known.insert(row).inserted }
    // Rows are made one behind the other.
    made = made.isEmpty ? row..<row + 1 : made.lowerBound..<row + 1
    return true
  }
}

/// Finds or makes the rows of `resource`.
final class ResourceRows {
  private let find: Prepared
  private let insertion: Insertion
  /// Whether there may be rows that no index knows yet.
  private let hasOthers: Bool

  init(_ context: RecordingContext) throws {
    hasOthers = try Prepared(context.database, "SELECT 1 FROM resource LIMIT 1").first() != nil
    find = try Prepared(context.database, "SELECT id FROM resource WHERE kind = ? AND uid = ?")
    insertion = try Insertion(
      context.database, into: "resource", ["kind", "uid"], isNumbered: true)
  }

  /// The row of a resource, and whether it was made for it.
  func row(of id: ResourceID, in index: inout ResourceIndex) throws -> (row: Int64, isNew: Bool) {
    if let row = index.rows[id] { return (row, false) }
    if hasOthers, let row = try find.first(.text(id.kind), .text(id.uid)) {
      index.name(id, row: row)
      return (row, false)
    }
    let row = insertion.nextID
    insertion.add(id.kind)
    insertion.add(id.uid)
    try insertion.endRow()
    index.name(id, row: row)
    return (row, true)
  }

  /// Inserts what is held back.
  func finish() throws { try insertion.finish() }
}
