import Sealing
import Testing

@Suite struct CanonicalJSONTests {
  @Test(arguments: [
    (CanonicalJSON.null, "null"),
    (.bool(true), "true"),
    (.bool(false), "false"),
    (.integer(0), "0"),
    (.integer(-7), "-7"),
    (.integer(9_007_199_254_740_991), "9007199254740991"),
    (.integer(-9_007_199_254_740_991), "-9007199254740991"),
    (.integer(9_007_199_254_740_992), "\"9007199254740992\""),
    (.integer(Int64.min), "\"-9223372036854775808\""),
    (.array([]), "[]"),
    (.object([]), "{}"),
    (.array([.integer(1), .string("a"), .array([.null])]), #"[1,"a",[null]]"#),
    (.object([("b", .integer(2)), ("a", .integer(1))]), #"{"a":1,"b":2}"#),
    (.string("a/b\u{7f}é\u{2028}"), "\"a/b\u{7f}é\u{2028}\""),
    (.string("\"\\\u{8}\u{9}\u{a}\u{c}\u{d}"), #""\"\\\b\t\n\f\r""#),
    (.string("\u{0}\u{1f}"), #""\u0000\u001f""#),
  ])
  func `values have one text`(value: CanonicalJSON, text: String) {
    #expect(value.text == text)
  }

  /// RFC 8785, section 3.2.3: the order of its sorting example.
  @Test func `names are sorted by UTF-16 code units`() {
    let names = ["\u{20ac}", "\r", "\u{fb33}", "1", "\u{1f600}", "\u{80}", "\u{f6}"]
    let sorted = ["\\r", "1", "\u{80}", "\u{f6}", "\u{20ac}", "\u{1f600}", "\u{fb33}"]
    let object = CanonicalJSON.object(names.map { ($0, .null) })
    #expect(object.text == "{" + sorted.map { "\"\($0)\":null" }.joined(separator: ",") + "}")
  }
}
