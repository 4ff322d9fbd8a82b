import Records

/// Fields, keys and indices.
extension Context {
  /// A field whose slot a checker resolved; by name when the record is of another schema after all.
  mutating func field(_ operand: Value, _ slot: Int, _ name: String) -> Value {
    guard case .record(let block) = operand, let value = source.field(block, slot, named: name)
    else { return select(operand, name) }
    return value ?? .error(.absentField(name, of: source.store.schema(of: block)?.name ?? ""))
  }

  /// `operand.name`: of an optional, an optional.
  mutating func select(_ operand: Value, _ name: String) -> Value {
    switch operand {
    case .unknown, .error: return operand
    case .optional(let value):
      return value.map { optionalSelect($0, name) } ?? .optional(nil)
    default:
      switch look(operand, name) {
      case .found(let value): return value
      case .absent:
        if case .record(let block) = operand {
          return .error(.absentField(name, of: source.store.schema(of: block)?.name ?? "record"))
        }
        return .error(.noSuchKey(name))
      case .failure(let error): return .error(error)
      }
    }
  }

  /// `operand.?name`.
  mutating func optionalSelect(_ operand: Value, _ name: String) -> Value {
    switch operand {
    case .unknown, .error: return operand
    case .optional(let value):
      return value.map { optionalSelect($0, name) } ?? operand
    default: return optional(look(operand, name))
    }
  }

  /// `has(operand.name)`: an unknown field leaves it open, unless its reason tells that it is set.
  mutating func has(_ operand: Value, _ name: String) -> Value {
    switch operand {
    case .unknown, .error: return operand
    case .optional(let value): return value.map { has($0, name) } ?? .bool(false)
    default:
      switch look(operand, name) {
      // A map's key is there whatever its value; a record's field is there when it has one.
      case .found(.unknown(let set)):
        let isSet = set.entries.allSatisfy { $0.reason.kind.tellsPresence }
        if case .record = operand, !isSet { return .unknown(set) }
        return .bool(true)
      case .found: return .bool(true)
      case .absent: return .bool(false)
      case .failure(let error): return .error(error)
      }
    }
  }

  /// What looking for a part of a value gives.
  private enum Look {
    case found(Value)
    case absent
    case failure(EvaluationError)
  }

  private func optional(_ look: Look) -> Value {
    switch look {
    case .found(let value): value.isUnknown ? value : .optional(value)
    case .absent: .optional(nil)
    case .failure(let error): .error(error)
    }
  }

  private func look(_ operand: Value, _ name: String) -> Look {
    switch operand {
    case .record(let block):
      let id = Int(source.schema(block))
      let schema = source.layout.schemas.schemas[id]
      guard let slot = schema.index(of: name) else {
        return .failure(.noSuchField(name, of: schema.name))
      }
      return source.read(block, slot, source.layout.fields[id][slot]).map { .found($0) }
        ?? .absent
    case .map, .storedMap:
      guard let map = MapView(operand, source) else { return .absent }
      return map[.string(MapKey.Text(string: name))].map { .found($0) } ?? .absent
    default: return .failure(.noFields(operand.kindName))
    }
  }

  /// `operand[index]`; both are there.
  mutating func index(_ operand: Value, _ index: Value) -> Value {
    if case .optional(let value) = operand {
      return value.map { optionalIndex($0, index) } ?? operand
    }
    switch look(operand, at: index) {
    case .found(let value): return value
    case .failure(let error): return .error(error)
    case .absent:
      guard let list = ListView(operand, source), let position = Self.whole(index)
      else { return .error(.noSuchKey(MapKey(index)?.printed ?? index.kindName)) }
      return .error(.indexOutOfRange(position, size: list.count))
    }
  }

  /// `operand[?index]`; both are there.
  mutating func optionalIndex(_ operand: Value, _ index: Value) -> Value {
    if case .optional(let value) = operand {
      return value.map { optionalIndex($0, index) } ?? operand
    }
    return optional(look(operand, at: index))
  }

  private mutating func look(_ operand: Value, at index: Value) -> Look {
    if let list = ListView(operand, source) {
      if case .string(let key) = index, case .storedList(let block, let type) = operand {
        return element(of: block, type, key)
      }
      guard let position = Self.whole(index) else {
        return .failure(.badIndex(index.kindName))
      }
      return element(of: list, at: position)
    }
    if let map = MapView(operand, source) {
      if case .map = operand, let error = charge(key: index) { return .failure(error) }
      return MapKey(index).flatMap { map[$0] }.map { .found($0) } ?? .absent
    }
    if case .record = operand, case .string(let name) = index { return look(operand, name) }
    return .failure(.noSuchOverload("_[_]", [operand, index]))
  }

  /// Only before the first unknown element are positions sure.
  private mutating func element(of list: ListView, at position: Int64) -> Look {
    guard position >= 0 else { return .absent }
    let end = Int(min(position, Int64(list.count) - 1))
    for index in stride(from: 0, through: end, by: 1) where list.isUnknown(index) {
      return .found(list[index])
    }
    guard position < list.count else { return .absent }
    return .found(list[Int(position)])
  }

  /// The element of a keyed list whose key is `key`: the first one that is surely so.
  private mutating func element(
    of block: BlockID, _ type: RecordLayout.TypeID, _ key: String
  ) -> Look {
    let row = source.row(type)
    guard row.key >= 0 else { return .failure(.badIndex("string")) }
    let schema = Int(source.row(row.element).schema)
    let keyType = source.layout.fields[schema][Int(row.key)]
    var unknown: UnknownSet?
    for index in 0..<source.count(block) {
      guard let element = source.read(block, index, row.element) else { continue }
      if case .unknown(let set) = element { unknown = unknown?.union(set) ?? set }
      guard case .record(let record) = element else { continue }
      switch source.read(record, Int(row.key), keyType) {
      case .string(let found)? where found.hasSameBytes(as: key): return .found(element)
      case .unknown(let set)?: unknown = unknown?.union(set) ?? set
      default: continue
      }
    }
    return unknown.map { .found(.unknown($0)) } ?? .absent
  }

  /// A number as an index, when it is a whole one.
  private static func whole(_ value: Value) -> Int64? {
    switch value {
    case .int(let int): int
    case .uint(let uint): Int64(exactly: uint)
    case .double(let double): Int64(exactly: double)
    default: nil
    }
  }
}
