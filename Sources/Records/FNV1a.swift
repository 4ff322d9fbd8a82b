/// The hash FNV-1a of 64 bits (draft-eastlake-fnv), the same in every process.
///
/// Not for what an enemy may choose.
package struct FNV1a {
  @usableFromInline package var value: UInt64 = 0xcbf2_9ce4_8422_2325

  @inlinable package init() {}

  @inlinable package mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }
}
