/// A test of one word against a constant; a type for each, so that it is inlined.
protocol WordTest: Sendable {
  func holds(_ word: UInt64) -> Bool
}

struct EqualWord: WordTest {
  let word: UInt64
  func holds(_ word: UInt64) -> Bool { word == self.word }
}

struct NotEqualWord: WordTest {
  let word: UInt64
  func holds(_ word: UInt64) -> Bool { word != self.word }
}

struct LessThan: WordTest {
  let constant: Int64
  func holds(_ word: UInt64) -> Bool { Int64(bitPattern: word) < constant }
}

struct AtMost: WordTest {
  let constant: Int64
  func holds(_ word: UInt64) -> Bool { Int64(bitPattern: word) <= constant }
}

struct GreaterThan: WordTest {
  let constant: Int64
  func holds(_ word: UInt64) -> Bool { Int64(bitPattern: word) > constant }
}

struct AtLeast: WordTest {
  let constant: Int64
  func holds(_ word: UInt64) -> Bool { Int64(bitPattern: word) >= constant }
}

/// One of a few.
struct AnyOfWords: WordTest {
  let words: [UInt64]
  func holds(_ word: UInt64) -> Bool {
    for candidate in words where candidate == word { return true }
    return false
  }
}

/// One of many.
struct ElementOfWords: WordTest {
  let words: Set<UInt64>
  func holds(_ word: UInt64) -> Bool { words.contains(word) }
}

/// True.
struct NonZero: WordTest {
  func holds(_ word: UInt64) -> Bool { word != 0 }
}

/// Any of the tests, before code is written for it.
enum AnyWordTest {
  case equal(EqualWord), notEqual(NotEqualWord)
  case less(LessThan), atMost(AtMost), greater(GreaterThan), atLeast(AtLeast)
  case anyOf(AnyOfWords), element(ElementOfWords)
  case nonZero(NonZero)

  /// Code for the test at hand: a copy for each kind of test, with the test inlined.
  func code(_ writer: some WordCodeWriter) -> TestCode {
    switch self {
    case .equal(let test): writer.code(for: test)
    case .notEqual(let test): writer.code(for: test)
    case .less(let test): writer.code(for: test)
    case .atMost(let test): writer.code(for: test)
    case .greater(let test): writer.code(for: test)
    case .atLeast(let test): writer.code(for: test)
    case .anyOf(let test): writer.code(for: test)
    case .element(let test): writer.code(for: test)
    case .nonZero(let test): writer.code(for: test)
    }
  }
}

/// What writes code around a test of a word.
protocol WordCodeWriter {
  func code<Test: WordTest>(for test: Test) -> TestCode
}

/// A word and a test of it.
struct WordCode {
  let source: CellSource
  let test: AnyWordTest
  /// Steps that one test costs.
  var cost = 0

  /// The test by itself.
  var code: TestCode { test.code(Writer(source: source, cost: cost)) }

  /// Written for each form of source, so that reading is inlined.
  private struct Writer: WordCodeWriter {
    let source: CellSource
    let cost: Int

    func code<Test: WordTest>(for test: Test) -> TestCode {
      let cost = cost
      switch source {
      case .register(let register):
        return { frame in
          if cost > 0 { frame.charge(cost) }
          return TestResult(test.holds(frame.registers[register]))
        }
      case .field(let field):
        return { frame in
          let cell = field.read(&frame)
          guard cell.status == .known else { return TestResult(missing: cell.status) }
          if cost > 0 { frame.charge(cost) }
          return TestResult(test.holds(cell.word))
        }
      case .computed(let code):
        return { frame in
          let cell = code(&frame)
          guard cell.status == .known else { return TestResult(missing: cell.status) }
          if cost > 0 { frame.charge(cost) }
          return TestResult(test.holds(cell.word))
        }
      }
    }
  }
}
