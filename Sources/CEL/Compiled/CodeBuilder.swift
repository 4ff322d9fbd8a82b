import Records

/// Compiles one program into closures: one walk from the root, each node in the narrowest form.
struct CodeBuilder {
  let program: Program
  var unit: CodeUnit
  /// Where the variables of macros lie, by their slot in the program; nil out of scope.
  var locals: [Storage?]
  /// While a memo's predicate is compiled: the node of the string it is about, and its value.
  var memoArgument: (node: Int32, slot: Int)?
  /// Registers of lazily computed variables among the locals.
  var lazyLocals: [Int: LazyCode] = [:]

  init(_ program: Program, _ unit: CodeUnit) {
    self.program = program
    self.unit = unit
    locals = Array(repeating: nil, count: program.localCount)
  }

  var source: RecordSource { unit.source }

  mutating func build() -> Code {
    compile(program.expression.root)
  }

  /// The static type of a node; dyn when nobody checked.
  func type(_ id: Int32) -> CELType {
    program.types.isEmpty ? .dyn : program.types[Int(id)]
  }

  mutating func compile(_ id: Int32) -> Code {
    if let argument = memoArgument, isSame(id, argument.node) {
      let slot = argument.slot
      return .value { $0.values[slot] }
    }
    let step = program.steps[Int(id)]
    if let memo = memo(id, step) { return memo }
    switch step {
    case .constant(let index): return .constant(program.constants[Int(index)])
    case .variable(let first, let count, let fallback):
      return variable(Int(first), Int(count), fallback)
    case .local(let index): return local(Int(index))
    case .field(let operand, let slot, let name): return field(operand, Int(slot), name)
    case .select(let operand, let name): return select(operand, name)
    case .optionalSelect(let operand, let name): return optionalSelect(operand, name)
    case .has(let operand, let name): return has(operand, name)
    case .not(let operand):
      let code = test(operand)
      return .truth { code(&$0).negated }
    case .negate(let operand): return negate(operand)
    case .and(let first, let count): return junction(Int(first), Int(count), deciding: .no)
    case .or(let first, let count): return junction(Int(first), Int(count), deciding: .yes)
    case .conditional(let condition, let yes, let no): return conditional(condition, yes, no)
    case .equal(let left, let right): return equal(left, right, isNegated: false)
    case .notEqual(let left, let right): return equal(left, right, isNegated: true)
    case .compare(let relation, let left, let right): return compare(relation, left, right)
    case .calculate(let operation, let left, let right): return calculate(operation, left, right)
    case .contains(let element, let container): return contains(element, container)
    case .index(let operand, let index): return self.index(operand, index)
    case .optionalIndex(let operand, let index):
      return strict(operand, index) { $0.optionalIndex($1, $2) }
    case .orElse(let optional, let other, let isValue):
      return orElse(optional, other, isValue: isValue)
    case .call1(let function, let argument): return call(function, [argument])
    case .call2(let function, let left, let right): return call(function, [left, right])
    case .call(let function, let first, let count):
      let operands = program.operands[Int(first)..<Int(first + count)]
      return call(function, Array(operands))
    case .list(let first, let count): return list(Int(first), Int(count))
    case .map(let first, let count): return map(Int(first), Int(count))
    case .loop(let index): return loop(program.loops[Int(index)])
    case .bind(let local, let value, let body): return bind(Int(local), value, body)
    }
  }

  /// A node as a test.
  mutating func test(_ id: Int32) -> TestCode { compile(id).truth }

  /// A node as code that gives a value.
  mutating func value(_ id: Int32) -> ValueCode { compile(id).value }

  func name(_ index: Int32) -> String { program.names[Int(index)] }

  // Names.

  private mutating func variable(_ first: Int, _ count: Int, _ fallback: Int32) -> Code {
    let names = program.names[first..<(first + count)]
    for name in names {
      if let binding = unit.bindings[name] { return read(binding) }
    }
    for name in names {
      if let type = StandardDeclarations.types[name] { return .constant(.type(type)) }
    }
    guard fallback >= 0 else { return .value { _ in .someError } }
    return select(program.operands[Int(fallback)], program.operands[Int(fallback) + 1])
  }

  private func read(_ binding: CodeUnit.Binding) -> Code {
    switch binding {
    case .constant(let value): .constant(value)
    case .variable(let storage): storage.code
    case .lazy(let lazy): lazy.code
    }
  }

  func local(_ index: Int) -> Code {
    if let lazy = lazyLocals[index] { return lazy.code }
    guard let storage = locals[index] else { preconditionFailure("a local is read out of scope") }
    return storage.code
  }

  /// `cel.bind`: the value is computed once, in any case.
  private mutating func bind(_ local: Int, _ value: Int32, _ body: Int32) -> Code {
    let bound = compile(value)
    let outer = (locals[local], lazyLocals[local])
    defer { (locals[local], lazyLocals[local]) = outer }
    let slot: Int
    switch bound {
    case .constant(let value):
      slot = unit.newValue()
      locals[local] = .value(slot)
      return binding({ $0.values[slot] = value }, compile(body))
    case .value(let code):
      slot = unit.newValue()
      locals[local] = .value(slot)
      return binding({ $0.values[slot] = code(&$0) }, compile(body))
    case .truth, .cell:
      // A lazy variable that is read at once, and again in every round of a loop around it.
      let lazy = unit.lazily(bound)
      lazyLocals[local] = lazy
      return binding(lazy.refresh, compile(body))
    }
  }

  private func binding(
    _ prepare: @escaping @Sendable (inout Frame) -> Void, _ body: Code
  ) -> Code {
    switch body {
    case .truth(let code):
      return .truth { frame in
        prepare(&frame)
        return code(&frame)
      }
    case .cell(let source, let kind):
      let code = source.code
      return .cell(
        .computed { frame in
          prepare(&frame)
          return code(&frame)
        }, kind)
    case .value, .constant:
      let code = body.value
      return .value { frame in
        prepare(&frame)
        return code(&frame)
      }
    }
  }

  // Junctions.

  /// `&&` and `||` over any number of tests: the first that decides ends it.
  mutating func junction(_ first: Int, _ count: Int, deciding: TestResult) -> Code {
    var codes: [Test] = []
    for index in first..<(first + count) {
      codes.append(Test(code: test(program.operands[index])))
    }
    if codes.count == 1 { return .truth(codes[0].code) }
    if codes.count == 2 { return .truth(pair(codes[0].code, codes[1].code, deciding)) }
    if codes.count == 3 {
      return .truth(pair(codes[0].code, pair(codes[1].code, codes[2].code, deciding), deciding))
    }
    let tests = codes
    return .truth { frame in
      var gathering = TestGathering()
      for test in tests {
        let truth = test.code(&frame)
        if truth == deciding { return gathering.decide(truth, &frame) }
        gathering.add(truth)
      }
      return gathering.result(otherwise: deciding.negated)
    }
  }

  func pair(
    _ left: @escaping TestCode, _ right: @escaping TestCode, _ deciding: TestResult
  ) -> TestCode {
    { frame in
      let first = left(&frame)
      if first == deciding { return first }
      let second = right(&frame)
      if first == deciding.negated { return second }
      var gathering = TestGathering()
      gathering.add(first)
      if second == deciding { return gathering.decide(second, &frame) }
      gathering.add(second)
      return gathering.result(otherwise: deciding.negated)
    }
  }

  private mutating func conditional(_ condition: Int32, _ yes: Int32, _ no: Int32) -> Code {
    let test = test(condition)
    let branches = (compile(yes), compile(no))
    if case (.truth, _) = branches, type(no) == .bool {
      return choose(test, branches.0.truth, branches.1.truth)
    }
    if case (_, .truth) = branches, type(yes) == .bool {
      return choose(test, branches.0.truth, branches.1.truth)
    }
    if let (left, right, kind) = cells(branches.0, branches.1) {
      return .cell(
        .computed { frame in
          switch test(&frame) {
          case .yes: left(&frame)
          case .no: right(&frame)
          case .unknown: .unknown
          case .error: .error
          }
        }, kind)
    }
    let (left, right) = (branches.0.value, branches.1.value)
    return .value { frame in
      switch test(&frame) {
      case .yes: left(&frame)
      case .no: right(&frame)
      case .unknown: .someUnknown
      case .error: .someError
      }
    }
  }

  private func choose(
    _ test: @escaping TestCode, _ yes: @escaping TestCode, _ no: @escaping TestCode
  ) -> Code {
    .truth { frame in
      switch test(&frame) {
      case .yes: yes(&frame)
      case .no: no(&frame)
      case let missing: missing
      }
    }
  }

  /// Two nodes as words of one kind; nil when one of them is no word.
  mutating func cells(_ left: Code, _ right: Code) -> (CellCode, CellCode, CellKind)? {
    switch (left, right) {
    case (.cell(let first, let kind), .cell(let second, let other)):
      kind == other ? (first.code, second.code, kind) : nil
    case (.cell(let first, let kind), .constant(let value)):
      unit.word(value, as: kind).map { word in (first.code, { _ in Cell(word) }, kind) }
    case (.constant(let value), .cell(let second, let kind)):
      unit.word(value, as: kind).map { word in ({ _ in Cell(word) }, second.code, kind) }
    default: nil
    }
  }
}

/// A test in an array: a closure by itself would be called through a thunk there.
struct Test: Sendable {
  let code: TestCode
}

/// Gathers tests that did not decide: unknown dominates error dominates the neutral result.
struct TestGathering {
  private var sawUnknown = false
  private(set) var sawError = false

  @inline(__always)
  mutating func add(_ truth: TestResult) {
    if truth == .unknown { sawUnknown = true }
    if truth == .error { sawError = true }
  }

  /// A test decided: errors before it did not matter.
  @inline(__always)
  func decide(_ truth: TestResult, _ frame: inout Frame) -> TestResult {
    if sawError { frame.hasAbsorbed = true }
    return truth
  }

  @inline(__always)
  func result(otherwise neutral: TestResult) -> TestResult {
    sawUnknown ? .unknown : sawError ? .error : neutral
  }
}

extension Storage {
  /// Code that reads the variable.
  var code: Code {
    switch self {
    case .register(let register, let kind): .cell(.register(register), kind)
    case .truth(let register): .truth { $0.registers[register] != 0 ? .yes : .no }
    case .value(let slot): .value { $0.values[slot] }
    }
  }
}

extension LazyCode {
  /// Computes it anew.
  var refresh: @Sendable (inout Frame) -> Void {
    switch self {
    case .truth(let flag, let code):
      return { frame in
        let result = code(&frame)
        frame.registers[flag] = UInt64(result.rawValue) + 1
      }
    case .cell(let flag, let register, let code, _):
      return { frame in
        let cell = code(&frame)
        frame.registers[flag] = UInt64(cell.status.rawValue) + 1
        frame.registers[register] = cell.word
      }
    case .value(let flag, let slot, let code):
      return { frame in
        frame.values[slot] = code(&frame)
        frame.registers[flag] = 1
      }
    }
  }
}
