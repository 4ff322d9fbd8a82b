import AssayModel

/// Writes which resource is made from or uses which.
struct LineageSpans {
  private let context: RecordingContext

  init(_ context: RecordingContext) { self.context = context }

  private struct Edge: Hashable {
    let parent: Int64
    let child: Int64
    /// Number of the label.
    let label: Int
  }

  /// The labels of links, of which there are few, numbered as they come.
  private struct Labels {
    private(set) var texts: [String] = []
    private var numbers: [String: Int] = [:]

    mutating func number(of text: String) -> Int {
      if let number = numbers[text] { return number }
      numbers[text] = texts.count
      texts.append(text)
      return texts.count - 1
    }

    /// By number, which place the label has among all in order.
    var ranks: [Int] {
      var ranks = Array(repeating: 0, count: texts.count)
      for (rank, number) in texts.indices.sorted(by: { texts[$0] < texts[$1] }).enumerated() {
        ranks[number] = rank
      }
      return ranks
    }
  }

  /// Opens edges that are new and closes those that are not there any more; an edge of a resource
  /// that could not be looked at stays.
  ///
  /// `ends`: those of the links, where they are known.
  func write(_ links: [Link], resources: ResourceIndex, ends: LinkEnds?) throws {
    var labels = Labels()
    var open = try resources.reach.map { try openEdges(from: $0, &labels) } ?? openEdges(&labels)
    guard !open.isEmpty || !links.isEmpty else { return }
    let edges = try edges(links, resources, ends, &labels)
    let insertion = try Insertion(
      context.database, into: "lineage", ["parent", "child", "label"],
      fixed: ["scope": context.scope, "opened": context.run])
    // In the order of the table, each row lies beside the one before.
    for edge in edges where open.isEmpty || open.removeValue(forKey: edge) == nil {
      insertion.add(edge.parent)
      insertion.add(edge.child)
      insertion.add(labels.texts[edge.label])
      try insertion.endRow()
    }
    try insertion.finish()
    let close = try Prepared(
      context.database,
      """
      UPDATE lineage SET closed = ?
      WHERE parent = ? AND child = ? AND label = ? AND scope = ? AND opened = ?
      """)
    for (edge, opened) in open where resources.gaps[edge.child] == nil {
      try close.run(
        .integer(context.run), .integer(edge.parent), .integer(edge.child),
        .text(labels.texts[edge.label]), .integer(context.scope), .integer(opened))
    }
  }

  /// Ascending, each once.
  private func edges(
    _ links: [Link], _ index: ResourceIndex, _ ends: LinkEnds?, _ labels: inout Labels
  ) throws -> [Edge] {
    var index = index
    let rows = try ResourceRows(context)
    var edges: [Edge] = []
    edges.reserveCapacity(links.count)
    func row(_ end: Int32?, _ id: @autoclosure () -> ResourceID) throws -> Int64 {
      if let end, end >= 0 { return index.ofResources[Int(end)] }
      return try rows.row(of: id(), in: &index).row
    }
    for position in links.indices {
      let ends = ends?.links[position]
      let parent = try row(ends?.to, links[position].to)
      let child = try row(ends?.from, links[position].from)
      let label = labels.number(of: links[position].label)
      edges.append(Edge(parent: parent, child: child, label: label))
    }
    try rows.finish()
    let ranks = labels.ranks
    edges.sort { left, right in
      if left.parent != right.parent { return left.parent < right.parent }
      return left.child == right.child
        ? ranks[left.label] < ranks[right.label] : left.child < right.child
    }
    var previous: Edge?
    edges.removeAll { edge in
      defer { previous = edge }
      return edge == previous
    }
    return edges
  }

  /// Those that lead from some resources.
  private func openEdges(
    from children: [Int64], _ labels: inout Labels
  ) throws -> [Edge: Int64] {
    let edges = try Prepared(
      context.database,
      """
      SELECT parent, label, opened FROM lineage
      WHERE child = ? AND scope = ? AND closed = 2147483647
      """)
    var open: [Edge: Int64] = [:]
    for child in children {
      try edges.rows(.integer(child), .integer(context.scope)) { row in
        let label = labels.number(of: row.text(1))
        open[Edge(parent: row.integer(0), child: child, label: label)] = row.integer(2)
      }
    }
    return open
  }

  private func openEdges(_ labels: inout Labels) throws -> [Edge: Int64] {
    var open: [Edge: Int64] = [:]
    try Prepared(
      context.database,
      """
      SELECT parent, child, label, opened FROM lineage WHERE scope = ? AND closed = 2147483647
      """
    ).rows(.integer(context.scope)) { row in
      let label = labels.number(of: row.text(2))
      open[Edge(parent: row.integer(0), child: row.integer(1), label: label)] = row.integer(3)
    }
    return open
  }
}
