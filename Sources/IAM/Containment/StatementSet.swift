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

  mutating func remove(_ index: Int) {
    if index < 64 {
      word &= ~(1 << UInt64(index))
    } else {
      further[index >> 6 - 1] &= ~(1 << UInt64(index & 63))
    }
  }

  /// Those below a bound, and those from it on, which count from there.
  func split(at bound: Int, of count: Int) -> (StatementSet, StatementSet) {
    var (below, above) = (StatementSet(count: bound), StatementSet(count: count - bound))
    forEach { if $0 < bound { below.insert($0) } else { above.insert($0 - bound) } }
    return (below, above)
  }

  /// The lowest of them.
  var first: Int? {
    if word != 0 { return word.trailingZeroBitCount }
    return further.firstIndex { $0 != 0 }.map { ($0 + 1) << 6 + further[$0].trailingZeroBitCount }
  }

  /// Ascending.
  private func forEach(_ body: (Int) -> Void) {
    for number in 0...further.count {
      var rest = number == 0 ? word : further[number - 1]
      while rest != 0 {
        body(number << 6 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
  }
}
