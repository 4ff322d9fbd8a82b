import Records

extension Value {
  /// Stands for any unknown: who is asked for the places is the reference evaluator.
  static let someUnknown = Value.unknown(
    UnknownSet(UnknownSet.Entry(path: "", reason: UnknownReason(.opaque, "compiled"))))

  /// Stands for any error.
  static let someError = Value.error(EvaluationError(.noValue, "compiled"))
}

extension Code {
  /// The node as code that gives a value.
  var value: ValueCode {
    switch self {
    case .constant(let value): return { _ in value }
    case .value(let code): return code
    case .truth(let code):
      return { frame in
        switch code(&frame) {
        case .no: .bool(false)
        case .yes: .bool(true)
        case .unknown: .someUnknown
        case .error: .someError
        }
      }
    case .cell(let source, let kind):
      let code = source.code
      return { frame in
        let cell = code(&frame)
        return cell.status == .known ? kind.value(cell.word, frame) : Value(missing: cell.status)
      }
    }
  }

  /// The node as a test.
  var truth: TestCode {
    switch self {
    case .constant(.bool(let bool)):
      let truth = TestResult(bool)
      return { _ in truth }
    case .truth(let code): return code
    case .cell(let source, .bool):
      let code = source.code
      return { TestResult(code(&$0)) }
    case .constant, .value, .cell:
      let code = value
      return { TestResult(code(&$0), &$0) }
    }
  }
}

extension TestResult {
  /// A bool read.
  @inline(__always)
  init(_ cell: Cell) {
    switch cell.status {
    case .known: self = cell.word != 0 ? .yes : .no
    case .unknown: self = .unknown
    case .none, .error: self = .error
    }
  }

  /// What a test makes of a word that is not there.
  @inline(__always)
  init(missing status: Cell.Status) {
    self = status == .unknown ? .unknown : .error
  }
}

extension Value {
  init(missing status: Cell.Status) {
    self = status == .unknown ? .someUnknown : .someError
  }
}

extension CellKind {
  /// A word as a value.
  func value(_ word: UInt64, _ frame: borrowing Frame) -> Value {
    switch self {
    case .bool: .bool(word != 0)
    case .int: .int(Int64(bitPattern: word))
    case .double: .double(Double(bitPattern: word))
    case .string: .string(frame.text(word))
    case .timestamp: .timestamp(Timestamp(microseconds: Int64(bitPattern: word)))
    case .duration: .duration(Int64(bitPattern: word))
    case .record: .record(BlockID(address: UInt32(truncatingIfNeeded: word)))
    case .list(let type): .storedList(BlockID(address: UInt32(truncatingIfNeeded: word)), type)
    case .map(let type): .storedMap(BlockID(address: UInt32(truncatingIfNeeded: word)), type)
    }
  }
}

extension CodeUnit {
  /// A constant as a word of a kind; nil when no word of that kind is it.
  mutating func word(_ value: Value, as kind: CellKind) -> UInt64? {
    switch (kind, value) {
    case (.bool, .bool(let bool)): bool ? 1 : 0
    case (.int, .int(let int)), (.duration, .duration(let int)): UInt64(bitPattern: int)
    case (.double, .double(let double)): double.bitPattern
    case (.string, .string(let string)): symbol(of: string)
    case (.timestamp, .timestamp(let time)):
      time.wholeMicroseconds.map { UInt64(bitPattern: $0) }
    default: nil
    }
  }
}

extension Timestamp {
  /// Microseconds since 1970; nil when there are nanoseconds beside them.
  var wholeMicroseconds: Int64? {
    nanoseconds % 1_000 == 0 ? seconds * 1_000_000 + Int64(nanoseconds / 1_000) : nil
  }
}
