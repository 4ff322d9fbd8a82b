/// A set of positions in a list, as the ranges that it fills.
package struct PositionSet: Sendable, Hashable {
  /// Half-open, ascending, with gaps between them.
  package private(set) var ranges: [Range<Int32>] = []

  package init() {}

  /// In any order, each once or more.
  package init(_ positions: some Sequence<Int32>) {
    let positions = Array(positions)
    // Mostly they come in order.
    let isSorted = positions.indices.dropFirst().allSatisfy { positions[$0 - 1] <= positions[$0] }
    for position in isSorted ? positions : positions.sorted() { append(position) }
  }

  package var isEmpty: Bool { ranges.isEmpty }
  package var count: Int { ranges.reduce(0) { $0 + $1.count } }

  /// Ascending.
  package var positions: some Sequence<Int32> { ranges.lazy.joined() }

  /// Adds a position that is none of those before the last one.
  package mutating func append(_ position: Int32) {
    if let last = ranges.last {
      if last.contains(position) { return }
      precondition(position >= last.upperBound, "positions are added in order")
      if last.upperBound == position {
        ranges[ranges.count - 1] = last.lowerBound..<position + 1
        return
      }
    }
    ranges.append(position..<position + 1)
  }

  package func contains(_ position: Int32) -> Bool {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= position { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(position)
  }
}
