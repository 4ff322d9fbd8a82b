/// Which of the candidates; 0-based.
struct CandidateSet: Sequence {
  private var bits: [UInt64]

  init(_ matches: [Match], _ isIn: (Match) -> Bool) {
    bits = Array(repeating: 0, count: (matches.count + 63) / 64)
    for (index, match) in matches.enumerated() where isIn(match) {
      bits[index / 64] |= 1 << UInt64(index % 64)
    }
  }

  init(_ range: Range<Int>) {
    bits = Array(repeating: 0, count: (range.upperBound + 63) / 64)
    for index in range { insert(index) }
  }

  /// How long it is.
  var words: Int { bits.count }

  mutating func insert(_ index: Int) {
    if index / 64 >= bits.count {
      bits += Array(repeating: 0, count: index / 64 + 1 - bits.count)
    }
    bits[index / 64] |= 1 << UInt64(index % 64)
  }

  mutating func formUnion(_ other: CandidateSet) {
    if other.bits.count > bits.count {
      bits += Array(repeating: 0, count: other.bits.count - bits.count)
    }
    for index in other.bits.indices { bits[index] |= other.bits[index] }
  }

  mutating func remove(_ index: Int) {
    bits[index / 64] &= ~(1 << UInt64(index % 64))
  }

  mutating func formIntersection(_ other: CandidateSet) {
    for index in bits.indices { bits[index] &= index < other.bits.count ? other.bits[index] : 0 }
  }

  mutating func subtract(_ other: CandidateSet) {
    for index in bits.indices where index < other.bits.count { bits[index] &= ~other.bits[index] }
  }

  func makeIterator() -> AnyIterator<Int> {
    var (word, rest) = (0, bits.first ?? 0)
    return AnyIterator {
      while rest == 0 {
        word += 1
        guard word < bits.count else { return nil }
        rest = bits[word]
      }
      defer { rest &= rest - 1 }
      return word * 64 + rest.trailingZeroBitCount
    }
  }
}
