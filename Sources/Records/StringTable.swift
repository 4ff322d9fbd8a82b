import Glibc

/// An interned string: equal symbols of one table are equal strings.
package struct Symbol: Hashable, Sendable {
  package let raw: UInt32

  package init(raw: UInt32) { self.raw = raw }
}

/// Each distinct string once, numbered in order of first use.
///
/// Strings are told apart by bytes, so that canonically equivalent spellings stay two. Looked up by a
/// hash of the bytes with linear probing: a known text costs no string.
package struct StringTable: Sendable {
  private var strings: [String] = []
  /// What is looked up, by hash.
  ///
  /// The size is a power of two, at least twice the number of strings.
  private var places = Array(repeating: Place.empty, count: 64)
  /// Drawn anew for each table that begins empty, so that no input can be made to collide.
  private let seed = UInt64.random(in: .min ... .max)

  /// The string whose hash leads to a place.
  private struct Place: Sendable {
    /// One more than its number; 0 for none.
    let mark: UInt32
    /// The lower half of its hash, by which most other strings are told from it without a look at them.
    let hash: UInt32

    static let empty = Place(mark: 0, hash: 0)
  }

  package init() {}

  /// The symbol of a string, new or known.
  package mutating func intern(_ string: String) -> Symbol {
    var string = string
    let (place, hash, known) = string.withUTF8 { find(UnsafeRawBufferPointer($0)) }
    return known ?? add(string, hash, at: place)
  }

  /// The symbol of a text of UTF-8, new or known.
  package mutating func intern(utf8 bytes: UnsafeRawBufferPointer) -> Symbol {
    let (place, hash, known) = find(bytes)
    return known ?? add(String(decoding: bytes, as: UTF8.self), hash, at: place)
  }

  /// The symbol of a string; nil when the table has none of it.
  package func symbol(of string: String) -> Symbol? {
    var string = string
    return string.withUTF8 { find(UnsafeRawBufferPointer($0)).known }
  }

  package subscript(symbol: Symbol) -> String { strings[Int(symbol.raw)] }

  package var count: Int { strings.count }

  /// Where the string of these bytes is looked up, its hash, and its symbol where it is there.
  private func find(
    _ bytes: UnsafeRawBufferPointer
  ) -> (place: Int, hash: UInt32, known: Symbol?) {
    let mask = places.count - 1
    let hash = hash(bytes)
    var place = Int(hash) & mask
    while places[place].mark != 0 {
      let number = places[place].mark - 1
      if places[place].hash == hash, Self.isEqual(strings[Int(number)], bytes) {
        return (place, hash, Symbol(raw: number))
      }
      place = (place + 1) & mask
    }
    return (place, hash, nil)
  }

  private mutating func add(_ string: String, _ hash: UInt32, at place: Int) -> Symbol {
    strings.append(string)
    let symbol = Symbol(raw: UInt32(strings.count - 1))
    places[place] = Place(mark: symbol.raw + 1, hash: hash)
    if strings.count * 2 > places.count { grow() }
    return symbol
  }

  private mutating func grow() {
    let old = places
    places = Array(repeating: .empty, count: old.count * 2)
    let mask = places.count - 1
    for known in old where known.mark != 0 {
      var place = Int(known.hash) & mask
      while places[place].mark != 0 { place = (place + 1) & mask }
      places[place] = known
    }
  }

  /// Eight bytes at a time, each folded in by a multiplication of which both halves count.
  private func hash(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    var hash = seed ^ UInt64(bytes.count)
    var at = 0
    while at + 8 <= bytes.count {
      hash = Self.folded(hash ^ bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      at += 8
    }
    var rest: UInt64 = 0
    while at < bytes.count {
      rest = rest << 8 | UInt64(bytes[at])
      at += 1
    }
    return UInt32(truncatingIfNeeded: Self.folded(Self.folded(hash ^ rest) ^ seed))
  }

  @inline(__always) private static func folded(_ word: UInt64) -> UInt64 {
    let (high, low) = word.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return high ^ low
  }

  private static func isEqual(_ string: String, _ bytes: UnsafeRawBufferPointer) -> Bool {
    var string = string
    return string.withUTF8 { known in
      guard known.count == bytes.count else { return false }
      guard let left = known.baseAddress, let right = bytes.baseAddress else { return true }
      // In bounds: both are valid for their counts, which are equal.
      return memcmp(left, right, bytes.count) == 0
    }
  }
}
