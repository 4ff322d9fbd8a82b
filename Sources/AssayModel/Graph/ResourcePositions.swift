/// Where each resource of a list stands in it.
package struct ResourcePositions: Sendable {
  private let positions: [ResourceID: Int32]

  package init(_ resources: [ResourceSummary]) {
    var positions: [ResourceID: Int32] = Dictionary(minimumCapacity: resources.count)
    // The first of those that are given twice.
    for (position, resource) in resources.enumerated().reversed() {
      positions[resource.id] = Int32(position)
    }
    self.positions = positions
  }

  /// Nil for what is not in the list.
  package subscript(id: ResourceID) -> Int? { positions[id].map(Int.init) }
}

/// Where the resources of a run stand that its links lead from and to: whoever follows many links need not look up
/// each of them again.
package struct LinkEnds: Sendable {
  package let resources: ResourcePositions
  /// By position of the link, those of its ends; negative for what is not among the resources.
  package let links: [(from: Int32, to: Int32)]

  package init(_ result: RunResult) { self.init(resources: result.resources, links: result.links) }

  package init(resources: [ResourceSummary], links: [Link]) {
    let resources = ResourcePositions(resources)
    self.resources = resources
    // The links of a resource stand side by side.
    var last: (id: ResourceID, position: Int32)?
    self.links = links.map { link in
      let to = resources[link.to].map(Int32.init) ?? -1
      if let last, last.id == link.from { return (last.position, to) }
      let from = resources[link.from].map(Int32.init) ?? -1
      last = (link.from, from)
      return (from, to)
    }
  }
}
