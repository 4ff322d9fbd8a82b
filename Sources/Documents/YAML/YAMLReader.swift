/// YAML -> `Node`, with the exact range of every value.
///
/// In: UTF-8 bytes. Out: a tree of text. Nothing is typed here, so `Version: 2012-10-17` stays what
/// it is; local tags such as `!Sub` are kept, `!!` tags only decide whether a scalar counts as plain.
/// Aliases are expanded up to a bound and have the range of what they stand for; `<<` is merged. An
/// error leaves no document. Time is linear in the text.
package enum YAMLReader {
  /// Reads the one document of a file; a second one is refused.
  ///
  /// Documents without content, as after a last `---`, don't count.
  package static func read(
    _ file: SourceFile, limits: ReadLimits = ReadLimits()
  ) -> (Document?, [Diagnostic]) {
    let (documents, diagnostics) = parse(file, limits: limits, expecting: .one)
    guard diagnostics.isEmpty else { return (nil, diagnostics) }
    guard let document = documents.first else { return (nil, [TreeDiagnostics.empty(file)]) }
    return (document, [])
  }

  /// Reads a stream of documents, in file order; those with an error are left out, as are those
  /// that follow a syntax error.
  package static func readAll(
    _ file: SourceFile, limits: ReadLimits = ReadLimits()
  ) -> ([Document], [Diagnostic]) {
    parse(file, limits: limits, expecting: .any)
  }

  private static func parse(
    _ file: SourceFile, limits: ReadLimits, expecting: YAMLParser.Expectation
  ) -> ([Document], [Diagnostic]) {
    guard !file.bytes.isEmpty else { return ([], []) }
    guard file.bytes.count <= limits.bytes else {
      return ([], [TreeDiagnostics.tooLarge(file, limit: limits.bytes)])
    }
    if let excess = excessDirective(file) {
      return ([], [YAMLDiagnostics.tooManyDirectives(file, at: excess, limit: maximumDirectives)])
    }
    return YAMLEvents.reading(file) { events in
      var parser = YAMLParser(file: file, limits: limits, expecting: expecting)
      return parser.run(&events)
    }
  }

  /// The most `%TAG` lines of a text: libyaml compares each with all before it.
  private static let maximumDirectives = 100

  /// Where there is one directive too many.
  private static func excessDirective(_ file: SourceFile) -> SourceRange? {
    var count = 0
    for number in 1...file.lineCount {
      let line = file.lineRange(number)
      guard line.count > 4, file.bytes[line.lowerBound] == UInt8(ascii: "%"),
        file.bytes[line].starts(with: "%TAG".utf8)
      else { continue }
      count += 1
      if count > maximumDirectives {
        return SourceRange(line.lowerBound, line.upperBound)
      }
    }
    return nil
  }
}
