import Sealing
import Testing

@Suite struct DigestTests {
  /// FIPS 180-4 examples, and the digest of nothing.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `known texts have known digests`(text: String, hex: String) {
    let digest = Digest.sha256(Array(text.utf8))
    #expect(digest.hex == hex)
    #expect(Digest(hex: hex) == digest)
    #expect(Digest(hex: hex.uppercased()) == digest)
    #expect(Digest(bytes: digest.bytes) == digest)
  }

  @Test(arguments: ["", "e3", String(repeating: "g", count: 64), String(repeating: "0", count: 66)])
  func `what is not 64 hexadecimal digits is no digest`(text: String) {
    #expect(Digest(hex: text) == nil)
  }

  @Test func `parts give the digest of the whole`() {
    var digester = Digester()
    for byte in "abc".utf8 { digester.add([byte]) }
    #expect(digester.digest() == Digest.sha256(Array("abc".utf8)))
  }

  @Test func `a million letters in parts`() {
    var digester = Digester()
    for _ in 0..<1000 { digester.add([UInt8](repeating: UInt8(ascii: "a"), count: 1000)) }
    #expect(
      digester.digest().hex
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  /// Parts that just fill the room for what is not hashed yet, that just do not, and that never would.
  @Test(arguments: [0, 1, 4_080, 4_087, 4_088, 4_089, 4_095, 4_096, 4_097, 10_000])
  func `parts of any size give the digest of the whole`(size: Int) {
    let text = String(repeating: "é", count: size / 2) + String(repeating: "x", count: size % 2)
    for before in [0, 1, 8, 4_000, 4_096] {
      var digester = Digester()
      digester.add([UInt8](repeating: 7, count: before))
      digester.add(field: text)
      digester.add(UInt64(size))
      digester.add(field: text)
      let number = withUnsafeBytes(of: UInt64(size).bigEndian) { Array($0) }
      let field = number + Array(text.utf8)
      #expect(
        digester.digest()
          == Digest.sha256([UInt8](repeating: 7, count: before) + field + number + field))
    }
  }

  @Test func `a digest counts as the field of its digits, and none as an empty one`() {
    let digest = Digest.sha256(fields: ["a"])
    var digester = Digester()
    digester.add(field: digest)
    digester.add(field: Digest?.none)
    #expect(digester.digest() == Digest.sha256(fields: [digest.hex, ""]))
    #expect(Digest(words: digest.words) == digest)
  }

  @Test func `more may be added after a digest`() {
    var digester = Digester()
    digester.add(field: "a")
    let first = digester.digest()
    var copy = digester
    copy.add(field: "b")
    digester.add(field: "c")
    #expect(first == Digest.sha256(fields: ["a"]))
    #expect(copy.digest() == Digest.sha256(fields: ["a", "b"]))
    #expect(digester.digest() == Digest.sha256(fields: ["a", "c"]))
  }

  @Test func `fields are kept apart by their lengths`() {
    let lists = [["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], ["", "abc"], []]
    #expect(Set(lists.map { Digest.sha256(fields: $0) }).count == lists.count)
    // Two fields by hand: eight bytes of length, then the text.
    let bytes = [0, 0, 0, 0, 0, 0, 0, 2] + Array("ab".utf8) + [0, 0, 0, 0, 0, 0, 0, 0]
    #expect(Digest.sha256(fields: ["ab", ""]) == Digest.sha256(bytes))
  }
}
