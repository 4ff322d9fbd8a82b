extension StandardFunctions {
  /// Base 64 of RFC 4648; padding may be left out when decoding.
  static let encoders: [Library.Function] = [
    .unary("base64.encode") { context, value in
      guard case .bytes(let bytes) = value else { return nil }
      if let error = context.charge(bytes.count / 16) { return .error(error) }
      return context.checked(Base64.encode(bytes))
    },
    .unary("base64.decode") { context, value in
      guard case .string(let text) = value else { return nil }
      if let error = context.charge(text.utf8.count / 16) { return .error(error) }
      return Base64.decode(text).map { context.checked($0) } ?? .error(.badBase64(text))
    },
  ]
}

/// Base 64.
package enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// With padding.
  package static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var index = 0
    while index < bytes.count {
      let chunk = bytes[index..<min(index + 3, bytes.count)]
      var group = chunk.reduce(into: UInt32(0)) { $0 = $0 << 8 | UInt32($1) }
      group <<= UInt32(8 * (3 - chunk.count))
      for position in 0..<4 {
        let digit = Int(group >> UInt32(18 - 6 * position)) & 63
        text.append(position <= chunk.count ? alphabet[digit] : UInt8(ascii: "="))
      }
      index += 3
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Nil for what is no base 64; line ends do not count, because long texts are broken up.
  package static func decode(_ text: String) -> [UInt8]? {
    var digits = text.utf8.filter { $0 != 0x0A && $0 != 0x0D }[...]
    if digits.count % 4 == 0 {
      for _ in 0..<2 where digits.last == UInt8(ascii: "=") { digits.removeLast() }
    }
    guard digits.count % 4 != 1 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count * 3 / 4)
    var group: UInt32 = 0
    var bits: UInt32 = 0
    for digit in digits {
      guard let value = value(digit) else { return nil }
      group = group << 6 | value
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: group >> bits))
      }
    }
    return bytes
  }

  private static func value(_ digit: UInt8) -> UInt32? {
    switch digit {
    case 0x41...0x5A: UInt32(digit - 0x41)
    case 0x61...0x7A: UInt32(digit - 0x61 + 26)
    case 0x30...0x39: UInt32(digit - 0x30 + 52)
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
