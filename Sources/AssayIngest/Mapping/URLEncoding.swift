import Documents

/// Percent-encoding (RFC 3986, section 2.1), as IAM's API hands out policy documents.
enum URLEncoding {
  /// A text that begins with an encoded `{` as the decoded text, each byte leading to its origin.
  static func decoded(_ datum: Datum) -> Datum {
    guard case .scalar(let scalar) = datum.content, scalar.text.lowercased().hasPrefix("%7b"),
      let outer = datum.embedded
    else { return datum }
    let bytes = outer.bytes
    var text: [UInt8] = []
    var segments: [SourceMap.Segment] = []
    var index = 0
    while index < bytes.count {
      let length = bytes[index] == UInt8(ascii: "%") && index + 2 < bytes.count ? 3 : 1
      let hex = String(decoding: bytes[index..<min(index + length, bytes.count)], as: UTF8.self)
      let value = length == 3 ? UInt8(hex.dropFirst(), radix: 16) : bytes[index]
      guard let value else { return datum }
      segments.append(
        SourceMap.Segment(
          innerStart: Int32(clamping: text.count), outer: SourceRange(index, index + length),
          isVerbatim: length == 1))
      text.append(value == UInt8(ascii: "+") && length == 1 ? UInt8(ascii: " ") : value)
      index += length
    }
    guard let decoded = String(validating: text, as: UTF8.self) else { return datum }
    let file = SourceFile(
      path: outer.path, bytes: text,
      embedding: Embedding(file: outer, map: SourceMap(segments: segments)))
    return Datum(
      .scalar(Scalar(decoded, style: .literal)), file: file, range: SourceRange(0, text.count))
  }
}
