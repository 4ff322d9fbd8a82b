import Records

/// Fields, keys and indices.
extension CodeBuilder {
  mutating func field(_ operand: Int32, _ slot: Int, _ name: Int32) -> Code {
    let base = compile(operand)
    if let (place, kind, record) = place(base, self.name(name)), place.slot == slot {
      return read(record, place.place, kind)
    }
    let (code, name) = (base.value, self.name(name))
    return .value { $0.context.field(code(&$0), slot, name) }
  }

  /// A bool field of a record in a register; nil for any other node.
  mutating func boolField(_ id: Int32) -> FieldOfRegister? {
    guard case .field(let operand, let slot, let name) = program.steps[Int(id)],
      let (place, kind, record) = place(compile(operand), self.name(name)), place.slot == slot,
      kind == .bool, case .register(let register) = record
    else { return nil }
    return FieldOfRegister(register: register, place: place.place)
  }

  /// A field of what is surely a record: where it lies and what its word means.
  private func place(
    _ base: Code, _ name: String
  ) -> (place: (slot: Int, place: FieldPlace), kind: CellKind, record: CellSource)? {
    guard case .cell(let record, .record(let id)) = base else { return nil }
    let schema = source.store.schemas.schemas[Int(id)]
    guard let slot = schema.index(of: name), let kind = kind(source.layout.fields[Int(id)][slot])
    else { return nil }
    let place = FieldPlace(schema: id, slots: schema.fields.count, slot: slot)
    return ((slot, place), kind, record)
  }

  /// What words of a type mean; nil for a record of no known schema.
  func kind(_ type: RecordLayout.TypeID) -> CellKind? {
    let row = source.row(type)
    switch row.kind {
    case .bool: return .bool
    case .int: return .int
    case .double: return .double
    case .string: return .string
    case .timestamp: return .timestamp
    case .duration: return .duration
    case .list: return .list(type)
    case .map: return .map(type)
    case .record: return row.schema >= 0 ? .record(row.schema) : nil
    }
  }

  private func read(_ record: CellSource, _ place: FieldPlace, _ kind: CellKind) -> Code {
    if case .register(let register) = record {
      let field = FieldOfRegister(register: register, place: place)
      if kind == .bool { return .truth { TestResult(field.read(&$0)) } }
      return .cell(.field(field), kind)
    }
    let base = record.code
    let code: CellCode = { frame in
      let record = base(&frame)
      return record.status == .known ? place.read(&frame, record.word) : record
    }
    return kind == .bool ? .truth { TestResult(code(&$0)) } : .cell(.computed(code), kind)
  }

  mutating func select(_ operand: Int32, _ name: Int32) -> Code {
    let base = compile(operand)
    let key = self.name(name)
    if case .cell(let map, .map(let type)) = base,
      let code = lookUp(map.code, type, key: .constant(.string(key)), absent: .error)
    {
      return code
    }
    let code = base.value
    return .value { $0.context.select(code(&$0), key) }
  }

  mutating func optionalSelect(_ operand: Int32, _ name: Int32) -> Code {
    let (code, name) = (value(operand), self.name(name))
    return .value { $0.context.optionalSelect(code(&$0), name) }
  }

  mutating func has(_ operand: Int32, _ name: Int32) -> Code {
    let base = compile(operand)
    let name = self.name(name)
    guard let (place, _, record) = place(base, name) else {
      let code = base.value
      return .truth { TestResult($0.context.has(code(&$0), name), &$0) }
    }
    let field = place.place
    if case .register(let register) = record {
      return .truth { Self.has(&$0, $0.registers[register], field, name) }
    }
    let code = record.code
    return .truth { frame in
      let record = code(&frame)
      guard record.status == .known else { return TestResult(missing: record.status) }
      return Self.has(&frame, record.word, field, name)
    }
  }

  /// The reason tells whether an unknown field is there.
  @inline(__always)
  private static func has(
    _ frame: inout Frame, _ record: UInt64, _ field: FieldPlace, _ name: String
  ) -> TestResult {
    switch field.state(&frame, record) {
    case 0: .no
    case 3:
      frame.mustAsk
        ? .error
        : TestResult(
          frame.context.has(
            .record(BlockID(address: UInt32(truncatingIfNeeded: record))), name), &frame)
    default: .yes
    }
  }

  mutating func index(_ operand: Int32, _ index: Int32) -> Code {
    let (base, position) = (compile(operand), compile(index))
    if case .cell(let map, .map(let type)) = base,
      let code = lookUp(map.code, type, key: position, absent: .error)
    {
      return code
    }
    if let (find, kind) = keyed(base, position) {
      let code: CellCode = { frame in
        let cell = find(&frame)
        return cell.status == .none ? .error : cell
      }
      return .cell(.computed(code), kind)
    }
    return strict(base, position) { $0.index($1, $2) }
  }

  /// The element of a keyed list that has a key: the first one that surely has; none when no element
  /// has.
  private mutating func keyed(_ base: Code, _ key: Code) -> (CellCode, CellKind)? {
    guard case .cell(let list, .list(let type)) = base, let key = word(key, .string),
      case .record(let schema)? = kind(source.row(type).element)
    else { return nil }
    let slot = Int(source.row(type).key)
    guard slot >= 0 else { return nil }
    let slots = source.store.schemas.schemas[Int(schema)].fields.count
    let (read, place) = (list.code, FieldPlace(schema: schema, slots: slots, slot: slot))
    let code: CellCode = { frame in
      let (list, key) = (read(&frame), key(&frame))
      if list.status != .known || key.status != .known {
        return Cell(missing: .missing(list.status, key.status))
      }
      let block = Block(frame, list.word)
      var sawUnknown = false
      for index in 0..<block.count {
        let state = block.state(index, frame)
        if state == 3 { sawUnknown = true }
        guard state == 1 || state == 2 else { continue }
        let record = block.word(index, frame)
        let cell = place.read(&frame, record)
        if cell.status == .known, cell.word == key.word { return Cell(record) }
        if cell.status == .unknown { sawUnknown = true }
      }
      return sawUnknown ? .unknown : .none
    }
    return (code, .record(schema))
  }

  /// An entry of a stored map by a key of the store; nil when compiled code has no form for it.
  private mutating func lookUp(
    _ map: @escaping CellCode, _ type: RecordLayout.TypeID, key: Code, absent: Cell.Status
  ) -> Code? {
    guard let kind = kind(source.row(type).element), let key = word(key, .string) else {
      return nil
    }
    let code: CellCode = { frame in
      let (map, key) = (map(&frame), key(&frame))
      if map.status != .known || key.status != .known {
        return Cell(missing: .missing(map.status, key.status))
      }
      let entries = Block(frame, map.word)
      guard let index = entries.firstKey(key.word, frame) else { return Cell(missing: absent) }
      switch entries.state(index + 1, frame) {
      case 0:
        // An entry without a value is null.
        frame.mustAsk = true
        return .error
      case 3: return .unknown
      default: return Cell(entries.word(index + 1, frame))
      }
    }
    return kind == .bool ? .truth { TestResult(code(&$0)) } : .cell(.computed(code), kind)
  }

  /// A node as a word of a kind; nil when it is none.
  mutating func word(_ code: Code, _ kind: CellKind) -> CellCode? {
    switch code {
    case .constant(let value):
      guard let word = unit.word(value, as: kind) else { return nil }
      return { _ in Cell(word) }
    case .cell(let source, let found): return found == kind ? source.code : nil
    case .truth, .value: return nil
    }
  }

  // Optionals.

  /// A node that may be `optional.none()`, as a word; nil when compiled code has no form for it.
  mutating func optional(_ id: Int32) -> (CellCode, CellKind)? {
    switch program.steps[Int(id)] {
    case .optionalSelect(let operand, let name):
      let base: (code: CellCode, kind: CellKind)
      if let inner = optional(operand) {
        base = inner
      } else if case .cell(let source, let kind) = compile(operand) {
        base = (source.code, kind)
      } else {
        return nil
      }
      let code = Code.cell(.computed(base.code), base.kind)
      guard let (place, kind, record) = place(code, self.name(name)) else { return nil }
      let (read, field) = (record.code, place.place)
      return (
        { frame in
          let record = read(&frame)
          guard record.status == .known else { return record }
          let cell = field.read(&frame, record.word)
          return cell.status == .error && !frame.mustAsk ? .none : cell
        }, kind
      )
    case .optionalIndex(let operand, let index):
      let (base, key) = (compile(operand), compile(index))
      if let keyed = keyed(base, key) { return keyed }
      guard case .cell(let map, .map(let type)) = base else { return nil }
      guard let code = lookUp(map.code, type, key: key, absent: .none),
        case .cell(let source, let kind) = code
      else { return nil }
      return (source.code, kind)
    default: return nil
    }
  }

  mutating func orElse(_ id: Int32, _ other: Int32, isValue: Bool) -> Code {
    if isValue, let (code, kind) = optional(id) {
      let alternative = compile(other)
      // An alternative that is dyn may be anything, and is handed on as it is.
      if kind == .bool, type(other) == .bool {
        let test = alternative.truth
        return .truth { frame in
          let cell = code(&frame)
          return cell.status == .none ? test(&frame) : TestResult(cell)
        }
      }
      if let word = word(alternative, kind) {
        let read: CellCode = { frame in
          let cell = code(&frame)
          return cell.status == .none ? word(&frame) : cell
        }
        return .cell(.computed(read), kind)
      }
    }
    let (code, alternative) = (value(id), value(other))
    return .value { frame in
      let value = code(&frame)
      switch value {
      case .unknown, .error: return value
      case .optional(let inner?): return isValue ? inner : value
      case .optional(nil):
        let other = alternative(&frame)
        if isValue || other.isMissing { return other }
        guard case .optional = other else { return .someError }
        return other
      default: return .someError
      }
    }
  }
}

extension Cell.Status {
  /// What a strict operation makes of operands of which one is missing.
  static func missing(_ left: Self, _ right: Self) -> Self {
    left == .unknown || right == .unknown ? .unknown : .error
  }
}

/// A block at hand: its slots, found once.
struct Block {
  let count: Int
  private let states: Int
  private let slots: Int

  @inline(__always)
  init(_ frame: borrowing Frame, _ address: UInt64) {
    let address = Int(truncatingIfNeeded: address)
    count = Int(UInt32(truncatingIfNeeded: frame.words[address]))
    states = address &+ 1
    slots = states &+ (count &+ 31) >> 5
  }

  @inline(__always)
  func state(_ index: Int, _ frame: borrowing Frame) -> UInt64 {
    frame.words[states &+ index >> 5] &>> UInt64(truncatingIfNeeded: (index & 31) &<< 1) & 3
  }

  @inline(__always)
  func word(_ index: Int, _ frame: borrowing Frame) -> UInt64 { frame.words[slots &+ index] }

  /// Whether a slot is unknown.
  func hasUnknown(_ frame: borrowing Frame) -> Bool {
    // Unknown is the one state with both bits set.
    for word in states..<slots
    where frame.words[word] & frame.words[word] >> 1 & 0x5555_5555_5555_5555 != 0 {
      return true
    }
    return false
  }

  /// The slot of a key of a map.
  func firstKey(_ key: UInt64, _ frame: borrowing Frame) -> Int? {
    for index in stride(from: 0, to: count, by: 2) where word(index, frame) == key {
      return index
    }
    return nil
  }
}
