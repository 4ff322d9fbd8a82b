import Records

/// Comparisons, arithmetic and membership.
extension CodeBuilder {
  /// An operation on two values that are there.
  mutating func strict(
    _ left: Int32, _ right: Int32,
    _ body: @escaping @Sendable (inout Context, Value, Value) -> Value
  ) -> Code {
    strict(compile(left), compile(right), body)
  }

  func strict(
    _ left: Code, _ right: Code,
    _ body: @escaping @Sendable (inout Context, Value, Value) -> Value
  ) -> Code {
    let (left, right) = (left.value, right.value)
    return .value { frame in
      let (first, second) = (left(&frame), right(&frame))
      if first.isMissing || second.isMissing { return Context.missing(first, second) }
      return body(&frame.context, first, second)
    }
  }

  mutating func negate(_ operand: Int32) -> Code {
    let code = value(operand)
    return .value { frame in
      let value = code(&frame)
      return value.isMissing ? value : Context.negate(value)
    }
  }

  mutating func equal(_ left: Int32, _ right: Int32, isNegated: Bool) -> Code {
    let codes = (compile(left), compile(right))
    if let test = equalWord(codes.0, codes.1, isNegated) { return .truth(test.code) }
    if case (.cell(let first, let kind), .cell(let second, let other)) = codes, kind == other {
      if kind == .double {
        return .truth(
          test(first.code, second.code) {
            (Double(bitPattern: $0) == Double(bitPattern: $1)) != isNegated
          })
      }
      if kind == .string {
        return .truth { frame in
          let (left, right) = (first.code(&frame), second.code(&frame))
          if left.status != .known || right.status != .known {
            return TestResult.missing(left.status, right.status)
          }
          // What the reference pays for comparing long strings, though symbols are words.
          let count = frame.longCount(left.word)
          if count > 0, count == frame.longCount(right.word) { frame.charge(count / 1_024) }
          return TestResult((left.word == right.word) != isNegated)
        }
      }
      if kind.isComparedByWord {
        return .truth(test(first.code, second.code) { ($0 == $1) != isNegated })
      }
    }
    if codes.0.isTest, codes.1.isTest {
      let (first, second) = (codes.0.truth, codes.1.truth)
      return .truth { frame in
        let (left, right) = (first(&frame), second(&frame))
        if left.rawValue > 1 || right.rawValue > 1 {
          return left == .unknown || right == .unknown ? .unknown : .error
        }
        return TestResult((left == right) != isNegated)
      }
    }
    return strict(codes.0, codes.1) { context, left, right in
      let truth = context.equal(left, right)
      return Value(isNegated ? truth.negated : truth)
    }
  }

  /// A word against a constant; nil for anything else.
  private mutating func equalWord(_ left: Code, _ right: Code, _ isNegated: Bool) -> WordCode? {
    switch (left, right) {
    case (.cell(let source, let kind), .constant(let value)),
      (.constant(let value), .cell(let source, let kind)):
      guard kind.isComparedByWord, !value.isLongString, let word = unit.word(value, as: kind) else {
        return nil
      }
      return WordCode(
        source: source,
        test: isNegated ? .notEqual(NotEqualWord(word: word)) : .equal(EqualWord(word: word)))
    default: return nil
    }
  }

  /// The test of one word against a constant that a node is; nil for any other node.
  mutating func wordCode(_ id: Int32) -> WordCode? {
    switch program.steps[Int(id)] {
    case .equal(let left, let right): equalWord(compile(left), compile(right), false)
    case .notEqual(let left, let right): equalWord(compile(left), compile(right), true)
    case .compare(let relation, let left, let right):
      compareWord(relation, compile(left), compile(right))
    default: nil
    }
  }

  /// A test of two words that are there.
  private func test(
    _ left: @escaping CellCode, _ right: @escaping CellCode,
    _ body: @escaping @Sendable (UInt64, UInt64) -> Bool
  ) -> TestCode {
    { frame in
      let (first, second) = (left(&frame), right(&frame))
      if first.status != .known || second.status != .known {
        return TestResult.missing(first.status, second.status)
      }
      return TestResult(body(first.word, second.word))
    }
  }

  mutating func compare(_ relation: Program.Relation, _ left: Int32, _ right: Int32) -> Code {
    let codes = (compile(left), compile(right))
    if let test = compareWord(relation, codes.0, codes.1) { return .truth(test.code) }
    if case (.cell(let first, let kind), .cell(let second, let other)) = codes, kind == other,
      kind.isSigned, !isNoted(kind)
    {
      return .truth(
        test(first.code, second.code) {
          relation.holds(Int64(bitPattern: $0), Int64(bitPattern: $1))
        })
    }
    return strict(codes.0, codes.1) { $0.compare(relation, $1, $2) }
  }

  /// Whether comparisons of a kind are those that a watch over the clock wants to know of.
  private func isNoted(_ kind: CellKind) -> Bool {
    unit.isWatchingClock && (kind == .timestamp || kind == .duration)
  }

  private mutating func compareWord(
    _ relation: Program.Relation, _ left: Code, _ right: Code
  ) -> WordCode? {
    switch (left, right) {
    case (.cell(let source, let kind), .constant(let value)) where kind.isSigned && !isNoted(kind):
      unit.word(value, as: kind).map {
        WordCode(source: source, test: relation.test(Int64(bitPattern: $0)))
      }
    case (.constant(let value), .cell(let source, let kind)) where kind.isSigned && !isNoted(kind):
      unit.word(value, as: kind).map {
        WordCode(source: source, test: relation.reversed.test(Int64(bitPattern: $0)))
      }
    default: nil
    }
  }

  mutating func calculate(_ operation: ArithmeticOperator, _ left: Int32, _ right: Int32) -> Code {
    let codes = (compile(left), compile(right))
    if case (.constant(let first), .constant(let second)) = codes,
      let folded = fold({ $0.calculate(operation, first, second) })
    {
      return folded
    }
    guard let (first, second, kind) = cells(codes.0, codes.1), kind == .int else {
      return strict(codes.0, codes.1) { $0.calculate(operation, $1, $2) }
    }
    return .cell(
      .computed { frame in
        let (left, right) = (first(&frame), second(&frame))
        if left.status != .known || right.status != .known {
          return Cell(missing: .missing(left.status, right.status))
        }
        let (a, b) = (Int64(bitPattern: left.word), Int64(bitPattern: right.word))
        guard case .int(let result) = Context.calculate(operation, a, b) else { return .error }
        return Cell(UInt64(bitPattern: result))
      }, .int)
  }

  /// The value of an operation on constants, computed now; nil when it is none.
  func fold(_ body: (inout Context) -> Value) -> Code? {
    var limits = Limits()
    limits.steps = 10_000
    var context = Context(source, limits: limits)
    let value = body(&context)
    return value.isMissing || context.isExhausted ? nil : .constant(value)
  }

  // Membership.

  mutating func contains(_ element: Int32, _ container: Int32) -> Code {
    let codes = (compile(element), compile(container))
    switch codes {
    case (.cell(let element, let kind), .constant(.list(let values))):
      if let code = membership(element, kind, values) { return .truth(code) }
    case (_, .cell(let list, .list(let type))):
      if let kind = kind(source.row(type).element), kind.isComparedByWord,
        let element = word(codes.0, kind)
      {
        return .truth(Self.membership(element, list.code, isText: kind == .string))
      }
    case (_, .cell(let map, .map)):
      if let key = word(codes.0, .string) {
        return .truth { [map = map.code] frame in
          let (key, map) = (key(&frame), map(&frame))
          if key.status != .known || map.status != .known {
            return TestResult.missing(key.status, map.status)
          }
          return TestResult(Block(frame, map.word).firstKey(key.word, frame) != nil)
        }
      }
    default: break
    }
    return strict(codes.0, codes.1) { $0.contains($2, $1) }
  }

  /// Whether a word is one of a few, or of a set.
  private mutating func membership(
    _ element: CellSource, _ kind: CellKind, _ values: [Value]
  ) -> TestCode? {
    guard kind.isComparedByWord else { return nil }
    var words: [UInt64] = []
    for value in values {
      guard !value.isLongString, let word = unit.word(value, as: kind) else { return nil }
      words.append(word)
    }
    let test: AnyWordTest =
      words.count <= 8
      ? .anyOf(AnyOfWords(words: words)) : .element(ElementOfWords(words: Set(words)))
    return WordCode(source: element, test: test, cost: values.count).code
  }

  private static func membership(
    _ element: @escaping CellCode, _ list: @escaping CellCode, isText: Bool
  ) -> TestCode {
    { frame in
      let (element, list) = (element(&frame), list(&frame))
      if element.status != .known || list.status != .known {
        return TestResult.missing(element.status, list.status)
      }
      // What long strings cost to compare is for the reference to count.
      if isText, frame.longCount(element.word) > 0 {
        frame.mustAsk = true
        return .unknown
      }
      let block = Block(frame, list.word)
      frame.charge(block.count)
      var sawUnknown = false
      for index in 0..<block.count {
        switch block.state(index, frame) {
        case 0: continue
        case 3: sawUnknown = true
        default: if block.word(index, frame) == element.word { return .yes }
        }
      }
      return sawUnknown ? .unknown : .no
    }
  }
}

extension Code {
  /// Whether its values are bools.
  var isTest: Bool {
    switch self {
    case .truth, .constant(.bool), .cell(_, .bool): true
    case .constant, .cell, .value: false
    }
  }
}

extension CellKind {
  /// Whether words are ordered as signed integers.
  var isSigned: Bool {
    switch self {
    case .int, .timestamp, .duration: true
    case .bool, .double, .string, .record, .list, .map: false
    }
  }
}

extension Program.Relation {
  /// The relation that holds the other way round.
  var reversed: Program.Relation {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }

  /// A test against a constant on the right.
  func test(_ constant: Int64) -> AnyWordTest {
    switch self {
    case .less: .less(LessThan(constant: constant))
    case .lessOrEqual: .atMost(AtMost(constant: constant))
    case .greater: .greater(GreaterThan(constant: constant))
    case .greaterOrEqual: .atLeast(AtLeast(constant: constant))
    }
  }

  @inline(__always)
  func holds(_ left: Int64, _ right: Int64) -> Bool {
    switch self {
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }
}

extension Value {
  /// Whether comparing it costs steps.
  fileprivate var isLongString: Bool {
    if case .string(let text) = self { text.utf8.count >= 1_024 } else { false }
  }
}
