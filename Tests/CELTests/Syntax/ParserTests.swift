import CEL
import Documents
import TestSupport
import Testing

@Suite struct ParserTests {
  /// An expression and the one spelling of what was understood.
  struct Case: CustomTestStringConvertible {
    let source: String
    let canonical: String

    init(_ source: String, _ canonical: String? = nil) {
      self.source = source
      self.canonical = canonical ?? source
    }

    var testDescription: String { source }
  }

  static let understood: [Case] = [
    // Precedence and association.
    Case("1+2*3", "1 + 2 * 3"),
    Case("(1+2)*3", "(1 + 2) * 3"),
    Case("1-(2-3)", "1 - (2 - 3)"),
    Case("1-2-3", "1 - 2 - 3"),
    Case("a&&b||c&&d", "a && b || c && d"),
    Case("a&&(b||c)&&d", "a && (b || c) && d"),
    Case("a ? b : c ? d : e"),
    Case("(a ? b : c) ? d : e"),
    Case("a==b||c<d+e", "a == b || c < d + e"),
    Case("x in [1,2,]", "x in [1, 2]"),
    Case("!a.b"), Case("-a"), Case("!!a", "a"), Case("---a", "-a"), Case("-(-a)"),
    Case("!(a && b)"), Case("-9223372036854775808"), Case("- 1", "-1"), Case("1 - 1"),
    Case("1-1", "1 - 1"), Case("-1.5e3", "-1500.0"), Case("-x.y"),
    Case("-(1)"), Case("-(0.5)"), Case("-(1u)"), Case("!(-(1) > 2)"),
    // Literals.
    Case("0x1F", "31"), Case("-0x8000000000000000", "-9223372036854775808"), Case("42U", "42u"),
    Case(".5", "0.5"), Case("1e-2", "0.01"), Case("true"), Case("null"),
    Case("b'\\xff'", "b\"\\xff\""),
    Case("br'\\n'", "b\"\\\\n\""),
    Case("r'\\d+'", "\"\\\\d+\""), Case("'''a\r\nb'''", "\"a\\nb\""),
    Case("\"\\u00e9\\U0001F600\\101\\x41\"", "\"é😀AA\""), Case("''", "\"\""),
    Case("b'é'", "b\"\\xc3\\xa9\""),
    // Names.
    Case(".a.b"), Case("a.`b-c/d e`.f"), Case("a.?b.?c"), Case("a.`plain`", "a.plain"),
    Case("a.if"), Case(".f(1)"), Case("a[0][?1]"), Case("a . b // comment\n + c", "a.b + c"),
    Case("{'k': 1, ?'o': x,}", "{\"k\": 1, ?\"o\": x}"), Case("[?a, b]"), Case("[]"), Case("{}"),
    // Macros.
    Case("has(a.b.c)"), Case("has(a.`b c`)"), Case("x.all(y, y>1)", "x.all(y, y > 1)"),
    Case("x.exists_one(y, y)", "x.existsOne(y, y)"), Case("x.exists(i, y, i < y)"),
    Case("x.map(y, y > 0, y)"), Case("x.transformMap(k, v, k, v)"), Case("x.optMap(y, y)"),
    Case("cel.bind(a, 1, a + a)"), Case("x.sortBy(y, y.z)"), Case("x.filter(y, y)"),
    Case("math.greatest(1, 2)"), Case("math.greatest(1, 2, 3)", "math.greatest([1, 2, 3])"),
    Case("x.all(y)"), Case("all(y, z)"), Case("has(a, b)"), Case("f(a).g(b)"),
  ]

  @Test(arguments: understood)
  func `an expression means one thing, and its spelling parses to the same`(_ test: Case) throws {
    let file = SourceFile(path: "e", text: test.source)
    let outcome = Parser.parse(file)
    #expect(outcome.diagnostics.isEmpty)
    let expression = try #require(outcome.expression)
    let text = Unparser.text(of: expression)
    #expect(text == test.canonical)
    let again = try #require(Parser.parse(SourceFile(path: "e", text: text)).expression)
    #expect(Unparser.text(of: again) == text)
  }

  /// Text with a marker before each place that must be complained of, and the codes in order.
  struct Refusal: CustomTestStringConvertible {
    let text: MarkedText
    let codes: [String]

    init(_ text: MarkedText, _ codes: String...) {
      self.text = text
      self.codes = codes
    }

    var testDescription: String { text.text }
  }

  static let refused: [Refusal] = [
    Refusal("a ↓= b", "unexpected-character"),
    Refusal("a ↓& b", "unexpected-character"),
    Refusal("↓'abc", "unterminated-string"),
    Refusal("↓'a\nb'", "unterminated-string", "unterminated-string"),
    Refusal("a.↓`b$`", "bad-quoted-name"),
    Refusal("'a↓\\q' + '↓\\ud800'", "bad-escape", "bad-escape"),
    Refusal("b'↓\\u0041'", "bad-escape"),
    Refusal(
      "[↓9223372036854775808, ↓18446744073709551616u, ↓1e999]",
      "number-out-of-range", "number-out-of-range", "number-out-of-range"),
    Refusal("↓", "expected-expression"),
    Refusal("a +↓", "expected-expression"),
    Refusal("f(a, ↓)", "expected-expression"),
    Refusal(
      "[1 ↓2, 3 ↓4] + ↓*↓", "unclosed-bracket", "unclosed-bracket", "expected-expression",
      "expected-expression"),
    Refusal("(a↓", "unclosed-bracket"),
    Refusal("a ↓b", "trailing-text"),
    Refusal("{1↓, 2}", "expected-token", "expected-token"),
    Refusal("a ? b↓", "expected-token"),
    Refusal("a.↓1", "expected-token"),
    Refusal("↓if + 1", "reserved-word"),
    Refusal("↓a.B{c: 1} && d.↓", "message-construction", "expected-token"),
    Refusal("has(↓a)", "has-needs-field"), Refusal("has(↓a.?b)", "has-needs-field"),
    Refusal("x.all(↓y.z, true)", "macro-needs-variable"),
    Refusal("x.all(k, ↓1, true)", "macro-needs-variable"),
    Refusal("x.all(k, ↓k, true)", "repeated-variable"),
    Refusal("cel.bind(↓(a), 1, a)", "macro-needs-variable"),
  ]

  @Test(arguments: refused)
  func `a mistake is reported where it stands, and the next ones too`(_ test: Refusal) {
    let outcome = Parser.parse(test.text.file())
    #expect(outcome.expression == nil)
    #expect(outcome.diagnostics.map(\.code) == test.codes)
    let starts = outcome.diagnostics.map(\.range.start)
    #expect(Set(test.text.offsets).isSubset(of: starts), "at \(starts), not \(test.text.offsets)")
  }

  /// Texts at a limit and one past it.
  static let bounds: [(good: String, bad: String, code: String)] = [
    (
      String(repeating: "(", count: 249) + "1" + String(repeating: ")", count: 249),
      String(repeating: "(", count: 250) + "1" + String(repeating: ")", count: 250),
      "expression-too-deep"
    ),
    (
      "a" + String(repeating: ".b", count: 249), "a" + String(repeating: ".b", count: 250),
      "expression-too-deep"
    ),
    (
      "a" + String(repeating: "+a", count: 249), "a" + String(repeating: "+a", count: 250),
      "expression-too-deep"
    ),
    (
      String(repeating: "-!", count: 100) + "a", String(repeating: "-!", count: 200) + "a",
      "expression-too-deep"
    ),
    (
      "[" + String(repeating: "1,", count: 9_999) + "]",
      "[" + String(repeating: "1,", count: 10_000) + "]", "expression-too-large"
    ),
    (
      String(repeating: " ", count: 32_767) + "1", String(repeating: " ", count: 32_768) + "1",
      "expression-too-long"
    ),
  ]

  @Test(arguments: bounds.indices)
  func `limits are exact and end in a diagnostic`(_ index: Int) {
    let (good, bad, code) = Self.bounds[index]
    #expect(Parser.parse(SourceFile(path: "e", text: good)).expression != nil)
    let outcome = Parser.parse(SourceFile(path: "e", text: bad))
    #expect(outcome.expression == nil)
    #expect(outcome.diagnostics.map(\.code) == [code])
  }

  @Test func `a chain of a thousand conditions stays shallow`() {
    let text = Array(repeating: "a", count: 1_000).joined(separator: " || ")
    #expect(Parser.parse(SourceFile(path: "e", text: text)).expression != nil)
  }

  @Test func `an expression inside a larger text keeps the places of that text`() throws {
    let file = SourceFile(path: "rule.yaml", text: "expect: a.b == 'c' # note")
    let range = SourceRange(8, 18)
    let expression = try #require(Parser.parse(file, range).expression)
    #expect(file.text(expression.spans[Int(expression.root)]) == "a.b == 'c'")
  }

  @Test func `a string that is not UTF-8 is refused`() {
    let file = SourceFile(path: "e", bytes: [0x27, 0xC3, 0x27])
    #expect(Parser.parse(file).diagnostics.map(\.code) == ["invalid-utf8"])
  }

  @Test func `brackets belong to the operator around them, not to the part inside`() throws {
    let file = SourceFile(path: "e", text: "(a || b) && c")
    let expression = try #require(Parser.parse(file).expression)
    guard case .call("_&&_", nil, let parts) = expression[expression.root] else {
      Issue.record("no conjunction")
      return
    }
    #expect(file.text(expression.spans[Int(expression.root)]) == "(a || b) && c")
    #expect(file.text(expression.spans[Int(parts[0])]) == "a || b")
  }
}
