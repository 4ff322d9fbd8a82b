/// Decodes one backslash escape of a quoted scalar.
enum QuotedEscape {
  /// What an escape stands for, with its length in bytes, backslash included.
  enum Result: Equatable {
    case scalar(Unicode.Scalar, length: Int)
    /// Half of a pair.
    case loneSurrogate(length: Int)
    case invalid(length: Int)
  }

  /// The JSON escape (RFC 8259, section 7) whose backslash stands at `at`.
  static func json(_ bytes: ArraySlice<UInt8>, at: Int) -> Result {
    guard at + 1 < bytes.endIndex else { return .invalid(length: 1) }
    switch bytes[at + 1] {
    case UInt8(ascii: "\""): return .scalar("\"", length: 2)
    case UInt8(ascii: "\\"): return .scalar("\\", length: 2)
    case UInt8(ascii: "/"): return .scalar("/", length: 2)
    case UInt8(ascii: "b"): return .scalar("\u{8}", length: 2)
    case UInt8(ascii: "f"): return .scalar("\u{C}", length: 2)
    case UInt8(ascii: "n"): return .scalar("\n", length: 2)
    case UInt8(ascii: "r"): return .scalar("\r", length: 2)
    case UInt8(ascii: "t"): return .scalar("\t", length: 2)
    case UInt8(ascii: "u"): return unicode(bytes, at: at)
    case 0x80...0xFF: return .invalid(length: 1)
    default: return .invalid(length: 2)
    }
  }

  /// The escape of a double-quoted YAML scalar (YAML 1.1, section 5.6), or of JSON: no escape means
  /// different things in the two.
  static func yaml(_ bytes: ArraySlice<UInt8>, at: Int) -> Result {
    guard at + 1 < bytes.endIndex else { return .invalid(length: 1) }
    switch bytes[at + 1] {
    case UInt8(ascii: "0"): return .scalar("\0", length: 2)
    case UInt8(ascii: "a"): return .scalar("\u{7}", length: 2)
    case UInt8(ascii: "\t"): return .scalar("\t", length: 2)
    case UInt8(ascii: "v"): return .scalar("\u{B}", length: 2)
    case UInt8(ascii: "e"): return .scalar("\u{1B}", length: 2)
    case UInt8(ascii: " "): return .scalar(" ", length: 2)
    case UInt8(ascii: "'"): return .scalar("'", length: 2)
    case UInt8(ascii: "N"): return .scalar("\u{85}", length: 2)
    case UInt8(ascii: "_"): return .scalar("\u{A0}", length: 2)
    case UInt8(ascii: "L"): return .scalar("\u{2028}", length: 2)
    case UInt8(ascii: "P"): return .scalar("\u{2029}", length: 2)
    case UInt8(ascii: "x"), UInt8(ascii: "U"):
      let digits = bytes[at + 1] == UInt8(ascii: "x") ? 2 : 8
      guard let value = hex(bytes, at: at + 2, digits: digits), let scalar = Unicode.Scalar(value)
      else { return .invalid(length: 2) }
      return .scalar(scalar, length: 2 + digits)
    default: return json(bytes, at: at)
    }
  }

  /// `\u` and four digits, or two of those for a character beyond U+FFFF.
  private static func unicode(_ bytes: ArraySlice<UInt8>, at: Int) -> Result {
    guard let high = hex(bytes, at: at + 2, digits: 4) else { return .invalid(length: 2) }
    if let scalar = Unicode.Scalar(high) { return .scalar(scalar, length: 6) }
    guard high < 0xDC00, at + 7 < bytes.endIndex, bytes[at + 6] == UInt8(ascii: "\\"),
      bytes[at + 7] == UInt8(ascii: "u"), let low = hex(bytes, at: at + 8, digits: 4),
      (0xDC00...0xDFFF).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    else { return .loneSurrogate(length: 6) }
    return .scalar(scalar, length: 12)
  }

  /// The value of so many hexadecimal digits; nil when they are not all there.
  static func hex(_ bytes: ArraySlice<UInt8>, at: Int, digits: Int) -> UInt32? {
    guard at + digits <= bytes.endIndex else { return nil }
    var value: UInt32 = 0
    for byte in bytes[at..<at + digits] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte - 0x30)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(byte - 0x57)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(byte - 0x37)
      default: return nil
      }
    }
    return value
  }
}
