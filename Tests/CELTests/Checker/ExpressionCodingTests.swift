import CEL
import CELVectors
import Documents
import TestSupport
import Testing
import Vectors

@Suite struct ExpressionCodingTests {
  private static let texts =
    PresenceTests.proven + [
      "[1, -2, 3u, 1.5, 'é', b'\\xff', null, true, int]", "{'k': 1, ?'o': resource.?name}",
      "[?resource.?name, 'a']", "resource.volumes.transformMap(i, v, i > 0, v.size)",
      "[[[[]]]]", "MAX + params.limit", "resource.volumes.map(v, v.size).sortBy(s, -s)",
    ]

  private static let checked: [CheckedExpression] = texts.compactMap {
    CheckedText.check($0)?.checked
  }

  @Test func `expressions come back as they were`() throws {
    #expect(Self.checked.count == Self.texts.count)
    let bytes = ExpressionCoding.encode(Self.checked)
    #expect(ExpressionCoding.decode(bytes) == Self.checked)
    #expect(ExpressionCoding.encode(try #require(ExpressionCoding.decode(bytes))) == bytes)
    #expect(ExpressionCoding.decode(ExpressionCoding.encode([])) == [])
  }

  @Test func `every vector of the public suite comes back as it was`() {
    var all: [CheckedExpression] = []
    for test in SharedVectors.understood(in: "cel") {
      let file = SourceFile(path: test.id, text: test.text)
      guard let expression = Parser.parse(file).expression,
        let checked = Checker.check(expression, in: file, test.environment).checked
      else { continue }
      all.append(checked)
    }
    #expect(ExpressionCoding.decode(ExpressionCoding.encode(all)) == all)
  }

  @Test func `any byte that differs and any that lacks is noticed`() {
    let bytes = ExpressionCoding.encode(Array(Self.checked.prefix(3)))
    for index in bytes.indices {
      var other = bytes
      other[index] ^= UInt8(1 << (index % 8))
      #expect(ExpressionCoding.decode(other) == nil)
      #expect(ExpressionCoding.decode(Array(bytes[..<index])) == nil)
    }
    #expect(ExpressionCoding.decode(bytes + [0]) == nil)
  }

  @Test func `a well-sealed forgery is refused or read, and never a crash`() {
    let bytes = ExpressionCoding.encode(Self.checked)[ExpressionCoding.headerCount...]
    var random = SeededGenerator(7)
    var accepted = 0
    for _ in 0..<600 {
      var forged = Array(bytes)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let index = Int.random(in: forged.indices, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: forged[index] = UInt8.random(in: 0...255, using: &random)
        case 1: forged.remove(at: index)
        case 2: forged.insert(UInt8.random(in: 0...255, using: &random), at: index)
        default: forged[index] = 0xFF
        }
      }
      guard let read = ExpressionCoding.decode(ExpressionCoding.seal(forged[...])) else {
        continue
      }
      accepted += 1
      for checked in read { _ = Unparser.text(of: checked.expression) }
    }
    #expect(accepted < 600)
  }
}
