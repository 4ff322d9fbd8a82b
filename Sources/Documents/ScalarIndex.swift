/// Turns byte offsets of a UTF-8 text into counts of Unicode scalars and back.
///
/// An ASCII text needs no table. Any other keeps one count per 256 bytes, so both directions cost a
/// binary search at most and a scan of 256 bytes, however long the lines are.
struct ScalarIndex: Sendable {
  private static let stride = 256

  /// How many scalars begin before byte `k * stride`; empty for an ASCII text.
  private let counts: [Int32]

  init(_ bytes: [UInt8]) {
    guard bytes.reduce(0, |) >= 0x80 else {
      counts = []
      return
    }
    var counts: [Int32] = []
    counts.reserveCapacity(bytes.count / Self.stride + 1)
    var count: Int32 = 0
    var start = 0
    while start <= bytes.count {
      counts.append(count)
      let end = min(start + Self.stride, bytes.count)
      count &+= Self.count(bytes[start..<end])
      start += Self.stride
    }
    self.counts = counts
  }

  var isASCII: Bool { counts.isEmpty }

  /// How many scalars begin before a byte offset, which must be within the text or at its end.
  func scalars(before offset: Int, in bytes: [UInt8]) -> Int {
    guard !counts.isEmpty else { return offset }
    let block = offset / Self.stride
    return Int(counts[block] &+ Self.count(bytes[block * Self.stride..<offset]))
  }

  /// The byte offset at which a 0-based scalar begins; the end of the text when there are fewer.
  func offset(ofScalar number: Int, in bytes: [UInt8]) -> Int {
    guard !counts.isEmpty else { return min(number, bytes.count) }
    var low = 0
    var high = counts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(counts[middle]) <= number { low = middle } else { high = middle }
    }
    var left = number - Int(counts[low])
    var offset = low * Self.stride
    while offset < bytes.count {
      if bytes[offset] & 0xC0 != 0x80 {
        if left == 0 { break }
        left -= 1
      }
      offset += 1
    }
    return offset
  }

  private static func count(_ bytes: ArraySlice<UInt8>) -> Int32 {
    bytes.reduce(into: 0) { count, byte in count &+= byte & 0xC0 == 0x80 ? 0 : 1 }
  }
}
