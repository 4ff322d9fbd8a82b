/// `all` or `exists` over a list of the store, when the body begins with a test of the element or of
/// one of its fields against a constant: the test stands in the loop itself, and for most elements
/// nothing else runs.
private struct ScreenedQuantifier<Screen: WordTest, Reader: ElementReader>: Sendable {
  let rounds: ListRounds
  let screen: Screen
  let reader: Reader
  /// What the screen has to say to settle the body; otherwise the rest does.
  let settling: Bool
  /// Whether there is more than the screen.
  let hasRest: Bool
  /// Not optional: taking it out would cost a reference count in each round.
  let rest: Test
  /// For what the screen cannot read.
  let body: Test
  let deciding: TestResult

  func run(_ frame: inout Frame) -> TestResult {
    let neutral = deciding.negated
    var gathering = TestGathering()
    var result = neutral
    let status = rounds.run(&frame) { (frame: inout Frame, word: UInt64) in
      let truth = judge(&frame, word)
      if truth == neutral { return true }
      if truth == deciding {
        result = gathering.decide(deciding, &frame)
        return false
      }
      gathering.add(truth)
      return true
    }
    if status != .known { return TestResult(missing: status) }
    return result == deciding ? deciding : gathering.result(otherwise: neutral)
  }

  @inline(__always)
  private func judge(_ frame: inout Frame, _ word: UInt64) -> TestResult {
    let cell = reader.read(&frame, word)
    guard cell.status == .known else {
      frame.registers[rounds.element] = word
      return body.code(&frame)
    }
    let holds = screen.holds(cell.word)
    guard hasRest, holds != settling else { return TestResult(holds) }
    frame.registers[rounds.element] = word
    return rest.code(&frame)
  }
}

/// What a screen looks at: the element itself, or one of its fields.
private protocol ElementReader: Sendable {
  func read(_ frame: inout Frame, _ element: UInt64) -> Cell
}

private struct ItselfReader: ElementReader {
  @inline(__always)
  func read(_ frame: inout Frame, _ element: UInt64) -> Cell { Cell(element) }
}

extension FieldPlace: ElementReader {}

private struct ScreenWriter: WordCodeWriter {
  let rounds: ListRounds
  let place: FieldPlace?
  let settling: Bool
  let rest: Test?
  let body: Test
  let deciding: TestResult

  func code<Screen: WordTest>(for test: Screen) -> TestCode {
    if let place {
      let quantifier = ScreenedQuantifier(
        rounds: rounds, screen: test, reader: place, settling: settling,
        hasRest: rest != nil, rest: rest ?? body, body: body, deciding: deciding)
      return { quantifier.run(&$0) }
    }
    let quantifier = ScreenedQuantifier(
      rounds: rounds, screen: test, reader: ItselfReader(), settling: settling,
      hasRest: rest != nil, rest: rest ?? body, body: body, deciding: deciding)
    return { quantifier.run(&$0) }
  }
}

extension CodeBuilder {
  /// Code for a quantifier that a screen fits; nil for any other macro.
  mutating func screened(_ loop: Program.Loop, _ rounds: ListRounds) -> Code? {
    guard loop.kind == .all || loop.kind == .exists else { return nil }
    var first = loop.body
    var chain: (start: Int32, count: Int32, deciding: TestResult)?
    switch program.steps[Int(loop.body)] {
    case .and(let start, let count): chain = (start, count, .no)
    case .or(let start, let count): chain = (start, count, .yes)
    default: break
    }
    if let chain { first = program.operands[Int(chain.start)] }
    guard let (screen, place, alone) = screen(first, rounds.element) else { return nil }
    let rest = chain.map {
      Test(
        code: junction(Int($0.start) + 1, Int($0.count) - 1, deciding: $0.deciding).truth)
    }
    let body = rest.map { rest in
      Test(code: pair(alone, rest.code, chain?.deciding ?? .no))
    }
    let deciding: TestResult = loop.kind == .all ? .no : .yes
    let settling = chain?.deciding == .yes
    let writer = ScreenWriter(
      rounds: rounds, place: place, settling: settling, rest: rest,
      body: body ?? Test(code: alone), deciding: deciding)
    return .truth(screen.code(writer))
  }

  /// A test of the element at hand, of its word or of the field at a place of the record; and as
  /// code by itself.
  private mutating func screen(
    _ id: Int32, _ element: Int
  ) -> (test: AnyWordTest, place: FieldPlace?, alone: TestCode)? {
    if let field = boolField(id), field.register == element {
      return (.nonZero(NonZero()), field.place, { TestResult(field.read(&$0)) })
    }
    guard let code = wordCode(id) else { return nil }
    switch code.source {
    case .register(element): return (code.test, nil, code.code)
    case .field(let field) where field.register == element:
      return (code.test, field.place, code.code)
    default: return nil
    }
  }
}
