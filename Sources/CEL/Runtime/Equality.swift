import Records

extension Context {
  /// Equality on one number line, through lists, maps and records; unknown parts leave it open
  /// unless the rest differs.
  ///
  /// Lists and maps cost a step an element.
  package mutating func equal(_ left: Value, _ right: Value) -> Ternary {
    if charge(comparing: left, right) != nil { return .no }
    if let same = Self.scalarEqual(left, right) { return Ternary(same) }
    switch (left, right) {
    case (.unknown(let set), .unknown(let other)): return .unknown(set.union(other))
    case (.unknown(let set), _), (_, .unknown(let set)): return .unknown(set)
    case (.optional(let left), .optional(let right)):
      guard let left, let right else { return Ternary(left == nil && right == nil) }
      return equal(left, right)
    case (.opaque(let left), .opaque(let right)): return Ternary(left.isEqual(to: right))
    case (.record(let left), .record(let right)): return equalRecords(left, right)
    default: break
    }
    if let leftList = ListView(left, source), let rightList = ListView(right, source) {
      return equalLists(leftList, rightList)
    }
    if let leftMap = MapView(left, source), let rightMap = MapView(right, source) {
      return equalMaps(leftMap, rightMap)
    }
    return .no
  }

  /// Pays for the comparison of long strings, a step for each KiB; others are free.
  private mutating func charge(comparing left: Value, _ right: Value) -> EvaluationError? {
    guard case .string(let left) = left, case .string(let right) = right else { return nil }
    let count = left.utf8.count
    return count >= 1_024 && count == right.utf8.count ? charge(count / 1_024) : nil
  }

  /// Equality of two values that hold no others; nil when one does.
  static func scalarEqual(_ left: Value, _ right: Value) -> Bool? {
    switch (left, right) {
    case (.string(let left), .string(let right)): left.hasSameBytes(as: right)
    case (.bool(let left), .bool(let right)): left == right
    case (.int(let left), .int(let right)): left == right
    case (.null, .null): true
    case (.bytes(let left), .bytes(let right)): left == right
    case (.timestamp(let left), .timestamp(let right)): left == right
    case (.duration(let left), .duration(let right)): left == right
    case (.type(let left), .type(let right)): left.erased == right.erased
    default: NumberLine.order(left, right).map { $0 == .equal }
    }
  }

  /// Elements before the first unknown one and after the last stand against each other; between
  /// them anything can be.
  private mutating func equalLists(_ left: ListView, _ right: ListView) -> Ternary {
    let open = [left.unknown, right.unknown].compactMap { $0 }
    guard let first = open.first else {
      guard left.count == right.count else { return .no }
      return equalElements(left, right)
    }
    let unknown = Ternary.unknown(open.dropFirst().reduce(first) { $0.union($1) })
    guard left.canMatch(right) else { return .no }
    let shorter = min(left.count, right.count)
    for index in 0..<shorter {
      if left[index].isUnknown || right[index].isUnknown { break }
      if case .no = equal(left[index], right[index]) { return .no }
    }
    for index in 1..<(shorter + 1) {
      let (leftValue, rightValue) = (left[left.count - index], right[right.count - index])
      if leftValue.isUnknown || rightValue.isUnknown { break }
      if case .no = equal(leftValue, rightValue) { return .no }
    }
    return unknown
  }

  private mutating func equalElements(_ left: ListView, _ right: ListView) -> Ternary {
    guard charge(left.count) == nil else { return .no }
    var result = Ternary.yes
    for index in 0..<left.count {
      let truth = equal(left[index], right[index])
      if case .no = truth { return .no }
      result = result.and(truth)
    }
    return result
  }

  private mutating func equalMaps(_ left: MapView, _ right: MapView) -> Ternary {
    guard left.count == right.count, charge(left.count) == nil else { return .no }
    var result = Ternary.yes
    for position in 0..<left.count {
      guard let key = left.canonicalKey(position), let value = right[key] else { return .no }
      let truth = equal(left.value(position), value)
      if case .no = truth { return .no }
      result = result.and(truth)
    }
    return result
  }

  /// One block is equal to itself; two of one schema are when their fields are.
  ///
  /// Links to other resources are compared by where they lead.
  private mutating func equalRecords(_ left: BlockID, _ right: BlockID) -> Ternary {
    guard left != right else { return .yes }
    let schema = source.schema(left)
    let types = source.layout.fields[Int(schema)]
    guard schema == source.schema(right), charge(types.count) == nil else { return .no }
    var result = Ternary.yes
    for (slot, type) in types.enumerated() {
      let truth: Ternary
      switch (source.read(left, slot, type), source.read(right, slot, type)) {
      case (nil, nil): continue
      case (.unknown(let set)?, _), (_, .unknown(let set)?): truth = .unknown(set)
      case (nil, _), (_, nil): return .no
      case (.record(let first)?, .record(let second)?) where source.layout[type].isReference:
        truth = Ternary(first == second)
      case (let first?, let second?): truth = equal(first, second)
      }
      if case .no = truth { return .no }
      result = result.and(truth)
    }
    return result
  }

  /// Whether a list or a map has a value: an element or a key.
  package mutating func contains(_ container: Value, _ value: Value) -> Value {
    if let map = MapView(container, source) {
      if case .map = container, let error = charge(key: value) { return .error(error) }
      return .bool(MapKey(value).flatMap { map.position(of: $0) } != nil)
    }
    guard let list = ListView(container, source) else {
      return .error(.noSuchOverload("in", [value, container]))
    }
    if let error = charge(list.count) { return .error(error) }
    return Value(membership(of: value, in: list))
  }

  /// Whether an element equals a value; an unknown element leaves it open.
  mutating func membership(of value: Value, in list: ListView) -> Ternary {
    var result = Ternary.no
    for index in 0..<list.count {
      let truth = equal(list[index], value)
      if case .yes = truth { return .yes }
      result = result.or(truth)
    }
    return result
  }

  /// The order of two values: negative, zero, positive, or nil when one is not a number.
  func order(_ left: Value, _ right: Value) -> Result<Int?, EvaluationError> {
    switch (left, right) {
    case (.string(let left), .string(let right)): return .success(left.byteOrder(against: right))
    case (.bytes(let left), .bytes(let right)):
      return .success(
        left.lexicographicallyPrecedes(right) ? -1 : left == right ? 0 : 1)
    case (.bool(let left), .bool(let right)): return .success((left ? 1 : 0) - (right ? 1 : 0))
    case (.timestamp(let left), .timestamp(let right)):
      return .success(left < right ? -1 : left == right ? 0 : 1)
    case (.duration(let left), .duration(let right)):
      return .success(left < right ? -1 : left == right ? 0 : 1)
    case (.opaque(let first), .opaque(let second)):
      guard let order = first.order(against: second) else {
        return .failure(.notOrdered(left.kindName, right.kindName))
      }
      return .success(order)
    default:
      switch NumberLine.order(left, right) {
      case .less: return .success(-1)
      case .equal: return .success(0)
      case .greater: return .success(1)
      case .unordered: return .success(nil)
      case nil: return .failure(.notOrdered(left.kindName, right.kindName))
      }
    }
  }
}

extension ListView {
  /// Whether lengths allow two lists to be equal, when an unknown element may stand for any number.
  fileprivate func canMatch(_ other: ListView) -> Bool {
    let (known, otherKnown) = (knownCount, other.knownCount)
    return (known == count ? otherKnown <= known : true)
      && (otherKnown == other.count ? known <= otherKnown : true)
  }

  private var knownCount: Int {
    (0..<count).count { !self[$0].isUnknown }
  }
}

extension CELType {
  /// Without what a value does not know of its type: `list(int)` is `list`.
  var erased: CELType {
    switch self {
    case .list: .list(.dyn)
    case .map: .map(.dyn, .dyn)
    case .optional: .optional(.dyn)
    case .type: .type(.dyn)
    case .opaque(let name, _): .opaque(name, [])
    default: self
    }
  }
}
