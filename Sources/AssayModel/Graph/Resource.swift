package import Records

/// One resource: who it is, where it stands, and the record with its facts.
package struct Resource: Sendable {
  package let id: ResourceID
  /// For people: a logical id, an address, a name.
  package let name: String
  /// The record in the graph's store.
  package let record: BlockID
  /// Where it is declared.
  package let origin: Origin?

  package init(id: ResourceID, name: String, record: BlockID, origin: Origin?) {
    self.id = id
    self.name = name
    self.record = record
    self.origin = origin
  }
}

/// A resource before layout: what readers of formats hand to the graph builder.
package struct DraftResource: Sendable {
  package var id: ResourceID
  package var name: String
  package var record: DraftRecord
  package var origin: Origin?
  /// Further keys by which links may name it: ARN, id, name, `path#logical-id`.
  package var aliases: [String]

  package init(
    id: ResourceID, name: String, record: DraftRecord, origin: Origin?, aliases: [String] = []
  ) {
    self.id = id
    self.name = name
    self.record = record
    self.origin = origin
    self.aliases = aliases
  }
}
