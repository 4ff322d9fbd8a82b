/// Tells of most texts, by their first two bytes and their length, that they are none of some names.
///
/// ASCII letters of either case are the same, and blanks in a text do not count, as far as a text has no
/// more than eight of them.
package struct TextScreen: Sendable {
  /// Length of the longest name.
  let longest: Int
  /// Which pairs of bytes names begin with, a bit each.
  let beginnings: [UInt64]

  /// Of names in lower case, without blanks, in UTF-8; nil when one is shorter than two bytes.
  package init?(_ names: some Sequence<[UInt8]>) {
    var (longest, beginnings) = (0, [UInt64](repeating: 0, count: 1 << 10))
    for name in names {
      guard name.count >= 2 else { return nil }
      longest = max(longest, name.count)
      let pair = Int(name[0]) << 8 | Int(name[1])
      beginnings[pair >> 6] |= 1 << UInt64(pair & 63)
    }
    self.longest = longest
    self.beginnings = beginnings
  }

  /// Whether a text that has no escapes may be one of the names; false is certain.
  package func mayTake(_ bytes: UnsafeRawBufferPointer) -> Bool {
    beginnings.withUnsafeBufferPointer { Self.mayTake(bytes, $0, longest) }
  }

  @inline(__always) static func mayTake(
    _ bytes: UnsafeRawBufferPointer, _ beginnings: UnsafeBufferPointer<UInt64>, _ longest: Int
  ) -> Bool {
    guard bytes.count <= longest + 8 else { return false }
    guard bytes.count >= 2 else { return true }
    let (first, second) = (bytes[0], bytes[1])
    guard first != 0x20, second != 0x20 else { return true }
    let pair = Int(folded(first)) << 8 | Int(folded(second))
    return beginnings[pair >> 6] >> UInt64(pair & 63) & 1 == 1
  }

  @inline(__always) private static func folded(_ byte: UInt8) -> UInt8 {
    byte &- 0x41 < 26 ? byte | 0x20 : byte
  }
}
