/// A set of characters of ASCII, one bit each.
struct CharacterMask {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  /// `A` to `Z`.
  static let capitals = CharacterMask(low: 0, high: 0x07FF_FFFE)
  static let digits = CharacterMask(low: 0x03FF << 48, high: 0)

  /// None.
  init() {}

  private init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  var isEmpty: Bool { low | high == 0 }

  func contains(_ character: UInt32) -> Bool {
    character < 128 && (character < 64 ? low : high) >> UInt64(character & 63) & 1 == 1
  }

  /// Others than those of ASCII are left out.
  mutating func insert(_ character: UInt32) {
    let bit = UInt64(1) << UInt64(character & 63)
    if character < 64 {
      low |= bit
    } else if character < 128 {
      high |= bit
    }
  }

  mutating func remove(_ character: UInt32) {
    let bit = UInt64(1) << UInt64(character & 63)
    if character < 64 {
      low &= ~bit
    } else if character < 128 {
      high &= ~bit
    }
  }

  mutating func formUnion(_ other: CharacterMask) {
    low |= other.low
    high |= other.high
  }

  func subtracting(_ other: CharacterMask) -> CharacterMask {
    CharacterMask(low: low & ~other.low, high: high & ~other.high)
  }

  func intersection(_ other: CharacterMask) -> CharacterMask {
    CharacterMask(low: low & other.low, high: high & other.high)
  }

  /// Ascending.
  func forEach(_ body: (UInt32) -> Void) {
    for (first, bits) in [(UInt32(0), low), (64, high)] {
      var rest = bits
      while rest != 0 {
        body(first + UInt32(rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
  }
}
