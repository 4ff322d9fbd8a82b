import CEL
import CELVectors
import Documents
import TestSupport
import Testing

@Suite struct SyntaxFuzzTests {
  private static let seeds: [[UInt8]] =
    (ParserTests.understood.map(\.source) + PresenceTests.proven
    + CheckerTests.complaints.map(\.text.text)).map { Array($0.utf8) }

  private static let pieces: [[UInt8]] = [
    "(", ")", "[", "]", "{", "}", ",", ".", "?", ":", "&&", "||", "!", "-", "==", " in ", "'", "\"",
    "'''", "`", "\\", "\\u", "0x", "1e9", "u", "//", "\n", "r'", "b\"", "has(", ".all(x, ", "é",
    ".?", "[?", "resource", "null", "cel.bind(a, ", "9223372036854775808", "\u{0}",
  ].map { Array($0.utf8) }

  private func mutate(_ random: inout SeededGenerator) -> [UInt8] {
    var bytes = Self.seeds.randomElement(using: &random) ?? []
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let at = Int.random(in: 0...bytes.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0 where at < bytes.count: bytes.remove(at: at)
      case 1 where at < bytes.count: bytes[at] = UInt8.random(in: 0...255, using: &random)
      case 2: bytes.removeSubrange(at..<min(bytes.count, at + 5))
      case 3:
        let other = Self.seeds.randomElement(using: &random) ?? []
        bytes.insert(contentsOf: other, at: at)
      default:
        bytes.insert(contentsOf: Self.pieces.randomElement(using: &random) ?? [], at: at)
      }
    }
    return bytes
  }

  @Test func `no text crashes the parser or the checker, and what parses can be spelled out`() {
    var random = SeededGenerator(42)
    for _ in 0..<3_000 {
      let bytes = mutate(&random)
      let file = SourceFile(path: "fuzz", bytes: bytes)
      let outcome = Parser.parse(file)
      guard let expression = outcome.expression else {
        #expect(!outcome.diagnostics.isEmpty)
        continue
      }
      let text = Unparser.text(of: expression)
      let again = Parser.parse(SourceFile(path: "again", text: text)).expression
      #expect(again.map { Unparser.text(of: $0) } == text, "\(file.text(SourceRange(0, 9999)))")
      let checked = Checker.check(expression, in: file, CheckedText.environment)
      for diagnostic in checked.diagnostics {
        #expect(diagnostic.range.start >= 0 && Int(diagnostic.range.end) <= bytes.count)
      }
    }
  }
}
