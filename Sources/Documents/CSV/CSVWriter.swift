/// Writes CSV (RFC 4180), quoting by construction: lines end with CR LF, and fields are UTF-8.
///
/// A text that a spreadsheet would take for a formula gets an apostrophe before it, as spreadsheets
/// write such texts themselves: `=`, `+`, `-` and `@`, also in full width and behind what is not seen, and tabs and
/// line ends. Names in templates and inventories may come from machines that are hostile.
package struct CSVWriter: Sendable {
  /// What was written and not taken yet.
  package private(set) var bytes: [UInt8] = []

  /// One field of a record.
  package enum Field: Sendable, Hashable {
    case text(String)
    /// A number in digits, which a sign may stand before.
    case number(String)
  }

  package init() {}

  /// Writes one record.
  package mutating func record(_ fields: [Field]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      switch field {
      case .text(let text):
        if Self.isFormula(text) { write("'" + text) } else { write(text) }
      case .number(let text): write(text)
      }
    }
    // A line without anything would be no record.
    if fields.count == 1, fields == [.text("")] { bytes += "\"\"".utf8 }
    bytes += "\r\n".utf8
  }

  /// Hands over what was written, and forgets it: a document of any length needs little memory.
  package mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  private static func isFormula(_ text: String) -> Bool {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9": return false
      case "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}":
        return true
      default:
        // Some programs drop these before they look.
        let properties = scalar.properties
        guard properties.isWhitespace || properties.isDefaultIgnorableCodePoint else {
          return false
        }
      }
    }
    return false
  }

  private mutating func write(_ field: String) {
    var field = field
    field.withUTF8 { utf8 in
      // All of them at a time: what is plain has to be looked at to its end.
      var isMarked: UInt8 = 0
      for byte in utf8 { isMarked |= Self.isMark(byte) ? 1 : 0 }
      if isMarked == 0 { return bytes.append(contentsOf: utf8) }
      bytes.append(UInt8(ascii: "\""))
      for byte in utf8 {
        if byte == UInt8(ascii: "\"") { bytes.append(byte) }
        bytes.append(byte)
      }
      bytes.append(UInt8(ascii: "\""))
    }
  }

  /// Whether a field with it must be quoted.
  private static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
      || byte == UInt8(ascii: "\r")
  }
}
