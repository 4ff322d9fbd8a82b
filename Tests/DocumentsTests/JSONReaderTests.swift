import Documents
import TestSupport
import Testing

struct JSONReaderTests {
  /// A text, the code it must be refused with, and (`↓`) where.
  struct Refusal: Sendable, CustomTestStringConvertible {
    let source: MarkedText
    let code: String
    var testDescription: String { "\(code): \(source.text.debugDescription)" }

    init(_ source: MarkedText, _ code: String) {
      self.source = source
      self.code = code
    }
  }

  static let refusals = [
    Refusal("↓", "empty-document"),
    Refusal("↓ \n\t", "empty-document"),
    Refusal("{↓", "json-truncated"),
    Refusal("[1, 2↓", "json-truncated"),
    Refusal("{\"a\"↓", "json-truncated"),
    Refusal("{\"a\": ↓", "json-truncated"),
    Refusal("{\"a\": [\"b\",↓", "json-truncated"),
    Refusal("{\"a\": ↓\"b", "json-open-string"),
    Refusal("{\"a\": ↓\"b\n\"}", "json-open-string"),
    Refusal("[↓\"\\\"", "json-open-string"),
    Refusal("[1↓,]", "json-trailing-comma"),
    Refusal("{\"a\": 1↓, }", "json-trailing-comma"),
    Refusal("↓// note\n[]", "json-comment"),
    Refusal("[1, ↓/* two */ 2]", "json-comment"),
    Refusal("[↓/* never", "json-comment"),
    Refusal("{\"a\": 1} ↓# note", "json-comment"),
    Refusal("[1, ↓...]", "json-ellipsis"),
    Refusal("{\"a\": 1, ↓... }", "json-ellipsis"),
    Refusal("{\"a\": 1 ↓...}", "json-ellipsis"),
    Refusal("[↓…]", "json-ellipsis"),
    Refusal("{} ↓{}", "json-trailing-text"),
    Refusal("1 ↓x", "json-trailing-text"),
    Refusal("[1 ↓2]", "json-comma-expected"),
    Refusal("{\"a\": 1 ↓\"b\": 2}", "json-comma-expected"),
    Refusal("{\"a\" ↓1}", "json-colon-expected"),
    Refusal("{↓a: 1}", "json-key-expected"),
    Refusal("{↓1: 1}", "json-key-expected"),
    Refusal("{↓'a': 1}", "json-single-quote"),
    Refusal("[↓'a']", "json-single-quote"),
    Refusal("[↓,]", "json-value-expected"),
    Refusal("{\"a\":↓}", "json-value-expected"),
    Refusal("[1↓}", "json-wrong-close"),
    Refusal("{\"a\": 1↓]", "json-wrong-close"),
    Refusal("↓]", "json-value-expected"),
    Refusal("[↓True]", "json-unknown-word"),
    Refusal("[↓None]", "json-unknown-word"),
    Refusal("[↓nulls]", "json-unknown-word"),
    Refusal("[↓012345678901]", "json-bad-number"),
    Refusal("[↓1.]", "json-bad-number"),
    Refusal("[↓.5]", "json-bad-number"),
    Refusal("[↓-]", "json-bad-number"),
    Refusal("[↓+1]", "json-bad-number"),
    Refusal("[↓1e]", "json-bad-number"),
    Refusal("[↓0x10]", "json-bad-number"),
    Refusal("[↓2020-01-01]", "json-bad-number"),
    Refusal("[\"↓\\x\"]", "json-bad-escape"),
    Refusal("[\"↓\\u12G4\"]", "json-bad-escape"),
    Refusal("[\"↓\\ud83d\"]", "json-lone-surrogate"),
    Refusal("[\"↓\\ude00\\ud83d\"]", "json-lone-surrogate"),
    Refusal("[\"a↓\tb\"]", "json-control-character"),
    Refusal("[↓@]", "json-unexpected-character"),
    Refusal("[↓é]", "json-unexpected-character"),
    Refusal("[↓${x}]", "json-placeholder"),
    Refusal("{↓{{ x }}: 1}", "json-placeholder"),
    Refusal("{\"a\": 1,\n ↓\"a\": 2}", "duplicate-key"),
    Refusal("{\"a\": {\"b\": 1, ↓\"b\": 1}}", "duplicate-key"),
  ]

  @Test(arguments: refusals)
  func `what JSON does not allow is refused where it stands`(_ refusal: Refusal) throws {
    let (document, diagnostics) = JSONReader.read(refusal.source.file())
    #expect(document == nil)
    let first = try #require(diagnostics.first)
    #expect(first.code == refusal.code)
    #expect(first.range.start == refusal.source.offsets.first)
  }

  @Test func `a duplicate key names both lines`() throws {
    let file = SourceFile(path: "a.json", text: "{\n  \"k\": 1,\n  \"x\": 2,\n  \"k\": 3\n}")
    let diagnostic = try #require(JSONReader.read(file).1.first)
    #expect(diagnostic.message == "key `k` is given twice, first on line 2")
    #expect(diagnostic.place.start == Position(line: 4, column: 3))
    #expect(diagnostic.notes.first?.range == SourceRange(4, 7))
  }

  @Test func `duplicate keys of a large object are found too`() {
    let members = (0..<100).map { "\"k\($0)\": 0" } + ["\"k50\": 1", "\"k0\": 1"]
    let file = SourceFile(path: "a.json", text: "{" + members.joined(separator: ",") + "}")
    let (document, diagnostics) = JSONReader.read(file)
    #expect(document == nil)
    #expect(diagnostics.map(\.code) == ["duplicate-key", "duplicate-key"])
  }

  @Test func `comments and trailing commas are all reported in one reading`() {
    let file = SourceFile(path: "a.json", text: "{ // one\n \"a\": [1,], # two\n}")
    let codes = JSONReader.read(file).1.map(\.code)
    #expect(
      codes == ["json-comment", "json-trailing-comma", "json-comment", "json-trailing-comma"])
  }

  @Test func `invalid UTF-8 is refused at its first byte`() throws {
    let file = SourceFile(path: "a.json", bytes: Array("[\"aé".utf8) + [0xFF] + Array("\"]".utf8))
    let (document, diagnostics) = JSONReader.read(file)
    #expect(document == nil)
    #expect(diagnostics.map(\.code) == ["invalid-utf8"])
    #expect(diagnostics.first?.range.start == 5)
  }

  @Test(arguments: [
    (#""""#, ""), (#""a""#, "a"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
    (#""\u0041\u00e9\u20AC""#, "Aé€"), (#""\ud83d\ude00!""#, "😀!"), (#""\u0000""#, "\0"),
    (#""é€😀""#, "é€😀"),
  ])
  func `a string is decoded`(_ source: String, _ text: String) throws {
    let document = try #require(JSONReader.read(SourceFile(path: "s", text: source)).0)
    #expect(document.root.scalar == Scalar(text, style: .doubleQuoted))
    #expect(document.root.range == SourceRange(0, source.utf8.count))
  }

  @Test(arguments: [
    "0", "-0", "1", "-12.50", "1e5", "1E+05", "0.1e-2", "123456789012345678901234567890", "true",
    "false", "null",
  ])
  func `a number or word stays as written`(_ source: String) throws {
    let document = try #require(JSONReader.read(SourceFile(path: "s", text: " \(source)\n")).0)
    #expect(document.root.scalar == Scalar(source, style: .plain))
    #expect(document.root.range == SourceRange(1, 1 + source.utf8.count))
  }

  @Test func `every value knows its range`() throws {
    let file = SourceFile(path: "a.json", text: "{\"é\": [1, {}], \"b\" : \"x\"}\r\n")
    let root = try #require(JSONReader.read(file).0?.root)
    #expect(file.text(root.range) == "{\"é\": [1, {}], \"b\" : \"x\"}")
    let pairs = try #require(root.pairs)
    #expect(pairs.map { file.text($0.key.range) } == ["\"é\"", "\"b\""])
    #expect(pairs.map { file.text($0.value.range) } == ["[1, {}]", "\"x\""])
    #expect(root["é"]?.elements?.map { file.text($0.range) } == ["1", "{}"])
    #expect(file.position(at: pairs[1].key.range.start) == Position(line: 1, column: 16))
  }

  @Test(arguments: ["[", "{\"a\":", "[{\"a\":"])
  func `endless nesting ends soon in a diagnostic`(_ unit: String) {
    let text = String(repeating: unit, count: 4_000_000 / unit.utf8.count)
    let (document, diagnostics) = JSONReader.read(SourceFile(path: "deep", text: text))
    #expect(document == nil)
    #expect(diagnostics.map(\.code) == ["nesting-too-deep"])
    #expect((diagnostics.first?.range.start ?? .max) < 2_000)
  }

  @Test func `nesting up to the limit is read`() {
    let text = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
    #expect(JSONReader.read(SourceFile(path: "deep", text: text)).0 != nil)
  }

  @Test func `values and bytes are bounded`() {
    let file = SourceFile(path: "wide", text: "[1,2,3,4,5]")
    #expect(JSONReader.read(file, limits: ReadLimits(nodes: 6)).0 != nil)
    #expect(
      JSONReader.read(file, limits: ReadLimits(nodes: 5)).1.map(\.code) == ["too-many-values"])
    let small = JSONReader.read(file, limits: ReadLimits(bytes: 10))
    #expect(small.1.map(\.code) == ["document-too-large"])
  }

  @Test func `line-delimited JSON gives one document a line`() {
    let file = SourceFile(path: "a.jsonl", text: "{\"a\":1}\r\n\n  \n[2]\n{\"a\":\n3")
    let (documents, diagnostics) = JSONReader.readLines(file)
    #expect(documents.map { file.text($0.root.range) } == ["{\"a\":1}", "[2]", "3"])
    #expect(diagnostics.map(\.code) == ["json-truncated"])
    #expect(diagnostics.first?.place.start == Position(line: 5, column: 6))
    let bounded = JSONReader.readLines(file, limits: ReadLimits(nodes: 4))
    #expect(bounded.1.map(\.code).contains("too-many-values"))
  }

  @Test func `problems are bounded in number`() {
    let text = Array(repeating: "[1,]", count: 1_000).joined(separator: "\n")
    let (documents, diagnostics) = JSONReader.readLines(SourceFile(path: "bad", text: text))
    #expect(documents.isEmpty)
    #expect(diagnostics.count == 51)
    #expect(diagnostics.last?.code == "too-many-problems")
    #expect(diagnostics.last?.message == "950 more problems are not shown")
  }
}
