/// Arrays of bytes that are read into.
extension [UInt8] {
  /// Adds zeros until there are `count` bytes; nothing when there are as many already.
  mutating func lengthen(to count: Int) {
    guard count > self.count else { return }
    let old = self
    self = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      // In bounds: there is room for `count` bytes, of which the old ones are fewer.
      let rest = buffer[old.count..<count]
      _ = buffer[..<old.count].initialize(fromContentsOf: old)
      UnsafeMutableBufferPointer(rebasing: rest).initialize(repeating: 0)
      filled = count
    }
  }
}
