/// A binary operator of arithmetic.
enum ArithmeticOperator: UInt8, Sendable {
  case add, subtract, multiply, divide, modulo

  var symbol: String {
    switch self {
    case .add: "_+_"
    case .subtract: "_-_"
    case .multiply: "_*_"
    case .divide: "_/_"
    case .modulo: "_%_"
    }
  }
}

/// Checked arithmetic: integers, durations and times refuse to overflow.
extension Context {
  /// Both operands are there: neither error nor unknown.
  mutating func calculate(_ operation: ArithmeticOperator, _ left: Value, _ right: Value) -> Value {
    switch (left, right) {
    case (.int(let left), .int(let right)): return Self.calculate(operation, left, right)
    case (.uint(let left), .uint(let right)): return Self.calculate(operation, left, right)
    case (.double(let left), .double(let right)):
      return Self.calculate(operation, left, right)
        ?? .error(.noSuchOverload(operation.symbol, [.double(left), .double(right)]))
    default:
      switch operation {
      case .add: return add(left, right)
      case .subtract: return Self.subtract(left, right)
      default: return .error(.noSuchOverload(operation.symbol, [left, right]))
      }
    }
  }

  static func calculate(
    _ operation: ArithmeticOperator, _ left: Int64, _ right: Int64
  ) -> Value {
    let result: (partialValue: Int64, overflow: Bool)
    switch operation {
    case .add: result = left.addingReportingOverflow(right)
    case .subtract: result = left.subtractingReportingOverflow(right)
    case .multiply: result = left.multipliedReportingOverflow(by: right)
    case .divide:
      if right == 0 { return .error(.divideByZero) }
      result = left.dividedReportingOverflow(by: right)
    case .modulo:
      if right == 0 { return .error(.moduloByZero) }
      // The remainder of the least int by -1 is 0, though the quotient overflows.
      return .int(right == -1 ? 0 : left % right)
    }
    return result.overflow ? .error(.overflow("int")) : .int(result.partialValue)
  }

  private static func calculate(
    _ operation: ArithmeticOperator, _ left: UInt64, _ right: UInt64
  ) -> Value {
    let result: (partialValue: UInt64, overflow: Bool)
    switch operation {
    case .add: result = left.addingReportingOverflow(right)
    case .subtract: result = left.subtractingReportingOverflow(right)
    case .multiply: result = left.multipliedReportingOverflow(by: right)
    case .divide:
      if right == 0 { return .error(.divideByZero) }
      result = (left / right, false)
    case .modulo:
      if right == 0 { return .error(.moduloByZero) }
      result = (left % right, false)
    }
    return result.overflow ? .error(.overflow("uint")) : .uint(result.partialValue)
  }

  private static func calculate(
    _ operation: ArithmeticOperator, _ left: Double, _ right: Double
  ) -> Value? {
    switch operation {
    case .add: .double(left + right)
    case .subtract: .double(left - right)
    case .multiply: .double(left * right)
    case .divide: .double(left / right)
    case .modulo: nil
    }
  }

  private mutating func add(_ left: Value, _ right: Value) -> Value {
    switch (left, right) {
    case (.string(let left), .string(let right)):
      guard left.utf8.count + right.utf8.count <= limits.stringBytes else {
        return .error(.tooLarge("string", limit: limits.stringBytes))
      }
      return checked(left + right)
    case (.bytes(let left), .bytes(let right)):
      guard left.count + right.count <= limits.stringBytes else {
        return .error(.tooLarge("byte string", limit: limits.stringBytes))
      }
      return checked(left + right)
    case (.timestamp(let time), .duration(let duration)),
      (.duration(let duration), .timestamp(let time)):
      return time.adding(duration).map { .timestamp($0) }
        ?? .error(.outOfRange("the sum", of: "timestamp"))
    case (.duration(let left), .duration(let right)):
      let (sum, overflow) = left.addingReportingOverflow(right)
      return overflow ? .error(.outOfRange("the sum", of: "duration")) : .duration(sum)
    default:
      guard let first = ListView(left, source), let second = ListView(right, source) else {
        return .error(.noSuchOverload("_+_", [left, right]))
      }
      guard first.count + second.count <= limits.elements else {
        return .error(.tooLarge("list", limit: limits.elements))
      }
      if let error = charge(first.count + second.count) { return .error(error) }
      return .list(first.values + second.values)
    }
  }

  private static func subtract(_ left: Value, _ right: Value) -> Value {
    switch (left, right) {
    case (.timestamp(let left), .timestamp(let right)):
      return left.since(right).map { .duration($0) }
        ?? .error(.outOfRange("the difference", of: "duration"))
    case (.timestamp(let time), .duration(let duration)):
      // The least duration has no negative; half of it has.
      let half = duration / 2
      return time.adding(-half)?.adding(-(duration - half)).map { .timestamp($0) }
        ?? .error(.outOfRange("the difference", of: "timestamp"))
    case (.duration(let left), .duration(let right)):
      let (difference, overflow) = left.subtractingReportingOverflow(right)
      return overflow
        ? .error(.outOfRange("the difference", of: "duration")) : .duration(difference)
    default: return .error(.noSuchOverload("_-_", [left, right]))
    }
  }

  static func negate(_ value: Value) -> Value {
    switch value {
    case .int(let int):
      let (result, overflow) = Int64(0).subtractingReportingOverflow(int)
      return overflow ? .error(.overflow("int")) : .int(result)
    case .double(let double): return .double(-double)
    default: return .error(.noSuchOverload("-_", [value]))
    }
  }
}
