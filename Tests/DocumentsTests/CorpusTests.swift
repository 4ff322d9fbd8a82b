import Documents
import TestSupport
import Testing

/// Real files of many origins: each reads, or is refused at a place that exists.
struct CorpusTests {
  @Test func `every file of the corpus reads or is refused where it stands`() throws {
    guard let root = SharedData.root(for: "CorpusTests") else { return }
    var counts = (read: 0, refused: 0, other: 0)
    for input in FileLoader().load(root + "/corpus") {
      guard case .file(let file) = input else {
        counts.other += 1
        continue
      }
      let isJSON = file.bytes.first { $0 > 0x20 }.map {
        $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[")
      }
      let (document, diagnostics) =
        isJSON == true ? JSONReader.read(file) : YAMLReader.read(file)
      if isJSON == true {
        #expect(Self.isValid(file) == (document != nil), "\(file.path)")
      }
      if let document {
        #expect(diagnostics.isEmpty, "\(file.path)")
        Self.check(document.root, in: file, outer: SourceRange(0, file.bytes.count))
        counts.read += 1
      } else {
        Self.check(diagnostics, in: file)
        counts.refused += 1
      }
    }
    print("corpus: \(counts.read) read, \(counts.refused) refused, \(counts.other) no text")
    #expect(counts.read > 500)
  }

  /// Whether a file is valid to the readers that build no tree.
  private static func isValid(_ file: SourceFile) -> Bool {
    // Inside of an object the file is one value, however many lines it has.
    let wrapped = Array("[{\"\":".utf8) + file.bytes + Array("}]".utf8)
    return wrapped.withUnsafeBytes { buffer in
      var lines = JSONLines(buffer, member: "Name", checking: .everyByte, depth: 202)
      do throws(JSONError) {
        while try lines.next() != nil {}
        return true
      } catch {
        return false
      }
    }
  }

  /// Ranges nest, and each scalar that can be looked at byte for byte is what its range shows.
  static func check(_ node: Node, in file: SourceFile, outer: SourceRange) {
    let range = node.range
    #expect(range.start >= 0 && range.start <= range.end && range.end <= file.bytes.count)
    switch node.content {
    case .scalar(let scalar):
      guard scalar.style == .plain, !scalar.text.contains(where: \.isWhitespace) else { return }
      #expect(file.text(range) == scalar.text || file.text(range).hasPrefix("*"), "\(file.path)")
    case .sequence(let elements):
      for element in elements { check(element, in: file, outer: range) }
    case .mapping(let pairs):
      for pair in pairs {
        check(pair.key, in: file, outer: range)
        check(pair.value, in: file, outer: range)
      }
    }
  }

  static func check(_ diagnostics: [Diagnostic], in file: SourceFile) {
    #expect(!diagnostics.isEmpty, "\(file.path)")
    for diagnostic in diagnostics {
      let range = diagnostic.range
      #expect(range.start >= 0 && range.start <= range.end && range.end <= file.bytes.count + 1)
      let text = DiagnosticRenderer().render(diagnostic)
      #expect(text.hasPrefix("\(file.path):"), "\(text)")
    }
  }
}
