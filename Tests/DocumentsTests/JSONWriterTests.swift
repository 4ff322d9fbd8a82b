import Documents
import Testing

/// What is written as JSON.
struct JSONWriterTests {
  private func written(_ text: String) -> String {
    var json = JSONWriter(pretty: false)
    json.string(text)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("", #""""#), ("plain text ~", #""plain text ~""#), (#"a "b" \c"#, #""a \"b\" \\c""#),
    ("</script>&", #""\u003c/script\u003e\u0026""#), ("é<", #""é\u003c""#),
    ("\u{0}\u{1F}\u{7F}", #""\u0000\u001f\u007f""#), ("\n\r\t\"", #""\n\r\t\"""#),
    ("\u{80}\u{9F}\u{A0}", "\"\\u0080\\u009f\u{A0}\""),
    ("a\u{202E}b\u{2028}", #""a\u202eb\u2028""#),
    ("\u{1F600}\\", "\"\u{1F600}\\\\\""),
  ])
  func `what could end, steer or leave a text is escaped`(text: String, json: String) {
    #expect(written(text) == json)
  }

  @Test func `every scalar is read back, alone and among marks`() throws {
    var scalars = (0..<0x800).compactMap(Unicode.Scalar.init)
    scalars += [0x2028, 0x202E, 0x2066, 0xFFFD, 0x1_0000, 0x10_FFFF].compactMap(Unicode.Scalar.init)
    for scalar in scalars {
      for text in [String(scalar), "a\(scalar)b", "\"\(scalar)<", "\\\(scalar)é"] {
        let file = SourceFile(path: "t", bytes: Array("[\(written(text))]".utf8))
        let (document, problems) = JSONReader.read(file, limits: ReadLimits())
        #expect(problems.isEmpty)
        let read = try #require(document?.root.elements?.first?.text)
        #expect(read.unicodeScalars.elementsEqual(text.unicodeScalars), "\(text.debugDescription)")
      }
    }
  }

  @Test func `what was taken inside of a document is forgotten, and nothing is lost`() {
    func document(_ isTaken: Bool) -> [[UInt8]] {
      var json = JSONWriter()
      var parts: [[UInt8]] = []
      json.object { json in
        json.key("list")
        json.array { json in
          for index in 0..<4 {
            json.object { $0.member("n", index) }
            if isTaken { parts.append(json.take()) }
          }
        }
        json.member("last", true)
      }
      return parts + [json.take()]
    }
    #expect(document(true).count == 5)
    #expect(Array(document(true).joined()) == document(false)[0])
  }
}
