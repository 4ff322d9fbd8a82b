/// A set of rows of resources, as the file keeps it: words of 64 bits by number, none of them zero.
struct ResourceSet {
  private(set) var words: [Int64: UInt64] = [:]

  init() {}

  init(_ rows: [Int64]) { for row in rows { insert(row) } }

  subscript(word: Int64) -> UInt64 { words[word] ?? 0 }

  /// Adds members of a word.
  mutating func add(_ members: UInt64, to word: Int64) {
    if members != 0 { words[word, default: 0] |= members }
  }

  mutating func insert(_ row: Int64) { words[row >> 6, default: 0] |= 1 << UInt64(row & 63) }

  /// The rows of a word, ascending.
  static func rows(of word: Int64, _ members: UInt64) -> [Int64] {
    (0..<64).filter { members >> UInt64($0) & 1 == 1 }.map { word << 6 | $0 }
  }
}
