import AssayReports
import Testing

struct VisibleTextTests {
  struct Case: CustomTestStringConvertible {
    let text: String
    let shown: String
    var testDescription: String { shown.debugDescription }
  }

  static let cases = [
    Case(text: "plain", shown: "plain"),
    Case(text: "é 日本 👩‍👩‍👧", shown: "é 日本 👩‍👩‍👧"),
    Case(text: "\u{1B}[31mred", shown: "\\u{1b}[31mred"),
    Case(text: "a\r\nb\tc", shown: "a\\r\\nb\\tc"),
    Case(text: "\u{0}\u{7F}\u{9B}", shown: "\\u{0}\\u{7f}\\u{9b}"),
    Case(text: "x\u{202E}y\u{2066}z", shown: "x\\u{202e}y\\u{2066}z"),
    Case(text: "\u{200B}\u{FEFF}\u{2028}\u{FFFE}", shown: "\\u{200b}\\u{feff}\\u{2028}\\u{fffe}"),
    Case(text: "می\u{200C}خواهم", shown: "می\u{200C}خواهم"),
  ]

  @Test(arguments: cases)
  func `what could steer a reader is written out, all other text stays`(_ example: Case) {
    #expect(example.text.visible() == example.shown)
  }

  @Test func `a text is cut where it is too long, and says so`() {
    #expect("abcdef".visible(6) == "abcdef")
    #expect("abcdef".visible(3) == "abc…")
    #expect(String(repeating: "\u{1B}", count: 1_000_000).visible(12).unicodeScalars.count <= 19)
  }

  @Test func `line ends stay only where lines are wanted`() {
    #expect("a\nb\u{7}".visibleLines() == "a\nb\\u{7}")
    #expect(" a \n\t b ".collapsed == "a b")
  }

  @Test func `nothing but blanks is replaced`() {
    #expect(" \t\n".orIfBlank("other") == "other")
    #expect(" x ".orIfBlank("other") == " x ")
  }
}
