#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Strings as the language sees them: sequences of code points, whose order is that of their UTF-8
/// bytes.
extension String {
  /// Order by code points: negative, zero or positive.
  func byteOrder(against other: String) -> Int {
    var left = self
    var right = other
    return left.withUTF8 { leftBytes in
      right.withUTF8 { rightBytes in
        let common = min(leftBytes.count, rightBytes.count)
        if common > 0, let leftStart = leftBytes.baseAddress,
          let rightStart = rightBytes.baseAddress
        {
          let order = memcmp(leftStart, rightStart, common)
          if order != 0 { return Int(order) }
        }
        return leftBytes.count - rightBytes.count
      }
    }
  }

  /// Whether these are the first bytes.
  func startsWithBytes(_ prefix: String) -> Bool {
    let length = prefix.utf8.count
    return utf8.count >= length && utf8.prefix(length).elementsEqual(prefix.utf8)
  }

  /// Whether these are the last bytes.
  func endsWithBytes(_ suffix: String) -> Bool {
    let length = suffix.utf8.count
    return utf8.count >= length && utf8.suffix(length).elementsEqual(suffix.utf8)
  }

  /// The byte offset at which `needle` stands first, from a byte offset on; nil for nowhere.
  ///
  /// Takes time linear in both lengths.
  func byteOffset(of needle: String, from start: Int = 0) -> Int? {
    var haystack = self
    var needle = needle
    return haystack.withUTF8 { bytes in
      needle.withUTF8 { sought -> Int? in
        guard start <= bytes.count, sought.count <= bytes.count - start else { return nil }
        guard sought.count > 0 else { return start }
        return sought.count <= 16
          ? Self.search(bytes, sought, start) : Self.searchLong(bytes, sought, start)
      }
    }
  }

  private static func search(
    _ bytes: UnsafeBufferPointer<UInt8>, _ sought: UnsafeBufferPointer<UInt8>, _ start: Int
  ) -> Int? {
    let first = sought[0]
    for index in start...(bytes.count - sought.count) where bytes[index] == first {
      if (1..<sought.count).allSatisfy({ bytes[index + $0] == sought[$0] }) { return index }
    }
    return nil
  }

  /// Knuth, Morris and Pratt: a table says how far a broken match is still one.
  private static func searchLong(
    _ bytes: UnsafeBufferPointer<UInt8>, _ sought: UnsafeBufferPointer<UInt8>, _ start: Int
  ) -> Int? {
    var table = [Int](repeating: 0, count: sought.count)
    var length = 0
    for index in 1..<sought.count {
      while length > 0, sought[index] != sought[length] { length = table[length - 1] }
      if sought[index] == sought[length] { length += 1 }
      table[index] = length
    }
    length = 0
    for index in start..<bytes.count {
      while length > 0, bytes[index] != sought[length] { length = table[length - 1] }
      if bytes[index] == sought[length] { length += 1 }
      if length == sought.count { return index + 1 - length }
    }
    return nil
  }
}
