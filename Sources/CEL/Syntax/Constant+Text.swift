extension Expression.Constant: CustomStringConvertible {
  /// As an expression writes it, in one spelling.
  package var description: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .int(let value): "\(value)"
    case .uint(let value): "\(value)u"
    case .double(let value): Self.text(value)
    case .string(let value): Self.quote(value)
    case .bytes(let value): "b\"" + value.map(Self.escape).joined() + "\""
    }
  }

  /// A double as an expression can spell it: the infinities and not-a-number have no literal.
  private static func text(_ value: Double) -> String {
    if value.isNaN { return "double(\"NaN\")" }
    if value.isInfinite { return value < 0 ? "double(\"-Infinity\")" : "double(\"Infinity\")" }
    return "\(value)"
  }

  /// In double quotes, control characters escaped.
  private static func quote(_ value: String) -> String {
    var text = "\""
    for scalar in value.unicodeScalars {
      if scalar.value < 0x80 {
        text += escape(UInt8(truncatingIfNeeded: scalar.value))
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }

  private static func escape(_ byte: UInt8) -> String {
    switch byte {
    case 0x0A: return "\\n"
    case 0x0D: return "\\r"
    case 0x09: return "\\t"
    case 0x22: return "\\\""
    case 0x5C: return "\\\\"
    case 0x20...0x7E: return String(UnicodeScalar(byte))
    default:
      let hex = String(byte, radix: 16)
      return "\\x" + (hex.count == 1 ? "0" + hex : hex)
    }
  }
}
