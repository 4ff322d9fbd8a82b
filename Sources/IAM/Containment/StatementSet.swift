/// A set of positions.
struct StatementSet: Sendable, Hashable {
  /// The first 64, which are all there is in most policies, so that a set costs no memory.
  private var word: UInt64 = 0
  private var further: [UInt64]

  init(count: Int) {
    further = count <= 64 ? [] : Array(repeating: 0, count: (count - 1) / 64)
  }

  func contains(_ index: Int) -> Bool {
    (index < 64 ? word : further[index >> 6 - 1]) >> UInt64(index & 63) & 1 == 1
  }

  mutating func insert(_ index: Int) {
    if index < 64 {
      word |= 1 << UInt64(index)
    } else {
      further[index >> 6 - 1] |= 1 << UInt64(index & 63)
    }
  }
}
