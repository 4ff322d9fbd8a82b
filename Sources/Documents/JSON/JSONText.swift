import Glibc

/// The bytes of a string of JSON where they stand, checked, not decoded.
///
/// It is good only inside the closure that lent the bytes.
package struct JSONText {
  /// What stands between the quotes, escapes as written.
  package let bytes: UnsafeRawBufferPointer
  /// Whether `bytes` are the string's own, so that they can be compared as they stand.
  package let hasEscapes: Bool

  /// The string, decoded.
  package var string: String {
    guard hasEscapes else { return String(decoding: bytes, as: UTF8.self) }
    let source = ArraySlice(bytes)
    var decoded: [UInt8] = []
    decoded.reserveCapacity(source.count)
    var at = 0
    while at < source.count {
      guard source[at] == UInt8(ascii: "\\"),
        case .scalar(let scalar, let length) = QuotedEscape.json(source, at: at)
      else {
        decoded.append(source[at])
        at += 1
        continue
      }
      decoded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      at += length
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  /// Whether it is exactly this text.
  package static func == (text: JSONText, name: StaticString) -> Bool {
    guard !text.hasEscapes else { return text.string.utf8.elementsEqual("\(name)".utf8) }
    // In bounds: both are valid for their counts, which are equal; with no bytes nothing is read.
    guard text.bytes.count == name.utf8CodeUnitCount else { return false }
    guard let start = text.bytes.baseAddress else { return true }
    return memcmp(start, name.utf8Start, text.bytes.count) == 0
  }

  /// Whether it is this text when the case of ASCII letters is not looked at.
  package func matches(_ name: String, _ matching: JSONKeyMatching) -> Bool {
    if hasEscapes {
      return JSONKeyMatching.equal(Array(string.utf8), Array(name.utf8), matching)
    }
    return bytes.count == name.utf8.count && JSONKeyMatching.equal(bytes, name.utf8, matching)
  }
}

/// How keys are compared.
package enum JSONKeyMatching: Sendable {
  case exact
  /// ASCII letters of either case are the same, as in the columns of Athena and Hive.
  case ignoringCase

  static func equal(
    _ left: some Sequence<UInt8>, _ right: some Sequence<UInt8>, _ matching: JSONKeyMatching
  ) -> Bool {
    switch matching {
    case .exact: left.elementsEqual(right)
    case .ignoringCase: left.elementsEqual(right) { lowercased($0) == lowercased($1) }
    }
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
