/// A fixed number of words that compiled rules write in their innermost loops.
///
/// Owned by one frame and never shared: no reference count is read where a word is written. This is
/// the one place with unsafe memory; indices come from the compiler of rules, which took them from
/// the count that it asks for here. Debug builds check them.
struct WordRegisters: ~Copyable {
  private let base: UnsafeMutablePointer<UInt64>
  private let count: Int

  /// All zero.
  init(count: Int) {
    self.count = count
    base = .allocate(capacity: max(count, 1))
    base.initialize(repeating: 0, count: max(count, 1))
  }

  deinit { base.deallocate() }

  subscript(index: Int) -> UInt64 {
    @inline(__always)
    get {
      assert(index >= 0 && index < count)
      return base[index]
    }
    @inline(__always)
    nonmutating set {
      assert(index >= 0 && index < count)
      base[index] = newValue
    }
  }
}
