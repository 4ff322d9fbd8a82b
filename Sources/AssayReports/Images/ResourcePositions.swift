import AssayModel

/// Where each resource of a run stands among its resources.
struct ResourcePositions: Sendable {
  private let positions: [ResourceID: Int32]

  init(_ resources: [ResourceSummary]) {
    var positions: [ResourceID: Int32] = Dictionary(minimumCapacity: resources.count)
    // The first of those that are given twice.
    for (position, resource) in resources.enumerated().reversed() {
      positions[resource.id] = Int32(position)
    }
    self.positions = positions
  }

  /// Nil for what is not among the resources.
  subscript(id: ResourceID) -> Int? { positions[id].map(Int.init) }
}
