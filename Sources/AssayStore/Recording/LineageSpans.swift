import AssayModel

/// Writes which resource is made from or uses which.
struct LineageSpans {
  private let context: RecordingContext

  init(_ context: RecordingContext) { self.context = context }

  private struct Edge: Hashable, Comparable {
    let parent: Int64
    let child: Int64
    let label: String

    /// The order of the table.
    static func < (left: Self, right: Self) -> Bool {
      if left.parent != right.parent { return left.parent < right.parent }
      return left.child == right.child ? left.label < right.label : left.child < right.child
    }
  }

  /// Opens edges that are new and closes those that are not there any more; an edge of a resource
  /// that could not be looked at stays.
  func write(_ links: [Link], resources: ResourceIndex) throws {
    var open = try resources.reach.map(openEdges) ?? openEdges()
    guard !open.isEmpty || !links.isEmpty else { return }
    var index = resources
    let rows = try ResourceRows(context)
    let insert = try Prepared(
      context.database,
      "INSERT INTO lineage (parent, child, label, scope, opened) VALUES (?, ?, ?, ?, ?)")
    // In the order of the table, each row lies beside the one before.
    for edge in try edges(links, rows, &index) where open.removeValue(forKey: edge) == nil {
      try insert.run(
        .integer(edge.parent), .integer(edge.child), .text(edge.label), .integer(context.scope),
        .integer(context.run))
    }
    let close = try Prepared(
      context.database,
      """
      UPDATE lineage SET closed = ?
      WHERE parent = ? AND child = ? AND label = ? AND scope = ? AND opened = ?
      """)
    for (edge, opened) in open where index.gaps[edge.child] == nil {
      try close.run(
        .integer(context.run), .integer(edge.parent), .integer(edge.child), .text(edge.label),
        .integer(context.scope), .integer(opened))
    }
  }

  /// Ascending, each once.
  private func edges(
    _ links: [Link], _ rows: ResourceRows, _ index: inout ResourceIndex
  ) throws -> [Edge] {
    var edges: [Edge] = []
    edges.reserveCapacity(links.count)
    // The links of a resource stand side by side.
    var last: (id: ResourceID, row: Int64)?
    for link in links {
      let parent = try rows.row(of: link.to, in: &index)
      let known = last.flatMap { $0.id == link.from ? $0.row : nil }
      let child = try known ?? rows.row(of: link.from, in: &index)
      last = (link.from, child)
      edges.append(Edge(parent: parent, child: child, label: link.label))
    }
    edges.sort()
    var previous: Edge?
    return edges.filter { edge in
      defer { previous = edge }
      return edge != previous
    }
  }

  /// Those that lead from some resources.
  private func openEdges(from children: [Int64]) throws -> [Edge: Int64] {
    let edges = try Prepared(
      context.database,
      """
      SELECT parent, label, opened FROM lineage
      WHERE child = ? AND scope = ? AND closed = 2147483647
      """)
    var open: [Edge: Int64] = [:]
    for child in children {
      try edges.rows(.integer(child), .integer(context.scope)) { row in
        open[Edge(parent: row.integer(0), child: child, label: row.text(1))] = row.integer(2)
      }
    }
    return open
  }

  private func openEdges() throws -> [Edge: Int64] {
    var open: [Edge: Int64] = [:]
    try Prepared(
      context.database,
      """
      SELECT parent, child, label, opened FROM lineage WHERE scope = ? AND closed = 2147483647
      """
    ).rows(.integer(context.scope)) { row in
      let edge = Edge(parent: row.integer(0), child: row.integer(1), label: row.text(2))
      open[edge] = row.integer(3)
    }
    return open
  }
}
