/// Writing words by hand, for readers of large inventories that know what they write.
///
/// Values stand as `RecordStore` says; each is written to a slot of the type that its schema declares.
extension RecordBuilder {
  /// The slot of a field of a record; naming one that its schema lacks is a fault of ours.
  package func slot(of field: String, in block: BlockID) -> Int {
    guard let id = store.schemaID(of: block) else { preconditionFailure("a list has no \(field)") }
    return store.schemas.schemas[id].slot(field)
  }

  /// Lets what is written from here on have places.
  package mutating func beginPlaces() {
    precondition(!hasPlaces, "places begin once")
    hasPlaces = true
    store.placesStart = store.words.count
  }

  /// The place of an origin, which is kept beside: mostly that of the value before.
  mutating func kept(_ origin: Origin) -> Place {
    if store.keptOrigins.last != origin { store.keptOrigins.append(origin) }
    return Place(kept: store.keptOrigins.count - 1)
  }

  /// Says who turns places into origins.
  package mutating func locate(by locator: any PlaceLocator) { store.locator = locator }

  /// A record of a schema, by the schema's id, all of whose fields are absent.
  package mutating func openRecord(_ schema: Int, slots: Int, at place: Place) -> BlockID {
    let block = reserve(slots: slots, mark: UInt32(schema))
    setPlace(block.address, place)
    return block
  }

  /// A list whose elements are absent until they are written.
  package mutating func openList(_ count: Int) -> BlockID {
    reserve(slots: count, mark: RecordStore.listMark)
  }

  /// A map whose entries are absent until they are written, key and value by turns.
  package mutating func openMap(_ count: Int) -> BlockID {
    reserve(slots: count * 2, mark: RecordStore.mapMark)
  }

  /// Lays a record out once more, each value at its place; what it leads to is the same.
  package mutating func copy(_ record: BlockID) -> BlockID {
    let count = store.count(record)
    let block = reserve(slots: count, mark: UInt32(store.words[Int(record.address)] >> 32))
    for offset in 0...((count + 31) / 32 + count) {
      let (from, to) = (Int(record.address) + offset, Int(block.address) + offset)
      store.words[to] = store.words[from]
      setPlace(UInt32(to), store.place(UInt32(from)))
    }
    return block
  }

  /// Writes a word to a slot that `set` has not been used on.
  package mutating func write(
    _ word: UInt64, to block: BlockID, _ index: Int, _ state: FieldState = .stated, at place: Place
  ) {
    let slot = store.slot(block, index)
    setState(block, index, state)
    store.words[Int(slot.address)] = word
    if !place.isNone { setPlace(slot.address, place) }
  }

  /// Says where an absent field would stand.
  package mutating func place(_ block: BlockID, _ index: Int, at place: Place) {
    setPlace(store.slot(block, index).address, place)
  }

  /// Marks a slot as unknown for a reason of `common(_:)`.
  package mutating func write(
    unknown reason: CommonReason, to block: BlockID, _ index: Int, at place: Place
  ) {
    write(reason.word, to: block, index, .unknown, at: place)
  }

  /// A reason that many slots have.
  package struct CommonReason: Hashable, Sendable {
    let word: UInt64
  }

  /// Notes a reason for many slots.
  package mutating func common(_ reason: UnknownReason) -> CommonReason {
    if let known = reasons[reason] { return known }
    store.commonReasons.append(reason)
    let common = CommonReason(word: UInt64(store.commonReasons.count))
    reasons[reason] = common
    return common
  }

  package mutating func intern(_ string: String) -> Symbol { store.strings.intern(string) }

  package mutating func intern(utf8 bytes: UnsafeRawBufferPointer) -> Symbol {
    store.strings.intern(utf8: bytes)
  }

  /// Overwrites a field with a value that stands where another value of the store does.
  package mutating func set(_ block: BlockID, _ index: Int, _ draft: Draft, at standing: Standing) {
    set(block, index, draft)
    let slot = store.slot(block, index)
    switch standing {
    case .at(let origin):
      guard let origin else { return }
      if hasPlaces, Int(slot.address) >= store.placesStart {
        setPlace(slot.address, kept(origin))
      } else {
        store.origins[slot] = origin
      }
    case .place(let place): setPlace(slot.address, place)
    }
  }

  mutating func setPlace(_ address: UInt32, _ place: Place) {
    let index = Int(address) - store.placesStart
    if index >= store.places.count {
      guard !place.isNone, index >= 0 else { return }
      store.places.append(
        contentsOf: repeatElement(
          .none, count: store.words.count - store.placesStart - store.places.count))
    }
    if store.places.indices.contains(index) { store.places[index] = place }
  }
}
