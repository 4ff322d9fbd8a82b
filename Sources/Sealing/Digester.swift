import Crypto

/// Computes a SHA-256 digest of parts that arrive one after the other.
///
/// Fields are preceded by their length in bytes as a big-endian 64-bit number, so that no two lists
/// of fields share an input; raw bytes are not.
package struct Digester {
  private var hash = SHA256()
  /// Room for what is not hashed yet: short parts cost less when they are hashed together.
  private var pending = [UInt8](repeating: 0, count: Self.room)
  /// How much of the room is taken.
  private var taken = 0
  private static let room = 4096

  package init() {}

  /// Adds bytes as they are.
  package mutating func add(_ bytes: [UInt8]) { bytes.withUnsafeBytes { add($0) } }

  /// Adds bytes as they are.
  package mutating func add(_ bytes: ArraySlice<UInt8>) { bytes.withUnsafeBytes { add($0) } }

  /// Adds a number as eight big-endian bytes.
  package mutating func add(_ number: UInt64) {
    if Self.room - taken < 8 { flush() }
    let start = taken
    pending.withUnsafeMutableBytes {
      $0.storeBytes(of: number.bigEndian, toByteOffset: start, as: UInt64.self)
    }
    taken = start + 8
  }

  /// Adds a string's length in UTF-8 bytes, and then those bytes.
  package mutating func add(field: String) {
    var field = field
    field.withUTF8 { utf8 in
      let start = taken
      guard Self.room - start >= utf8.count + 8 else {
        add(UInt64(utf8.count))
        return add(UnsafeRawBufferPointer(utf8))
      }
      pending.withUnsafeMutableBytes { pending in
        pending.storeBytes(
          of: UInt64(utf8.count).bigEndian, toByteOffset: start, as: UInt64.self)
        UnsafeMutableRawBufferPointer(rebasing: pending[(start + 8)...]).copyMemory(
          from: UnsafeRawBufferPointer(utf8))
      }
      taken = start + 8 + utf8.count
    }
  }

  /// Adds a digest as the field that its hexadecimal digits are; nil as an empty one.
  package mutating func add(field digest: Digest?) {
    guard let digest else { return add(UInt64(0)) }
    add(UInt64(64))
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { digits in
      digest.write(hex: digits)
      add(UnsafeRawBufferPointer(digits))
    }
  }

  /// The digest of what was added so far; more may be added afterwards.
  package func digest() -> Digest {
    var hash = hash
    hash.update(data: pending[..<taken])
    return Digest(computed: hash)
  }

  private mutating func add(_ bytes: UnsafeRawBufferPointer) {
    if bytes.count > Self.room - taken { flush() }
    guard bytes.count <= Self.room else { return hash.update(bufferPointer: bytes) }
    let start = taken
    pending.withUnsafeMutableBytes {
      UnsafeMutableRawBufferPointer(rebasing: $0[start...]).copyMemory(from: bytes)
    }
    taken = start + bytes.count
  }

  private mutating func flush() {
    hash.update(data: pending[..<taken])
    taken = 0
  }
}
