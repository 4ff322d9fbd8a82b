import Records

/// What a macro goes over: the elements of a list, or the keys and values of a map.
struct Iteration {
  private enum Range {
    case values([Value])
    case stored(BlockID, RecordLayout.TypeID)
    case map(MapView)
  }

  private let range: Range
  let count: Int
  /// What is unknown among the elements gone over so far: it leaves indices open.
  private var shift: UnknownSet?

  /// Nil when the value is neither a list nor a map.
  init?(_ value: Value, _ source: RecordSource) {
    switch value {
    case .list(let values):
      range = .values(values)
      count = values.count
    case .storedList(let block, let type):
      range = .stored(block, source.row(type).element)
      count = source.count(block)
    default:
      guard let map = MapView(value, source) else { return nil }
      range = .map(map)
      count = map.count
    }
  }

  /// The variable of a one-variable macro: element or key.
  func element(_ index: Int, _ source: RecordSource) -> Value {
    switch range {
    case .values(let values): values[index]
    case .stored(let block, let type): source.read(block, index, type) ?? .null
    case .map(let map): map.key(index)
    }
  }

  /// The variables of a two-variable macro: index and element, or key and value.
  mutating func pair(_ index: Int, _ source: RecordSource) -> (Value, Value) {
    if case .map(let map) = range { return (map.key(index), map.value(index)) }
    let element = element(index, source)
    if case .unknown(let set) = element { shift = shift?.union(set) ?? set }
    return (shift.map { .unknown($0) } ?? .int(Int64(index)), element)
  }

  /// What an element that stands for none, one or several is unknown for; nil for a sure element.
  func openness(_ index: Int, _ source: RecordSource) -> UnknownSet? {
    switch range {
    case .values(let values):
      guard case .unknown(let set) = values[index] else { return nil }
      return set
    case .stored(let block, _):
      return source.state(block, index) == .unknown ? source.unknown(block, index) : nil
    case .map: return nil
    }
  }
}

/// The macros.
extension Context {
  mutating func loop(_ program: Program, _ loop: Program.Loop) -> Value {
    let range = run(program, loop.range)
    if range.isMissing { return range }
    if loop.kind == .optionalMap || loop.kind == .optionalFlatMap {
      return optionalMap(program, loop, range)
    }
    guard var iteration = Iteration(range, source) else {
      return .error(.notIterable(range.kindName))
    }
    switch loop.kind {
    case .all: return quantifier(program, loop, &iteration, deciding: false)
    case .exists: return quantifier(program, loop, &iteration, deciding: true)
    case .existsOne: return existsOne(program, loop, &iteration)
    case .filter, .map, .transformList: return collect(program, loop, &iteration)
    case .transformMap, .transformMapEntry: return collectMap(program, loop, &iteration)
    case .sortBy: return sortBy(program, loop, &iteration)
    case .optionalMap, .optionalFlatMap: return .null
    }
  }

  /// Pays for a round and gives the variables their values for one element; gives the error when
  /// the budget is used up.
  mutating func bind(
    _ loop: Program.Loop, _ iteration: inout Iteration, _ index: Int
  ) -> EvaluationError? {
    if loop.second >= 0 {
      let (first, second) = iteration.pair(index, source)
      locals[base + Int(loop.first)] = first
      locals[base + Int(loop.second)] = second
    } else {
      locals[base + Int(loop.first)] = iteration.element(index, source)
    }
    return charge(loop.cost)
  }

  /// `all` and `exists`: one deciding element settles it, whatever the others are.
  private mutating func quantifier(
    _ program: Program, _ loop: Program.Loop, _ iteration: inout Iteration, deciding: Bool
  ) -> Value {
    var gathering = Gathering()
    for index in 0..<iteration.count {
      if let error = bind(loop, &iteration, index) { return .error(error) }
      let value = run(program, loop.body)
      if case .bool(let bool) = value, bool != deciding { continue }
      if let set = iteration.openness(index, source) {
        // It may stand for no element at all, so it decides nothing.
        gathering.add(set)
        if case .error(let error) = value, error.isLimit { return value }
      } else if case .bool = value {
        if let error = gathering.error { absorb(error) }
        return value
      } else {
        gathering.add(value)
        if let limit = gathering.limit { return .error(limit) }
      }
    }
    return gathering.result(otherwise: .bool(!deciding))
  }

  private mutating func existsOne(
    _ program: Program, _ loop: Program.Loop, _ iteration: inout Iteration
  ) -> Value {
    var gathering = Gathering()
    var matches = 0
    for index in 0..<iteration.count {
      if let error = bind(loop, &iteration, index) { return .error(error) }
      let value = run(program, loop.body)
      if let set = iteration.openness(index, source) {
        if case .bool(false) = value { continue }
        gathering.add(set)
      } else if case .bool(let bool) = value {
        if bool { matches += 1 }
      } else {
        gathering.add(value)
        if let limit = gathering.limit { return .error(limit) }
      }
    }
    if matches > 1, gathering.error == nil { return .bool(false) }
    return gathering.result(otherwise: .bool(matches == 1))
  }

  /// Whether an element passes the filter of a macro.
  private enum Passing {
    case yes, no
    case maybe(UnknownSet)
    case failure(EvaluationError)
  }

  private mutating func passes(_ program: Program, _ filter: Int32) -> Passing {
    guard filter >= 0 else { return .yes }
    let value = run(program, filter)
    switch value {
    case .bool(let bool): return bool ? .yes : .no
    case .unknown(let set): return .maybe(set)
    case .error(let error): return .failure(error)
    default: return .failure(.notBool(value.kindName))
    }
  }

  /// `filter`, `map` and `transformList`.
  ///
  /// What may or may not be in the result is an unknown element of it.
  private mutating func collect(
    _ program: Program, _ loop: Program.Loop, _ iteration: inout Iteration
  ) -> Value {
    var result: [Value] = []
    let isFilter = loop.kind == .filter
    for index in 0..<iteration.count {
      if let error = bind(loop, &iteration, index) { return .error(error) }
      let open = iteration.openness(index, source)
      switch passes(program, isFilter ? loop.body : loop.filter) {
      case .no: continue
      case .maybe(let set): result.append(.unknown(open?.union(set) ?? set))
      case .failure(let error):
        guard let open, !error.isLimit else { return .error(error) }
        result.append(.unknown(open))
      case .yes:
        if isFilter {
          result.append(locals[base + Int(loop.first)])
          continue
        }
        let value = run(program, loop.body)
        if case .error(let error) = value, open == nil || error.isLimit { return value }
        result.append(open.map { .unknown($0) } ?? value)
      }
    }
    return checked(result)
  }

  /// `transformMap` and `transformMapEntry`.
  ///
  /// An entry that may or may not be there leaves the whole open.
  private mutating func collectMap(
    _ program: Program, _ loop: Program.Loop, _ iteration: inout Iteration
  ) -> Value {
    var builder = MapValue.Builder()
    var gathering = Gathering()
    for index in 0..<iteration.count {
      if let error = bind(loop, &iteration, index) { return .error(error) }
      if let open = iteration.openness(index, source) {
        gathering.add(open)
        continue
      }
      switch passes(program, loop.filter) {
      case .no: continue
      case .maybe(let set): gathering.add(set)
      case .failure(let error): gathering.add(.error(error))
      case .yes:
        let value = run(program, loop.body)
        if case .error = value {
          gathering.add(value)
        } else if let error = add(value, loop, to: &builder, &gathering) {
          gathering.add(.error(error))
        }
      }
      if let limit = gathering.limit { return .error(limit) }
    }
    return gathering.result(otherwise: .map(builder.finish()))
  }

  private mutating func add(
    _ value: Value, _ loop: Program.Loop, to builder: inout MapValue.Builder,
    _ gathering: inout Gathering
  ) -> EvaluationError? {
    if loop.kind == .transformMap {
      let key = locals[base + Int(loop.first)]
      return charge(key: key) ?? builder.add(key, value)
    }
    if case .unknown(let set) = value {
      gathering.add(set)
      return nil
    }
    guard let map = MapView(value, source) else { return .notIterable(value.kindName) }
    for position in 0..<map.count {
      let key = map.key(position)
      if let error = charge(key: key) ?? builder.add(key, map.value(position)) { return error }
    }
    return charge(map.count)
  }

  private mutating func optionalMap(
    _ program: Program, _ loop: Program.Loop, _ range: Value
  ) -> Value {
    guard case .optional(let inner) = range else { return .error(.notOptional(range.kindName)) }
    guard let inner else { return range }
    locals[base + Int(loop.first)] = inner
    let value = run(program, loop.body)
    if value.isMissing { return value }
    if loop.kind == .optionalMap { return .optional(value) }
    guard case .optional = value else { return .error(.notOptional(value.kindName)) }
    return value
  }

  private mutating func sortBy(
    _ program: Program, _ loop: Program.Loop, _ iteration: inout Iteration
  ) -> Value {
    var gathering = Gathering()
    var keys: [Value] = []
    var elements: [Value] = []
    for index in 0..<iteration.count {
      if let error = bind(loop, &iteration, index) { return .error(error) }
      let key = run(program, loop.body)
      if let open = iteration.openness(index, source) { gathering.add(open) }
      if key.isMissing { gathering.add(key) }
      keys.append(key)
      elements.append(iteration.element(index, source))
    }
    if gathering.unknown != nil || gathering.error != nil {
      return gathering.result(otherwise: .null)
    }
    return sorted(elements, by: keys)
  }

  /// Elements in the ascending order of their keys; equal keys keep their order.
  mutating func sorted(_ elements: [Value], by keys: [Value]) -> Value {
    // A sort compares each key with about as many others as the number of keys has digits in base 2.
    let bytes = keys.reduce(0) { sum, key in
      if case .string(let text) = key { sum + text.utf8.count / 1_024 } else { sum }
    }
    let rounds = Int.bitWidth - elements.count.leadingZeroBitCount
    if let error = charge(elements.count * 4 + bytes * rounds) { return .error(error) }
    var failure: EvaluationError?
    let indices = keys.indices.sorted { left, right in
      switch order(keys[left], keys[right]) {
      case .success(let order?): return order < 0 || order == 0 && left < right
      case .success(nil): return left < right
      case .failure(let error):
        failure = error
        return left < right
      }
    }
    return failure.map { .error($0) } ?? .list(indices.map { elements[$0] })
  }
}
