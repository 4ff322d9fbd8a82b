import Documents
import TestSupport
import Testing

struct YAMLReaderTests {
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
    Refusal("↓# only a comment\n", "empty-document"),
    Refusal("↓---\n", "empty-document"),
    Refusal("a: 1\n↓---\nb: 2\n", "yaml-second-document"),
    Refusal("a: b↓: c", "yaml-syntax"),
    Refusal("é: 1\na: b↓: c", "yaml-syntax"),
    Refusal("a:\n↓\tb: c", "yaml-tab"),
    Refusal("a: ↓@b", "yaml-syntax"),
    Refusal("a: \"b↓", "yaml-syntax"),
    Refusal("a: [1, 2\nb↓: 3", "yaml-syntax"),
    Refusal("a: \"b↓\\q\"", "yaml-syntax"),
    Refusal("a: ↓*b", "yaml-undefined-alias"),
    Refusal("a: &b [↓*b]", "yaml-recursive-alias"),
    Refusal("a: {↓{ x }: 1}", "yaml-key-not-text"),
    Refusal("? ↓[a]\n: 1", "yaml-key-not-text"),
    Refusal("a: &l [1]\n↓*l : 1", "yaml-key-not-text"),
    Refusal("a: 1\nb: 2\n↓a: 3", "duplicate-key"),
    Refusal("a: 1\n↓\"a\": 3", "duplicate-key"),
    Refusal("a: {<<: ↓1}", "yaml-bad-merge"),
    Refusal("a: {<<: ↓[{b: 1}, 2]}", "yaml-bad-merge"),
    Refusal("a: é↓\u{1}b", "yaml-control-character"),
  ]

  @Test(arguments: refusals)
  func `what YAML does not allow is refused where it stands`(_ refusal: Refusal) throws {
    let (document, diagnostics) = YAMLReader.read(refusal.source.file())
    #expect(document == nil)
    let first = try #require(diagnostics.first)
    #expect(first.code == refusal.code)
    #expect(first.range.start == refusal.source.offsets.first)
  }

  @Test func `a duplicate key names both lines`() throws {
    let file = SourceFile(path: "a.yaml", text: "# ä\nk: 1\nx: 2\nk: 3\n")
    let diagnostic = try #require(YAMLReader.read(file).1.first)
    #expect(diagnostic.message == "key `k` is given twice, first on line 2")
    #expect(diagnostic.place.start == Position(line: 4, column: 1))
    #expect(diagnostic.notes.first?.range == SourceRange(5, 6))
  }

  /// Prints a tree with the source text of each value.
  private static func dump(_ node: Node, in file: SourceFile) -> String {
    let tag = node.tag.map { "\($0) " } ?? ""
    switch node.content {
    case .scalar(let scalar):
      return "\(tag)<\(file.text(node.range))>" + (scalar.style == .plain ? "" : "'")
    case .sequence(let elements):
      let inner = elements.map { dump($0, in: file) }.joined(separator: " ")
      return "\(tag)[\(inner)]<\(file.text(node.range))>"
    case .mapping(let pairs):
      let inner = pairs.map { "\(dump($0.key, in: file)):\(dump($0.value, in: file))" }
      return "\(tag){\(inner.joined(separator: " "))}<\(file.text(node.range))>"
    }
  }

  @Test(arguments: [
    ("a: 1", "{<a>:<1>}<a: 1>"),
    ("é: ü # c\n", "{<é>:<ü>}<é: ü>"),
    (
      "😀: 'x''y'\nb: \"\\u00e9\"\n", "{<😀>:<'x''y'>' <b>:<\"\\u00e9\">'}<😀: 'x''y'\nb: \"\\u00e9\">"
    ),
    ("a:\r\n  - é\r\n  - b  \r\n", "{<a>:[<é> <b>]<- é\r\n  - b>}<a:\r\n  - é\r\n  - b>"),
    ("a:\n- b\n-\n", "{<a>:[<b> <>]<- b\n->}<a:\n- b\n->"),
    ("a:\nb: ~\n", "{<a>:<> <b>:<~>}<a:\nb: ~>"),
    ("[a, {b: c}, d: e]", "[<a> {<b>:<c>}<{b: c}> {<d>:<e>}<d: e>]<[a, {b: c}, d: e]>"),
    ("a: |\n  é\n  b\n\nc: 1\n", "{<a>:<|\n  é\n  b>' <c>:<1>}<a: |\n  é\n  b\n\nc: 1>"),
    ("a: >-\n  x\n  y\n", "{<a>:<>-\n  x\n  y>'}<a: >-\n  x\n  y>"),
    ("a: !Sub 'x'", "{<a>:!Sub <'x'>'}<a: !Sub 'x'>"),
    ("a: !GetAtt B.C", "{<a>:!GetAtt <B.C>}<a: !GetAtt B.C>"),
    (
      "a: !Sub\n  - t\n  - {a: b}",
      "{<a>:!Sub [<t> {<a>:<b>}<{a: b}>]<- t\n  - {a: b}>}<a: !Sub\n  - t\n  - {a: b}>"
    ),
    ("a: !If [C, !Ref X]", "{<a>:!If [<C> !Ref <X>]<[C, !Ref X]>}<a: !If [C, !Ref X]>"),
    ("a: !Ref", "{<a>:!Ref <>}<a: !Ref>"),
    (
      "a: !ImportValue\n  Fn::Sub: x",
      "{<a>:!ImportValue {<Fn::Sub>:<x>}<Fn::Sub: x>}<a: !ImportValue\n  Fn::Sub: x>"
    ),
    ("a: !!str 012", "{<a>:<012>'}<a: !!str 012>"),
    ("a: !!int '12'", "{<a>:<'12'>}<a: !!int '12'>"),
    ("a: ! 12", "{<a>:<12>'}<a: ! 12>"),
    ("a: !!binary aGk=", "{<a>:!!binary <aGk=>}<a: !!binary aGk=>"),
    ("a: &x !Sub # c\n  b", "{<a>:!Sub <b>}<a: &x !Sub # c\n  b>"),
    ("a: &x b\nc: *x", "{<a>:<b> <c>:<b>}<a: &x b\nc: *x>"),
    ("a: multi\n  line\nb: c", "{<a>:<multi\n  line> <b>:<c>}<a: multi\n  line\nb: c>"),
    ("é: a\u{85}b: c", "{<é>:<a> <b>:<c>}<é: a\u{85}b: c>"),
    ("{\"a\": [1, \"\\/\"]}", "{<\"a\">':[<1> <\"\\/\">']<[1, \"\\/\"]>}<{\"a\": [1, \"\\/\"]}>"),
  ])
  func `every value knows its range, style and tag`(_ source: String, _ tree: String) throws {
    let file = SourceFile(path: "a.yaml", text: source)
    let (document, diagnostics) = YAMLReader.read(file)
    #expect(diagnostics.map(\.message) == [])
    #expect(try Self.dump(#require(document).root, in: file) == tree)
  }

  @Test(arguments: [
    "2012-10-17", "1.0", "012345678901", "0o17", "1_000", "yes", "on", "No", "1:30", "0x1F", ".inf",
  ])
  func `a scalar stays the text it is`(_ text: String) throws {
    let document = try #require(YAMLReader.read(SourceFile(path: "a", text: "v: \(text)\n")).0)
    #expect(document.root["v"]?.scalar == Scalar(text, style: .plain))
  }

  @Test(arguments: [
    ("a: &b {x: 1, y: 2}\nc:\n  <<: *b\n  y: 3\n", ["y": "3", "x": "1"]),
    ("a: &b {x: 1}\nd: &e {x: 2, z: 4}\nc: {<<: [*b, *e]}\n", ["x": "1", "z": "4"]),
    ("c:\n  \"<<\": {x: 1}\n", ["<<": nil]),
  ])
  func `merge keys bring what is not given`(_ source: String, _ values: [String: String?]) throws {
    let (document, diagnostics) = YAMLReader.read(SourceFile(path: "a", text: source))
    #expect(diagnostics.map(\.code) == [])
    let pairs = try #require(document?.root["c"]?.pairs)
    var found: [String: String?] = [:]
    for pair in pairs { found.updateValue(pair.value.text, forKey: pair.key.text ?? "") }
    #expect(found == values)
  }

  @Test func `a stream gives its documents and passes over empty ones`() {
    let file = SourceFile(path: "a.yaml", text: "---\na: 1\n---\n---\nb: é\n...\n---\n")
    let (documents, diagnostics) = YAMLReader.readAll(file)
    #expect(diagnostics.isEmpty)
    #expect(documents.map { file.text($0.root.range) } == ["a: 1", "b: é"])
    let single = SourceFile(path: "a.yaml", text: "---\na: 1\n---\n")
    #expect(YAMLReader.read(single).0 != nil)
  }

  @Test func `a document with an error leaves the others`() {
    let file = SourceFile(path: "a.yaml", text: "a: 1\n---\nb: *x\n---\nc: 3\n")
    let (documents, diagnostics) = YAMLReader.readAll(file)
    #expect(documents.map { file.text($0.root.range) } == ["a: 1", "c: 3"])
    #expect(diagnostics.map(\.code) == ["yaml-undefined-alias"])
  }

  @Test func `an alias bomb is refused`() {
    var text = "l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...20 {
      let refs = Array(repeating: "*l\(level - 1)", count: 10).joined(separator: ", ")
      text += "l\(level): &l\(level) [\(refs)]\n"
    }
    let (document, diagnostics) = YAMLReader.read(SourceFile(path: "bomb", text: text))
    #expect(document == nil)
    #expect(diagnostics.map(\.code) == ["too-many-values"])
    #expect(diagnostics.first?.place.start.line == 7)
  }

  @Test func `nesting through aliases counts`() {
    var text = "l0: &l0 [x]\n"
    for level in 1...300 { text += "l\(level): &l\(level) [*l\(level - 1)]\n" }
    let (document, diagnostics) = YAMLReader.read(SourceFile(path: "deep", text: text))
    #expect(document == nil)
    #expect(diagnostics.map(\.code) == ["nesting-too-deep"])
  }

  @Test(arguments: ["[", "{a: ", "- ", "? ", "[{a: "])
  func `endless nesting ends soon in a diagnostic`(_ unit: String) {
    let text = String(repeating: unit, count: 1_000_000 / unit.utf8.count)
    let (document, diagnostics) = YAMLReader.read(SourceFile(path: "deep", text: text))
    #expect(document == nil)
    #expect(diagnostics.map(\.code).contains("nesting-too-deep"))
  }

  @Test func `directives are bounded, for each is compared with all`() {
    func text(_ count: Int) -> String {
      (0..<count).map { "%TAG !a\($0)! tag:x\n" }.joined() + "--- !a0!b c\n"
    }
    let document = YAMLReader.read(SourceFile(path: "few", text: text(100))).0
    #expect(document?.root.tag == "tag:xb")
    let (none, diagnostics) = YAMLReader.read(SourceFile(path: "many", text: text(101)))
    #expect(none == nil)
    #expect(diagnostics.map(\.code) == ["yaml-too-many-directives"])
    #expect(diagnostics.first?.place.start.line == 101)
  }

  @Test func `invalid UTF-8 is refused at its first byte`() {
    let file = SourceFile(path: "a", bytes: Array("a: é".utf8) + [0xC3, 0x28])
    let (document, diagnostics) = YAMLReader.read(file)
    #expect(document == nil)
    #expect(diagnostics.map(\.code) == ["invalid-utf8"])
    #expect(diagnostics.first?.range.start == 5)
  }

  @Test func `values and bytes are bounded`() {
    let file = SourceFile(path: "wide", text: "[1,2,3,4,5]")
    #expect(YAMLReader.read(file, limits: ReadLimits(nodes: 6)).0 != nil)
    #expect(
      YAMLReader.read(file, limits: ReadLimits(nodes: 5)).1.map(\.code) == ["too-many-values"])
    let small = YAMLReader.read(file, limits: ReadLimits(bytes: 10))
    #expect(small.1.map(\.code) == ["document-too-large"])
  }

  @Test func `places far behind other scripts are exact`() throws {
    var text = ""
    for index in 0..<500 { text += "ключ\(index): \"значение 😀 \(index)\"\n" }
    let file = SourceFile(path: "a.yaml", text: text)
    let pairs = try #require(YAMLReader.read(file).0?.root.pairs)
    for (index, pair) in pairs.enumerated() {
      #expect(file.text(pair.key.range) == "ключ\(index)")
      #expect(file.text(pair.value.range) == "\"значение 😀 \(index)\"")
      let column = "ключ\(index): ".unicodeScalars.count + 1
      let place = Position(line: index + 1, column: column)
      #expect(file.position(at: pair.value.range.start) == place)
    }
  }
}
