import Records

/// The result of a test.
enum TestResult: UInt8, Sendable {
  case no = 0
  case yes = 1
  case unknown = 2
  case error = 3

  init(_ bool: Bool) { self = bool ? .yes : .no }

  var negated: TestResult {
    switch self {
    case .no: .yes
    case .yes: .no
    case .unknown, .error: self
    }
  }

  /// What a strict operation makes of operands of which one is missing.
  static func missing(_ left: Cell.Status, _ right: Cell.Status) -> TestResult {
    left == .unknown || right == .unknown ? .unknown : .error
  }
}

/// A word read, or why there is none.
struct Cell: Sendable {
  enum Status: UInt8, Sendable {
    case known = 0
    /// `optional.none()`, where an optional is read.
    case none = 1
    case unknown = 2
    case error = 3
  }

  let word: UInt64
  let status: Status

  @inline(__always)
  init(_ word: UInt64) {
    self.word = word
    status = .known
  }

  @inline(__always)
  init(missing status: Status) {
    word = 0
    self.status = status
  }

  static let none = Cell(missing: .none)
  static let unknown = Cell(missing: .unknown)
  static let error = Cell(missing: .error)
}

/// What a word means.
enum CellKind: Hashable, Sendable {
  /// 0 or 1.
  case bool
  case int, double
  /// A symbol of the store, or past them of a constant.
  case string
  /// Microseconds.
  case timestamp
  /// Nanoseconds.
  case duration
  /// The address of a block, with the id of its schema.
  case record(Int32)
  /// The address of a list block, with its type in the layout.
  case list(RecordLayout.TypeID)
  case map(RecordLayout.TypeID)

  /// Whether equal values are equal words: not doubles, and not what has parts.
  var isComparedByWord: Bool {
    switch self {
    case .bool, .int, .string, .timestamp, .duration: true
    case .double, .record, .list, .map: false
    }
  }
}

typealias TestCode = @Sendable (inout Frame) -> TestResult
typealias CellCode = @Sendable (inout Frame) -> Cell
typealias ValueCode = @Sendable (inout Frame) -> Value

/// A compiled node, in the cheapest form that can hold its values.
enum Code {
  case constant(Value)
  case truth(TestCode)
  case cell(CellSource, CellKind)
  case value(ValueCode)
}

/// Where a word comes from; what is common has a form of its own, which fused code inlines.
enum CellSource {
  case register(Int)
  case field(FieldOfRegister)
  case computed(CellCode)

  /// As code by itself.
  var code: CellCode {
    switch self {
    case .register(let register): return { Cell($0.registers[register]) }
    case .field(let field): return { field.read(&$0) }
    case .computed(let code): return code
    }
  }
}

/// Where a field lies in the blocks of its schema.
struct FieldPlace: Sendable {
  /// The header of every block of the schema.
  let header: UInt64
  /// From the block's address.
  let stateOffset: Int
  let stateShift: UInt64
  let wordOffset: Int

  init(schema: Int32, slots: Int, slot: Int) {
    header = UInt64(UInt32(bitPattern: schema)) << 32 | UInt64(UInt32(slots))
    stateOffset = 1 + slot / 32
    stateShift = UInt64(slot % 32 * 2)
    wordOffset = 1 + (slots + 31) / 32 + slot
  }

  /// The state of the field of a record; a record of another schema is for the reference evaluator.
  @inline(__always)
  func state(_ frame: inout Frame, _ block: UInt64) -> UInt64 {
    let address = Int(truncatingIfNeeded: block)
    guard frame.words[address] == header else {
      frame.mustAsk = true
      return 3
    }
    return frame.words[address &+ stateOffset] &>> stateShift & 3
  }

  @inline(__always)
  func read(_ frame: inout Frame, _ block: UInt64) -> Cell {
    switch state(&frame, block) {
    case 0: .error
    case 3: .unknown
    default: Cell(frame.words[Int(truncatingIfNeeded: block) &+ wordOffset])
    }
  }
}

/// A field of the record whose address a register holds.
struct FieldOfRegister: Sendable {
  let register: Int
  let place: FieldPlace

  @inline(__always)
  func read(_ frame: inout Frame) -> Cell {
    place.read(&frame, frame.registers[register])
  }
}
