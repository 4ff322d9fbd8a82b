import Crypto

/// The first 128 bits of a SHA-256: they tell apart what nobody makes alike, in two words.
package struct ShortDigest: Hashable, Sendable {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Of nothing that was hashed.
  package static let none = ShortDigest(high: 0, low: 0)

  /// Digests some bytes.
  package init(of bytes: UnsafeRawBufferPointer) {
    var hash = SHA256()
    hash.update(bufferPointer: bytes)
    self = hash.finalize().withUnsafeBytes { digest in
      ShortDigest(
        high: UInt64(bigEndian: digest.loadUnaligned(as: UInt64.self)),
        low: UInt64(bigEndian: digest.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }
  }

  package init(of bytes: [UInt8]) { self = bytes.withUnsafeBytes { ShortDigest(of: $0) } }
}
