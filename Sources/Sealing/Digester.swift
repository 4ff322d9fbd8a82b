import Crypto

/// Computes a SHA-256 digest of parts that arrive one after the other.
///
/// Fields are preceded by their length in bytes as a big-endian 64-bit number, so that no two lists
/// of fields share an input; raw bytes are not.
package struct Digester {
  private var hash = SHA256()

  package init() {}

  /// Adds bytes as they are.
  package mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
  }

  /// Adds a number as eight big-endian bytes.
  package mutating func add(_ number: UInt64) {
    withUnsafeBytes(of: number.bigEndian) { hash.update(bufferPointer: $0) }
  }

  /// Adds a string's length in UTF-8 bytes, and then those bytes.
  package mutating func add(field: String) {
    var field = field
    field.withUTF8 { utf8 in
      add(UInt64(utf8.count))
      hash.update(bufferPointer: UnsafeRawBufferPointer(utf8))
    }
  }

  /// The digest of what was added so far; more may be added afterwards.
  package func digest() -> Digest { Digest(computed: Array(hash.finalize())) }
}
