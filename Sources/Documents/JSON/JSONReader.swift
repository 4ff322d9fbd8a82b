/// JSON (RFC 8259) -> `Node`, with the exact range of every value.
///
/// In: UTF-8 bytes. Out: a tree whose numbers, booleans and nulls are plain scalars as written and
/// whose strings are double-quoted scalars, decoded. It never guesses: what RFC 8259 does not allow
/// is a diagnostic, and then there is no document. Time and memory are linear in the text.
package enum JSONReader {
  /// Reads the one document of a file; nil with at least one diagnostic when it has an error.
  package static func read(
    _ file: SourceFile, limits: ReadLimits = ReadLimits()
  ) -> (Document?, [Diagnostic]) {
    guard file.bytes.count <= limits.bytes else {
      return (nil, [TreeDiagnostics.tooLarge(file, limit: limits.bytes)])
    }
    var parser = JSONParser(file: file, limits: limits)
    let root = parser.parse(0..<file.bytes.count)
    return (root.map { Document(file: file, root: $0) }, parser.diagnostics)
  }

  /// Reads line-delimited JSON: one document for each line that is not blank, in file order.
  ///
  /// A line with an error gives a diagnostic and no document. `limits.nodes` bounds all lines
  /// together; for more use `forEachLine(of:limits:_:)`.
  package static func readLines(
    _ file: SourceFile, limits: ReadLimits = ReadLimits()
  ) -> ([Document], [Diagnostic]) {
    var documents: [Document] = []
    var rest = limits
    let diagnostics = forEachLine(of: file, limits: limits) { document, size in
      rest.nodes -= size
      guard rest.nodes >= 0 else { return .stop }
      documents.append(document)
      return .next
    }
    guard rest.nodes < 0 else { return (documents, diagnostics) }
    let range = SourceRange(file.bytes.count, file.bytes.count)
    return (
      documents,
      diagnostics + [TreeDiagnostics.tooManyValues(file, at: range, limit: limits.nodes)]
    )
  }

  /// Whether to go on with the next line.
  package enum Continuation { case next, stop }

  /// Hands each line's document to `body` with its number of values and forgets it; limits hold for
  /// each line by itself.
  package static func forEachLine(
    of file: SourceFile, limits: ReadLimits = ReadLimits(),
    _ body: (_ document: Document, _ size: Int) -> Continuation
  ) -> [Diagnostic] {
    guard file.bytes.count <= limits.bytes else {
      return [TreeDiagnostics.tooLarge(file, limit: limits.bytes)]
    }
    var parser = JSONParser(file: file, limits: limits)
    for number in 1...file.lineCount {
      let line = file.lineRange(number)
      guard !parser.isBlank(line), let root = parser.parse(line) else { continue }
      let document = Document(file: file, root: root)
      if body(document, parser.size) == .stop { break }
    }
    return parser.diagnostics
  }
}
