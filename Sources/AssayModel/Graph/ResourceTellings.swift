import Records

/// Which resources of a graph are further tellings of another one.
///
/// Of inputs that contradict each other about one thing the graph keeps each: the first under the thing's own id, the
/// others under the id with a number behind it. Who asks for things, and not for what is said of them, asks here.
package struct ResourceTellings: Sendable {
  /// Keyed by the ids that bear a number.
  private var things: [ResourceID: ResourceID] = [:]

  /// Looks through all resources once.
  package init(_ graph: ResourceGraph) {
    let numbered = graph.resources.compactMap { resource -> (ResourceID, ResourceID)? in
      let uid = resource.id.uid
      guard let last = uid.utf8.last, (0x30...0x39).contains(last),
        let mark = uid.lastIndex(of: "@"), uid[mark...].dropFirst().allSatisfy(\.isNumber)
      else { return nil }
      return (resource.id, ResourceID(kind: resource.id.kind, uid: String(uid[..<mark])))
    }
    guard !numbered.isEmpty else { return }
    let ids = Set(graph.resources.map(\.id))
    for (id, thing) in numbered where ids.contains(thing) { things[id] = thing }
  }

  /// The id of the thing that a resource of the graph tells of.
  package subscript(id: ResourceID) -> ResourceID { things[id] ?? id }
}
