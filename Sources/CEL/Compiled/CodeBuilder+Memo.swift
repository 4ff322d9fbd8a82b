import Records

/// Predicates of one string: asked once for each symbol, then looked up.
extension CodeBuilder {
  /// Memo code for a test that depends on one string of the store and on nothing else.
  mutating func memo(_ id: Int32, _ step: Program.Step) -> Code? {
    guard !unit.isWatchingClock, memoArgument == nil, type(id) == .bool, step.callsFunctions else {
      return nil
    }
    var search = StringSearch(self)
    search.visit(id)
    guard search.callsLibrary, let argument = search.argument, argument != id,
      case .cell(let source, .string) = compile(argument)
    else { return nil }
    let slot = unit.newValue()
    memoArgument = (argument, slot)
    let body = compile(id).truth
    memoArgument = nil
    let memo = unit.newMemo()
    if case .field(let field) = source {
      return .truth(remember(slot, memo, body) { field.read(&$0) })
    }
    let code = source.code
    return .truth(remember(slot, memo, body) { code(&$0) })
  }

  @inline(__always)
  private func remember(
    _ slot: Int, _ memo: Int, _ body: @escaping TestCode, _ argument: @escaping CellCode
  ) -> TestCode {
    { frame in
      let cell = argument(&frame)
      guard cell.status == .known else {
        // Without the string the test may still be decided: `unknown && false`.
        frame.values[slot] = Value(missing: cell.status)
        return body(&frame)
      }
      if frame.memos.isEmpty { frame.makeMemos() }
      let index = memo &* frame.symbolCount &+ Int(truncatingIfNeeded: cell.word)
      let known = frame.memos[index]
      if let result = known.result {
        frame.charge(known.cost)
        return result
      }
      frame.values[slot] = .string(frame.text(cell.word))
      let (before, hadAbsorbed) = (frame.context.stepsLeft, frame.hasAbsorbed)
      frame.hasAbsorbed = false
      let result = body(&frame)
      // What did not end well, or has something to tell, is asked again.
      if !frame.mustAsk, !frame.hasAbsorbed,
        let entry = Memo(result, cost: before - frame.context.stepsLeft)
      {
        frame.memos[index] = entry
      }
      if hadAbsorbed { frame.hasAbsorbed = true }
      return result
    }
  }

  /// A test of a list that depends on nothing but the list: asked once for a list that several
  /// records hold.
  mutating func remembered(_ loop: Program.Loop, _ rounds: ListRounds, _ code: Code) -> Code {
    guard !unit.isWatchingClock, case .truth(let test) = code, isClosed(loop) else { return code }
    let (range, memo) = (rounds.range, unit.newListMemo())
    return .truth { frame in
      let list = range(&frame)
      guard list.status == .known,
        frame.words[Int(truncatingIfNeeded: list.word)] >> 32 == UInt64(RecordStore.sharedListMark)
      else { return test(&frame) }
      if let known = frame.listMemos[memo][list.word], let result = known.result {
        frame.charge(known.cost)
        return result
      }
      let (before, hadAbsorbed) = (frame.context.stepsLeft, frame.hasAbsorbed)
      frame.hasAbsorbed = false
      let result = test(&frame)
      if !frame.mustAsk, !frame.hasAbsorbed,
        let entry = Memo(result, cost: before - frame.context.stepsLeft)
      {
        frame.listMemos[memo][list.word] = entry
      }
      if hadAbsorbed { frame.hasAbsorbed = true }
      return result
    }
  }

  /// Whether filter and body of a loop read nothing but its variables and constants.
  private func isClosed(_ loop: Program.Loop) -> Bool {
    var stack = [loop.body] + (loop.filter >= 0 ? [loop.filter] : [])
    while let id = stack.popLast() {
      let step = program.steps[Int(id)]
      switch step {
      case .constant: continue
      case .local(let slot):
        if slot < loop.first { return false }
      case .variable(let first, let count, let fallback):
        guard count == 1, fallback < 0, case .constant? = unit.bindings[name(first)] else {
          return false
        }
      case .call1(let function, _), .call2(let function, _, _), .call(let function, _, _):
        guard program.functions[Int(function)].isPure else { return false }
        stack += program.expression[id].operandIDs
      case .and(let first, let count), .or(let first, let count):
        stack += program.operands[Int(first)..<Int(first + count)]
      default: stack += program.expression[id].operandIDs
      }
    }
    return true
  }

  /// Whether two nodes read the same.
  func isSame(_ left: Int32, _ right: Int32) -> Bool {
    if left == right { return true }
    switch (program.steps[Int(left)], program.steps[Int(right)]) {
    case (.local(let first), .local(let second)): return first == second
    case (.variable(let first, 1, -1), .variable(let second, 1, -1)):
      return name(first) == name(second)
    case (.field(let first, let slot, _), .field(let second, let other, _)):
      return slot == other && type(first) == type(second) && isSame(first, second)
    default: return false
    }
  }
}

/// Looks for the one string of the store that a test depends on.
private struct StringSearch {
  /// Larger predicates are not looked through.
  private static let largest = 200

  private let builder: CodeBuilder
  private(set) var argument: Int32?
  private(set) var callsLibrary = false
  private var visited = 0
  private var isHopeless = false

  init(_ builder: CodeBuilder) {
    self.builder = builder
  }

  mutating func visit(_ id: Int32) {
    visited += 1
    if visited > Self.largest { isHopeless = true }
    if isHopeless { return fail() }
    let step = builder.program.steps[Int(id)]
    if builder.type(id) == .string, isRead(step) {
      if let argument, !builder.isSame(argument, id) { return fail() }
      return argument = id
    }
    switch step {
    case .constant: return
    case .variable(let first, 1, -1):
      guard case .constant? = builder.unit.bindings[builder.name(first)] else { return fail() }
    case .variable, .local, .field, .select, .optionalSelect, .has, .loop, .bind: return fail()
    case .call1(let function, _), .call2(let function, _, _), .call(let function, _, _):
      guard builder.program.functions[Int(function)].isPure else { return fail() }
      callsLibrary = true
      for operand in builder.program.expression[id].operandIDs { visit(operand) }
    case .and(let first, let count), .or(let first, let count):
      // A chain is one step: the nodes between have none.
      for index in first..<(first + count) { visit(builder.program.operands[Int(index)]) }
    default:
      for operand in builder.program.expression[id].operandIDs { visit(operand) }
    }
  }

  /// Whether a step reads something that is no constant.
  private func isRead(_ step: Program.Step) -> Bool {
    switch step {
    case .local, .field: true
    case .variable(let first, 1, -1):
      if case .constant? = builder.unit.bindings[builder.name(first)] { false } else { true }
    default: false
    }
  }

  private mutating func fail() {
    isHopeless = true
    argument = nil
  }
}

extension Program.Step {
  /// Whether it may be the root of a test that calls functions.
  fileprivate var callsFunctions: Bool {
    switch self {
    case .call1, .call2, .call, .equal, .notEqual, .compare, .contains, .and, .or, .not: true
    default: false
    }
  }
}
