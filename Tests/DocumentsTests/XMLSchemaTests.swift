import Documents
import Testing

struct XMLSchemaTests {
  private static let schema = """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <xs:element name="r"><xs:complexType><xs:sequence>
        <xs:element name="n" type="xs:int" maxOccurs="unbounded"/>
      </xs:sequence></xs:complexType></xs:element>
    </xs:schema>
    """

  @Test(
    arguments: [
      ("<r>\n<n>1</n>\n</r>", []),
      ("<r>\n<n>x</n>\n<n>1</n>\n<m/>\n</r>", [2, 4]),
      ("<x/>", [1]),
      ("<r>\n<n>1</r>", [2]),
      ("", [1]),
      ("<!DOCTYPE r [<!ENTITY e \"1\">]><r><n>&e;</n></r>", [0]),
    ] as [(String, [Int])])
  func `a document is judged line by line`(_ document: String, _ lines: [Int]) throws {
    let schema = try XMLSchema(Array(Self.schema.utf8))
    let problems = schema.validate(Array(document.utf8))
    #expect(Set(problems.map(\.line)).sorted() == lines)
    #expect(problems.allSatisfy { !$0.message.isEmpty && !$0.message.hasSuffix("\n") })
  }

  @Test func `a schema is compiled once and used often`() throws {
    let schema = try XMLSchema(Array(Self.schema.utf8))
    for _ in 0..<3 { #expect(schema.validate(Array("<r><n>1</n></r>".utf8)) == []) }
  }

  @Test(arguments: [
    "<xs:schema", "", "<r/>",
    """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
    <xs:include schemaLocation="http://127.0.0.1:1/other.xsd"/>
    <xs:element name="r" type="missing"/></xs:schema>
    """,
    """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
    <xs:include schemaLocation="file:///etc/hostname"/></xs:schema>
    """,
  ])
  func `a schema that cannot be compiled says why`(_ schema: String) {
    let problem = #expect(throws: XMLProblem.self) { _ = try XMLSchema(Array(schema.utf8)) }
    #expect(problem?.message.isEmpty == false)
  }
}
