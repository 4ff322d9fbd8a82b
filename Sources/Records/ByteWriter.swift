/// Writes what `ByteReader` reads.
package struct ByteWriter {
  package var bytes: [UInt8] = []

  package init() {}

  /// LEB128.
  package mutating func write(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// A count or an index, which are never negative.
  package mutating func write(_ value: Int) { write(UInt64(max(0, value))) }

  /// LEB128 of zigzag: small numbers of either sign are short.
  package mutating func writeSigned(_ value: Int64) {
    write(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
  }

  /// A length and that many bytes.
  package mutating func write(block: some Collection<UInt8>) {
    write(block.count)
    bytes += block
  }

  /// A text, as a block of UTF-8.
  package mutating func write(_ text: String) { write(block: text.utf8) }

  /// A count and the entries that it counts.
  package mutating func append(_ count: Int, _ entries: ByteWriter) {
    write(count)
    bytes += entries.bytes
  }
}

extension ByteWriter {
  /// Eight bytes, the least first.
  package mutating func write(word: UInt64) {
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }
}
