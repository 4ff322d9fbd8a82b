import Crypto

/// Computes a SHA-256 digest of parts that arrive one after the other.
///
/// Fields are preceded by their length in bytes as a big-endian 64-bit number, so that no two lists
/// of fields share an input; raw bytes are not.
package struct Digester {
  private var hash = SHA256()
  /// What is not hashed yet: short parts cost less when they are hashed together.
  private var pending: [UInt8] = []
  private static let chunk = 4096

  package init() { pending.reserveCapacity(Self.chunk) }

  /// Adds bytes as they are.
  package mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { add($0) }
  }

  /// Adds bytes as they are.
  package mutating func add(_ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBufferPointer { add($0) }
  }

  /// Adds a number as eight big-endian bytes.
  package mutating func add(_ number: UInt64) {
    withUnsafeBytes(of: number.bigEndian) { pending.append(contentsOf: $0) }
  }

  /// Adds a string's length in UTF-8 bytes, and then those bytes.
  package mutating func add(field: String) {
    var field = field
    field.withUTF8 { utf8 in
      add(UInt64(utf8.count))
      add(utf8)
    }
  }

  /// Adds a digest as the field that its hexadecimal digits are; nil as an empty one.
  package mutating func add(field digest: Digest?) {
    guard let digest else { return add(UInt64(0)) }
    add(UInt64(64))
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { digits in
      digest.write(hex: digits)
      pending.append(contentsOf: digits)
    }
  }

  /// The digest of what was added so far; more may be added afterwards.
  package func digest() -> Digest {
    var hash = hash
    hash.update(data: pending)
    return Digest(computed: hash)
  }

  private mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    if bytes.count < Self.chunk {
      pending.append(contentsOf: bytes)
      if pending.count >= Self.chunk { flush() }
    } else {
      flush()
      hash.update(bufferPointer: UnsafeRawBufferPointer(bytes))
    }
  }

  private mutating func flush() {
    hash.update(data: pending)
    pending.removeAll(keepingCapacity: true)
  }
}
