import Glibc

/// The keys of an object that are wanted, ready to be found by their bytes.
struct KeyTable: Sendable {
  /// What a key of an object is.
  enum Found {
    /// Its position among the keys.
    case member(Int)
    /// Nothing that is wanted.
    case other
    /// It differs from a wanted key in the case of letters alone.
    case nearMiss
  }

  /// All keys, one behind the other.
  private let bytes: [UInt8]
  /// Where each begins, and where the last one ends.
  private let starts: [Int]
  /// Positions of keys by `bucket`, one more each; 0 where there is none.
  private let buckets: [UInt8]

  /// For at most a hundred keys, so that most buckets stay empty.
  init(_ keys: [String]) {
    precondition(keys.count <= 100, "most buckets stay empty")
    var (bytes, starts, buckets) = ([UInt8](), [0], [UInt8](repeating: 0, count: 256))
    for (index, key) in keys.enumerated() {
      let utf8 = Array(key.utf8)
      var bucket = utf8.withUnsafeBytes(Self.bucket)
      while buckets[bucket] != 0 { bucket = (bucket + 1) & 255 }
      buckets[bucket] = UInt8(index + 1)
      bytes += utf8
      starts.append(bytes.count)
    }
    (self.bytes, self.starts, self.buckets) = (bytes, starts, buckets)
  }

  /// Looks a key up.
  func find(_ key: UnsafeRawBufferPointer) -> Found {
    var bucket = Self.bucket(key)
    while buckets[bucket] != 0 {
      let index = Int(buckets[bucket]) - 1
      let (start, end) = (starts[index], starts[index + 1])
      if end - start == key.count {
        let isExact = bytes.withUnsafeBytes { bytes in
          guard let left = bytes.baseAddress, let right = key.baseAddress else { return true }
          // In bounds: both have `key.count` bytes from there on.
          return memcmp(left + start, right, key.count) == 0
        }
        if isExact { return .member(index) }
        if zip(bytes[start..<end], key).allSatisfy({ $0 | 0x20 == $1 | 0x20 }) {
          return .nearMiss
        }
      }
      bucket = (bucket + 1) & 255
    }
    return .other
  }

  /// The same for spellings that differ in case.
  private static func bucket(_ key: UnsafeRawBufferPointer) -> Int {
    guard let first = key.first, let last = key.last else { return 0 }
    let middle = key[key.count / 2]
    return
      (key.count &* 37 &+ Int(first | 0x20) &* 11 &+ Int(last | 0x20) &* 101
      &+ Int(middle | 0x20) &* 7) & 255
  }
}
