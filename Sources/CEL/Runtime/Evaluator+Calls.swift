/// Calls of functions, and literals of lists and maps.
extension Context {
  mutating func call(_ program: Program, _ step: Program.Step) -> Value {
    switch step {
    case .call1(let function, let argument):
      let value = run(program, argument)
      if value.isMissing { return value }
      let candidates = program.functions[Int(function)]
      return apply(candidates.body, value)
        ?? .error(.noSuchOverload(candidates.name, [value]))
    case .call2(let function, let left, let right):
      let leftValue = run(program, left)
      let rightValue = run(program, right)
      if leftValue.isMissing || rightValue.isMissing {
        return Self.missing(leftValue, rightValue)
      }
      let candidates = program.functions[Int(function)]
      return apply(candidates.body, leftValue, rightValue)
        ?? .error(.noSuchOverload(candidates.name, [leftValue, rightValue]))
    case .call(let function, let first, let count):
      return call(program, program.functions[Int(function)], Int(first), Int(count))
    default: return .error(.noSuchOverload("", []))
    }
  }

  private mutating func apply(_ body: Library.Body, _ value: Value) -> Value? {
    switch body {
    case .unary(let body): body(&self, value)
    case .many(let body): body(&self, [value])
    case .binary: nil
    }
  }

  private mutating func apply(_ body: Library.Body, _ left: Value, _ right: Value) -> Value? {
    switch body {
    case .binary(let body): body(&self, left, right)
    case .many(let body): body(&self, [left, right])
    case .unary: nil
    }
  }

  private mutating func call(
    _ program: Program, _ candidates: Program.Candidates, _ first: Int, _ count: Int
  ) -> Value {
    var arguments: [Value] = []
    arguments.reserveCapacity(count)
    var missing: Value?
    for index in first..<(first + count) {
      let value = run(program, program.operands[index])
      if value.isMissing { missing = missing.map { Self.missing($0, value) } ?? value }
      arguments.append(value)
    }
    return missing ?? call(candidates, arguments)
  }

  /// Calls the first function that takes the arguments, all of which are there.
  mutating func call(_ candidates: Program.Candidates, _ arguments: [Value]) -> Value {
    for body in [candidates.body] + candidates.others {
      let result: Value?
      switch (body, arguments.count) {
      case (.unary(let body), 1): result = body(&self, arguments[0])
      case (.binary(let body), 2): result = body(&self, arguments[0], arguments[1])
      case (.many(let body), _): result = body(&self, arguments)
      default: result = nil
      }
      if case .error(let error)? = result, error.code == .noSuchOverload { continue }
      if let result { return result }
    }
    return .error(.noSuchOverload(candidates.name, arguments))
  }

  mutating func list(_ program: Program, _ first: Int, _ count: Int) -> Value {
    var elements: [Value] = []
    elements.reserveCapacity(count)
    for index in first..<(first + count) {
      let operand = program.operands[index]
      let value = run(program, operand < 0 ? ~operand : operand)
      if case .error = value { return value }
      guard operand < 0, !value.isMissing else {
        elements.append(value)
        continue
      }
      guard case .optional(let inner) = value else {
        return .error(.notOptional(value.kindName))
      }
      if let inner { elements.append(inner) }
    }
    return .list(elements)
  }

  mutating func map(_ program: Program, _ first: Int, _ count: Int) -> Value {
    var builder = MapValue.Builder()
    var unknown: UnknownSet?
    for entry in 0..<count {
      let operand = program.operands[first + 2 * entry + 1]
      let key = run(program, program.operands[first + 2 * entry])
      var value = run(program, operand < 0 ? ~operand : operand)
      if case .error = key { return key }
      if case .error = value { return value }
      if case .unknown(let set) = key {
        // Where an entry goes decides what the whole map is.
        unknown = unknown?.union(set) ?? set
        continue
      }
      if operand < 0 {
        switch value {
        case .unknown(let set):
          unknown = unknown?.union(set) ?? set
          continue
        case .optional(nil): continue
        case .optional(let inner?): value = inner
        default: return .error(.notOptional(value.kindName))
        }
      }
      if let error = charge(key: key) ?? builder.add(key, value) { return .error(error) }
    }
    return unknown.map { .unknown($0) } ?? .map(builder.finish())
  }

  mutating func orElse(
    _ program: Program, _ optional: Int32, _ other: Int32, isValue: Bool
  ) -> Value {
    let value = run(program, optional)
    switch value {
    case .unknown, .error: return value
    case .optional(let inner?): return isValue ? inner : value
    case .optional(nil):
      let alternative = run(program, other)
      if isValue || alternative.isMissing { return alternative }
      guard case .optional = alternative else { return .error(.notOptional(alternative.kindName)) }
      return alternative
    default: return .error(.notOptional(value.kindName))
    }
  }
}
