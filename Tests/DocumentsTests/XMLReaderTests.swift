import Documents
import Testing

struct XMLReaderTests {
  /// One word an event.
  private static func events(_ text: String, maximumDepth: Int = 100) throws -> [String] {
    let reader = try XMLReader(Array(text.utf8), maximumDepth: maximumDepth)
    var words: [String] = []
    while let event = try reader.next() {
      switch event {
      case .start(let name, let namespace, let attributes):
        let space = namespace.map { "{\($0)}" } ?? ""
        words.append(
          "<\(space)\(name)" + attributes.map { " \($0.name)=\($0.value)" }.joined() + ">")
      case .text(let text): words.append(text)
      case .end(let name): words.append("</\(name)>")
      }
    }
    return words
  }

  @Test func `elements, texts and attributes come in document order`() throws {
    let text = """
      <?xml version="1.0"?>
      <!-- note --><p:r xmlns:p="urn:x" a="1" p:b="&lt;é"><e/> t&amp;x <![CDATA[<c>]]>
      <s>  </s></p:r>
      """
    #expect(
      try Self.events(text) == [
        "<{urn:x}r a=1 b=<é>", "<e>", "</e>", " t&x ", "<c>", "<s>", "</s>", "</r>",
      ])
  }

  @Test(arguments: [
    ("", 1), ("<a>", 1), ("<a>\n<b></a>", 2), ("<a>&undefined;</a>", 1), ("text", 1),
    ("<a/>\n<b/>", 2), ("<a b='1' b='2'/>", 1), ("<a>\u{1}</a>", 1),
  ])
  func `what is not well-formed is refused with its line`(_ text: String, _ line: Int) {
    let problem = #expect(throws: XMLProblem.self) { try Self.events(text) }
    #expect(problem?.line == line)
    #expect(problem?.message.isEmpty == false)
  }

  @Test(arguments: [
    "<!DOCTYPE r><r/>",
    "<!DOCTYPE r [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><r>&e;</r>",
    "<!DOCTYPE r SYSTEM \"http://127.0.0.1:1/x.dtd\"><r/>",
  ])
  func `a document type declaration is refused`(_ text: String) {
    let problem = #expect(throws: XMLProblem.self) { try Self.events(text) }
    #expect(problem?.message == "a document type declaration is not accepted")
  }

  @Test func `entities inside entities are refused before they grow`() {
    let text = """
      <!DOCTYPE r [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
      <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
      <r a="&d;">&d;</r>
      """
    #expect(throws: XMLProblem.self) { try Self.events(text) }
  }

  @Test func `nesting is bounded`() throws {
    let text = String(repeating: "<a>", count: 3) + String(repeating: "</a>", count: 3)
    #expect(try Self.events(text, maximumDepth: 3).count == 6)
    let problem = #expect(throws: XMLProblem.self) { try Self.events(text, maximumDepth: 2) }
    #expect(problem?.message == "more than 2 elements inside each other")
    #expect(throws: XMLProblem.self) {
      try Self.events(String(repeating: "<a>", count: 1_000_000))
    }
  }
}
