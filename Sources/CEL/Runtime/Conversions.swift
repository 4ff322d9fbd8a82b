/// The conversions of the language: a value in, a value of the target type or an error out.
enum Conversions {
  static func int(_ value: Value) -> Value {
    switch value {
    case .int: value
    case .uint(let uint):
      Int64(exactly: uint).map { .int($0) } ?? .error(.outOfRange("\(uint)u", of: "int"))
    case .double(let double):
      // The ends are excluded: -2^63 and 2^63 are where doubles stop being exact.
      if double > -0x1p63, double < 0x1p63 {
        .int(Int64(double))
      } else {
        .error(.outOfRange(DoubleText.shortest(double), of: "int"))
      }
    case .string(let text):
      isDigits(text, signs: "+-").flatMap { Int64($0) }.map { .int($0) }
        ?? .error(.badConversion(text, to: "int"))
    case .timestamp(let time): .int(time.seconds)
    case .duration(let duration): .int(duration / 1_000_000_000)
    default: .error(.noSuchOverload("int", [value]))
    }
  }

  static func uint(_ value: Value) -> Value {
    switch value {
    case .uint: value
    case .int(let int):
      UInt64(exactly: int).map { .uint($0) } ?? .error(.outOfRange("\(int)", of: "uint"))
    case .double(let double):
      if double >= 0, double < 0x1p64 {
        .uint(UInt64(double))
      } else {
        .error(.outOfRange(DoubleText.shortest(double), of: "uint"))
      }
    case .string(let text):
      isDigits(text, signs: "+").flatMap { UInt64($0) }.map { .uint($0) }
        ?? .error(.badConversion(text, to: "uint"))
    default: .error(.noSuchOverload("uint", [value]))
    }
  }

  static func double(_ value: Value) -> Value {
    switch value {
    case .double: value
    case .int(let int): .double(Double(int))
    case .uint(let uint): .double(Double(uint))
    case .string(let text):
      text.utf8.count <= 1_000 && !text.utf8.contains(UInt8(ascii: "("))
        ? Double(text).map { .double($0) } ?? .error(.badConversion(text, to: "double"))
        : .error(.badConversion(text, to: "double"))
    default: .error(.noSuchOverload("double", [value]))
    }
  }

  static func bool(_ value: Value) -> Value {
    switch value {
    case .bool: return value
    case .string(let text):
      switch text {
      case "true", "TRUE", "True", "t", "T", "1": return .bool(true)
      case "false", "FALSE", "False", "f", "F", "0": return .bool(false)
      default: return .error(.badConversion(text, to: "bool"))
      }
    default: return .error(.noSuchOverload("bool", [value]))
    }
  }

  static func bytes(_ value: Value) -> Value {
    switch value {
    case .bytes: value
    case .string(let text): .bytes(Array(text.utf8))
    default: .error(.noSuchOverload("bytes", [value]))
    }
  }

  static func string(_ value: Value) -> Value {
    switch value {
    case .string: value
    case .bool(let bool): .string(bool ? "true" : "false")
    case .int(let int): .string(String(int))
    case .uint(let uint): .string(String(uint))
    case .double(let double): .string(DoubleText.shortest(double))
    case .bytes(let bytes):
      String(validating: bytes, as: UTF8.self).map { .string($0) }
        ?? .error(.badConversion("bytes that are not UTF-8", to: "string"))
    case .timestamp(let time): .string(time.rfc3339)
    case .duration(let duration): .string(DurationText.text(duration))
    case .opaque(let opaque): .string(opaque.printed)
    case .type(let type): .string(type.runtimeName)
    default: .error(.noSuchOverload("string", [value]))
    }
  }

  static func timestamp(_ value: Value) -> Value {
    switch value {
    case .timestamp: value
    case .int(let seconds):
      Timestamp(seconds: seconds).map { .timestamp($0) }
        ?? .error(.outOfRange("\(seconds)", of: "timestamp"))
    case .string(let text):
      Timestamp(rfc3339: text).map { .timestamp($0) }
        ?? .error(.badConversion(text, to: "timestamp"))
    default: .error(.noSuchOverload("timestamp", [value]))
    }
  }

  static func duration(_ value: Value) -> Value {
    switch value {
    case .duration: return value
    case .string(let text):
      switch DurationText.read(text) {
      case .nanoseconds(let duration): return .duration(duration)
      case .outOfRange: return .error(.outOfRange("`\(text)`", of: "duration"))
      case .malformed: return .error(.badConversion(text, to: "duration"))
      }
    default: return .error(.noSuchOverload("duration", [value]))
    }
  }

  /// The text when it is a whole number with an allowed sign.
  private static func isDigits(_ text: String, signs: String) -> String? {
    var digits = Substring(text).utf8
    if let first = digits.first, signs.utf8.contains(first) { digits.removeFirst() }
    return !digits.isEmpty && digits.allSatisfy { (0x30...0x39).contains($0) } ? text : nil
  }
}
