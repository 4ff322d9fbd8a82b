/// The names of a service's actions in lower case, ascending by their bytes, in one piece of memory.
///
/// ASCII letters, digits and `-` only. Element *n* is action *n* of the service. Names are handed out
/// as slices of `bytes`, so walking over all of them allocates nothing.
package struct ActionNames: Sendable, RandomAccessCollection {
  /// All names one after another, with nothing between them.
  package let bytes: [UInt8]
  /// Where each name ends in `bytes`; one element a name, ascending.
  private let ends: [UInt32]

  init(bytes: [UInt8], ends: [UInt32]) {
    self.bytes = bytes
    self.ends = ends
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { ends.count }

  /// Where a name stands in `bytes`.
  package func range(of index: Int) -> Range<Int> {
    (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  package subscript(index: Int) -> ArraySlice<UInt8> { bytes[range(of: index)] }

  /// The number of a name, which must be in lower case; nil when no action is called so.
  ///
  /// Binary search, a comparison of bytes a step.
  package func number(of name: some Collection<UInt8>) -> Int? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].lexicographicallyPrecedes(name) { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low].elementsEqual(name) ? low : nil
  }
}
