/// A block of slots in the word arena: a record, a list or a map.
///
/// Layout, in 64-bit words: one header (low half: number of slots; high half: schema id, or one of
/// the marks of a list or a map), then the slots' states, 32 to a word and 2 bits each, then one word a
/// slot. A map has two slots an entry, key and value.
package struct BlockID: Hashable, Sendable {
  /// Index of the header word.
  package let address: UInt32

  package init(address: UInt32) { self.address = address }
}

/// One slot, by the index of its word: the key of the side tables.
package struct SlotID: Hashable, Sendable {
  package let address: UInt32

  package init(address: UInt32) { self.address = address }
}

/// The one representation of resources: words, states, interned strings and sparse side tables.
///
/// Immutable once built, so any number of tasks may read it. What a word means is told by the
/// field's type: bool 0 or 1; int, timestamp (microseconds) and duration (nanoseconds) as the bits
/// of an Int64; double as its bits; string as a symbol; list, map, record and reference as the
/// address of a block.
package struct RecordStore: Sendable {
  package static let listMark: UInt32 = 0xFFFF_FFFF
  package static let mapMark: UInt32 = 0xFFFF_FFFE
  /// A list that several records may hold: what is computed of it once holds for all of them.
  package static let sharedListMark: UInt32 = 0xFFFF_FFFD

  package let schemas: SchemaSet
  package internal(set) var words: [UInt64] = []
  package internal(set) var strings = StringTable()
  var origins: [SlotID: Origin] = [:]
  var reasons: [SlotID: UnknownReason] = [:]
  var blockOrigins: [BlockID: Origin] = [:]
  /// Places that are looked up when somebody asks, by the address of a word less `placesStart`.
  ///
  /// There may be fewer than words.
  var places: [Place] = []
  /// The address of the word that the first place belongs to.
  var placesStart = 0
  /// Turns places into origins; nil where there are none.
  var locator: (any PlaceLocator)?
  /// Origins that were known when values were written, for places that say so.
  var keptOrigins: [Origin] = []
  /// Reasons that several slots share: the word of such a slot is one more than the index here.
  var commonReasons: [UnknownReason] = []
  /// From which address on origins are deferred.
  var deferringStart = UInt32.max

  package init(schemas: SchemaSet) {
    self.schemas = schemas
  }

  /// Number of slots of a block: fields of a record, elements of a list, twice the entries of a map.
  package func count(_ block: BlockID) -> Int {
    Int(truncatingIfNeeded: words[Int(block.address)] & 0xFFFF_FFFF)
  }

  /// The schema of a record block; nil for lists and maps.
  package func schema(of block: BlockID) -> Schema? {
    let id = UInt32(truncatingIfNeeded: words[Int(block.address)] >> 32)
    return id >= Self.sharedListMark ? nil : schemas.schemas[Int(id)]
  }

  /// The number of the schema of a record block; nil for lists and maps.
  package func schemaID(of block: BlockID) -> Int? {
    let id = UInt32(truncatingIfNeeded: words[Int(block.address)] >> 32)
    return id >= Self.sharedListMark ? nil : Int(id)
  }

  /// Whether a mark is that of a list.
  package static func isList(_ mark: UInt32) -> Bool {
    mark == listMark || mark == sharedListMark
  }

  /// The slot at an index of a block.
  package func slot(_ block: BlockID, _ index: Int) -> SlotID {
    let states = (count(block) + 31) / 32
    return SlotID(address: block.address + 1 + UInt32(states + index))
  }

  /// What is known of a slot.
  package func state(_ block: BlockID, _ index: Int) -> FieldState {
    let word = words[Int(block.address) + 1 + index / 32]
    let bits = UInt8(truncatingIfNeeded: (word >> UInt64((index % 32) * 2)) & 3)
    return FieldState(rawValue: bits) ?? .unknown
  }

  /// The raw word of a slot; meaningful only when its state has a value.
  package func word(_ block: BlockID, _ index: Int) -> UInt64 {
    words[Int(slot(block, index).address)]
  }

  /// Where the value of a slot stands; nil when nobody said.
  package func origin(_ slot: SlotID) -> Origin? {
    if slot.address >= deferringStart { return hasOrigin(slot) ? Origin(.slot(slot)) : nil }
    let place = place(slot.address)
    return place.isNone ? origins[slot] : origin(at: place)
  }

  /// Where a record or list stands as a whole.
  package func origin(_ block: BlockID) -> Origin? {
    if block.address >= deferringStart { return hasOrigin(block) ? Origin(.block(block)) : nil }
    let place = place(block.address)
    return place.isNone ? blockOrigins[block] : origin(at: place)
  }

  private func origin(at place: Place) -> Origin? {
    place.keptIndex.map { keptOrigins[$0] } ?? locator?.origin(of: place)
  }

  /// Why a slot is unknown.
  package func reason(_ slot: SlotID) -> UnknownReason? {
    if let reason = reasons[slot] { return reason }
    let index = Int(words[Int(slot.address)]) - 1
    return commonReasons.indices.contains(index) ? commonReasons[index] : nil
  }

  /// Where the value of a slot stands, not looked up; none where that is kept otherwise.
  package func place(of slot: SlotID) -> Place { place(slot.address) }

  /// The same of a block as a whole.
  package func place(of block: BlockID) -> Place { place(block.address) }

  /// The place of a slot or block, by its address.
  func place(_ address: UInt32) -> Place {
    let index = Int(address) - placesStart
    return places.indices.contains(index) ? places[index] : .none
  }
}

extension RecordStore {
  /// The same records in a store that has symbols for some texts.
  package func knowing(_ texts: [String]) -> RecordStore {
    var store = self
    for text in texts { _ = store.strings.intern(text) }
    return store
  }

  /// A value read out of a slot, by its type.
  package enum Value: Sendable, Hashable {
    case bool(Bool)
    case int(Int64)
    case double(Double)
    case string(String)
    case timestamp(Int64)
    case duration(Int64)
    /// With the type of the elements.
    case list(BlockID, FieldType)
    /// With the type of the values.
    case map(BlockID, FieldType)
    case record(BlockID)
  }

  /// Reads a slot as `type`; nil when its state has no value.
  package func value(_ block: BlockID, _ index: Int, as type: FieldType) -> Value? {
    guard state(block, index).hasValue else { return nil }
    let word = word(block, index)
    let target = BlockID(address: UInt32(truncatingIfNeeded: word))
    switch type {
    case .bool: return .bool(word != 0)
    case .int: return .int(Int64(bitPattern: word))
    case .double: return .double(Double(bitPattern: word))
    case .string: return .string(strings[Symbol(raw: UInt32(truncatingIfNeeded: word))])
    case .timestamp: return .timestamp(Int64(bitPattern: word))
    case .duration: return .duration(Int64(bitPattern: word))
    case .list(let element): return .list(target, element)
    case .map(let element): return .map(target, element)
    case .record, .reference: return .record(target)
    }
  }
}
