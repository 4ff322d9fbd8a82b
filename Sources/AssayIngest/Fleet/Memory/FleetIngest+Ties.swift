import AssayModel
import Records

extension FleetIngest.Tie {
  /// What ties a unit to others that was left to trees; more than need be, for those are few.
  init(_ position: Int, _ drafts: [DraftResource]) {
    self.init(unit: position)
    tells = drafts.flatMap { draft in
      ([draft.id.uid] + draft.aliases).map { ResourceID(kind: draft.id.kind, uid: $0) }
    }
    let own = Set(tells)
    for draft in drafts { add(draft.record) }
    names.removeAll(where: own.contains)
  }

  private mutating func add(_ record: DraftRecord) {
    for (slot, field) in record.schema.fields.enumerated() { add(record[slot], field.type) }
  }

  private mutating func add(_ draft: Draft, _ type: FieldType) {
    switch (draft.value, type) {
    case (.reference(let text), .reference(let kind)):
      names.append(ResourceID(kind: kind, uid: text))
    case (.record(let record), _): add(record)
    case (.list(let elements), .list(let element)): for draft in elements { add(draft, element) }
    default: break
    }
  }
}

extension FleetIngest.Part {
  /// The same, told to be of units that name or tell of each other.
  var entangled: Self {
    Self(graph: graph, changed: changed, oddUnits: oddUnits, ties: ties, isEntangled: true)
  }

  /// For each resource of the graph, the number of its unit among `ties`; nil for one that no unit tells of.
  package var owners: [Int?] {
    var units: [ResourceID: Int] = [:]
    units.reserveCapacity(ties.reduce(0) { $0 + $1.tells.count })
    for (unit, tie) in ties.enumerated() { for id in tie.tells { units[id] = unit } }
    return graph.resources.map { resource in
      if let unit = units[resource.id] { return unit }
      // The second of two that contradict each other bears a number behind its id.
      guard let mark = resource.id.uid.lastIndex(of: "@") else { return nil }
      return units[ResourceID(kind: resource.id.kind, uid: String(resource.id.uid[..<mark]))]
    }
  }
}
