import Documents
import Testing
import Vectors

/// Seeded damage to good texts: a reader answers with a document or a diagnostic, never with a crash,
/// and its places are always inside of the text.
struct MutationTests {
  private static let json = #"""
    {"a": [1, -2.5e+3, true, null, {"é": "x\n\u00e9\ud83d\ude00"}], "b": {"c": {}, "d": []},
     "long key with blanks": "value // no comment", "e": "\\\"\/"}
    """#
  private static let yaml = """
    # comment
    a: &x !Sub
      - ${b} é
      - {c: *y, "d\\te": 'f''g', <<: {h: 1}}
    k: |+
      line 😀

      line
    l: >-
      fold
      ed
    m: [*x, !!str 1, ? z]
    --- second
    ...
    """

  private static func mutated(_ text: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var text = text
    let tokens: [[UInt8]] = [
      "{", "}", "[", "]", ":", ",", "\"", "'", "\\", "\n", "\t", "&a ", "*a", "<<: ", "- ", "? ",
      "!", "|\n", ">", "---\n", "é", "\u{85}",
    ]
    .map { (token: String) in Array(token.utf8) }
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let at = Int.random(in: 0...text.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: text.insert(contentsOf: tokens.randomElement(using: &random) ?? [], at: at)
      case 1: text.insert(UInt8.random(in: 0...255, using: &random), at: at)
      case 2: text.removeSubrange(at..<min(at + Int.random(in: 1...8, using: &random), text.count))
      case 3: text = Array(text[..<at])
      default:
        let from = Int.random(in: 0...text.count, using: &random)
        let piece = text[from..<min(from + 20, text.count)]
        text.insert(contentsOf: Array(piece), at: at)
      }
    }
    return text
  }

  private static func check(
    _ result: (Document?, [Diagnostic]), _ file: SourceFile
  ) {
    if let document = result.0 {
      #expect(result.1.isEmpty)
      look(at: document.root, in: file)
    } else {
      CorpusTests.check(result.1, in: file)
    }
  }

  /// Looks into each scalar through its map.
  private static func look(at node: Node, in file: SourceFile) {
    switch node.content {
    case .scalar(let scalar):
      let inner = SourceFile.embedded(node, in: file)
      for offset in [0, scalar.text.utf8.count / 2, scalar.text.utf8.count] {
        let range = inner.outermost(SourceRange(offset, offset + 1)).range
        #expect(range.start >= 0 && range.end <= file.bytes.count && range.start <= range.end)
      }
    case .sequence(let elements): for element in elements { look(at: element, in: file) }
    case .mapping(let pairs):
      for pair in pairs {
        look(at: pair.key, in: file)
        look(at: pair.value, in: file)
      }
    }
  }

  @Test func `damaged JSON is read or refused`() {
    var random = SeededGenerator(1)
    for _ in 0..<1_500 {
      let file = SourceFile(path: "j", bytes: Self.mutated(Array(Self.json.utf8), &random))
      Self.check(JSONReader.read(file), file)
      _ = JSONReader.readLines(file)
    }
  }

  @Test func `damaged YAML is read or refused`() {
    var random = SeededGenerator(2)
    for _ in 0..<1_500 {
      let file = SourceFile(path: "y", bytes: Self.mutated(Array(Self.yaml.utf8), &random))
      Self.check(YAMLReader.read(file), file)
      let (documents, diagnostics) = YAMLReader.readAll(file)
      #expect(!documents.isEmpty || !diagnostics.isEmpty || file.bytes.count < 300)
    }
  }

  @Test func `what JSON accepts, YAML reads the same`() {
    var random = SeededGenerator(3)
    for _ in 0..<500 {
      let bytes = Self.mutated(Array(Self.json.utf8), &random)
      let file = SourceFile(path: "j", bytes: bytes)
      guard let json = JSONReader.read(file).0, let yaml = YAMLReader.read(file).0 else { continue }
      #expect(Self.shape(json.root) == Self.shape(yaml.root))
    }
  }

  private static func shape(_ node: Node) -> String {
    let range = "\(node.range.start)-\(node.range.end)"
    switch node.content {
    case .scalar(let scalar): return "\(scalar.text.debugDescription)@\(range)"
    case .sequence(let elements): return "[\(elements.map(shape).joined(separator: ","))]@\(range)"
    case .mapping(let pairs):
      return
        "{\(pairs.map { "\(shape($0.key)):\(shape($0.value))" }.joined(separator: ","))}@\(range)"
    }
  }
}
