import Records

/// The reference evaluator: walks a program, every value in its general form.
///
/// `&&`, `||` and the macros are commutative over errors and unknowns: the deciding value dominates,
/// then unknown, then error. All else is strict: an unknown operand makes an unknown, else an error
/// operand an error. Every node costs a step.
extension Context {
  /// Runs a whole program with variables of its own.
  mutating func run(_ program: Program) -> Value {
    let outer = base
    base = locals.count
    for _ in 0..<program.localCount { locals.append(.null) }
    defer {
      locals.removeLast(locals.count - base)
      base = outer
    }
    return run(program, program.expression.root)
  }

  /// Runs one node of a program whose variables are in place.
  mutating func run(_ program: Program, _ id: Int32) -> Value {
    trace == nil ? step(program, id) : runTraced(program, id)
  }

  @inline(__always)
  mutating func step(_ program: Program, _ id: Int32) -> Value {
    let value: Value
    switch program.steps[Int(id)] {
    case .constant(let index): value = program.constants[Int(index)]
    case .local(let index): value = locals[base + Int(index)]
    case .variable(let first, let count, let fallback):
      value = variable(program, Int(first), Int(count), fallback)
    case .field(let operand, let slot, let name):
      value = field(run(program, operand), Int(slot), program.names[Int(name)])
    case .select(let operand, let name):
      value = select(run(program, operand), program.names[Int(name)])
    case .optionalSelect(let operand, let name):
      value = optionalSelect(run(program, operand), program.names[Int(name)])
    case .has(let operand, let name):
      value = has(run(program, operand), program.names[Int(name)])
    case .and(let first, let count):
      value = junction(program, Int(first), Int(count), deciding: false)
    case .or(let first, let count):
      value = junction(program, Int(first), Int(count), deciding: true)
    case .conditional(let condition, let yes, let no):
      value = conditional(program, condition, yes, no)
    case .loop(let index): value = loop(program, program.loops[Int(index)])
    case .bind(let local, let bound, let body):
      locals[base + Int(local)] = run(program, bound)
      value = run(program, body)
    case let step: value = operation(program, step)
    }
    // An error says where it arose.
    if case .error(var error) = value, error.node == nil {
      error.node = id
      return .error(error)
    }
    return value
  }

  /// Steps that are strict in their operands.
  private mutating func operation(_ program: Program, _ step: Program.Step) -> Value {
    switch step {
    case .equal(let left, let right):
      return binary(program, left, right) { Value($0.equal($1, $2)) }
    case .notEqual(let left, let right):
      return binary(program, left, right) { Value($0.equal($1, $2).negated) }
    case .compare(let relation, let left, let right):
      return binary(program, left, right) { $0.compare(relation, $1, $2) }
    case .calculate(let operation, let left, let right):
      return binary(program, left, right) { $0.calculate(operation, $1, $2) }
    case .contains(let element, let container):
      return binary(program, element, container) { $0.contains($2, $1) }
    case .index(let operand, let index):
      return binary(program, operand, index) { $0.index($1, $2) }
    case .optionalIndex(let operand, let index):
      return binary(program, operand, index) { $0.optionalIndex($1, $2) }
    case .not(let operand): return Self.not(run(program, operand))
    case .negate(let operand):
      let value = run(program, operand)
      return value.isMissing ? value : Self.negate(value)
    case .orElse(let optional, let other, let isValue):
      return orElse(program, optional, other, isValue: isValue)
    case .list(let first, let count): return list(program, Int(first), Int(count))
    case .map(let first, let count): return map(program, Int(first), Int(count))
    default: return call(program, step)
    }
  }

  private mutating func binary(
    _ program: Program, _ left: Int32, _ right: Int32,
    _ body: (inout Context, Value, Value) -> Value
  ) -> Value {
    let leftValue = run(program, left)
    let rightValue = run(program, right)
    if leftValue.isMissing || rightValue.isMissing {
      return Self.missing(leftValue, rightValue)
    }
    return body(&self, leftValue, rightValue)
  }

  /// What a strict operation makes of operands of which one is missing.
  static func missing(_ left: Value, _ right: Value) -> Value {
    switch (left, right) {
    case (.unknown(let first), .unknown(let second)): .unknown(first.union(second))
    case (.unknown, _): left
    case (_, .unknown): right
    case (.error, _): left
    default: right
    }
  }

  private static func not(_ value: Value) -> Value {
    switch value {
    case .bool(let bool): .bool(!bool)
    case .unknown, .error: value
    default: .error(.noSuchOverload("!_", [value]))
    }
  }

  mutating func compare(_ relation: Program.Relation, _ left: Value, _ right: Value) -> Value {
    if case .int(let left) = left, case .int(let right) = right {
      return .bool(relation.holds(left < right ? -1 : left == right ? 0 : 1))
    }
    if case .string(let left) = left, case .string(let right) = right,
      let error = charge(min(left.utf8.count, right.utf8.count) / 1_024)
    {
      return .error(error)
    }
    if clockWatch != nil { watch(left, right) }
    switch order(left, right) {
    case .success(let order?): return .bool(relation.holds(order))
    // Against what is not a number nothing holds.
    case .success(nil): return .bool(false)
    case .failure(let error): return .error(error)
    }
  }

  private mutating func junction(
    _ program: Program, _ first: Int, _ count: Int, deciding: Bool
  ) -> Value {
    var gathering = Gathering()
    for index in first..<(first + count) {
      let value = run(program, program.operands[index])
      if case .bool(let bool) = value {
        guard bool != deciding else {
          if let error = gathering.error { absorb(error) }
          return value
        }
      } else {
        gathering.add(value)
        if let limit = gathering.limit { return .error(limit) }
      }
    }
    return gathering.result(otherwise: .bool(!deciding))
  }

  private mutating func conditional(
    _ program: Program, _ condition: Int32, _ yes: Int32, _ no: Int32
  ) -> Value {
    let value = run(program, condition)
    switch value {
    case .bool(let bool): return run(program, bool ? yes : no)
    case .unknown, .error: return value
    default: return .error(.notBool(value.kindName))
    }
  }

  private mutating func variable(
    _ program: Program, _ first: Int, _ count: Int, _ fallback: Int32
  ) -> Value {
    for index in first..<(first + count) {
      if let value = variable(program.names[index]) { return value }
    }
    for index in first..<(first + count) {
      if let type = StandardDeclarations.types[program.names[index]] { return .type(type) }
    }
    guard fallback >= 0 else { return .error(.undeclared(program.names[first + count - 1])) }
    let operand = program.operands[Int(fallback)]
    return select(
      run(program, operand), program.names[Int(program.operands[Int(fallback) + 1])])
  }

  /// What the activation has under a name; nil for nothing.
  mutating func variable(_ name: String) -> Value? {
    guard let index = activation.index(of: name) else {
      return name == "now" ? now.map { .timestamp($0) } : nil
    }
    switch activation.bindings[index] {
    case .value(let value): return value
    case .running: return .error(.cycle(name))
    case .program(let program):
      activation.bindings[index] = .running
      var value = run(program)
      // Nodes of another program mean nothing in this one.
      if case .error(let error) = value {
        value = .error(EvaluationError(error.code, error.message))
      }
      activation.bindings[index] = .value(value)
      return value
    }
  }
}

/// Gathers the operands of a commutative operator that did not decide it.
struct Gathering {
  private(set) var unknown: UnknownSet?
  private(set) var error: EvaluationError?

  mutating func add(_ value: Value) {
    switch value {
    case .unknown(let set): add(set)
    case .error(let error): if self.error == nil || error.isLimit { self.error = error }
    default: if error == nil { error = .notBool(value.kindName) }
    }
  }

  mutating func add(_ set: UnknownSet) {
    unknown = unknown?.union(set) ?? set
  }

  /// An error that nothing may absorb.
  var limit: EvaluationError? { error.flatMap { $0.isLimit ? $0 : nil } }

  /// Unknown dominates error dominates the neutral value.
  func result(otherwise neutral: Value) -> Value {
    if let unknown { return .unknown(unknown) }
    return error.map { .error($0) } ?? neutral
  }
}
