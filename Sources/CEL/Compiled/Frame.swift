import Records

/// The state of one evaluation by compiled code: registers and values of its variables, memos that
/// outlive it, and a `Context` for the functions of the library.
///
/// A frame belongs to one `CompiledRules` and one task; `start` makes it ready for the next record.
package struct Frame: ~Copyable {
  var context: Context
  /// What the context notes of the clock.
  package var clockWatch: ClockWatch? {
    get { context.clockWatch }
    set { context.clockWatch = newValue }
  }
  /// The store's words, read where they lie.
  let words: [UInt64]
  /// Words of variables: addresses of records and lists, symbols, numbers.
  let registers: WordRegisters
  /// Values of variables that are no word.
  var values: [Value]
  /// By memo, then by symbol; empty until first used.
  var memos: [Memo] = []
  private let memoCount: Int
  /// What tests said of lists that several records hold, by test, then by address.
  var listMemos: [[UInt64: Memo]]
  /// Symbols of the store and of constants.
  let symbolCount: Int
  /// Strings of constants that the store has none of; their symbols follow the store's.
  let extraStrings: [String]
  /// Registers that are cleared before each evaluation: those of lazy variables.
  private let lazyRegisters: [Int]
  /// Whether an error did not matter.
  var hasAbsorbed = false
  /// Whether only the reference evaluator can tell: compiled code met what it does not decide.
  var mustAsk = false

  init(
    context: Context, registers: Int, values: Int, memos: Int, listMemos: Int, lazyRegisters: [Int],
    extraStrings: [String]
  ) {
    self.context = context
    words = context.source.store.words
    self.registers = WordRegisters(count: registers)
    self.values = Array(repeating: .null, count: values)
    memoCount = memos
    self.listMemos = Array(repeating: [:], count: listMemos)
    symbolCount = context.source.store.strings.count + extraStrings.count
    self.lazyRegisters = lazyRegisters
    self.extraStrings = extraStrings
  }

  /// Starts over: a full budget, nothing computed; memos stay.
  mutating func start() {
    hasAbsorbed = false
    mustAsk = false
    for register in lazyRegisters { registers[register] = 0 }
    context.refill()
  }

  /// Pays for work; past the budget only the reference evaluator tells where it ended.
  @inline(__always)
  mutating func charge(_ steps: Int) {
    if !context.spend(steps) { mustAsk = true }
  }

  /// Makes room for the answers of all memos.
  mutating func makeMemos() {
    memos = Array(repeating: .empty, count: memoCount * symbolCount)
  }

  /// Bytes of a symbol's text where comparing it costs steps, else 0.
  func longCount(_ symbol: UInt64) -> Int {
    let count = text(symbol).utf8.count
    return count >= 1_024 ? count : 0
  }

  /// The text of a symbol.
  func text(_ symbol: UInt64) -> String {
    let strings = context.source.store.strings
    let index = Int(truncatingIfNeeded: symbol)
    return index < strings.count
      ? strings[Symbol(raw: UInt32(truncatingIfNeeded: symbol))]
      : extraStrings[index - strings.count]
  }
}

/// What a test said of one string or list, and what it cost: 0 before it was asked.
struct Memo: Sendable {
  private let bits: UInt32

  static let empty = Memo(bits: 0)

  private init(bits: UInt32) { self.bits = bits }

  /// Nil for a cost that does not fit.
  init?(_ truth: TestResult, cost: Int) {
    guard cost >= 0, cost < 1 << 28 else { return nil }
    bits = UInt32(cost) << 4 | UInt32(truth.rawValue + 1)
  }

  /// Nil before it was asked.
  @inline(__always)
  var result: TestResult? {
    switch bits & 15 {
    case 0: nil
    case 1: .no
    case 2: .yes
    case 3: .unknown
    default: .error
    }
  }

  @inline(__always)
  var cost: Int { Int(bits >> 4) }
}
