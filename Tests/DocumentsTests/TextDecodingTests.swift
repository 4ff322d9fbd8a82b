import Documents
import Testing

struct TextDecodingTests {
  /// Bytes and the text they hold.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let text: String

    init(_ name: String, _ bytes: [UInt8], _ text: String) {
      testDescription = name
      self.bytes = bytes
      self.text = text
    }
  }

  private static func utf16(_ text: String, bigEndian: Bool, marked: Bool) -> [UInt8] {
    ((marked ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit -> [UInt8] in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return bigEndian ? [high, low] : [low, high]
    }
  }

  static let cases = [
    Case("nothing", [], ""),
    Case("ASCII", Array("a: 1\n".utf8), "a: 1\n"),
    Case("UTF-8", Array("é: 😀\r\n".utf8), "é: 😀\r\n"),
    Case("UTF-8 with a mark", [0xEF, 0xBB, 0xBF] + Array("é".utf8), "é"),
    Case("UTF-16 LE with a mark", utf16("é 😀\n", bigEndian: false, marked: true), "é 😀\n"),
    Case("UTF-16 BE with a mark", utf16("é 😀\n", bigEndian: true, marked: true), "é 😀\n"),
    Case("UTF-16 LE without", utf16("{\"é\": 1}", bigEndian: false, marked: false), "{\"é\": 1}"),
    Case("UTF-16 BE without", utf16("{\"é\": 1}", bigEndian: true, marked: false), "{\"é\": 1}"),
  ]

  @Test(arguments: cases)
  func `text is decoded from what it is written in`(_ example: Case) throws {
    let file = try TextDecoding.decode(example.bytes, path: "a").get()
    #expect(file.bytes == Array(example.text.utf8))
    #expect(file.originalBytes == example.bytes)
  }

  @Test(arguments: [
    ([0x61, 0x00, 0x62, 0x63], TextRefusal.binary(offset: 1)),
    ([0x7F, 0x45, 0x4C, 0x46, 0x00, 0x00, 0x00, 0x01], .binary(offset: 4)),
    ([0x61, 0xE9, 0x0A], .invalidUTF8(offset: 1)),
    ([0x61, 0xC0, 0x80], .invalidUTF8(offset: 1)),
    ([0xED, 0xA0, 0x80], .invalidUTF8(offset: 0)),
    ([0xF4, 0x90, 0x80, 0x80], .invalidUTF8(offset: 0)),
    ([0x61, 0xE2, 0x82], .invalidUTF8(offset: 1)),
    ([0xFF, 0xFE, 0x3D, 0xD8], .invalidUTF16(offset: 2)),
    ([0xFF, 0xFE, 0x61], .invalidUTF16(offset: 2)),
    ([0xFF, 0xFE, 0x61, 0x00, 0x00, 0x00], .binary(offset: 4)),
    ([0xFF, 0xFE, 0x00, 0x00, 0x61, 0x00, 0x00, 0x00], .utf32),
  ])
  func `bytes that are no text are refused with the reason`(
    _ bytes: [UInt8], _ refusal: TextRefusal
  ) {
    #expect(throws: refusal) { try TextDecoding.decode(bytes, path: "a").get() }
  }
}
