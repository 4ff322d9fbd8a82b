import Records
import Sealing

extension ResourceGraph {
  /// The resources as store and reports know them, sorted by id.
  package var summaries: [ResourceSummary] { summaries(behind: nil) }

  /// The same of a graph whose store begins with that of another one.
  package func summaries(behind base: GraphBase?) -> [ResourceSummary] {
    let facts = FactsDigest(self, behind: base)
    return resources.map { resource in
      ResourceSummary(
        id: resource.id, name: resource.name, origin: resource.origin,
        factsDigest: facts.digest(of: resource))
    }
  }
}

/// Digests what is known of a resource, wherever it stands.
///
/// Two declarations that say the same have the same digest: origins, the order of map keys, and
/// whether a value is stated or the service's default make no difference. A link counts as the id it
/// leads to, an unknown as its reason.
struct FactsDigest {
  private let store: RecordStore
  private let ids: [BlockID: ResourceID]

  init(_ graph: ResourceGraph, behind base: GraphBase?) {
    store = graph.store
    ids = Dictionary(
      (graph.resources + (base?.graph.resources ?? [])).map { ($0.record, $0.id) },
      uniquingKeysWith: { first, _ in first })
  }

  /// SHA-256 over the canonical facts, lower-case hexadecimal.
  func digest(of resource: Resource) -> String {
    var facts = ["assay-facts-v1", resource.id.kind]
    addRecord(resource.record, to: &facts)
    return Digest.sha256(fields: facts).hex
  }

  private func addRecord(_ block: BlockID, to facts: inout [String]) {
    guard let schema = store.schema(of: block) else { return }
    facts.append("{")
    for (index, field) in schema.fields.enumerated() where store.state(block, index) != .absent {
      facts.append(field.name)
      add(block, index, field.type, to: &facts)
    }
    facts.append("}")
  }

  private func add(
    _ block: BlockID, _ index: Int, _ type: FieldType, to facts: inout [String]
  ) {
    guard let value = store.value(block, index, as: type) else {
      let reason = store.reason(store.slot(block, index))
      facts += ["?", reason?.kind.rawValue ?? "", reason?.detail ?? ""]
      return
    }
    switch value {
    case .bool(let bool): facts.append(bool ? "true" : "false")
    case .int(let int), .timestamp(let int), .duration(let int): facts.append(String(int))
    case .double(let double): facts.append(String(double))
    case .string(let text): facts.append(text)
    case .list(let list, let element):
      facts.append("[\(store.count(list))")
      for index in 0..<store.count(list) { add(list, index, element, to: &facts) }
    case .map(let map, let element): addMap(map, element, to: &facts)
    case .record(let target):
      if case .reference = type {
        let id = ids[target]
        facts += ["->", id?.kind ?? "", id?.uid ?? ""]
      } else {
        addRecord(target, to: &facts)
      }
    }
  }

  private func addMap(_ map: BlockID, _ element: FieldType, to facts: inout [String]) {
    let keys = (0..<store.count(map) / 2).map { index -> (String, Int) in
      guard case .string(let key)? = store.value(map, index * 2, as: .string) else {
        return ("", index)
      }
      return (key, index)
    }
    facts.append("(\(keys.count)")
    for (key, index) in keys.sorted(by: { $0 < $1 }) {
      facts.append(key)
      add(map, index * 2 + 1, element, to: &facts)
    }
  }
}
