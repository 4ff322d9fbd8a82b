import AssayModel
import Records

/// The rows of resources: who is present, and who could not be looked at.
struct ResourceIndex {
  /// Row by resource; present ones, absent ones that hold open findings, and ends of links.
  fileprivate(set) var rows: [ResourceID: Int64] = [:]
  /// Resource by row.
  fileprivate(set) var ids: [Int64: ResourceID] = [:]
  /// Rows that this run looked at, by kind, in order of resource.
  fileprivate(set) var seen: [String: [Int64]] = [:]
  /// Why a row that was present before could not be looked at.
  fileprivate(set) var gaps: [Int64: String] = [:]
  /// Whether the row is present: seen, or hidden by a gap.
  fileprivate(set) var present: Set<Int64> = []
  /// Rows of what is written about, ascending; nil for all of the scope.
  fileprivate(set) var reach: [Int64]?
  /// Rows that this run made, of which no history can exist.
  fileprivate(set) var new: Set<Int64> = []

  /// Makes room for so many resources at once.
  fileprivate mutating func reserve(_ count: Int) {
    rows.reserveCapacity(count)
    ids.reserveCapacity(count)
    present.reserveCapacity(count)
  }

  fileprivate mutating func name(_ id: ResourceID, row: Int64) {
    rows[id] = row
    ids[row] = id
  }
}

/// Writes which resources are present in a scope.
struct ResourceSpans {
  private let context: RecordingContext

  init(_ context: RecordingContext) { self.context = context }

  /// A span as it is open before this run.
  private struct Span {
    let opened: Int64
    let name: String
    let source: String?
    let gap: String?
  }

  /// Opens spans of resources that are new or named otherwise, closes those of resources that are gone, and
  /// keeps those hidden by a gap, with the reason.
  func write(_ reach: Reach, gaps: InputGaps) throws -> ResourceIndex {
    let result = reach.result
    var index = ResourceIndex()
    index.reserve(result.resources.count)
    var open = try reach.resources.map { try openSpans(of: $0, &index) } ?? openSpans(&index)
    let rows = try ResourceRows(context)
    let writer = try SpanWriter(context)
    let facts = try ResourceFacts(context, isWhole: reach.resources == nil)
    func see(_ resource: ResourceSummary) throws {
      let row = try rows.row(of: resource.id, in: &index)
      // A resource that is given twice counts once.
      guard index.present.insert(row).inserted else { return }
      index.seen[resource.id.kind, default: []].append(row)
      let span = Span(
        opened: context.run, name: resource.name, source: resource.origin?.path, gap: nil)
      try facts.write(resource.factsDigest, of: row)
      try writer.replace(open.removeValue(forKey: row), by: span, of: row)
    }
    for resource in result.resources { try see(resource) }
    // Those that only a finding names.
    for finding in result.findings {
      if let row = index.rows[finding.resource], index.present.contains(row) { continue }
      try see(
        ResourceSummary(
          id: finding.resource, name: finding.resourceName, origin: finding.origin,
          factsDigest: nil))
    }
    for (row, old) in open.sorted(by: { $0.key < $1.key }) {
      guard let reason = gaps.reason(forSource: old.source) else {
        try writer.close(row, old)
        continue
      }
      index.present.insert(row)
      index.gaps[row] = reason
      let hidden = Span(
        opened: context.run, name: old.name, source: old.source, gap: reason)
      try writer.replace(old, by: hidden, of: row)
    }
    if reach.resources != nil { index.reach = index.ids.keys.sorted() }
    return index
  }

  /// The spans of some resources.
  private func openSpans(
    of resources: [ResourceID], _ index: inout ResourceIndex
  ) throws -> [Int64: Span] {
    let find = try Prepared(
      context.database, "SELECT id FROM resource WHERE kind = ? AND uid = ?")
    let span = try Prepared(
      context.database,
      """
      SELECT opened, name, source, gap FROM resource_span
      WHERE scope = ? AND resource = ? AND closed = 2147483647
      """)
    var open: [Int64: Span] = [:]
    for id in resources {
      guard let row = try find.first(.text(id.kind), .text(id.uid)) else { continue }
      index.name(id, row: row)
      try span.rows(.integer(context.scope), .integer(row)) { columns in
        open[row] = Span(
          opened: columns.integer(0), name: columns.text(1), source: columns.optionalText(2),
          gap: columns.optionalText(3))
      }
    }
    return open
  }

  private func openSpans(_ index: inout ResourceIndex) throws -> [Int64: Span] {
    var open: [Int64: Span] = [:]
    try Prepared(
      context.database,
      """
      SELECT resource.id, resource.kind, resource.uid, resource_span.opened, resource_span.name,
        resource_span.source, resource_span.gap
      FROM resource_span JOIN resource ON resource.id = resource_span.resource
      WHERE resource_span.scope = ? AND resource_span.closed = 2147483647
      """
    ).rows(.integer(context.scope)) { row in
      let id = row.integer(0)
      index.name(ResourceID(kind: row.text(1), uid: row.text(2)), row: id)
      open[id] = Span(
        opened: row.integer(3), name: row.text(4), source: row.optionalText(5),
        gap: row.optionalText(6))
    }
    return open
  }

  /// Writes spans where they differ.
  private final class SpanWriter {
    private let context: RecordingContext
    private let closing: Prepared
    private let opening: Prepared

    init(_ context: RecordingContext) throws {
      self.context = context
      closing = try Prepared(
        context.database,
        "UPDATE resource_span SET closed = ? WHERE scope = ? AND resource = ? AND opened = ?")
      opening = try Prepared(
        context.database,
        """
        INSERT INTO resource_span (scope, resource, opened, name, source, gap)
        VALUES (?, ?, ?, ?, ?, ?)
        """)
    }

    func close(_ row: Int64, _ span: Span) throws {
      try closing.run(
        .integer(context.run), .integer(context.scope), .integer(row), .integer(span.opened))
    }

    func replace(_ old: Span?, by new: Span, of row: Int64) throws {
      if let old {
        let isSame =
          old.name == new.name && old.source == new.source && old.gap == new.gap
        guard !isSame else { return }
        try close(row, old)
      }
      try opening.run(
        .integer(context.scope), .integer(row), .integer(new.opened), .text(new.name),
        .optional(new.source), .optional(new.gap))
    }
  }
}

/// Finds or makes the rows of `resource`.
final class ResourceRows {
  private let find: Prepared
  private let insert: Prepared
  private let name: Prepared
  /// Whether there may be rows that no index knows yet.
  private let hasOthers: Bool

  init(_ context: RecordingContext) throws {
    hasOthers = try Prepared(context.database, "SELECT 1 FROM resource LIMIT 1").first() != nil
    find = try Prepared(context.database, "SELECT id FROM resource WHERE kind = ? AND uid = ?")
    insert = try Prepared(context.database, "INSERT INTO resource (kind, uid) VALUES (?, ?)")
    name = try Prepared(context.database, "SELECT kind, uid FROM resource WHERE id = ?")
  }

  func row(of id: ResourceID, in index: inout ResourceIndex) throws -> Int64 {
    if let row = index.rows[id] { return row }
    let values = (SQLValue.text(id.kind), SQLValue.text(id.uid))
    if hasOthers, let row = try find.first(values.0, values.1) {
      index.name(id, row: row)
      return row
    }
    let row = try insert.insert(values.0, values.1)
    index.name(id, row: row)
    index.new.insert(row)
    return row
  }

  /// The resource of a row.
  func id(of row: Int64, in index: inout ResourceIndex) throws -> ResourceID {
    if let id = index.ids[row] { return id }
    var id = ResourceID(kind: "", uid: "")
    try name.rows(.integer(row)) { id = ResourceID(kind: $0.text(0), uid: $0.text(1)) }
    index.name(id, row: row)
    return id
  }
}
