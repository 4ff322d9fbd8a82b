import CEL
import Records

/// Names the elements that a `foreach` looks at, so that a finding keeps its identity when others
/// come or go before it.
struct ElementIdentities {
  private let store: RecordStore
  /// The slot of the field that names an element, by the schema of the element.
  private let keys: [String: Int]

  init(store: RecordStore) {
    self.store = store
    var keys: [String: Int] = [:]
    for schema in store.schemas.schemas {
      for field in schema.fields {
        guard let key = field.key, case .list(.record(let name)) = field.type,
          let slot = store.schemas[name]?.index(of: key)
        else { continue }
        keys[name] = slot
      }
    }
    self.keys = keys
  }

  /// The value of the element's key, a text by itself, the name of a resource, else `[index]`.
  func identity(of element: Value, at index: Int) -> String {
    switch element {
    case .string(let text): return text
    case .record(let block):
      guard let schema = store.schema(of: block),
        let slot = keys[schema.name] ?? schema.index(of: "name"),
        case .string(let text) = store.value(block, slot, as: schema.fields[slot].type)
      else { return "[\(index)]" }
      return text
    default: return "[\(index)]"
    }
  }
}

/// Tells elements of one list apart that have the same identity: the second `a` is `a#2`.
struct ElementLoci {
  private var counts: [String: Int] = [:]
  private var taken: Set<String> = []

  /// The identity, numbered when it was there before.
  mutating func next(_ identity: String) -> String {
    var locus = identity
    while !taken.insert(locus).inserted {
      let count = counts[identity, default: 1] + 1
      counts[identity] = count
      locus = "\(identity)#\(count)"
    }
    return locus
  }
}
