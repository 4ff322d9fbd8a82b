import Records

/// Names the places of a store as rules do: `resource.blockDevices[0].encrypted`.
///
/// Blocks are found breadth first from the records that the activation holds: first everything
/// inside them, then, link by link, the resources that they lead to. The walk goes only as far as
/// the block that is asked for; the shortest path wins, so the answer does not depend on which
/// expression read the place. Where it is known which fields a rule reads, only those are followed: two
/// resources that agree in them then have the same names.
struct RecordPaths {
  /// Give up a walk after so many blocks.
  private static let limit = 100_000

  private enum Step {
    case root(String)
    case slot(BlockID, Int)
  }

  private let source: RecordSource
  /// Nil to follow every field.
  private let reach: FieldReach?
  private var steps: [BlockID: Step] = [:]
  /// Blocks to look into, and those behind links, for later.
  private var queue: [(block: BlockID, type: RecordLayout.TypeID?)] = []
  private var head = 0
  private var links: [(block: BlockID, step: Step)] = []
  /// Records of variables: each waits until everything inside those before it is known.
  private var roots: [(block: BlockID, step: Step)] = []

  init(_ context: Context) {
    source = context.source
    reach = context.reach
    for (name, binding) in zip(context.activation.names, context.activation.bindings) {
      guard case .value(let value) = binding else { continue }
      switch value {
      // An element of a list is named by the list.
      case .record(let block) where name == context.activation.element?.name:
        let place = context.activation.element?.place
        roots.append((block, place.map { .slot($0.block, $0.index) } ?? .root(name)))
      case .record(let block): roots.append((block, .root(name)))
      case .storedList(let block, let type), .storedMap(let block, let type):
        enqueue(block, source.layout[type].element, .root(name))
      default: continue
      }
    }
  }

  /// The path of a slot.
  mutating func path(of place: Place) -> String {
    guard let block = path(of: place.block) else {
      return Self.tail(source, place.block, place.index, of: "")
    }
    return Self.tail(source, place.block, place.index, of: block)
  }

  /// The path of a record, list or map; nil when no variable leads there.
  mutating func path(of block: BlockID) -> String? {
    find(block)
    var tail: [(BlockID, Int)] = []
    var current = block
    while let step = steps[current] {
      switch step {
      case .root(let name):
        return tail.reversed().reduce(name) { Self.tail(source, $1.0, $1.1, of: $0) }
      case .slot(let parent, let index):
        tail.append((parent, index))
        current = parent
      }
    }
    return nil
  }

  /// `.name`, `[0]` or `["key"]`, after the path of the block.
  private static func tail(
    _ source: RecordSource, _ block: BlockID, _ index: Int, of path: String
  ) -> String {
    let mark = UInt32(bitPattern: source.schema(block))
    if RecordStore.isList(mark) { return "\(path)[\(index)]" }
    if mark == RecordStore.mapMark {
      return "\(path)[\(Quoting.quote(source.text(block, index & ~1)))]"
    }
    guard let field = source.store.schema(of: block)?.fields[index].name else { return path }
    return path.isEmpty ? field : "\(path).\(field)"
  }

  private mutating func find(_ block: BlockID) {
    while steps[block] == nil, steps.count < Self.limit {
      if head < queue.count {
        let (next, type) = queue[head]
        head += 1
        expand(next, type)
      } else if !roots.isEmpty {
        let root = roots.removeFirst()
        enqueue(root.block, nil, root.step)
      } else if !links.isEmpty {
        let next = links
        links = []
        for link in next { enqueue(link.block, nil, link.step) }
      } else {
        return
      }
    }
  }

  private mutating func enqueue(
    _ block: BlockID, _ type: RecordLayout.TypeID?, _ step: Step
  ) {
    guard steps[block] == nil else { return }
    steps[block] = step
    queue.append((block, type))
  }

  /// Looks for blocks in the slots of a block.
  private mutating func expand(_ block: BlockID, _ element: RecordLayout.TypeID?) {
    let mark = UInt32(bitPattern: source.schema(block))
    for index in 0..<source.count(block) {
      let type: RecordLayout.TypeID
      if RecordStore.isList(mark) || mark == RecordStore.mapMark {
        guard let element, RecordStore.isList(mark) || index % 2 == 1 else { continue }
        type = element
      } else {
        guard reach?.contains(schema: Int(mark), index) ?? true else { continue }
        type = source.layout.fields[Int(mark)][index]
      }
      let row = source.layout[type]
      guard row.kind == .record || row.kind == .list || row.kind == .map,
        source.state(block, index).hasValue
      else { continue }
      let step = Step.slot(block, index)
      switch source.value(block, index, type) {
      case .record(let target) where row.isReference: links.append((target, step))
      case .record(let target): enqueue(target, nil, step)
      case .storedList(let target, _), .storedMap(let target, _):
        enqueue(target, row.element, step)
      default: continue
      }
    }
  }
}

/// Fields of records, by the schema's id and the slot.
package struct FieldReach: Sendable {
  /// One bit a slot, by the schema's id.
  private let slots: [UInt64]

  /// For schemas of at most 64 fields.
  package init(_ fields: [[Int]]) {
    slots = fields.map { slots in
      slots.reduce(0) { bits, slot in
        precondition(slot < 64, "slots fit into the bits of a word")
        return bits | 1 << UInt64(slot)
      }
    }
  }

  func contains(schema: Int, _ slot: Int) -> Bool {
    slots.indices.contains(schema) && slots[schema] >> UInt64(slot) & 1 == 1
  }
}
