/// Lays drafts out as records.
///
/// Drafts in, one `RecordStore` out. References may point at resources that are laid out later;
/// they are filled in by `finish`.
package struct RecordBuilder: Sendable {
  package internal(set) var store: RecordStore
  private var pending: [Pending] = []
  /// Lists that may be held by several records, by what they hold.
  private var shared: [[Draft]: BlockID] = [:]
  /// Whether what is written from here on has places, not origins in a table of their own.
  var hasPlaces = false
  /// The common reasons by what they are.
  var reasons: [UnknownReason: CommonReason] = [:]

  /// A reference whose target was not laid out yet.
  private struct Pending: Sendable {
    let block: BlockID
    let index: Int
    let key: String
  }

  package init(schemas: SchemaSet) {
    store = RecordStore(schemas: schemas)
  }

  /// Begins with what a finished store holds, whose blocks stay where they are.
  package init(extending store: RecordStore) {
    self.store = store
  }

  /// Lays out a record and all it holds; the block stays valid for the store's life.
  package mutating func add(_ record: DraftRecord) -> BlockID {
    guard let id = store.schemas.id(of: record.schema.name) else {
      preconditionFailure("schema \(record.schema.name) is not in the set")
    }
    let block = reserve(slots: record.fields.count, mark: UInt32(id))
    if let origin = record.origin {
      if hasPlaces {
        setPlace(block.address, kept(origin))
      } else {
        store.blockOrigins[block] = origin
      }
    }
    for (index, draft) in record.fields.enumerated() { set(block, index, draft) }
    return block
  }

  /// Overwrites one field, as derivations and links do once everything is laid out.
  package mutating func set(_ block: BlockID, _ index: Int, _ draft: Draft) {
    let slot = store.slot(block, index)
    setState(block, index, draft.state)
    if hasPlaces, Int(slot.address) >= store.placesStart {
      setPlace(slot.address, draft.origin.map { kept($0) } ?? .none)
      if let reason = draft.reason {
        store.words[Int(slot.address)] = common(reason).word
        return
      }
    } else {
      // A table that is shared with another store is copied when it is written to.
      if draft.origin != nil || store.origins[slot] != nil { store.origins[slot] = draft.origin }
      if draft.reason != nil || store.reasons[slot] != nil { store.reasons[slot] = draft.reason }
    }
    guard let value = draft.value else {
      store.words[Int(slot.address)] = 0
      return
    }
    store.words[Int(slot.address)] = word(of: value, block, index)
  }

  /// Fills in the references laid out so far.
  ///
  /// A key that `resolve` does not know becomes unknown, not given.
  package mutating func resolveReferences(_ resolve: (String) -> BlockID?) {
    for reference in pending {
      let slot = store.slot(reference.block, reference.index)
      if let target = resolve(reference.key) {
        store.words[Int(slot.address)] = UInt64(target.address)
      } else {
        setState(reference.block, reference.index, .unknown)
        let reason = UnknownReason(.notGiven, reference.key)
        if hasPlaces, Int(slot.address) >= store.placesStart {
          store.words[Int(slot.address)] = common(reason).word
        } else {
          store.reasons[slot] = reason
        }
      }
    }
    pending = []
  }

  /// The finished store.
  package consuming func finish() -> RecordStore {
    precondition(pending.isEmpty, "references are resolved before the store is finished")
    return store
  }

  mutating func reserve(slots: Int, mark: UInt32) -> BlockID {
    let block = BlockID(address: UInt32(store.words.count))
    store.words.append(UInt64(mark) << 32 | UInt64(UInt32(slots)))
    store.words.append(contentsOf: repeatElement(0, count: (slots + 31) / 32 + slots))
    return block
  }

  mutating func setState(_ block: BlockID, _ index: Int, _ state: FieldState) {
    let word = Int(block.address) + 1 + index / 32
    let shift = UInt64((index % 32) * 2)
    store.words[word] &= ~(3 << shift)
    store.words[word] |= UInt64(state.rawValue) << shift
  }

  private mutating func word(of value: DraftValue, _ block: BlockID, _ index: Int) -> UInt64 {
    switch value {
    case .bool(let bool): return bool ? 1 : 0
    case .int(let int): return UInt64(bitPattern: int)
    case .double(let double): return double.bitPattern
    case .string(let string): return UInt64(store.strings.intern(string).raw)
    case .timestamp(let instant): return UInt64(bitPattern: instant)
    case .duration(let length): return UInt64(bitPattern: length)
    case .list(let elements): return UInt64(addList(elements).address)
    case .sharedList(let elements):
      if let known = shared[elements] { return UInt64(known.address) }
      let block = addList(elements, mark: RecordStore.sharedListMark)
      shared[elements] = block
      return UInt64(block.address)
    case .map(let entries): return UInt64(addMap(entries).address)
    case .record(let record): return UInt64(add(record).address)
    case .existing(let block): return UInt64(block.address)
    case .reference(let key):
      pending.append(Pending(block: block, index: index, key: key))
      return 0
    }
  }

  private mutating func addList(
    _ elements: [Draft], mark: UInt32 = RecordStore.listMark
  ) -> BlockID {
    let block = reserve(slots: elements.count, mark: mark)
    for (index, draft) in elements.enumerated() { set(block, index, draft) }
    return block
  }

  private mutating func addMap(_ entries: [DraftValue.MapEntry]) -> BlockID {
    let block = reserve(slots: entries.count * 2, mark: RecordStore.mapMark)
    for (index, entry) in entries.enumerated() {
      set(block, index * 2, .stated(.string(entry.key)))
      set(block, index * 2 + 1, entry.value)
    }
    return block
  }
}
