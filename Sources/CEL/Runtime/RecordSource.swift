package import Records

/// A record store as evaluators read it: the words, and the types of all fields resolved to small
/// numbers.
///
/// Built once per store and shared by any number of tasks.
package final class RecordSource: Sendable {
  package let store: RecordStore
  package let layout: RecordLayout
  /// What functions found out about the records.
  package let answers: AnswerCache
  private let words: [UInt64]
  // Copies of the layout's tables, one hop nearer.
  private let rows: [RecordLayout.Row]
  private let fieldTypes: [RecordLayout.TypeID]
  private let fieldNames: [String]
  private let fieldStarts: [Int]

  package init(_ store: RecordStore, answers: AnswerCache = AnswerCache()) {
    self.store = store
    self.answers = answers
    words = store.words
    layout = RecordLayout(store.schemas)
    rows = layout.rows
    fieldTypes = layout.fields.flatMap { $0 }
    fieldNames = store.schemas.schemas.flatMap { $0.fields.map(\.name) }
    fieldStarts = layout.fields.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
  }

  func row(_ type: RecordLayout.TypeID) -> RecordLayout.Row { rows[Int(type.raw)] }

  /// The value of the field at a slot, in any state: outer nil when the slot is not that field.
  func field(_ block: BlockID, _ slot: Int, named name: String) -> Value?? {
    let address = Int(block.address)
    let header = words[address]
    let count = Int(UInt32(truncatingIfNeeded: header))
    let index = fieldStarts[Int(header >> 32)] + slot
    guard slot < count, fieldNames[index] == name else { return Value??.none }
    return .some(read(block, slot, fieldTypes[index]))
  }

  /// A source without records, for expressions that read none.
  package static let empty = RecordSource(RecordStore(schemas: SchemaSet([])))

  /// Number of slots of a block.
  func count(_ block: BlockID) -> Int {
    Int(UInt32(truncatingIfNeeded: words[Int(block.address)]))
  }

  /// The id of a record's schema.
  func schema(_ block: BlockID) -> Int32 {
    Int32(truncatingIfNeeded: words[Int(block.address)] >> 32)
  }

  func state(_ block: BlockID, _ index: Int) -> FieldState {
    let bits = stateBits(Int(block.address), index)
    return bits == 1 ? .stated : bits == 0 ? .absent : bits == 2 ? .defaulted : .unknown
  }

  private func stateBits(_ address: Int, _ index: Int) -> UInt8 {
    let word = words[address + 1 + index >> 5]
    return UInt8(truncatingIfNeeded: word >> UInt64((index & 31) << 1)) & 3
  }

  /// The value of a slot whose state has one.
  func value(_ block: BlockID, _ index: Int, _ type: RecordLayout.TypeID) -> Value {
    let address = Int(block.address)
    let count = Int(UInt32(truncatingIfNeeded: words[address]))
    let word = words[address + 1 + (count + 31) >> 5 + index]
    let target = BlockID(address: UInt32(truncatingIfNeeded: word))
    switch rows[Int(type.raw)].kind {
    case .bool: return .bool(word != 0)
    case .int: return .int(Int64(bitPattern: word))
    case .double: return .double(Double(bitPattern: word))
    case .string:
      return .string(store.strings[Symbol(raw: UInt32(truncatingIfNeeded: word))])
    case .timestamp: return .timestamp(Timestamp(microseconds: Int64(bitPattern: word)))
    case .duration: return .duration(Int64(bitPattern: word))
    case .list: return .storedList(target, type)
    case .map: return .storedMap(target, type)
    case .record: return .record(target)
    }
  }

  /// The unknown that a slot stands for.
  package func unknown(_ block: BlockID, _ index: Int) -> UnknownSet {
    let slot = store.slot(block, index)
    let reason = store.reason(slot) ?? UnknownReason(.unreadable, "no reason is on record")
    return UnknownSet(
      UnknownSet.Entry(
        place: Place(block: block, index: index), reason: reason,
        origin: store.origin(slot) ?? store.origin(block)))
  }

  /// The value of a slot in any state; nil for an absent one.
  func read(_ block: BlockID, _ index: Int, _ type: RecordLayout.TypeID) -> Value? {
    switch stateBits(Int(block.address), index) {
    case 0: nil
    case 3: .unknown(unknown(block, index))
    default: value(block, index, type)
    }
  }
}

/// The types of every field of a schema set, each a row of a table.
package struct RecordLayout: Sendable {
  /// Index of a row.
  package struct TypeID: Hashable, Sendable {
    let raw: Int32
  }

  enum Kind: UInt8, Sendable {
    case bool, int, double, string, timestamp, duration, list, map, record
  }

  /// One type.
  struct Row: Sendable {
    var kind: Kind
    /// The type of the elements of a list or the values of a map; else meaningless.
    var element: TypeID
    /// For a record: the id of its schema; -1 when the set has none of that name.
    var schema: Int32
    /// For a list of records that have a key: the key's slot in the element's schema; else -1.
    var key: Int32
    /// For a record that is another resource.
    var isReference: Bool
  }

  private(set) var rows: [Row] = []
  /// By schema id, then slot.
  private(set) var fields: [[TypeID]] = []
  let schemas: SchemaSet

  init(_ schemas: SchemaSet) {
    self.schemas = schemas
    for schema in schemas.schemas {
      fields.append(schema.fields.map { add($0.type, key: $0.key) })
    }
  }

  subscript(type: TypeID) -> Row { rows[Int(type.raw)] }

  private mutating func add(_ type: FieldType, key: String?) -> TypeID {
    var row = Row(
      kind: .bool, element: TypeID(raw: 0), schema: -1, key: -1, isReference: false)
    switch type {
    case .bool: row.kind = .bool
    case .int: row.kind = .int
    case .double: row.kind = .double
    case .string: row.kind = .string
    case .timestamp: row.kind = .timestamp
    case .duration: row.kind = .duration
    case .list(let element):
      row.kind = .list
      row.element = add(element, key: nil)
      row.key = slot(of: key, in: element)
    case .map(let value):
      row.kind = .map
      row.element = add(value, key: nil)
    case .record(let name), .reference(let name):
      row.kind = .record
      row.schema = Int32(schemas.id(of: name) ?? -1)
      if case .reference = type { row.isReference = true }
    }
    rows.append(row)
    return TypeID(raw: Int32(rows.count - 1))
  }

  private func slot(of key: String?, in element: FieldType) -> Int32 {
    guard let key, case .record(let name) = element else { return -1 }
    return Int32(schemas[name]?.index(of: key) ?? -1)
  }
}
