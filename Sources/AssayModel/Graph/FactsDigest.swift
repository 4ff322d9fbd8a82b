import Records
import Sealing

extension ResourceGraph {
  /// The resources as store and reports know them, sorted by id.
  package var summaries: [ResourceSummary] { summaries(behind: nil) }

  /// The same of a graph whose store begins with that of another one.
  package func summaries(behind base: GraphBase?) -> [ResourceSummary] {
    var facts = FactsDigest(self, behind: base)
    return resources.map { resource in
      ResourceSummary(
        id: resource.id, name: resource.name, origin: resource.origin,
        factsDigest: facts.digest(of: resource), isGone: isGone(resource))
    }
  }
}

extension ResourceGraph {
  private func isGone(_ resource: Resource) -> Bool {
    guard resource.id.kind == ResourceKind.instance.rawValue else { return false }
    let state = RecordView(store, resource.record).text("state").value
    return state == "terminated" || state == "shutting-down"
  }
}

/// Digests what is known of a resource, wherever it stands.
///
/// Two declarations that say the same have the same digest: origins, the order of map keys, and
/// whether a value is stated or the service's default make no difference, and neither does when it was
/// looked at. A link counts as the id it leads to, an unknown as its reason.
struct FactsDigest {
  private let store: RecordStore
  private let ids: [BlockID: ResourceID]
  /// Those of the resources that the store begins with.
  private let baseIDs: [BlockID: ResourceID]
  /// What is hashed of one resource: texts behind their lengths, numbers in eight bytes, and a sign
  /// before each value that tells what it is.
  private var facts: [UInt8] = []
  private let plan: FactsPlan

  init(_ graph: ResourceGraph, behind base: GraphBase?) {
    store = graph.store
    ids = Self.ids(of: graph.resources)
    baseIDs = base?.ids ?? [:]
    plan = store.schemas === SchemaSet.assay ? .assay : FactsPlan(store.schemas)
  }

  /// What references to the resources' records stand for.
  static func ids(of resources: [Resource]) -> [BlockID: ResourceID] {
    Dictionary(resources.map { ($0.record, $0.id) }, uniquingKeysWith: { first, _ in first })
  }

  /// SHA-256 over the canonical facts.
  mutating func digest(of resource: Resource) -> Digest {
    facts.removeAll(keepingCapacity: true)
    add("assay-facts-v2")
    add(resource.id.kind)
    addRecord(resource.record)
    return Digest.sha256(facts)
  }

  private mutating func addRecord(_ block: BlockID) {
    guard let schema = store.schemaID(of: block) else { return }
    sign("{")
    for index in plan.fields(of: schema) {
      let field = plan.fields[index]
      let slot = Int(field.slot)
      guard store.state(block, slot) != .absent else { continue }
      facts.append(contentsOf: plan.names[Int(field.nameStart)..<Int(field.nameEnd)])
      add(block, slot, Int(field.shape))
    }
    sign("}")
  }

  /// `shape`: its number in the plan.
  private mutating func add(_ block: BlockID, _ index: Int, _ shape: Int) {
    guard store.state(block, index).hasValue else {
      let reason = store.reason(store.slot(block, index))
      sign("?")
      add(reason?.kind.rawValue ?? "")
      return add(reason?.detail ?? "")
    }
    let word = store.word(block, index)
    let target = BlockID(address: UInt32(truncatingIfNeeded: word))
    let element = Int(plan.shapes[shape].element)
    switch plan.shapes[shape].kind {
    case .bool: sign(word != 0 ? "t" : "f")
    case .number:
      sign("i")
      add(word)
    case .double:
      sign("d")
      add(word)
    case .text:
      sign("s")
      add(store.strings[Symbol(raw: UInt32(truncatingIfNeeded: word))])
    case .list:
      sign("[")
      let count = store.count(target)
      add(UInt64(count))
      for index in 0..<count { add(target, index, element) }
    case .map: addMap(target, element)
    case .record: addRecord(target)
    case .reference:
      let id = ids[target] ?? baseIDs[target]
      sign(">")
      add(id?.kind ?? "")
      add(id?.uid ?? "")
    }
  }

  private mutating func addMap(_ map: BlockID, _ element: Int) {
    var keys = (0..<store.count(map) / 2).map { index -> (String, Int) in
      guard case .string(let key)? = store.value(map, index * 2, as: .string) else {
        return ("", index)
      }
      return (key, index)
    }
    keys.sort { $0 < $1 }
    sign("(")
    add(UInt64(keys.count))
    for (key, index) in keys {
      add(key)
      add(map, index * 2 + 1, element)
    }
  }

  private mutating func sign(_ sign: Unicode.Scalar) {
    facts.append(UInt8(ascii: sign))
  }

  private mutating func add(_ number: UInt64) {
    withUnsafeBytes(of: number.bigEndian) { facts.append(contentsOf: $0) }
  }

  private mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      add(UInt64(bytes.count))
      facts.append(contentsOf: bytes)
    }
  }
}
