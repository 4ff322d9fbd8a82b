import CEL
import CELVectors
import Documents
import TestSupport
import Testing
import Vectors

@Suite struct SyntaxFuzzTests {
  private static let mutator = TextMutator(
    seeds: ParserTests.understood.map(\.source) + PresenceTests.proven
      + CheckerTests.complaints.map(\.text.text))

  @Test func `no text crashes the parser or the checker, and what parses can be spelled out`() {
    var random = SeededGenerator(42)
    for _ in 0..<3_000 {
      let bytes = Self.mutator.text(&random)
      let file = SourceFile(path: "fuzz", bytes: bytes)
      let outcome = Parser.parse(file)
      guard let expression = outcome.expression else {
        #expect(!outcome.diagnostics.isEmpty)
        continue
      }
      let text = Unparser.text(of: expression)
      let again = Parser.parse(SourceFile(path: "again", text: text)).expression
      #expect(again?.shape == expression.shape, "\(file.text(SourceRange(0, 9999)))")
      let checked = Checker.check(expression, in: file, CheckedText.environment)
      for diagnostic in checked.diagnostics {
        #expect(diagnostic.range.start >= 0 && Int(diagnostic.range.end) <= bytes.count)
      }
    }
  }
}
