/// Writes JSON, escaping by construction.
///
/// Members come out in the order they are written; `isPretty` indents by two blanks. Strings are
/// UTF-8 with control characters, quotes and backslashes escaped; U+2028, U+2029, `<`, `>` and `&`
/// are escaped as well so that a document can stand inside HTML, and signs that turn the direction
/// of text so that it reads on a terminal as it is.
package struct JSONWriter: Sendable {
  /// The document so far.
  package private(set) var bytes: [UInt8] = []
  private let isPretty: Bool
  /// Whether each open container already has an element.
  private var hasElement: [Bool] = []
  private var isAfterKey = false

  package init(pretty isPretty: Bool = true) {
    self.isPretty = isPretty
  }

  /// Ends a line after a whole value: what follows is another document.
  package mutating func endLine() {
    precondition(hasElement.isEmpty, "a line ends behind a value, never inside")
    append("\n")
  }

  /// Hands over what was written, and forgets it, inside a document as well as behind one: one of any length needs
  /// little memory.
  package mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// Writes an object; `body` writes its members.
  package mutating func object(_ body: (inout JSONWriter) throws -> Void) rethrows {
    try container("{", "}", body)
  }

  /// Writes an array; `body` writes its elements.
  package mutating func array(_ body: (inout JSONWriter) throws -> Void) rethrows {
    try container("[", "]", body)
  }

  /// Writes a member's key; the next value belongs to it.
  package mutating func key(_ key: String) {
    separate()
    quote(key)
    append(isPretty ? ": " : ":")
    isAfterKey = true
  }

  package mutating func string(_ value: String) {
    separate()
    quote(value)
  }

  package mutating func int(_ value: Int64) {
    separate()
    append(String(value))
  }

  /// Writes a number; one that JSON has no words for is `null`.
  package mutating func double(_ value: Double) {
    separate()
    append(value.isFinite ? String(value) : "null")
  }

  package mutating func bool(_ value: Bool) {
    separate()
    append(value ? "true" : "false")
  }

  package mutating func null() {
    separate()
    append("null")
  }

  package mutating func member(_ key: String, _ value: String) {
    self.key(key)
    string(value)
  }

  /// Writes a member, or `null` for nil.
  package mutating func member(_ key: String, _ value: String?) {
    self.key(key)
    if let value { string(value) } else { null() }
  }

  package mutating func member(_ key: String, _ value: Int) {
    self.key(key)
    int(Int64(value))
  }

  package mutating func member(_ key: String, _ value: Bool) {
    self.key(key)
    bool(value)
  }

  package mutating func member(_ key: String, _ values: [String]) {
    self.key(key)
    array { writer in for value in values { writer.string(value) } }
  }

  private mutating func container(
    _ open: String, _ close: String, _ body: (inout JSONWriter) throws -> Void
  ) rethrows {
    separate()
    append(open)
    hasElement.append(false)
    try body(&self)
    let isFilled = hasElement.removeLast()
    if isFilled { newline() }
    append(close)
  }

  private mutating func separate() {
    if isAfterKey {
      isAfterKey = false
      return
    }
    guard let last = hasElement.indices.last else { return }
    if hasElement[last] { append(",") }
    hasElement[last] = true
    newline()
  }

  private mutating func newline() {
    guard isPretty else { return }
    append("\n")
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: hasElement.count * 2))
  }

  private mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    let isWritten = text.withUTF8 { utf8 in
      // All of them at a time: what is plain has to be looked at to its end.
      var (isMarked, isOther): (UInt8, UInt8) = (0, 0)
      for byte in utf8 {
        isMarked |= Self.isMark(byte) ? 1 : 0
        isOther |= (byte &- 0x20) > 0x5E ? 1 : 0
      }
      guard isOther == 0 else { return false }
      // Nearly every string needs no escape and is copied as it stands.
      if isMarked == 0 { bytes.append(contentsOf: utf8) } else { escape(utf8) }
      return true
    }
    if !isWritten { escape(text.unicodeScalars) }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes printable ASCII with its marks escaped.
  private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case UInt8(ascii: "<"): append("\\u003c")
      case UInt8(ascii: ">"): append("\\u003e")
      case UInt8(ascii: "&"): append("\\u0026")
      default: bytes.append(byte)
      }
    }
  }

  private mutating func escape(_ text: String.UnicodeScalarView) {
    for scalar in text {
      switch scalar {
      case "\"": append("\\\"")
      case "\\": append("\\\\")
      case "\n": append("\\n")
      case "\r": append("\\r")
      case "\t": append("\\t")
      case "\u{61C}", "\u{200E}", "\u{200F}", "\u{2028}"..."\u{202E}", "\u{2066}"..."\u{2069}", "<",
        ">", "&", "\u{0}"..<"\u{20}", "\u{7F}"..<"\u{A0}":
        let hex = String(scalar.value, radix: 16)
        append("\\u" + String(repeating: "0", count: 4 - hex.count) + hex)
      default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }

  /// Whether a printable ASCII byte is escaped.
  private static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "<")
      || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "&")
  }
}
