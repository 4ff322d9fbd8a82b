/// Reads numbers and blocks from bytes; nil for whatever is not there.
package struct ByteReader {
  let bytes: [UInt8]
  package private(set) var position: Int

  package init(bytes: [UInt8], position: Int) {
    self.bytes = bytes
    self.position = position
  }

  package var isAtEnd: Bool { position == bytes.count }

  /// LEB128 in its one shortest form.
  package mutating func number() -> UInt64? {
    guard position < bytes.count else { return nil }
    let first = bytes[position]
    position += 1
    if first < 0x80 { return UInt64(first) }
    var value = UInt64(first & 0x7F)
    var shift: UInt64 = 7
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      let bits = UInt64(byte & 0x7F)
      guard shift < 63 || (shift == 63 && bits <= 1) else { return nil }
      value |= bits << shift
      if byte < 0x80 { return byte == 0 ? nil : value }
      shift += 7
    }
    return nil
  }

  /// LEB128 of zigzag.
  package mutating func signed() -> Int64? {
    number().map { Int64(bitPattern: $0 >> 1) ^ -Int64(bitPattern: $0 & 1) }
  }

  /// How many entries follow, each of at least one byte.
  package mutating func count() -> Int? {
    guard let value = number(), value <= UInt64(bytes.count - position) else { return nil }
    return Int(value)
  }

  /// A number that must be less than a bound.
  package mutating func index(below bound: Int) -> Int? {
    guard let value = number(), value < UInt64(bound) else { return nil }
    return Int(value)
  }

  /// A length and that many bytes.
  package mutating func block() -> ArraySlice<UInt8>? {
    guard let length = count() else { return nil }
    defer { position += length }
    return bytes[position..<position + length]
  }

  /// A block that is UTF-8.
  package mutating func string() -> String? {
    block().flatMap { String(validating: $0, as: UTF8.self) }
  }
}

extension ByteReader {
  /// Eight bytes, the least first.
  package mutating func word() -> UInt64? {
    guard bytes.count - position >= 8 else { return nil }
    defer { position += 8 }
    return bytes.withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: UInt64.self))
    }
  }
}
