import Documents
import Testing
import Vectors

struct EmbeddedTextTests {
  /// A YAML text whose value under `v` is looked into, and what it holds.
  struct Case: Sendable, CustomTestStringConvertible {
    let source: String
    let text: String
    var testDescription: String { source.debugDescription }

    init(_ source: String, _ text: String) {
      self.source = source
      self.text = text
    }
  }

  static let cases = [
    Case("v: plain é text # c", "plain é text"),
    Case("v: one\n  two\n\n  three\n", "one two\nthree"),
    Case("v: 'it''s é'", "it's é"),
    Case("v: 'a  \n\n   b'", "a\nb"),
    Case("v: \"t\\tn\\n\\u00e9\\x41\\U0001F600\\/\\_ end\"", "t\tn\né\u{41}😀/\u{A0} end"),
    Case("v: \"a \\\n   \\  b\"", "a   b"),
    Case("v: \"a\r\n  b\r\n\r\n  c\"", "a b\nc"),
    Case("v: |\n  é: 1\n    b: 2\n\n  c\n", "é: 1\n  b: 2\n\nc\n"),
    Case("v: |-\n  a\n\n", "a"),
    Case("v: |+ # c\n  a\n\n\nw: 1", "a\n\n\n"),
    Case("v: |2\n    a\n   b\n", "  a\n b\n"),
    Case("v:\n  w: 1\nx: 1", ""),
    Case("v: |\r\n  a\r\n  b\r\n", "a\nb\n"),
    Case("v: |\n\n  a\n   \n  b", "\na\n \nb"),
    Case("v: >\n  a\n  b\n\n  c\n   d\n  e\n", "a b\nc\n d\ne\n"),
    Case("v: >-\n  é\n  b", "é b"),
    Case("- 1\n- v: |-\n    a\n    b\n- 2", "a\nb"),
    Case("v: !Sub |\n  ${a}\n  b\n", "${a}\nb\n"),
    Case("v: &x 'a''b'", "a'b"),
    Case("v: ''", ""),
    Case("v: |\n", ""),
  ]

  private static func value(_ node: Node) -> Node? {
    if let elements = node.elements { return elements.lazy.compactMap(value).first }
    return node["v"]
  }

  /// Expects each character's place to show the character, an escape or what was folded.
  private static func check(_ inner: SourceFile, in outer: SourceFile, whole: SourceRange) {
    var offset = 0
    for scalar in String(decoding: inner.bytes, as: UTF8.self).unicodeScalars {
      let length = UTF8.width(scalar)
      let (file, range) = inner.outermost(SourceRange(offset, offset + length))
      let found = outer.text(range)
      let isEscape = found.hasPrefix("\\") || found == "''"
      let isFold = (scalar == " " || scalar == "\n") && found.unicodeScalars.allSatisfy(isBlank)
      #expect(file === outer)
      #expect(
        found.unicodeScalars.elementsEqual([scalar]) || isEscape || isFold && !found.isEmpty,
        "\(scalar.debugDescription) at \(offset) shows \(found.debugDescription)")
      #expect(
        range.end - range.start < whole.end - whole.start || offset + length == inner.bytes.count)
      offset += length
    }
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\r" || scalar == "\n"
  }

  @Test(arguments: cases)
  func `each character of a scalar leads to where it stands`(_ example: Case) throws {
    let outer = SourceFile(path: "a.yaml", text: example.source)
    let root = try #require(YAMLReader.read(outer).0?.root)
    let node = try #require(Self.value(root))
    guard let scalar = node.scalar else {
      #expect(SourceFile.embedded(node, in: outer).bytes == Array(outer.text(node.range).utf8))
      return
    }
    #expect(scalar.text == example.text)
    Self.check(SourceFile.embedded(node, in: outer), in: outer, whole: node.range)
  }

  @Test func `seeded random texts in every style map exactly`() throws {
    var random = SeededGenerator(7)
    let alphabet: [String] = ["a", "é", "😀", " ", "  ", "\n", "\\", "\"", "'", "b: c", "#", "\t"]
    for _ in 0..<400 {
      let text = (0..<Int.random(in: 1...12, using: &random))
        .compactMap { _ in alphabet.randomElement(using: &random) }.joined()
      for source in Self.spellings(of: text) {
        let outer = SourceFile(path: "a", text: source)
        guard let node = YAMLReader.read(outer).0?.root["v"], let scalar = node.scalar else {
          continue
        }
        #expect(scalar.text == text)
        Self.check(SourceFile.embedded(node, in: outer), in: outer, whole: node.range)
      }
    }
  }

  /// YAML texts that spell a text in several styles; those a style cannot spell read otherwise.
  private static func spellings(of text: String) -> [String] {
    var json = JSONWriter(pretty: false)
    json.object { $0.member("v", text) }
    let doubled = text.replacing("'", with: "''").replacing("\n", with: "\n\n ")
    let block = text.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\n   ")
    var spellings = [String(decoding: json.bytes, as: UTF8.self)]
    if ![" ", "\t", "\n\n"].contains(where: { text.contains($0) }) {
      spellings.append("v: '\(doubled)'\n")
    }
    if let first = text.unicodeScalars.first, let last = text.unicodeScalars.last,
      !isBlank(first), !isBlank(last)
    {
      spellings.append("v: |-\n   \(block)\n")
    }
    return spellings
  }

  @Test func `a JSON document inside a YAML string is diagnosed at the outer place`() throws {
    let source = "a: 1\nb: |\n  {\"é\": 1,\n   \"x\": tru}\n"
    let outer = SourceFile(path: "a.yaml", text: source)
    let node = try #require(YAMLReader.read(outer).0?.root["b"])
    let diagnostic = try #require(
      JSONReader.read(SourceFile.embedded(node, in: outer)).1.first)
    #expect(diagnostic.code == "json-unknown-word")
    #expect(diagnostic.place.start == Position(line: 4, column: 9))
    #expect(diagnostic.place.end == Position(line: 4, column: 12))
  }

  @Test func `a text in a text in a text leads to the outermost place`() throws {
    let source = "v: '{\"w\": \"{\\\"x\\\": ''y''}\"}'"
    let outer = SourceFile(path: "a.yaml", text: source)
    let middle = SourceFile.embedded(
      try #require(YAMLReader.read(outer).0?.root["v"]), in: outer)
    let inner = SourceFile.embedded(
      try #require(JSONReader.read(middle).0?.root["w"]), in: middle)
    #expect(String(decoding: inner.bytes, as: UTF8.self) == "{\"x\": 'y'}")
    let (file, range) = inner.outermost(SourceRange(7, 8))
    #expect(file === outer)
    #expect(outer.text(range) == "y")
    #expect(outer.text(inner.outermost(SourceRange(1, 4)).range) == "\\\"x\\\"")
  }

  @Test func `a text that is not what stands there leads to the whole`() {
    let outer = SourceFile(path: "a", text: "abc def")
    let node = Node(.scalar(Scalar("other", style: .plain)), range: SourceRange(4, 7))
    let inner = SourceFile.embedded(node, in: outer)
    #expect(inner.outermost(SourceRange(2, 3)).range == SourceRange(4, 7))
  }

  @Test func `a text put together leads to where its parts came from`() throws {
    let outer = SourceFile(path: "a.yaml", text: "v: |\n  x=${Name}\n  y\nn: 'it''s'\n")
    let other = SourceFile(path: "b.yaml", text: "value")
    let root = try #require(YAMLReader.read(outer).0?.root)
    let template = SourceFile.embedded(try #require(root["v"]), in: outer)
    let composed = SourceFile.composed(
      path: "a.yaml",
      parts: [
        .verbatim(template, SourceRange(0, 2)),
        .substituted("a long value", template, SourceRange(2, 9)),
        .substituted("", outer, SourceRange(0, 1)),
        .verbatim(template, SourceRange(9, 12)),
        .substituted("!", other, SourceRange(0, 5)),
      ])
    #expect(String(decoding: composed.bytes, as: UTF8.self) == "x=a long value\ny\n!")
    func place(_ start: Int, _ end: Int) -> String {
      let (file, range) = composed.outermost(SourceRange(start, end))
      return file.path + ":" + file.text(range)
    }
    #expect(place(0, 1) == "a.yaml:x")
    #expect(place(4, 8) == "a.yaml:${Name}")
    #expect(place(0, 14) == "a.yaml:x=${Name}")
    #expect(place(15, 16) == "a.yaml:y")
    #expect(place(1, 16) == "a.yaml:=${Name}\n  y")
    #expect(place(17, 18) == "b.yaml:value")
    #expect(place(15, 18) == "a.yaml:y\n")
    #expect(SourceFile.composed(path: "e", parts: []).bytes.isEmpty)
  }
}
