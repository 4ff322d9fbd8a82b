import Documents

/// Percent-encoding (RFC 3986), in which the API of IAM hands out policies.
enum PercentDecoding {
  /// The decoded text as a file whose places lead back to the encoded one; nil when the text is not
  /// encoded rightly or decodes to something that is not UTF-8.
  static func decode(_ file: SourceFile) -> SourceFile? {
    var parts: [SourceFile.TextPart] = []
    let bytes = file.bytes
    var start = 0
    while start < bytes.count {
      var end = start
      if bytes[start] == percent {
        var decoded: [UInt8] = []
        while end < bytes.count, bytes[end] == percent {
          guard end + 2 < bytes.count, let high = digit(bytes[end + 1]),
            let low = digit(bytes[end + 2])
          else { return nil }
          let byte = high << 4 | low
          // Each character is a part of its own, so that every place is exact.
          if byte < 0x80, !decoded.isEmpty { break }
          decoded.append(byte)
          end += 3
          if byte < 0x80 { break }
        }
        guard let text = String(validating: decoded, as: UTF8.self) else { return nil }
        parts.append(.substituted(text, file, SourceRange(start, end)))
      } else {
        while end < bytes.count, bytes[end] != percent { end += 1 }
        parts.append(.verbatim(file, SourceRange(start, end)))
      }
      start = end
    }
    return SourceFile.composed(path: file.path, parts: parts)
  }

  private static let percent = UInt8(ascii: "%")

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
