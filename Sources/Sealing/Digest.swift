import Crypto

/// A SHA-256 digest.
package struct Digest: Hashable, Sendable {
  /// Eight bytes each, the first ones highest: thousands are held, without a buffer each.
  package let words: (UInt64, UInt64, UInt64, UInt64)

  /// Takes one apart in `words`.
  package init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

  private init(_ bytes: UnsafeRawBufferPointer) {
    func word(_ index: Int) -> UInt64 {
      UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
    }
    words = (word(0), word(1), word(2), word(3))
  }

  init(computed hash: SHA256) { self = hash.finalize().withUnsafeBytes { Digest($0) } }

  /// Takes 32 bytes that are a digest already; nil for any other number.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self = bytes.withUnsafeBytes { Digest($0) }
  }

  /// Reads 64 hexadecimal digits of either case; nil for anything else.
  package init?(hex: String) {
    let digits = Array(hex.utf8)
    guard digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32)
    for index in stride(from: 0, to: 64, by: 2) {
      guard let high = Self.value(of: digits[index]), let low = Self.value(of: digits[index + 1])
      else { return nil }
      bytes.append(high << 4 | low)
    }
    self.init(bytes: bytes)
  }

  /// 32 bytes.
  package var bytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      forEachByte { byte in
        buffer[count] = byte
        count += 1
      }
    }
  }

  private func forEachByte(_ body: (UInt8) -> Void) {
    for word in [words.0, words.1, words.2, words.3] {
      for shift in stride(from: 56, through: 0, by: -8) {
        body(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
      }
    }
  }

  package static func == (left: Digest, right: Digest) -> Bool { left.words == right.words }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
    hasher.combine(words.3)
  }

  /// The digest of some bytes.
  package static func sha256(_ bytes: [UInt8]) -> Digest {
    bytes.withUnsafeBytes { sha256($0) }
  }

  /// The digest of some bytes.
  package static func sha256(_ bytes: UnsafeRawBufferPointer) -> Digest {
    var hash = SHA256()
    hash.update(bufferPointer: bytes)
    return Digest(computed: hash)
  }

  /// The digest of several strings, each preceded by its length in bytes as a big-endian 64-bit
  /// number, so that no two lists share an input.
  package static func sha256(fields: [String]) -> Digest {
    // Most such lists are short: one buffer of their size, hashed at once.
    let size = fields.reduce(0) { $0 + 8 + $1.utf8.count }
    guard size <= 1 << 16 else {
      var digester = Digester()
      for field in fields { digester.add(field: field) }
      return digester.digest()
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    for field in fields {
      withUnsafeBytes(of: UInt64(field.utf8.count).bigEndian) { bytes.append(contentsOf: $0) }
      bytes.append(contentsOf: field.utf8)
    }
    return sha256(bytes)
  }

  /// 32 zero bytes: what stands before the first link of a chain.
  package static let zero = [UInt8](repeating: 0, count: 32).withUnsafeBytes { Digest($0) }

  /// Lower-case hexadecimal, 64 characters.
  package var hex: String {
    String(unsafeUninitializedCapacity: 64) { text in
      write(hex: text)
      return 64
    }
  }

  /// Writes its 64 lower-case hexadecimal digits into a buffer that has room for them.
  package func write(hex text: UnsafeMutableBufferPointer<UInt8>) {
    var index = 0
    forEachByte { byte in
      text[index] = Self.digit(byte >> 4)
      text[index + 1] = Self.digit(byte & 15)
      index += 2
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value
  }

  private static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
