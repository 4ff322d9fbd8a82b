import AssayModel
import AssayReports
import Testing

/// Carets stand under the value, whatever stands before it.
struct CodeFrameTests {
  struct Case: CustomTestStringConvertible {
    let name: String
    let line: String
    var column: Int32 = 6
    var endLine: Int32 = 3
    var endColumn: Int32 = 11
    var width = 100
    /// The source line and the carets, as printed after the margin.
    let printed: String
    let carets: String
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "ASCII", line: "key: value", printed: "key: value", carets: "     ^^^^^"),
    Case(
      name: "a tab", line: "\tk: value", column: 5, endColumn: 10, printed: "    k: value",
      carets: "       ^^^^^"),
    Case(
      name: "wide letters", line: "鍵鍵: 値値値", column: 5, endColumn: 8, printed: "鍵鍵: 値値値",
      carets: "      ^^^^^^"),
    Case(
      name: "a combining mark", line: "ke\u{301}: ab", column: 6, endColumn: 8,
      printed: "ke\u{301}: ab", carets: "    ^^"),
    Case(
      name: "a control character", line: "a\u{1B}: xy", column: 5, endColumn: 7,
      printed: "a\\u{1b}: xy", carets: "         ^^"),
    Case(
      name: "several lines", line: "key: {", column: 6, endLine: 9, endColumn: 2, printed: "key: {",
      carets: "     ^"),
    Case(
      name: "an empty range", line: "key: value", column: 6, endColumn: 6, printed: "key: value",
      carets: "     ^"),
    Case(
      name: "a column beyond the line", line: "key:", column: 60, endColumn: 70, printed: "key:",
      carets: "    ^"),
    Case(
      name: "columns of nonsense", line: "key:", column: -7, endColumn: .max, printed: "key:",
      carets: "^^^^"),
    Case(name: "an empty line", line: "", column: 1, endColumn: 1, printed: "", carets: "^"),
  ]

  @Test(arguments: cases)
  func `carets stand under the value`(_ example: Case) {
    let finding = OneFinding.failing(
      line: 3, column: example.column, endLine: example.endLine, endColumn: example.endColumn,
      excerpt: ["one", "two", example.line])
    let summary = OneFinding.summary([finding])
    let lines = Console.text(summary, TextOptions(width: example.width)).split(
      separator: "\n", omittingEmptySubsequences: false)
    let source = lines.first { $0.hasPrefix("3 | ") }
    let carets = lines.first { $0.contains("^") }
    #expect(source == "3 | \(example.printed)" as Substring)
    #expect(carets == "  | \(example.carets) got value, allowed: other" as Substring)
  }

  @Test func `a long line is cut around its value`() throws {
    let line = String(repeating: "a", count: 150) + "VALUE" + String(repeating: "b", count: 150)
    let finding = OneFinding.failing(column: 151, endColumn: 156, excerpt: [line])
    let text = Console.text(OneFinding.summary([finding]), TextOptions(width: 60))
    let lines = text.split(separator: "\n")
    let source = try #require(lines.first { $0.hasPrefix("3 | ") })
    let carets = try #require(lines.first { $0.contains("^^^^^") })
    #expect(source.count <= 60)
    let value = try #require(source.firstRange(of: "VALUE"))
    let mark = try #require(carets.firstRange(of: "^^^^^"))
    #expect(
      source.distance(from: source.startIndex, to: value.lowerBound)
        == carets.distance(from: carets.startIndex, to: mark.lowerBound))
  }

  @Test func `an excerpt that does not hold the line is left out`() {
    var finding = OneFinding.failing(line: 40)
    finding.excerpt = Excerpt(firstLine: 1, lines: ["x"])
    let text = Console.text(OneFinding.summary([finding]))
    #expect(!text.contains(" | "))
    #expect(text.contains("= found: resource.key = value, allowed: other"))
  }
}
