/// Turns the bytes of a file into a UTF-8 text, or says why they are none.
///
/// Taken: UTF-8 with or without a byte order mark; UTF-16 of either order, told by its mark or, without
/// one, by the zero bytes that ASCII characters leave. Never guessed: eight-bit code pages.
package enum TextDecoding {
  /// What the first bytes say a text is written in.
  private enum Encoding {
    case utf8(markLength: Int)
    case utf16(isLittleEndian: Bool, markLength: Int)
    case utf32
  }

  /// How many first bytes decide about the encoding and whether a file is text at all.
  static let prefixLength = 8192

  /// The text of a file as a source file at `path`.
  package static func decode(
    _ bytes: [UInt8], path: String
  ) -> Result<SourceFile, TextRefusal> {
    switch encoding(of: bytes) {
    case .utf32: return .failure(.utf32)
    case .utf16(let isLittleEndian, let markLength):
      return utf16(bytes, from: markLength, isLittleEndian: isLittleEndian).map {
        SourceFile(path: path, bytes: $0, encodedBytes: bytes)
      }
    case .utf8(let markLength):
      if let zero = bytes.firstIndex(of: 0) { return .failure(.binary(offset: zero)) }
      if bytes.reduce(0, |) >= 0x80, let invalid = UTF8Validation.firstInvalid(bytes) {
        return .failure(.invalidUTF8(offset: invalid))
      }
      guard markLength > 0 else { return .success(SourceFile(path: path, bytes: bytes)) }
      return .success(
        SourceFile(path: path, bytes: Array(bytes[markLength...]), encodedBytes: bytes))
    }
  }

  /// Whether the first bytes of a file show that it is no text.
  static func isBinary(prefix: [UInt8]) -> Bool {
    guard case .utf8 = encoding(of: prefix) else { return false }
    return prefix.contains(0)
  }

  private static func encoding(of bytes: [UInt8]) -> Encoding {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8(markLength: 3) }
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      return .utf32
    }
    if bytes.starts(with: [0xFF, 0xFE]) { return .utf16(isLittleEndian: true, markLength: 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return .utf16(isLittleEndian: false, markLength: 2) }
    guard let isLittleEndian = utf16ByZeros(bytes) else { return .utf8(markLength: 0) }
    return .utf16(isLittleEndian: isLittleEndian, markLength: 0)
  }

  /// Whether the zeros of the first bytes stand as in UTF-16, and then whether low bytes come first.
  ///
  /// They must all stand on one side, and on most places of that side.
  private static func utf16ByZeros(_ bytes: [UInt8]) -> Bool? {
    let count = min(bytes.count, 512) & ~1
    guard count >= 4, bytes.count.isMultiple(of: 2) || bytes.count > 512 else { return nil }
    var zeros = (even: 0, odd: 0)
    for index in 0..<count where bytes[index] == 0 {
      if index.isMultiple(of: 2) { zeros.even += 1 } else { zeros.odd += 1 }
    }
    if zeros.even == 0, zeros.odd > count / 4 { return true }
    if zeros.odd == 0, zeros.even > count / 4 { return false }
    return nil
  }

  private static func utf16(
    _ bytes: [UInt8], from start: Int, isLittleEndian: Bool
  ) -> Result<[UInt8], TextRefusal> {
    func unit(_ at: Int) -> UInt32 {
      let (first, second) = (UInt32(bytes[at]), UInt32(bytes[at + 1]))
      return isLittleEndian ? second << 8 | first : first << 8 | second
    }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var at = start
    while at + 1 < bytes.count {
      var value = unit(at)
      var length = 2
      if value & 0xFC00 == 0xD800, at + 3 < bytes.count, unit(at + 2) & 0xFC00 == 0xDC00 {
        value = 0x10000 + (value & 0x3FF) << 10 + unit(at + 2) & 0x3FF
        length = 4
      }
      guard value != 0 else { return .failure(.binary(offset: at)) }
      guard let scalar = Unicode.Scalar(value) else { return .failure(.invalidUTF16(offset: at)) }
      text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      at += length
    }
    guard at == bytes.count else { return .failure(.invalidUTF16(offset: at)) }
    return .success(text)
  }
}

/// Why bytes are no text.
///
/// Offsets are bytes from the start of the file.
package enum TextRefusal: Error, Hashable, Sendable {
  case binary(offset: Int)
  case invalidUTF8(offset: Int)
  case invalidUTF16(offset: Int)
  case utf32
}

extension TextRefusal: CustomStringConvertible {
  package var description: String {
    switch self {
    case .binary(let offset): "binary: byte \(offset) is zero"
    case .invalidUTF8(let offset): "not valid UTF-8 at byte \(offset); save it as UTF-8"
    case .invalidUTF16(let offset): "not valid UTF-16 at byte \(offset); save it as UTF-8"
    case .utf32: "UTF-32, which is not read; save it as UTF-8"
    }
  }
}
