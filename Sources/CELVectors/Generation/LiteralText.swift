import CEL
import Vectors

/// Values as expressions, in one of the ways that the language has for them.
enum LiteralText {
  static func text(_ value: VectorValue, _ random: inout SeededGenerator) -> String {
    switch value {
    case .null: return "null"
    case .bool(let bool): return bool ? "true" : "false"
    case .int(let int):
      return int >= 0 && random.chance(5) ? "0x\(String(int, radix: 16))" : "\(int)"
    case .uint(let uint): return "\(uint)\(random.chance(10) ? "U" : "u")"
    case .double(let double): return text(of: double)
    case .string(let string): return quoted(string, &random)
    case .bytes(let bytes): return quoted(bytes)
    case .timestamp(let time): return "timestamp(\"\(time.rfc3339)\")"
    case .duration(let length): return "duration(\"\(DurationText.text(length))\")"
    case .list(let elements):
      return "[\(elements.map { text($0, &random) }.joined(separator: ", "))]"
    case .map(let entries):
      let parts = entries.map { "\(text($0.key, &random)): \(text($0.value, &random))" }
      return "{\(parts.joined(separator: ", "))}"
    case .type(let name): return name
    case .optional(nil): return "optional.none()"
    case .optional(let inner?): return "optional.of(\(text(inner, &random)))"
    }
  }

  private static func text(of double: Double) -> String {
    if double.isNaN { return "(0.0 / 0.0)" }
    if double.isInfinite { return double < 0 ? "(-1.0 / 0.0)" : "(1.0 / 0.0)" }
    return "\(double)"
  }

  /// In single, double or triple quotes; raw where it may be.
  private static func quoted(_ string: String, _ random: inout SeededGenerator) -> String {
    let quote = random.pick(["\"", "\"", "'", "\"\"\"", "'''"])
    let isPlain = string.unicodeScalars.allSatisfy { scalar in
      scalar.value >= 0x20 && scalar != "\"" && scalar != "'"
    }
    if isPlain, string.unicodeScalars.last != "\\", random.chance(25) {
      return "r\(quote)\(string)\(quote)"
    }
    var text = ""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\\": text += "\\\\"
      case "\"": text += "\\\""
      case "'": text += "\\'"
      case "\n": text += "\\n"
      case "\t": text += random.chance(50) ? "\\t" : "\\x09"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F || scalar.value > 0x7F && random.chance(30) {
          text += "\\U" + padded(scalar.value, 8)
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
    }
    return quote + text + quote
  }

  private static func padded(_ number: UInt32, _ width: Int) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: width - digits.count) + digits
  }

  private static func quoted(_ bytes: [UInt8]) -> String {
    let parts = bytes.map { byte in
      byte >= 0x20 && byte < 0x7F && byte != 0x22 && byte != 0x5C
        ? String(Unicode.Scalar(byte)) : "\\x" + padded(UInt32(byte), 2)
    }
    return "b\"\(parts.joined())\""
  }
}
