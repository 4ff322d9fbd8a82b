import AssayModel
import Records
import Sealing

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
    func see(_ row: Int64, _ name: String, _ source: String?, _ digest: Digest?) throws {
      let span = Span(opened: context.run, name: name, source: source, gap: nil)
      try facts.write(digest, of: row)
      try writer.replace(open.isEmpty ? nil : open.removeValue(forKey: row), by: span, of: row)
    }
    for resource in result.resources {
      let (row, isNew) = try rows.row(of: resource.id, in: &index)
      index.ofResources.append(row)
      // A resource that is given twice counts once.
      guard index.see(row, isNew: isNew) else { continue }
      try see(row, resource.name, resource.origin?.path, resource.factsDigest)
    }
    index.ofFindings.reserveCapacity(result.findings.count)
    for finding in result.findings {
      let (row, isNew) = try rows.row(of: finding.resource, in: &index)
      index.ofFindings.append(row)
      // Those that only a finding names.
      guard index.see(row, isNew: isNew) else { continue }
      index.named.append((finding.resource.kind, row))
      try see(row, finding.resourceName, finding.origin?.path, nil)
    }
    for (row, old) in open.sorted(by: { $0.key < $1.key }) {
      guard let reason = gaps.reason(forSource: old.source) else {
        try writer.close(row, old)
        continue
      }
      _ = index.see(row, isNew: false)
      index.gaps[row] = reason
      let hidden = Span(
        opened: context.run, name: old.name, source: old.source, gap: reason)
      try writer.replace(old, by: hidden, of: row)
    }
    if reach.resources != nil { index.reach = index.rows.values.sorted() }
    try rows.finish()
    try writer.finish()
    try facts.finish()
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
    private let opening: Insertion

    init(_ context: RecordingContext) throws {
      self.context = context
      closing = try Prepared(
        context.database,
        "UPDATE resource_span SET closed = ? WHERE scope = ? AND resource = ? AND opened = ?")
      opening = try Insertion(
        context.database, into: "resource_span", ["resource", "opened", "name", "source", "gap"],
        fixed: ["scope": context.scope])
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
      opening.add(row)
      opening.add(new.opened)
      opening.add(new.name)
      opening.add(new.source)
      opening.add(new.gap)
      try opening.endRow()
    }

    /// Inserts what is held back.
    func finish() throws { try opening.finish() }
  }
}
