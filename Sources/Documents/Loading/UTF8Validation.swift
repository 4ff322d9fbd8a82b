/// Finds where bytes stop being UTF-8 (RFC 3629: no overlong forms, no surrogates, up to U+10FFFF).
enum UTF8Validation {
  /// The offset of the first byte that belongs to no valid sequence; nil when all of it is valid.
  static func firstInvalid(_ bytes: [UInt8], from start: Int = 0, to limit: Int? = nil) -> Int? {
    bytes.withUnsafeBytes { buffer in
      firstInvalid(UnsafeRawBufferPointer(rebasing: buffer[start..<(limit ?? buffer.count)]))
    }
    .map { start + $0 }
  }

  /// The same of bytes that somebody else keeps; the offset counts from their start.
  static func firstInvalid(_ bytes: UnsafeRawBufferPointer) -> Int? {
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte < 0x80 {
        at += 1
        continue
      }
      guard let length = sequenceLength(bytes, at: at) else { return at }
      at += length
    }
    return nil
  }

  /// The length of the multi-byte sequence that begins at `at`; nil when it is no valid one.
  private static func sequenceLength(_ bytes: UnsafeRawBufferPointer, at: Int) -> Int? {
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch bytes[at] {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return nil
    }
    // In bounds: no byte of the sequence is looked at before its length is known to fit.
    guard at + length <= bytes.count, second.contains(bytes[at + 1]) else { return nil }
    for index in at + 2..<max(at + length, at + 2) where bytes[index] & 0xC0 != 0x80 { return nil }
    return length
  }
}
