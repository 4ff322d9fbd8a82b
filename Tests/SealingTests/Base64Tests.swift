import Sealing
import Testing

/// The vectors of RFC 4648, section 10.
struct Base64Tests {
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func `bytes are written as RFC 4648 says`(_ text: String, _ encoded: String) {
    #expect(Base64.encode(Array(text.utf8)) == encoded)
  }

  @Test func `all 64 letters are used`() {
    let bytes: [UInt8] = [0x00, 0x10, 0x83, 0xFF, 0xFF, 0xFE, 0xFB]
    #expect(Base64.encode(bytes) == "ABCD///++w==")
  }
}
