/// What is known of a value: there, not there, or not knowable.
package enum Known<Value> {
  case value(Value)
  case absent
  case unknown(UnknownReason)

  /// The value, when there is one.
  package var value: Value? {
    guard case .value(let value) = self else { return nil }
    return value
  }

  /// The reason, when it is unknown.
  package var reason: UnknownReason? {
    guard case .unknown(let reason) = self else { return nil }
    return reason
  }

  /// The value turned into another one.
  package func map<Other>(_ transform: (Value) -> Other) -> Known<Other> {
    switch self {
    case .value(let value): .value(transform(value))
    case .absent: .absent
    case .unknown(let reason): .unknown(reason)
    }
  }
}

extension Known: Sendable where Value: Sendable {}
extension Known: Equatable where Value: Equatable {}

/// A record to read by field names, for code that computes.
///
/// Naming a field that the schema lacks, or reading it as another type, is a fault of ours.
package struct RecordView: Sendable {
  package let store: RecordStore
  package let block: BlockID

  package init(_ store: RecordStore, _ block: BlockID) {
    self.store = store
    self.block = block
  }

  package func text(_ field: String) -> Known<String> {
    read(field) { value in
      guard case .string(let text) = value else { return nil }
      return text
    }
  }

  package func flag(_ field: String) -> Known<Bool> {
    read(field) { value in
      guard case .bool(let flag) = value else { return nil }
      return flag
    }
  }

  /// A whole number.
  package func int(_ field: String) -> Known<Int64> {
    read(field) { value in
      guard case .int(let int) = value else { return nil }
      return int
    }
  }

  /// An instant, in microseconds since 1970-01-01T00:00:00Z.
  package func moment(_ field: String) -> Known<Int64> {
    read(field) { value in
      guard case .timestamp(let microseconds) = value else { return nil }
      return microseconds
    }
  }

  /// The entries of a map of strings, in document order; each value may be unknown by itself.
  package func entries(_ field: String) -> Known<[(key: String, value: Known<String>)]> {
    read(field) { value -> [(key: String, value: Known<String>)]? in
      guard case .map(let map, let type) = value else { return nil }
      return (0..<store.count(map) / 2).map { index in
        let key = store.known(map, index * 2, as: .string, Self.text)
        return (key.value ?? "", store.known(map, index * 2 + 1, as: type, Self.text))
      }
    }
  }

  private static func text(_ value: RecordStore.Value) -> String? {
    guard case .string(let text) = value else { return nil }
    return text
  }

  /// A nested or referenced record.
  package func record(_ field: String) -> Known<RecordView> {
    read(field) { value in
      guard case .record(let block) = value else { return nil }
      return RecordView(store, block)
    }
  }

  /// The records of a list; each may be unknown by itself.
  package func records(_ field: String) -> Known<[Known<RecordView>]> {
    list(field) { value in
      guard case .record(let block) = value else { return nil }
      return RecordView(store, block)
    }
  }

  /// The strings of a list; each may be unknown by itself.
  package func texts(_ field: String) -> Known<[Known<String>]> {
    list(field) { value in
      guard case .string(let text) = value else { return nil }
      return text
    }
  }

  /// Where a field's value stands, else the record.
  package func origin(_ field: String) -> Origin? {
    store.origin(store.slot(block, slot(field))) ?? store.origin(block)
  }

  /// The same, not looked up yet.
  package func standing(_ field: String) -> Standing {
    let slot = store.slot(block, slot(field))
    let place = store.place(slot.address)
    if !place.isNone { return .place(place) }
    if let origin = store.origins[slot] { return .at(origin) }
    let whole = store.place(block.address)
    return whole.isNone ? .at(store.blockOrigins[block]) : .place(whole)
  }

  /// Whether a value is the service's default.
  package func isDefaulted(_ field: String) -> Bool {
    store.state(block, slot(field)) == .defaulted
  }

  /// The slot of a field.
  package func slot(_ field: String) -> Int {
    // Asked for thousands of times: the schema is looked at where it stands.
    guard let schema = store.schemaID(of: block),
      let index = store.schemas.schemas[schema].index(of: field)
    else {
      preconditionFailure("no field \(field) on \(store.schema(of: block)?.name ?? "a list")")
    }
    return index
  }

  private func read<Value>(
    _ field: String, _ convert: (RecordStore.Value) -> Value?
  ) -> Known<Value> {
    let index = slot(field)
    guard let schema = store.schemaID(of: block) else { return .absent }
    return store.known(
      block, index, as: store.schemas.schemas[schema].fields[index].type, convert)
  }

  private func list<Value>(
    _ field: String, _ convert: (RecordStore.Value) -> Value?
  ) -> Known<[Known<Value>]> {
    read(field) { value -> [Known<Value>]? in
      guard case .list(let list, let type) = value else { return nil }
      return (0..<store.count(list)).map { store.known(list, $0, as: type, convert) }
    }
  }
}

extension RecordStore {
  /// The text in a slot of a field of texts.
  package func knownText(_ block: BlockID, _ slot: Int) -> Known<String> {
    known(block, slot, as: .string) { value in
      guard case .string(let text) = value else { return nil }
      return text
    }
  }

  /// Reads a slot as a value of Swift, keeping what is not known.
  fileprivate func known<Result>(
    _ block: BlockID, _ index: Int, as type: FieldType, _ convert: (Value) -> Result?
  ) -> Known<Result> {
    switch state(block, index) {
    case .absent: return .absent
    case .unknown:
      return .unknown(
        reason(slot(block, index)) ?? UnknownReason(.notCollected, "no reason is on record"))
    case .stated, .defaulted:
      guard let value = value(block, index, as: type), let result = convert(value) else {
        preconditionFailure("a field was read as a type that it does not have")
      }
      return .value(result)
    }
  }
}
