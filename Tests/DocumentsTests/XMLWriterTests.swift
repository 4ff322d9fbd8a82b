import Documents
import Testing

struct XMLWriterTests {
  private static func written(
    _ prologue: XMLWriter.Prologue = .none, _ body: (XMLWriter) -> Void
  ) throws -> String {
    let writer = try XMLWriter(prologue)
    body(writer)
    return String(decoding: writer.finish(), as: UTF8.self)
  }

  /// What a text becomes as content and as an attribute's value.
  @Test(arguments: [
    ("plain é 😀", "plain é 😀"),
    ("a < b && c > d", "a < b && c > d"),
    ("]]>", "]]>"),
    ("\"quoted\" 'single'", "\"quoted\" 'single'"),
    ("line\nbreak\ttab\rreturn", "line\nbreak\ttab\rreturn"),
    ("before\0after", "before\u{FFFD}after"),
    ("\u{1}\u{8}\u{B}\u{1F}x", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}x"),
    ("\u{FFFE}\u{FFFF}x", "\u{FFFD}\u{FFFD}x"),
    ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ("&amp;&#0;", "&amp;&#0;"),
  ])
  func `what goes in is read back, but for what XML forbids`(
    _ text: String, _ readBack: String
  ) throws {
    let bytes = Array(
      try Self.written(.xml) { xml in xml.element("r", ["a": text]) { xml.text("." + text) } }.utf8)
    let reader = try XMLReader(bytes)
    #expect(
      try reader.next()
        == .start(
          name: "r", namespace: nil,
          attributes: [XMLReader.Attribute(name: "a", value: readBack)]))
    #expect(try reader.next() == .text("." + readBack))
    #expect(try reader.next() == .end(name: "r"))
    #expect(try reader.next() == nil)
  }

  /// What libxml2 makes of marks does not hang on what stands beside them, which decides who escapes them.
  @Test func `marks are escaped alike in all texts`() throws {
    for mark in ["<", ">", "&", "\"", "'", "\n", "a]]>b", "", "&amp;", "<<>>", "x\ny"] {
      for text in [mark, mark + mark, "a" + mark, mark + "b", "a" + mark + "b" + mark + "c"] {
        let plain = try Self.written(.xml) { xml in
          xml.element("r", ["a": text]) { xml.text(text) }
        }
        let other = try Self.written(.xml) { xml in
          xml.element("r", ["a": "é" + text]) { xml.text("é" + text) }
        }
        #expect(plain == other.replacing("é", with: ""))
      }
    }
  }

  @Test func `an embedded zero byte does not end a text early`() throws {
    let text = try Self.written { xml in
      xml.element("r", ["a": "x\0y"]) { xml.text("x\0y") }
    }
    #expect(text.contains("y</r>"))
    #expect(!text.contains("\0"))
    #expect(text.hasSuffix(">x\u{FFFD}y</r>\n"))
  }

  @Test func `HTML elements end in full, void elements in short`() throws {
    let text = try Self.written(.html) { html in
      html.element("div", closing: .full) {
        html.element("td", ["class": nil, "id": "x"], closing: .full)
        html.element("br")
        html.raw("<b>&nbsp;</b>")
        html.newline()
      }
    }
    #expect(
      text == "<!DOCTYPE html>\n<div><td id=\"x\"></td><br/><b>&nbsp;</b>\n</div>\n")
  }

  @Test func `what was taken inside of an element is forgotten, and nothing is lost`() throws {
    let xml = try XMLWriter()
    var parts: [[UInt8]] = []
    xml.element("r") {
      for index in 0..<3 {
        xml.element("e", ["n": String(index)]) { xml.text("<") }
        parts.append(xml.take())
      }
    }
    parts.append(xml.finish())
    #expect(parts.count == 4 && xml.take().isEmpty)
    #expect(
      String(decoding: parts.joined(), as: UTF8.self)
        == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<r><e n=\"0\">&lt;</e><e n=\"1\">&lt;</e>"
        + "<e n=\"2\">&lt;</e></r>\n")
  }

  @Test func `an XML document has its declaration and closes empty elements in short`() throws {
    let text = try Self.written(.xml) { $0.element("r") }
    #expect(text == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<r/>\n")
  }
}
