import Crypto

/// A SHA-256 digest.
package struct Digest: Hashable, Sendable {
  /// 32 bytes.
  package let bytes: [UInt8]

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// The digest of some bytes.
  package static func sha256(_ bytes: [UInt8]) -> Digest {
    Digest(bytes: Array(SHA256.hash(data: bytes)))
  }

  /// The digest of several strings, each preceded by its length in bytes as a big-endian 64-bit
  /// number, so that no two lists share an input.
  package static func sha256(fields: [String]) -> Digest {
    var input: [UInt8] = []
    for field in fields {
      let utf8 = Array(field.utf8)
      withUnsafeBytes(of: UInt64(utf8.count).bigEndian) { input.append(contentsOf: $0) }
      input.append(contentsOf: utf8)
    }
    return sha256(input)
  }

  /// Lower-case hexadecimal, 64 characters.
  package var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
