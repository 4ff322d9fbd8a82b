import AssayModel
import Documents
import Records

/// Reads units of a snapshot straight into records, one after the other.
///
/// A unit that is odd in any way is left to the tree as a whole, because its parts are joined.
struct UnitReader {
  private let snapshot: FleetSnapshot
  private var reader: ProjectionReader
  private var nodes: NodeReader
  /// What was read so far: what places name by number.
  private var sources: [ReadSource] = []
  private let names: NameResolution
  /// What has been read, and what references name that their own units lack.
  private var known: Set<ResourceID> = []
  private var missing: Set<ResourceID> = []
  /// Whether two units tell of one resource.
  private var isRepeated = false
  /// The same of the unit that was read last.
  private var own: (tells: [ResourceID], names: [ResourceID]) = ([], [])

  /// A resource of a unit.
  private struct Read {
    let id: ResourceID
    let symbol: Symbol
    let block: BlockID
    let place: ElementPlace
    /// Among the references of the unit.
    let references: Range<Int>
    let origin: Origin
  }

  init(_ snapshot: FleetSnapshot, _ part: GraphPart, _ names: NameResolution) {
    self.snapshot = snapshot
    self.names = names
    reader = ProjectionReader(part)
    nodes = NodeReader(snapshot)
    reader.part.builder.beginPlaces()
  }

  /// The part, with everything that was read.
  consuming func finish(with drafts: [DraftResource]) -> ResourceGraph {
    reader.part.builder.locate(by: ElementLocator(snapshot, sources))
    return reader.part.finish(with: drafts)
  }

  /// Whether units name or tell of each other's instances and volumes, which only trees see; `drafts` are
  /// those that were left to trees.
  func isEntangled(with drafts: [DraftResource]) -> Bool {
    if isRepeated || !missing.isDisjoint(with: known) { return true }
    return drafts.contains { draft in
      (draft.aliases + [draft.id.uid]).contains {
        let id = ResourceID(kind: draft.id.kind, uid: $0)
        return missing.contains(id) || known.contains(id)
      } || namesKnown(draft.record)
    }
  }

  private func namesKnown(_ record: DraftRecord) -> Bool {
    record.schema.fields.indices.contains {
      namesKnown(record[$0], record.schema.fields[$0].type)
    }
  }

  private func namesKnown(_ draft: Draft, _ type: FieldType) -> Bool {
    switch (draft.value, type) {
    case (.reference(let text), .reference(let kind)):
      known.contains(ResourceID(kind: kind, uid: text))
    case (.record(let record), _): namesKnown(record)
    case (.list(let elements), .list(let element)):
      elements.contains { namesKnown($0, element) }
    default: false
    }
  }

  /// Reads a unit and its node; false when it is left to the tree.
  mutating func read(
    _ unit: FleetSnapshot.Unit, _ objects: inout InventoryObjectReader
  ) -> Bool {
    guard unit.instances.count <= 1, unit.others.isEmpty else { return false }
    reader.references.removeAll(keepingCapacity: true)
    do {
      let node = try nodes.read(unit, &objects, into: &reader.part.builder) { object in
        sources.append(.object(object))
        return sources.count - 1
      }
      var read: [Read] = []
      for place in unit.instances { read.append(try element(place, of: .instance)) }
      for place in unit.volumes { read.append(try element(place, of: .volume)) }
      guard Set(read.map(\.id)).count == read.count else { return false }
      add(read, node)
      return true
    } catch {
      return false
    }
  }

  private mutating func element(
    _ place: ElementPlace, of kind: ResourceKind
  ) throws -> Read {
    let page = snapshot.pages[place.page]
    let bytes = try page.file.bytes(place.count, at: place.offset)
    let first = reader.references.count
    let source = sources.count
    reader.watched = ProjectionReader.Watched()
    let projection = kind == .instance ? Projection.instance : Projection.volume
    let block = try bytes.withUnsafeBytes { bytes in
      var cursor = JSONCursor(bytes)
      let block = try reader.record(projection, &cursor, source: source)
      try cursor.finish()
      return block
    }
    if kind == .instance {
      try reader.finishInstance(block, owner: place.owner)
    } else {
      reader.finishCommon(block)
    }
    sources.append(.element(place))
    let slot = kind == .instance ? Slots.instanceId : Slots.volumeId
    guard reader.part.builder.store.state(block, slot).hasValue else { throw Oddity() }
    let symbol = Symbol(
      raw: UInt32(truncatingIfNeeded: reader.part.builder.store.word(block, slot)))
    let uid = reader.part.builder.store.strings[symbol]
    return Read(
      id: ResourceID(kind: kind.rawValue, uid: uid), symbol: symbol, block: block, place: place,
      references: first..<reader.references.count, origin: page.origin(of: bytes, at: place))
  }

  /// What ties the unit that was read last to others.
  func tie(_ position: Int) -> FleetIngest.Tie {
    FleetIngest.Tie(unit: position, tells: own.tells, names: own.names)
  }

  private mutating func add(_ read: [Read], _ node: NodeReader.Node?) {
    own = (read.map(\.id) + (node.map { [$0.id] } ?? []), [])
    let instance = read.first { $0.id.kind == ResourceKind.instance.rawValue }
    for resource in read {
      if !known.insert(resource.id).inserted { isRepeated = true }
      reader.part.add(
        Resource(
          id: resource.id, name: resource.id.uid, record: resource.block, origin: resource.origin))
      for number in resource.references { link(number, of: resource, among: read) }
    }
    if let node { add(node, of: instance) }
    if let instance { join(instance, node) }
  }

  private mutating func add(_ node: NodeReader.Node, of instance: Read?) {
    // A reference to the function would be one to a copy of all this.
    var told: DescribedInstance?
    if let instance { told = described(instance) }
    reader.part.complete(node.block, id: node.id.uid, of: told)
    reader.part.add(
      Resource(id: node.id, name: node.id.uid, record: node.block, origin: node.origin))
    guard let instance, reader.part.builder.store.state(node.block, Slots.nodeInstance).hasValue
    else { return }
    reader.part.add(Link(from: node.id, label: "instance", to: instance.id))
    // Its state is the instance's, and stands there.
    let place = reader.part.builder.store.place(
      of: reader.part.builder.store.slot(instance.block, Slots.state))
    reader.part.builder.place(node.block, Slots.nodeState, at: place)
  }

  private mutating func link(_ number: Int, of resource: Read, among read: [Read]) {
    let reference = reader.references[number]
    func write(_ builder: inout RecordBuilder, _ block: BlockID) {
      builder.write(
        UInt64(block.address), to: reference.block, reference.slot, at: reference.place)
    }
    if reference.kind == .instance || reference.kind == .volume,
      let target = read.first(where: {
        $0.symbol == reference.symbol && $0.id.kind == reference.kind.rawValue
      })
    {
      write(&reader.part.builder, target.block)
      reader.part.add(Link(from: resource.id, label: reference.label, to: target.id))
      return
    }
    if reference.kind == .instance || reference.kind == .volume {
      let text = reader.part.builder.store.strings[reference.symbol]
      let id = ResourceID(kind: reference.kind.rawValue, uid: text)
      missing.insert(id)
      own.names.append(id)
    }
    let names = names
    switch reader.part.target(
      reference.symbol, reference.kind, rename: { names.renamed($0, reference.kind) })
    {
    case .found(let id, let block):
      write(&reader.part.builder, block)
      reader.part.add(Link(from: resource.id, label: reference.label, to: id))
    case .ambiguous(let reason):
      reader.part.builder.write(
        unknown: reason, to: reference.block, reference.slot, at: reference.place)
    case .missing(let reason, let text):
      reader.part.builder.write(
        unknown: reason, to: reference.block, reference.slot, at: reference.place)
      reader.part.add(DanglingLink(from: resource.id, label: reference.label, target: text))
    }
  }

  /// What the node takes over from its instance; nil where EC2 did not describe it.
  private func described(_ instance: Read) -> DescribedInstance? {
    guard reader.part.builder.store.state(instance.block, Slots.state).hasValue else { return nil }
    return DescribedInstance(
      account: draft(instance, Slots.account), region: draft(instance, Slots.region),
      state: draft(instance, Slots.state), reference: .existing(instance.block))
  }

  private func text(_ read: Read, _ slot: Int) -> String? {
    guard reader.part.builder.store.state(read.block, slot).hasValue else { return nil }
    return reader.part.builder.store.strings[
      Symbol(raw: UInt32(truncatingIfNeeded: reader.part.builder.store.word(read.block, slot)))]
  }

  private func draft(_ read: Read, _ slot: Int) -> Draft {
    text(read, slot).map { .stated(.string($0)) } ?? .absent
  }

  /// Fills what an instance owes to its node, and to what was collected.
  private mutating func join(_ instance: Read, _ node: NodeReader.Node?) {
    let place = reader.part.builder.store.place(of: instance.block)
    guard text(instance, Slots.state) != nil else {
      let reason = reader.part.builder.common(
        UnknownReason(.notCollected, "no described instance"))
      reader.part.builder.write(
        unknown: reason, to: instance.block, Slots.managedNode, at: place)
      return
    }
    let (account, region) = (text(instance, Slots.account), text(instance, Slots.region))
    if reader.part.covers(.agentMetrics, account: account, region: region) {
      let list = reader.part.builder.openList(0)
      reader.part.builder.write(
        UInt64(list.address), to: instance.block, Slots.agentMetrics, at: place)
    }
    let draft = reader.part.node(
      node?.block, isCovered: reader.part.covers(.heartbeats, account: account, region: region),
      reference: .existing(node?.block ?? instance.block))
    switch draft.state {
    case .unknown:
      guard let reason = draft.reason else { return }
      let common = reader.part.builder.common(reason)
      reader.part.builder.write(
        unknown: common, to: instance.block, Slots.managedNode, at: place)
    case .stated, .defaulted:
      guard let node else { return }
      reader.part.builder.write(
        UInt64(node.block.address), to: instance.block, Slots.managedNode, at: place)
      reader.part.add(Link(from: instance.id, label: "managedNode", to: node.id))
    case .absent:
      reader.part.builder.write(0, to: instance.block, Slots.managedNode, .absent, at: place)
    }
  }

  private enum Slots {
    static let instanceId = Schema.instance.slot("instanceId")
    static let volumeId = Schema.volume.slot("volumeId")
    static let account = Schema.instance.slot("account")
    static let region = Schema.instance.slot("region")
    static let state = Schema.instance.slot("state")
    static let nodeState = Schema.managedNode.slot("state")
    static let nodeInstance = Schema.managedNode.slot("instance")
    static let agentMetrics = Schema.instance.slot("agentMetrics")
    static let managedNode = Schema.instance.slot("managedNode")
  }
}

extension FleetPage {
  /// Where an element stands as a whole, its bytes at hand.
  func origin(of bytes: [UInt8], at place: ElementPlace) -> Origin {
    let end = SourceFile.end(of: bytes, firstLine: place.line)
    return Origin(
      path: path, line: Int32(clamping: place.line), column: 1,
      endLine: Int32(clamping: end.line), endColumn: Int32(clamping: end.column))
  }
}
