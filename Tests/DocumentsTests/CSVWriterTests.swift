import Documents
import Testing

/// Records of CSV.
struct CSVWriterTests {
  @Test(arguments: [
    (["a", "b"], "a,b\r\n"), (["a,b", "c\"d"], "\"a,b\",\"c\"\"d\"\r\n"),
    (["a\nb", "b\r"], "\"a\nb\",\"b\r\"\r\n"), ([""], "\"\"\r\n"), (["", ""], ",\r\n"),
    (["é=1"], "é=1\r\n"), (["\"\""], "\"\"\"\"\"\"\r\n"),
  ])
  func `fields are quoted where they must be`(fields: [String], line: String) {
    var csv = CSVWriter()
    csv.record(fields.map { .text($0) })
    #expect(String(decoding: csv.bytes, as: UTF8.self) == line)
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t=1"), ("\r=1", "\"'\r=1\""), ("\n=1", "\"'\n=1\""), ("\u{FF1D}1", "'\u{FF1D}1"),
    ("=\"a\",b", "\"'=\"\"a\"\",b\""), ("'=1", "'=1"), ("a=1", "a=1"), ("\u{301}=", "\u{301}="),
    ("=\u{338}1", "'=\u{338}1"), (" =1", "' =1"), ("\u{A0}@x", "'\u{A0}@x"),
    ("\u{3000}\u{AD}+1", "'\u{3000}\u{AD}+1"), (" a=1", " a=1"), ("\u{B}-1", "'\u{B}-1"),
  ])
  func `a text is never a formula`(text: String, field: String) {
    var csv = CSVWriter()
    csv.record([.text(text), .number("-1")])
    #expect(String(decoding: csv.bytes, as: UTF8.self) == "\(field),-1\r\n")
  }

  @Test func `what was taken is forgotten`() {
    var csv = CSVWriter()
    csv.record([.text("a")])
    #expect(csv.take() == Array("a\r\n".utf8))
    csv.record([.text("b")])
    #expect(csv.take() == Array("b\r\n".utf8) && csv.bytes.isEmpty)
  }
}
