import Records

/// The macros.
extension CodeBuilder {
  mutating func loop(_ loop: Program.Loop) -> Code {
    let range = compile(loop.range)
    if loop.kind == .optionalMap || loop.kind == .optionalFlatMap {
      return optionalMap(loop, range)
    }
    if let rounds = listRounds(loop, range) {
      return remembered(loop, rounds, screened(loop, rounds) ?? code(loop, rounds))
    }
    if let rounds = storedRounds(loop, range) { return code(loop, rounds) }
    if let rounds = wordRounds(loop, range) { return code(loop, rounds) }
    return code(loop, valueRounds(loop, range))
  }

  // Ranges.

  private mutating func listRounds(_ loop: Program.Loop, _ range: Code) -> ListRounds? {
    guard loop.second < 0, case .cell(let source, .list(let type)) = range,
      let element = self.kind(unit.source.row(type).element)
    else { return nil }
    return ListRounds(
      range: source.code, element: bindRegister(loop.first, element), cost: loop.cost)
  }

  private mutating func storedRounds(_ loop: Program.Loop, _ range: Code) -> StoredRounds? {
    guard case .cell(let source, let kind) = range else { return nil }
    let isPair = loop.second >= 0
    switch kind {
    case .list(let type):
      guard let element = self.kind(unit.source.row(type).element) else { return nil }
      let register = bindRegister(isPair ? loop.second : loop.first, element)
      let index = isPair ? bindRegister(loop.first, .int) : -1
      return StoredRounds(
        range: source.code, stride: 1, element: register, other: index, cost: loop.cost)
    case .map(let type):
      guard let value = self.kind(unit.source.row(type).element) else { return nil }
      let key = bindRegister(loop.first, .string)
      let other = isPair ? bindRegister(loop.second, value) : -1
      return StoredRounds(
        range: source.code, stride: 2, element: key, other: other, cost: loop.cost)
    default: return nil
    }
  }

  /// Rounds over a constant list of strings, or of numbers, of one type.
  private mutating func wordRounds(_ loop: Program.Loop, _ range: Code) -> WordRounds? {
    guard case .constant(.list(let values)) = range, let first = values.first else { return nil }
    let kind: CellKind
    switch first {
    case .string: kind = .string
    case .int: kind = .int
    default: return nil
    }
    var words: [UInt64] = []
    for value in values {
      guard let word = unit.word(value, as: kind) else { return nil }
      words.append(word)
    }
    let isPair = loop.second >= 0
    let register = bindRegister(isPair ? loop.second : loop.first, kind)
    let index = isPair ? bindRegister(loop.first, .int) : -1
    return WordRounds(words: words, element: register, other: index, cost: loop.cost)
  }

  private mutating func valueRounds(_ loop: Program.Loop, _ range: Code) -> ValueRounds {
    let code = range.value
    var element = CELType.dyn
    var other = CELType.dyn
    switch type(loop.range) {
    case .list(let inner):
      element = inner
      other = .int
    case .map(let key, let value):
      element = loop.second >= 0 ? value : key
      other = key
    default: break
    }
    let storage = unit.storage(for: element)
    var second: Storage?
    if loop.second >= 0 {
      let index = unit.storage(for: other)
      bind(loop.first, index)
      bind(loop.second, storage)
      second = index
    } else {
      bind(loop.first, storage)
    }
    return ValueRounds(range: code, element: storage, other: second, cost: loop.cost)
  }

  private mutating func bindRegister(_ local: Int32, _ kind: CellKind) -> Int {
    let register = unit.newRegister()
    bind(local, kind == .bool ? .truth(register) : .register(register, kind))
    return register
  }

  private mutating func bind(_ local: Int32, _ storage: Storage) {
    lazyLocals[Int(local)] = nil
    locals[Int(local)] = storage
  }

  // Bodies.

  private mutating func code(_ loop: Program.Loop, _ rounds: some Rounds) -> Code {
    switch loop.kind {
    case .all: return .truth(Self.quantifier(rounds, test(loop.body), deciding: .no))
    case .exists: return .truth(Self.quantifier(rounds, test(loop.body), deciding: .yes))
    case .existsOne: return .truth(Self.existsOne(rounds, test(loop.body)))
    case .filter:
      return .value(Self.collect(rounds, test(loop.body), local(Int(loop.first)).value))
    case .map, .transformList:
      let filter = loop.filter >= 0 ? test(loop.filter) : nil
      return .value(Self.collect(rounds, filter, value(loop.body)))
    case .transformMap, .transformMapEntry:
      let filter = loop.filter >= 0 ? test(loop.filter) : nil
      let key = loop.kind == .transformMap ? local(Int(loop.first)).value : nil
      return .value(Self.collectMap(rounds, filter, key, value(loop.body)))
    case .sortBy:
      return .value(Self.sortBy(rounds, local(Int(loop.first)).value, value(loop.body)))
    case .optionalMap, .optionalFlatMap: return .value { _ in .someError }
    }
  }

  private static func quantifier(
    _ rounds: some Rounds, _ body: @escaping TestCode, deciding: TestResult
  ) -> TestCode {
    let neutral = deciding.negated
    return { frame in
      var gathering = TestGathering()
      var result = neutral
      let status = rounds.run(&frame) { frame in
        let truth = body(&frame)
        if truth == neutral { return true }
        if truth == deciding {
          result = gathering.decide(deciding, &frame)
          return false
        }
        gathering.add(truth)
        return true
      }
      if status != .known { return TestResult(missing: status) }
      return result == deciding ? deciding : gathering.result(otherwise: neutral)
    }
  }

  private static func existsOne(_ rounds: some Rounds, _ body: @escaping TestCode) -> TestCode {
    { frame in
      var gathering = TestGathering()
      var matches = 0
      let status = rounds.run(&frame) { frame in
        let truth = body(&frame)
        if truth == .yes { matches += 1 }
        gathering.add(truth)
        return true
      }
      if status != .known { return TestResult(missing: status) }
      // Two matches are too many, whatever is unknown.
      if matches > 1, !gathering.sawError { return .no }
      return gathering.result(otherwise: TestResult(matches == 1))
    }
  }

  /// `filter`, `map` and `transformList`; what may or may not be in the result is for the reference
  /// evaluator.
  private static func collect(
    _ rounds: some Rounds, _ filter: TestCode?, _ body: @escaping ValueCode
  ) -> ValueCode {
    { frame in
      var values: [Value] = []
      var failure: Value?
      let status = rounds.run(&frame) { frame in
        switch filter?(&frame) ?? .yes {
        case .no: return true
        case .yes: break
        case .unknown:
          frame.mustAsk = true
          return false
        case .error:
          failure = .someError
          return false
        }
        let value = body(&frame)
        if value.isMissing {
          if value.isUnknown { frame.mustAsk = true }
          failure = value
          return false
        }
        values.append(value)
        return true
      }
      if status != .known { return Value(missing: status) }
      return failure ?? frame.context.checked(values)
    }
  }

  /// `transformMap` with a key, `transformMapEntry` without.
  private static func collectMap(
    _ rounds: some Rounds, _ filter: TestCode?, _ key: ValueCode?, _ body: @escaping ValueCode
  ) -> ValueCode {
    { frame in
      var builder = MapValue.Builder()
      var sawError = false
      let status = rounds.run(&frame) { frame in
        switch filter?(&frame) ?? .yes {
        case .no: return true
        case .yes: break
        case .unknown:
          frame.mustAsk = true
          return false
        case .error:
          sawError = true
          return true
        }
        let value = body(&frame)
        if value.isMissing {
          if case .error(let error) = value, !error.isLimit {
            sawError = true
            return true
          }
          frame.mustAsk = true
          return false
        }
        if let key {
          let key = key(&frame)
          if frame.context.charge(key: key) != nil { frame.mustAsk = true }
          if builder.add(key, value) != nil { sawError = true }
        } else if let map = MapView(value, frame.context.source) {
          frame.charge(map.count)
          for position in 0..<map.count {
            let key = map.key(position)
            if frame.context.charge(key: key) != nil { frame.mustAsk = true }
            if builder.add(key, map.value(position)) != nil { sawError = true }
          }
        } else {
          sawError = true
        }
        return true
      }
      if status != .known { return Value(missing: status) }
      return sawError ? .someError : .map(builder.finish())
    }
  }

  private static func sortBy(
    _ rounds: some Rounds, _ element: @escaping ValueCode, _ body: @escaping ValueCode
  ) -> ValueCode {
    { frame in
      var keys: [Value] = []
      var elements: [Value] = []
      var sawError = false
      let status = rounds.run(&frame) { frame in
        let key = body(&frame)
        if key.isUnknown {
          frame.mustAsk = true
          return false
        }
        if key.isMissing { sawError = true }
        keys.append(key)
        elements.append(element(&frame))
        return true
      }
      if status != .known { return Value(missing: status) }
      return sawError ? .someError : frame.context.sorted(elements, by: keys)
    }
  }

  private mutating func optionalMap(_ loop: Program.Loop, _ range: Code) -> Code {
    let code = range.value
    var inner = CELType.dyn
    if case .optional(let type) = type(loop.range) { inner = type }
    let storage = unit.storage(for: inner)
    bind(loop.first, storage)
    let body = value(loop.body)
    let isFlat = loop.kind == .optionalFlatMap
    return .value { frame in
      let range = code(&frame)
      if range.isMissing { return range }
      guard case .optional(let inner) = range else { return .someError }
      guard let inner else { return range }
      storage.set(inner, &frame)
      let value = body(&frame)
      if value.isMissing { return value }
      if !isFlat { return .optional(value) }
      guard case .optional = value else { return .someError }
      return value
    }
  }
}
