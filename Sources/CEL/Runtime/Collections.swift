import Records

/// A list wherever it lies.
struct ListView {
  private enum Storage {
    case values([Value])
    case stored(RecordSource, BlockID, RecordLayout.TypeID)
  }

  private let storage: Storage
  let count: Int

  /// Nil when the value is no list.
  init?(_ value: Value, _ source: RecordSource) {
    switch value {
    case .list(let values):
      storage = .values(values)
      count = values.count
    case .storedList(let block, let type):
      storage = .stored(source, block, source.row(type).element)
      count = source.count(block)
    default: return nil
    }
  }

  /// An element, which may be unknown; an unknown one stands for none, one or several.
  subscript(index: Int) -> Value {
    switch storage {
    case .values(let values): values[index]
    case .stored(let source, let block, let type): source.read(block, index, type) ?? .null
    }
  }

  func isUnknown(_ index: Int) -> Bool {
    switch storage {
    case .values(let values): values[index].isUnknown
    case .stored(let source, let block, _): source.state(block, index) == .unknown
    }
  }

  /// All elements.
  var values: [Value] {
    if case .values(let values) = storage { return values }
    return (0..<count).map { self[$0] }
  }

  /// What is unknown among the elements; nil when all are there.
  var unknown: UnknownSet? {
    switch storage {
    case .values(let values):
      var result: UnknownSet?
      for case .unknown(let set) in values { result = result?.union(set) ?? set }
      return result
    case .stored(let source, let block, _):
      var result: UnknownSet?
      for index in 0..<count where source.state(block, index) == .unknown {
        let set = source.unknown(block, index)
        result = result?.union(set) ?? set
      }
      return result
    }
  }
}

/// A map wherever it lies.
struct MapView {
  private enum Storage {
    case made(MapValue)
    case stored(RecordSource, BlockID, RecordLayout.TypeID)
  }

  private let storage: Storage
  let count: Int

  /// Nil when the value is no map.
  init?(_ value: Value, _ source: RecordSource) {
    switch value {
    case .map(let map):
      storage = .made(map)
      count = map.count
    case .storedMap(let block, let type):
      storage = .stored(source, block, source.row(type).element)
      count = source.count(block) / 2
    default: return nil
    }
  }

  func key(_ position: Int) -> Value {
    switch storage {
    case .made(let map): map.keys[position]
    case .stored(let source, let block, _): .string(source.text(block, position * 2))
    }
  }

  func canonicalKey(_ position: Int) -> MapKey? {
    if case .made(let map) = storage { return map.canonicalKey(at: position) }
    return MapKey(key(position))
  }

  /// A value, which may be unknown.
  func value(_ position: Int) -> Value {
    switch storage {
    case .made(let map): map.values[position]
    case .stored(let source, let block, let type):
      source.read(block, position * 2 + 1, type) ?? .null
    }
  }

  /// Where a key stands; nil for nowhere.
  ///
  /// Stored maps are looked through.
  func position(of key: MapKey) -> Int? {
    switch storage {
    case .made(let map): return map.position(of: key)
    case .stored(let source, let block, _):
      guard case .string(let text) = key else { return nil }
      return (0..<count).first {
        source.text(block, $0 * 2).hasSameBytes(as: text.string)
      }
    }
  }

  /// All values by key; an entry with an absent value counts as null.
  subscript(key: MapKey) -> Value? { position(of: key).map(value) }
}

extension RecordSource {
  /// A slot that holds a string.
  func text(_ block: BlockID, _ index: Int) -> String {
    guard case .string(let text)? = store.value(block, index, as: .string) else { return "" }
    return text
  }
}
