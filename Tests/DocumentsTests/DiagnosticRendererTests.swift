import Documents
import TestSupport
import Testing

struct DiagnosticRendererTests {
  private static func diagnostic(
    _ source: MarkedText, message: String = "wrong", fixIts: [FixIt] = [],
    notes: [Diagnostic.Note] = []
  ) -> Diagnostic {
    let range = SourceRange(
      start: source.offsets.first ?? 0, end: source.offsets.last ?? 0)
    return Diagnostic(
      .error, code: "some-code", message, file: source.file("a.yaml"), range: range,
      notes: notes, fixIts: fixIts)
  }

  @Test(
    arguments: [
      (
        "id: x\nexpect: r.↓agnets↓.all()\n",
        "a.yaml:2:11: error: wrong [some-code]\n  2 | expect: r.agnets.all()\n    |           ^~~~~~\n"
      ),
      ("↓", "a.yaml:1:1: error: wrong [some-code]\n  1 |\n    | ^\n"),
      ("ab↓\r\n", "a.yaml:1:3: error: wrong [some-code]\n  1 | ab\n    |   ^\n"),
      ("a: ↓|\n  b\n  c↓\n", "a.yaml:1:4: error: wrong [some-code]\n  1 | a: |\n    |    ^\n"),
      (
        "\té: ↓x\u{1B}[1m↓",
        "a.yaml:1:5: error: wrong [some-code]\n  1 |  é: x�[1m\n    |     ^~~~~\n"
      ),
      ("漢字: ↓値↓", "a.yaml:1:5: error: wrong [some-code]\n  1 | 漢字: 値\n    |       ^~\n"),
      (
        "e\u{301}: ↓x\u{202E}y↓",
        "a.yaml:1:5: error: wrong [some-code]\n  1 | e\u{301}: x�y\n    |    ^~~\n"
      ),
    ] as [(MarkedText, String)])
  func `the caret stands below the place`(_ source: MarkedText, _ text: String) {
    #expect(DiagnosticRenderer().render(Self.diagnostic(source)) == text)
  }

  @Test func `of many alike some are shown, and the others are counted`() {
    let source: MarkedText = "↓a↓"
    let many = Array(repeating: Self.diagnostic(source), count: 60)
    let text = DiagnosticRenderer().render(many)
    #expect(text.split(separator: "\n").filter { $0.contains("error: wrong") }.count == 50)
    #expect(text.hasSuffix("note: 10 more [some-code] are not shown\n"))
  }

  @Test func `ways out and notes follow`() {
    let source: MarkedText = "k: 1\nx: 2\n↓k↓: 3\n"
    let file = source.file("a.yaml")
    let diagnostic = Diagnostic(
      .warning, code: "duplicate-key", "key `k` is given twice", file: file,
      range: SourceRange(10, 11),
      notes: [
        Diagnostic.Note("first given here", file: file, range: SourceRange(0, 1)),
        Diagnostic.Note("the last does not win"),
      ],
      fixIts: [FixIt("remove one"), FixIt("or rename it")])
    #expect(
      DiagnosticRenderer().render([diagnostic]) == """
        a.yaml:3:1: warning: key `k` is given twice [duplicate-key]
          3 | k: 3
            | ^ fix: remove one
            | fix: or rename it
        a.yaml:1:1: note: first given here
          1 | k: 1
            | ^
        note: the last does not win

        """)
  }

  @Test func `a place inside an embedded text is shown in the outer file`() throws {
    let outer = SourceFile(path: "a.yaml", text: "a: 1\nb: |\n  [1,\n   tru]\n")
    let node = try #require(YAMLReader.read(outer).0?.root["b"])
    let diagnostics = JSONReader.read(SourceFile.embedded(node, in: outer)).1
    #expect(
      DiagnosticRenderer().render(diagnostics) == """
        a.yaml:4:4: error: `tru` is no value of JSON [json-unknown-word]
          4 |    tru]
            |    ^~~ fix: put it in double quotes if it is text

        """)
  }

  @Test func `user's words are made safe for one line`() {
    let text = DiagnosticRenderer().render(
      Self.diagnostic(
        "↓x↓", message: "no `a\n\u{1B}[31m\u{202E}b` " + String(repeating: "y", count: 600)))
    let first = text.split(separator: "\n")[0]
    #expect(first.contains("no `a\\n\\u{1B}[31m\\u{202E}b` yyy"))
    #expect(first.hasSuffix("y… [some-code]"))
  }

  @Test(arguments: [0, 1, 50, 119, 120, 150, 499, 999_999])
  func `a long line is cut around the caret`(_ place: Int) throws {
    let count = 1_000_000
    var bytes = [UInt8](repeating: UInt8(ascii: "a"), count: count)
    bytes[place] = UInt8(ascii: "X")
    let file = SourceFile(path: "long", bytes: bytes)
    let diagnostic = Diagnostic(
      .error, code: "c", "m", file: file, range: SourceRange(place, place + 1))
    let lines = DiagnosticRenderer().render(diagnostic).split(separator: "\n")
    let source = try #require(lines.dropFirst().first).dropFirst(6)
    let caret = try #require(lines.last).dropFirst(6)
    #expect(lines[0] == "long:1:\(place + 1): error: m [c]")
    #expect(source.count <= 160)
    #expect(source.count > 100)
    #expect(caret.hasSuffix("^"))
    #expect(source.dropFirst(caret.count - 1).first == "X")
    #expect(source.hasPrefix("…") == (place > 52))
  }

  @Test func `a long range is underlined as far as the line shows`() throws {
    let file = SourceFile(path: "long", text: "\"" + String(repeating: "é", count: 10_000) + "\"")
    let diagnostic = Diagnostic(
      .error, code: "c", "m", file: file, range: SourceRange(0, file.bytes.count))
    let lines = DiagnosticRenderer().render(diagnostic).split(separator: "\n")
    #expect(lines[1].count <= 166)
    #expect(lines[2].count <= 166)
    #expect(lines[2].dropFirst(6).hasPrefix("^~~~~"))
  }
}
