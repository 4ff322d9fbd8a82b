package import Documents

/// A text in which `↓` marks the place a diagnostic must point at.
package struct MarkedText: ExpressibleByStringLiteral, Sendable {
  /// The text without its markers.
  package let text: String
  /// Byte offsets of the markers in `text`, ascending.
  package let offsets: [Int32]

  package init(_ marked: String) {
    var text = ""
    var offsets: [Int32] = []
    for scalar in marked.unicodeScalars {
      if scalar == "↓" {
        offsets.append(Int32(clamping: text.utf8.count))
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    self.text = text
    self.offsets = offsets
  }

  package init(stringLiteral value: String) {
    self.init(value)
  }

  /// The text as a file.
  package func file(_ path: String = "input") -> SourceFile {
    SourceFile(path: path, text: text)
  }
}
