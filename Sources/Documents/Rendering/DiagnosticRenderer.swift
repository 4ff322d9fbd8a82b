/// Writes diagnostics for people: place, message, source line, caret, way out.
///
/// ```
/// agent.yaml:7:24: error: no property `agnets` on instance [unknown-property]
///   7 |   expect: instance.agnets.exists(a, a.name == "amazon-ssm-agent")
///     |                    ^~~~~~ fix: did you mean `agents`?
/// ```
/// What comes from inputs is made safe for a terminal: no control characters, no direction marks.
package struct DiagnosticRenderer: Sendable {
  /// The most columns of a source line; longer ones are cut around the caret.
  private let width: Int

  package init(width: Int = 160) {
    self.width = max(width, 20)
  }

  /// One diagnostic with its notes, every line ended by a line feed.
  package func render(_ diagnostic: Diagnostic) -> String {
    var text = head(
      diagnostic.severity, SafeText.message(diagnostic.message) + " [\(diagnostic.code)]",
      diagnostic.file, diagnostic.range)
    text += excerpt(diagnostic.file, diagnostic.range, fixIts: diagnostic.fixIts)
    for note in diagnostic.notes {
      let message = SafeText.message(note.message)
      guard let range = note.range else {
        text += "note: \(message)\n"
        continue
      }
      let file = note.file ?? diagnostic.file
      text += head(.note, message, file, range)
      text += excerpt(file, range, fixIts: [])
    }
    return text
  }

  /// More of one code are counted: who has mended so many sees the next.
  private static let mostAlike = 50

  /// Several diagnostics, in the given order; of many with one code the first, and how many more.
  package func render(_ diagnostics: [Diagnostic]) -> String {
    var counts: [String: Int] = [:]
    var text = ""
    for diagnostic in diagnostics {
      counts[diagnostic.code, default: 0] += 1
      if counts[diagnostic.code, default: 0] <= Self.mostAlike { text += render(diagnostic) }
    }
    for (code, count) in counts.sorted(by: { $0.key < $1.key }) where count > Self.mostAlike {
      text += "note: \(count - Self.mostAlike) more [\(code)] are not shown\n"
    }
    return text
  }

  private func head(
    _ severity: Diagnostic.Severity, _ message: String, _ file: SourceFile, _ range: SourceRange
  ) -> String {
    let (outer, outerRange) = file.outermost(range)
    let place = outer.position(at: outerRange.start)
    let path = SafeText.message(outer.path)
    return "\(path):\(place.line):\(place.column): \(severity.rawValue): \(message)\n"
  }

  /// The source line, the caret below it and the ways out.
  private func excerpt(_ file: SourceFile, _ range: SourceRange, fixIts: [FixIt]) -> String {
    let (outer, outerRange) = file.outermost(range)
    let line = outer.position(at: outerRange.start).line
    let window = LineWindow(of: outer, around: outerRange, width: width)
    let number = String(line)
    let margin = String(repeating: " ", count: number.count)
    let caret = "^" + String(repeating: "~", count: max(window.caretWidth - 1, 0))
    var text = trimmed("  \(number) | \(window.text)") + "\n"
    text += "  \(margin) | " + String(repeating: " ", count: window.caretColumn) + caret
    for (index, fixIt) in fixIts.enumerated() {
      text += index == 0 ? " " : "\n  \(margin) | "
      text += "fix: " + SafeText.message(fixIt.title)
    }
    return text + "\n"
  }

  private func trimmed(_ text: String) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    return text
  }
}
