import Records

/// Expressions compiled together over one store: a rule's parts, sharing variables and frames.
///
/// This is the second evaluator. It turns each node into a closure of the narrowest kind that the
/// node's type allows: a test, a word of the store, or a value. It decides; who wants to know why
/// asks the first one, `Program`. Where the two could differ (an unknown element of a list, a
/// budget used up, a record of another schema) it says `ask` instead of deciding. Built in time
/// linear in the expressions; never changed once frames exist.
package struct CodeUnit: Sendable {
  let source: RecordSource
  /// Whether comparisons of times are noted for a watch, which takes values and no memory of tests.
  let isWatchingClock: Bool
  private(set) var bindings: [String: Binding] = [:]
  private(set) var registerCount = 0
  private(set) var valueCount = 0
  private(set) var memoCount = 0
  private(set) var listMemoCount = 0
  private(set) var lazyRegisters: [Int] = []
  private(set) var extraStrings: [String] = []
  private var extraSymbols: [MapKey.Text: UInt64] = [:]

  /// What a name stands for.
  enum Binding: Sendable {
    case constant(Value)
    case variable(Storage)
    case lazy(LazyCode)
  }

  package init(_ source: RecordSource, isWatchingClock: Bool = false) {
    self.source = source
    self.isWatchingClock = isWatchingClock
  }

  /// Gives a name one value for all evaluations.
  package mutating func define(_ name: String, _ value: Value) {
    bindings[name] = .constant(value)
  }

  /// Gives a name the value of a program, computed at first use in each evaluation.
  package mutating func define(_ name: String, lazily program: Program) {
    var builder = CodeBuilder(program, self)
    let code = builder.build()
    self = builder.unit
    if case .constant(let value) = code {
      bindings[name] = .constant(value)
    } else {
      bindings[name] = .lazy(lazily(code))
    }
  }

  /// Declares a variable that is set before each evaluation.
  package mutating func declare(_ name: String, _ type: CELType) -> CodeVariable {
    let storage = storage(for: type)
    bindings[name] = .variable(storage)
    return CodeVariable(storage: storage)
  }

  /// Compiles an expression over the names given so far.
  package mutating func compile(_ program: Program) -> CompiledProgram {
    var builder = CodeBuilder(program, self)
    let code = builder.build()
    self = builder.unit
    return CompiledProgram(code)
  }

  /// Strings of the code that the store has none of: without any, the code runs over every store that
  /// begins with the strings of this one.
  package var missingStrings: [String] { extraStrings }

  /// A fresh frame for what was compiled, over another store with the same beginning where one is given.
  package func frame(
    over other: RecordSource? = nil, now: Timestamp? = nil, limits: Limits = Limits()
  ) -> Frame {
    precondition(other == nil || extraStrings.isEmpty, "symbols mean the same in both stores")
    return Frame(
      context: Context(other ?? source, now: now, limits: limits), registers: registerCount,
      values: valueCount, memos: memoCount, listMemos: listMemoCount,
      lazyRegisters: lazyRegisters,
      extraStrings: extraStrings)
  }

  // What builders take.

  mutating func newRegister() -> Int {
    registerCount += 1
    return registerCount - 1
  }

  mutating func newValue() -> Int {
    valueCount += 1
    return valueCount - 1
  }

  mutating func newMemo() -> Int {
    memoCount += 1
    return memoCount - 1
  }

  mutating func newListMemo() -> Int {
    listMemoCount += 1
    return listMemoCount - 1
  }

  /// Where a variable of a type lies: in a register when each of its values is a word.
  mutating func storage(for type: CELType) -> Storage {
    switch type {
    case .record(let name):
      guard let id = source.store.schemas.id(of: name) else { return .value(newValue()) }
      return .register(newRegister(), .record(Int32(id)))
    case .int: return .register(newRegister(), .int)
    case .double: return .register(newRegister(), .double)
    case .duration: return .register(newRegister(), .duration)
    case .bool: return .truth(newRegister())
    default: return .value(newValue())
    }
  }

  /// The symbol of a constant: the store's, or one past them that no string of the store has.
  mutating func symbol(of string: String) -> UInt64 {
    let strings = source.store.strings
    if let known = strings.symbol(of: string) { return UInt64(known.raw) }
    let key = MapKey.Text(string: string)
    if let known = extraSymbols[key] { return known }
    let symbol = UInt64(strings.count + extraStrings.count)
    extraStrings.append(string)
    extraSymbols[key] = symbol
    return symbol
  }

  /// Storage for a value that is computed at most once in an evaluation.
  mutating func lazily(_ code: Code) -> LazyCode {
    let flag = newRegister()
    lazyRegisters.append(flag)
    switch code {
    case .truth(let code): return .truth(flag: flag, code)
    case .cell(let source, let kind):
      return .cell(flag: flag, register: newRegister(), source.code, kind)
    case .value(let code): return .value(flag: flag, slot: newValue(), code)
    case .constant(let value): return .value(flag: flag, slot: newValue()) { _ in value }
    }
  }
}

/// Where a variable lies in a frame.
enum Storage: Sendable {
  case register(Int, CellKind)
  /// A bool: 0 or 1.
  case truth(Int)
  case value(Int)

  /// Puts a value into place; a value of another type is for the reference evaluator.
  func set(_ value: Value, _ frame: inout Frame) {
    switch (self, value) {
    case (.value(let slot), _): frame.values[slot] = value
    case (.truth(let register), .bool(let bool)): frame.registers[register] = bool ? 1 : 0
    case (.register(let register, .record), .record(let block)):
      frame.registers[register] = UInt64(block.address)
    case (.register(let register, .int), .int(let int)),
      (.register(let register, .duration), .duration(let int)):
      frame.registers[register] = UInt64(bitPattern: int)
    case (.register(let register, .double), .double(let double)):
      frame.registers[register] = double.bitPattern
    default: frame.mustAsk = true
    }
  }
}

/// A variable that is set before each evaluation.
package struct CodeVariable: Sendable {
  let storage: Storage

  /// Sets it, after `CompiledProgram.start`.
  package func set(_ value: Value, in frame: inout Frame) {
    storage.set(value, &frame)
  }
}

/// A value that is computed at first use; the register at `flag` is 0 before.
enum LazyCode: Sendable {
  /// The register holds the truth, plus one.
  case truth(flag: Int, TestCode)
  /// The flag holds the status, plus one.
  case cell(flag: Int, register: Int, CellCode, CellKind)
  case value(flag: Int, slot: Int, ValueCode)

  /// Code that reads it.
  var code: Code {
    switch self {
    case .truth(let flag, let code):
      return .truth { frame in
        if frame.registers[flag] != 0 {
          return TestResult(rawValue: UInt8(truncatingIfNeeded: frame.registers[flag] - 1))
            ?? .error
        }
        let truth = code(&frame)
        frame.registers[flag] = UInt64(truth.rawValue) + 1
        return truth
      }
    case .cell(let flag, let register, let code, let kind):
      let read: CellCode = { frame in
        if frame.registers[flag] == 1 { return Cell(frame.registers[register]) }
        if frame.registers[flag] != 0 {
          let status = UInt8(truncatingIfNeeded: frame.registers[flag] - 1)
          return Cell(missing: Cell.Status(rawValue: status) ?? .error)
        }
        let cell = code(&frame)
        frame.registers[flag] = UInt64(cell.status.rawValue) + 1
        frame.registers[register] = cell.word
        return cell
      }
      return .cell(.computed(read), kind)
    case .value(let flag, let slot, let code):
      return .value { frame in
        if frame.registers[flag] == 0 {
          frame.values[slot] = code(&frame)
          frame.registers[flag] = 1
        }
        return frame.values[slot]
      }
    }
  }
}
