import AssayModel
import Documents
import Records

/// Reads objects of Resource Data Sync straight into the record of their node, as `NodeInventory` reads
/// items into drafts.
///
/// What is not as agents write it, such as a key in another case, a file that is cut off or a list that
/// is full, is an `Oddity`, and left to drafts.
struct NodeReader {
  /// A node that was read.
  struct Node {
    let id: ResourceID
    let block: BlockID
    let origin: Origin
  }

  private let snapshot: FleetSnapshot
  /// By key of the snapshot: the type, nil for those that no rule asks about, and the number of the
  /// account and region.
  private let kinds: [(type: NodeObjectType?, scope: Int)]
  /// The columns of the row at hand.
  private var row: [JSONText?] = []
  /// The records of the rows that are being read.
  private var rows: [(block: BlockID, place: Place)] = []
  /// What objects are checked with.
  private var storage = JSONLines.Storage()
  /// Why fields are unknown of which nothing was collected.
  private var gaps: [(slot: Int, reason: RecordBuilder.CommonReason)] = []

  init(_ snapshot: FleetSnapshot) {
    self.snapshot = snapshot
    var scopes: [PathScope: Int] = [:]
    kinds = snapshot.keys.map { key in
      let scope = PathScope(account: key.account, region: key.region)
      let number = scopes[scope] ?? scopes.count
      scopes[scope] = number
      return (NodeObjectType(rawValue: key.type), number)
    }
  }

  /// The node of a unit; nil when no object that is asked for tells of one.
  ///
  /// `source` notes an object, and answers by which number places name it.
  mutating func read(
    _ unit: FleetSnapshot.Unit, _ reader: inout InventoryObjectReader,
    into builder: inout RecordBuilder, source: (FleetSnapshot.InventoryObject) -> Int
  ) throws -> Node? {
    var node: (node: Node, key: InventoryObjectKey)?
    var (seen, scope): (Set<NodeObjectType>, Int?) = ([], nil)
    for object in unit.objects {
      let kind = kinds[Int(object.key)]
      guard let type = kind.type else { continue }
      // Each account and region would tell of a node of its own.
      guard scope == nil || scope == kind.scope, seen.insert(type).inserted else { throw Oddity() }
      scope = kind.scope
      let listing = snapshot.listings[Int(object.listing)]
      let file = listing.files[Int(object.file)]
      guard try !reader.read(file, of: listing).isChanged else { throw Oddity() }
      let number = source(object)
      if node == nil {
        let path = listing.path(of: file)
        let origin = Origin(path: path, line: 1, column: 1, endLine: 1, endColumn: 1)
        let id = ResourceID(kind: ResourceKind.managedNode.rawValue, uid: unit.id)
        let block = open(unit.id, at: Place(source: number, offset: 1), in: &builder)
        node = (Node(id: id, block: block, origin: origin), snapshot.keys[Int(object.key)])
      }
      guard let block = node?.node.block else { continue }
      let filter = type.table.isScreened ? reader.names : nil
      try reader.withBytes { bytes in
        try read(
          bytes, of: unit.id, as: type, keeping: filter, source: number, node: block,
          into: &builder)
      }
    }
    guard let (node, key) = node else { return nil }
    let place = builder.store.place(of: node.block)
    builder.write(text: key.account, to: node.block, Slots.account, at: place)
    builder.write(text: key.region, to: node.block, Slots.region, at: place)
    return node
  }

  /// A node of which nothing is read yet.
  private mutating func open(
    _ id: String, at place: Place, in builder: inout RecordBuilder
  ) -> BlockID {
    let block = builder.openRecord(
      InventoryTable.heartbeat.schema, slots: InventoryTable.heartbeat.slots, at: place)
    if gaps.isEmpty { gaps = NodeInventory.gaps.map { ($0.slot, builder.common($0.reason)) } }
    for gap in gaps { builder.write(unknown: gap.reason, to: block, gap.slot, at: place) }
    builder.write(text: id, to: block, Slots.nodeId, at: place)
    builder.write(text: "own", to: block, Slots.ownership, at: place)
    return block
  }

  private mutating func read(
    _ bytes: UnsafeRawBufferPointer, of id: String, as type: NodeObjectType,
    keeping filter: SoftwareFilter?, source: Int, node: BlockID, into builder: inout RecordBuilder
  ) throws {
    let table = type.table
    rows.removeAll(keepingCapacity: true)
    // Taken out, so that it is held once and can be written to.
    var taken = JSONLines.Storage()
    swap(&taken, &storage)
    var lines = JSONLines(
      bytes, member: filter == nil ? nil : "Name", matching: .ignoringCase, reusing: consume taken)
    defer { storage = lines.storage }
    let beginning = Place(source: source, offset: 1)
    var isFirst = true
    while let line = try next(&lines, isFirst ? nil : filter?.screen) {
      let isWanted = filter.map { filter in line.value.map(filter.takes) ?? true } ?? true
      guard isWanted || isFirst else { continue }
      var cursor = try lines.open(line)
      try read(&cursor, table)
      // What stands in an object of another node, or of which several are said, is for who compares.
      if let told = row[table.resourceID], !told.bytes.elementsEqual(id.utf8) { throw Oddity() }
      guard isFirst || !type.isOneRow else { throw Oddity() }
      if isFirst, let slot = Slots.captured(type) {
        captured(slot, table, node: node, at: beginning, in: &builder)
      }
      let place = Place(source: source, offset: line.number)
      // What it is about has to be told by whoever reads trees.
      if isWanted, let name = table.name, isBlank(row[name]) { throw Oddity() }
      if isWanted { keep(type, node: node, at: place, isFirst: isFirst, in: &builder) }
      isFirst = false
    }
    guard !isFirst, lines.count < NodeInventory.greatestCount else { throw Oddity() }
    guard let slot = Slots.list(type) else { return }
    let list = builder.openList(rows.count)
    for (index, row) in rows.enumerated() {
      builder.write(UInt64(row.block.address), to: list, index, at: row.place)
    }
    builder.write(UInt64(list.address), to: node, slot, at: beginning)
  }

  private func isBlank(_ name: JSONText?) -> Bool {
    guard let name else { return true }
    return name.hasEscapes
      ? name.string.allSatisfy { $0 == " " } : name.bytes.allSatisfy { $0 == 0x20 }
  }

  private func next(
    _ lines: inout JSONLines, _ screen: TextScreen?
  ) throws -> JSONLine? {
    guard let screen else { return try lines.next() }
    return try lines.next(screenedBy: screen)
  }

  /// Reads the columns of a row.
  private mutating func read(_ cursor: inout JSONCursor, _ table: InventoryTable) throws {
    row.removeAll(keepingCapacity: true)
    row.append(contentsOf: repeatElement(nil, count: table.count))
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      guard !key.hasEscapes else { throw Oddity() }
      switch table.keys.find(key.bytes) {
      case .other: continue
      case .nearMiss: throw Oddity()
      case .member(let index):
        switch try cursor.kind() {
        case .string: row[index] = try cursor.string()
        case .number where index == table.name: throw Oddity()
        case .number: row[index] = try cursor.number()
        default: continue
        }
      }
    }
  }

  private func captured(
    _ slot: Int, _ table: InventoryTable, node: BlockID, at place: Place,
    in builder: inout RecordBuilder
  ) {
    guard let text = row[table.captureTime] else {
      let reason = builder.common(NodeInventory.untimed)
      return builder.write(unknown: reason, to: node, slot, at: place)
    }
    guard let instant = InventoryTime.instant(text) else {
      let reason = builder.common(NodeInventory.mistimed)
      return builder.write(unknown: reason, to: node, slot, at: place)
    }
    builder.write(UInt64(bitPattern: instant.microseconds), to: node, slot, at: place)
  }

  /// Turns the row at hand into a record, or into fields of the node.
  private mutating func keep(
    _ type: NodeObjectType, node: BlockID, at place: Place, isFirst: Bool,
    in builder: inout RecordBuilder
  ) {
    let table = type.table
    switch type {
    case .heartbeat:
      if isFirst { builder.fill(node, table, row, at: place) }
    case .patches:
      guard isFirst else { return }
      let block = record(table, at: place, in: &builder)
      let operation = row[table.others[0]] ?? row[table.others[1]]
      builder.write(
        operation, as: .word, of: Slots.operations, column: "", to: block, Slots.operation,
        at: place)
      builder.write(UInt64(block.address), to: node, Slots.patchState, at: place)
    case .services: rows.append((record(table, at: place, in: &builder), place))
    case .software:
      let block = record(table, at: place, in: &builder)
      finishPackage(block, table, at: place, in: &builder)
      rows.append((block, place))
    case .compliance:
      let block = record(table, at: place, in: &builder)
      let status = row[table.others[0]]
      builder.write(
        status, as: .word, of: Slots.statuses, column: "Status", to: block, Slots.status,
        at: place)
      if builder.store.state(block, Slots.status) == .absent {
        builder.write(
          unknown: builder.common(InventoryRow.missing("Status")), to: block, Slots.status,
          at: place)
      }
      rows.append((block, place))
    }
  }

  private func record(
    _ table: InventoryTable, at place: Place, in builder: inout RecordBuilder
  ) -> BlockID {
    let block = builder.openRecord(table.schema, slots: table.slots, at: place)
    builder.fill(block, table, row, at: place)
    return block
  }

  /// What shows in several columns of a package together.
  private func finishPackage(
    _ block: BlockID, _ table: InventoryTable, at place: Place, in builder: inout RecordBuilder
  ) {
    let columns = InstalledPackage.KindColumn.allCases
    func text(_ column: InstalledPackage.KindColumn) -> JSONText? {
      columns.firstIndex(of: column).flatMap { row[table.others[$0]] }
    }
    let kind = InstalledPackage.kind { text($0)?.string }
    if let kind {
      builder.write(text: kind, to: block, Slots.packageKind, at: place)
    } else {
      let reason = builder.common(InstalledPackage.kindNotTold)
      builder.write(unknown: reason, to: block, Slots.packageKind, at: place)
    }
    let release = text(.release)
    let isComplete = InstalledPackage.leavesOutEmpty(kind: kind, hasRelease: release != nil)
    let told = [
      (Slots.release, "Release", release),
      (Slots.epoch, "Epoch", row[table.others[columns.count]]),
    ]
    for (slot, column, text) in told {
      if text != nil || isComplete {
        let isNone = slot == Slots.epoch && text.map { $0 == "0" } ?? false
        builder.write(
          isNone ? nil : text, as: .text, of: [], column: column, to: block, slot, at: place)
      } else {
        let reason = builder.common(InstalledPackage.notSent(column))
        builder.write(unknown: reason, to: block, slot, at: place)
      }
    }
  }

  private enum Slots {
    static let nodeId = Schema.managedNode.slot("nodeId")
    static let ownership = Schema.managedNode.slot("ownership")
    static let account = Schema.managedNode.slot("account")
    static let region = Schema.managedNode.slot("region")
    static let patchState = Schema.managedNode.slot("patchState")
    static let packageKind = Schema.software.slot("packageKind")
    static let release = Schema.software.slot("release")
    static let epoch = Schema.software.slot("epoch")
    static let operation = Schema.patchState.slot("operation")
    static let operations = Schema.patchState.fields[operation].values
    static let status = Schema.complianceSummary.slot("status")
    static let statuses = Schema.complianceSummary.fields[status].values

    /// The field with the time at which a type was taken.
    static func captured(_ type: NodeObjectType) -> Int? {
      switch type {
      case .heartbeat: heartbeatCaptured
      case .software: softwareCaptured
      case .services: servicesCaptured
      case .patches: patchCaptured
      case .compliance: nil
      }
    }

    /// The field with the rows of a type; nil for one of which a node has one row.
    static func list(_ type: NodeObjectType) -> Int? {
      switch type {
      case .heartbeat, .patches: nil
      case .software: software
      case .services: services
      case .compliance: compliance
      }
    }

    private static let heartbeatCaptured = Schema.managedNode.slot("heartbeatCaptured")
    private static let softwareCaptured = Schema.managedNode.slot("softwareCaptured")
    private static let servicesCaptured = Schema.managedNode.slot("servicesCaptured")
    private static let patchCaptured = Schema.managedNode.slot("patchCaptured")
    private static let software = Schema.managedNode.slot("software")
    private static let services = Schema.managedNode.slot("services")
    private static let compliance = Schema.managedNode.slot("compliance")
  }
}
