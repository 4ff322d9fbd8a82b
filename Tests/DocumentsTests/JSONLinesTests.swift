import Documents
import Testing

struct JSONLinesTests {
  /// What was handed out of each line, then the error if there was one.
  private static func scan(
    _ bytes: [UInt8], member: String = "Name", matching: JSONKeyMatching = .exact,
    checking: JSONLines.Checking = .structure, opens: Bool = false, depth: Int = 200
  ) -> [String] {
    var found: [String] = []
    bytes.withUnsafeBytes { buffer in
      var lines = JSONLines(
        buffer, member: member, matching: matching, checking: checking, depth: depth)
      do throws(JSONError) {
        while let line = try lines.next() {
          found.append("\(line.number): \(line.value?.string ?? "-")")
          if opens {
            var cursor = try lines.open(line)
            try cursor.finish()
          }
        }
      } catch {
        found.append("\(error)")
      }
    }
    return found
  }

  private static func scan(_ text: String, opens: Bool = false) -> [String] {
    scan(Array(text.utf8), opens: opens)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let found: [String]

    init(_ name: String, _ text: String, _ found: [String]) {
      (testDescription, self.text, self.found) = (name, text, found)
    }
  }

  @Test(arguments: [
    Case("plain lines", "{\"Name\":\"a\",\"V\":\"1\"}\n{\"Name\":\"b\"}\n", ["1: a", "2: b"]),
    Case("no line end at the end", #"{"Name":"a"}"#, ["1: a"]),
    Case("nothing", "", []),
    Case("blanks only", " \n\r\n\t", []),
    Case("a byte order mark", "\u{FEFF}{\"Name\":\"a\"}\n", ["1: a"]),
    Case(
      "CRLF and blank lines", "\r\n{\"Name\":\"a\"}\r\n \r\n {\"Name\":\"b\"} \r\n",
      ["2: a", "4: b"]),
    Case("blanks at the colon", "{ \"Name\" : \"a\" }\n{\"Name\": \"b\"}\n", ["1: a", "2: b"]),
    Case("another order", #"{"V":{"Name":"no"},"Name":"a"}"#, ["1: a"]),
    Case("an escaped key", #"{"\u004eame":"a"}"#, ["1: a"]),
    Case("an escaped value", #"{"Name":"a\"}\u00e9"}"#, ["1: a\"}é"]),
    Case("a value of letters", #"{"Name":"é日😀"}"#, ["1: é日😀"]),
    Case("the name as a value", #"{"V":"Name","W":"\"Name\":\"x\""}"#, ["1: -"]),
    Case("no string", #"{"Name":7}"#, ["1: -"]),
    Case("an empty object", "{}\n{ }\n", ["1: -", "2: -"]),
    Case("another case", #"{"name":"a"}"#, ["1: -"]),
    Case(
      "one array", "[\n {\"Name\":\"a\",\n\"V\":1}, {\"Name\":\"b\"},\n{}\n]\n",
      ["2: a", "3: b", "4: -"]),
    Case("an empty array", " [ ] ", []),
    Case("one object over lines", "{\n \"Name\": \"a\"\n}\n", ["1: a"]),
    Case("an object whose first line ends like one", "{\"A\": {}\n, \"Name\": \"a\"}", ["1: a"]),
  ])
  func `gives the member of each object`(_ example: Case) {
    #expect(Self.scan(example.text) == example.found)
    #expect(Self.scan(Array(example.text.utf8), checking: .everyByte) == example.found)
    #expect(Self.scan(example.text, opens: true) == example.found)
  }

  @Test func `keys are matched in any case on request`() {
    let text =
      "{\"NAME\":\"a\"}\n{\"name\":\"b\"}\n{\"x\":1,\"n\\u0061me\":\"c\"}\n{\"nam\u{212A}\":\"d\"}"
    #expect(
      Self.scan(Array(text.utf8), matching: .ignoringCase) == ["1: a", "2: b", "3: c", "4: -"])
  }

  @Test(arguments: [
    Case(
      "cut off", "{\"Name\":\"a\"}\n{\"Name\":\"b\",\"V\":\"",
      ["1: a", "line 2: the JSON ends inside a value"]),
    Case(
      "cut off behind a brace", "{\"Name\":\"a\"}\n{\"Name\":\"b\",\"V\":{}",
      ["1: a", "line 2: the JSON ends inside a value"]),
    Case(
      "the first line cut off", "{\"Name\":\"a\n{\"Name\":\"b\"}\n",
      ["line 1: a bare control character stands in a string"]),
    Case("text", "hello\n", ["line 1: this has no place in JSON"]),
    Case("text later", "{}\n\nhello\n", ["1: -", "line 3: this has no place in JSON"]),
    Case(
      "a comma between lines", "{\"Name\":\"a\"},\n{\"Name\":\"b\"}\n",
      ["line 1: text follows the end of the document"]),
    Case(
      "zeros at the end", "{\"Name\":\"a\"}\n\0\0\0", ["1: a", "line 2: this has no place in JSON"]),
    Case("a string", "\"Name\"", ["line 1: an object should stand here"]),
    Case("an array of others", "[{},\n1]", ["1: -", "line 2: an object should stand here"]),
    Case("an array cut off", "[{},\n{}", ["line 2: the JSON ends inside a value"]),
    Case("an array after a line", "{}\n[{}]\n", ["1: -", "line 2: this has no place in JSON"]),
    Case("a number after a line", "{}\n{1}\n{}", ["1: -", "line 2: this has no place in JSON"]),
    Case(
      "a leading value that is none", "{}\n{\"Name\":\"a\\q\"}\n{}",
      ["1: -", "line 2: a backslash begins no escape of JSON"]),
    Case("a lone brace", "{}\n{\n", ["1: -", "line 2: the JSON ends inside a value"]),
  ])
  func `says which line is wrong`(_ example: Case) {
    #expect(Self.scan(example.text) == example.found)
    #expect(Self.scan(Array(example.text.utf8), checking: .everyByte) == example.found)
  }

  @Test(arguments: [
    Case(
      "two objects", "{}\n{\"Name\":\"a\"}{\"Name\":\"b\"}\n{}",
      ["1: -", "2: a", "line 2: text follows the end of the document"]),
    Case(
      "a key twice", "{}\n{\"Name\":\"a\",\"V\":1,\"V\":2}\n{}",
      ["1: -", "2: a", "line 2: a key is given twice"]),
    Case(
      "a control character", "{}\n{\"Name\":\"a\",\"V\":\"\u{1}\"}\n{}",
      ["1: -", "2: a", "line 2: a bare control character stands in a string"]),
    Case(
      "half a pair", "{}\n{\"Name\":\"a\",\"V\":\"\\ud800\"}\n{}",
      ["1: -", "2: a", "line 2: half a surrogate pair stands for no character"]),
    Case(
      "a number", "{}\n{\"Name\":\"a\",\"V\":01}\n{}",
      ["1: -", "2: a", "line 2: this is no number of JSON"]),
    Case(
      "too deep", "{}\n{\"Name\":\"a\",\"V\":[[[[]]]]}\n{}",
      ["1: -", "2: a", "line 2: more than 4 levels of nesting"]),
  ])
  func `a line that is opened is read in full`(_ example: Case) {
    let bytes = Array(example.text.utf8)
    #expect(Self.scan(bytes, opens: true, depth: 4) == example.found)
    // Unless it is opened, or every byte is asked for, only its structure is looked at.
    #expect(Self.scan(bytes, depth: 4) == ["1: -", "2: a", "3: -"])
    let strict = Self.scan(bytes, checking: .everyByte, depth: 4)
    #expect(strict == ["1: -", example.found[2]])
  }

  @Test func `bytes that are no UTF-8 are an error`() {
    let bytes = Array("{\"Name\":\"".utf8) + [0xC3, 0x28] + Array("\"}\n".utf8)
    #expect(Self.scan(bytes) == ["line 1: the text is not valid UTF-8"])
    let later = Array("{}\n".utf8) + bytes + Array("{}\n".utf8)
    #expect(Self.scan(later) == ["1: -", "line 2: the text is not valid UTF-8"])
  }

  @Test func `UTF-16 is named`() {
    for mark: [UInt8] in [[0xFF, 0xFE], [0xFE, 0xFF]] {
      #expect(Self.scan(mark + [0x7B, 0]) == ["line 1: the text is UTF-16; save it as UTF-8"])
    }
  }

  @Test func `many keys are compared too`() {
    let members = (0..<400).map { "\"key\($0)\":\($0)" }.joined(separator: ",")
    #expect(Self.scan(Array("{\(members)}".utf8), checking: .everyByte) == ["1: -"])
    #expect(
      Self.scan(Array("{\(members),\"key7\":1}".utf8), checking: .everyByte)
        == ["line 1: a key is given twice"])
  }

  @Test func `an error points into its file`() {
    let file = SourceFile(path: "x.json", text: "{}\n{\"a\":tru}")
    let error = file.bytes.withUnsafeBytes { buffer -> JSONError? in
      var lines = JSONLines(buffer, member: "Name")
      do throws(JSONError) {
        while try lines.next() != nil {}
        return nil
      } catch {
        return error
      }
    }
    let diagnostic = error?.diagnostic(in: file)
    #expect(diagnostic?.code == "json-unreadable")
    #expect(diagnostic?.place.start == Position(line: 2, column: 6))
  }
}

/// Seeded texts, whole and damaged: every byte checked gives the verdict of `JSONReader`.
struct JSONLinesPropertyTests {
  /// The value of the member in each line, or nil when the reader has a complaint.
  private static func read(_ file: SourceFile) -> [String?]? {
    let (documents, diagnostics) = JSONReader.readLines(file)
    if diagnostics.isEmpty, documents.allSatisfy({ $0.root.pairs != nil }) {
      return documents.map { name(in: $0.root) }
    }
    guard let root = JSONReader.read(file).0?.root else { return nil }
    switch root.content {
    case .mapping: return [name(in: root)]
    case .sequence(let elements):
      return elements.allSatisfy { $0.pairs != nil } ? elements.map(name) : nil
    case .scalar: return nil
    }
  }

  private static func name(in node: Node) -> String? {
    guard let scalar = node.pairs?.first(where: { $0.key.scalar?.text == "Name" })?.value.scalar,
      scalar.style == .doubleQuoted
    else { return nil }
    return scalar.text
  }

  /// The same by the scanner; nil when it throws.
  private static func scan(_ bytes: [UInt8], _ checking: JSONLines.Checking) -> [String?]? {
    bytes.withUnsafeBytes { buffer in
      var lines = JSONLines(buffer, member: "Name", checking: checking)
      var found: [String?] = []
      do throws(JSONError) {
        while let line = try lines.next() { found.append(line.value?.string) }
        return found
      } catch {
        return nil
      }
    }
  }

  /// What is handed out of lines that a screen does not rule out, and the error if there was one.
  private static func screened(_ bytes: [UInt8], by screen: TextScreen?) -> [String] {
    bytes.withUnsafeBytes { buffer in
      var lines = JSONLines(buffer, member: "Name")
      var found: [String] = []
      func next() throws(JSONError) -> JSONLine? {
        guard let screen else { return try lines.next() }
        return try lines.next(screenedBy: screen)
      }
      do throws(JSONError) {
        while let line = try next() {
          found.append("\(line.number): \(line.range) \(line.value?.string ?? "-")")
        }
      } catch {
        found.append("\(error)")
      }
      return found
    }
  }

  @Test func `a screen rules out plain lines only, and no fault of them`() throws {
    let screen = try #require(TextScreen([Array("openssh".utf8), Array("amazon-ssm".utf8)]))
    let names = [
      "openssh-server", "Open SSH", "amazon-ssm-agent", "bash", "b", "", "ö", "z\\u0041",
    ]
    var json = RandomJSON(seed: 23)
    for round in 0..<4_000 {
      let lines = (0..<6).map { line in
        "{\"Name\":\"\(names[(round &* 7 + line &* line) % names.count])\",\"V\":\"\(line)\"}"
      }
      let whole = Array(lines.joined(separator: round.isMultiple(of: 5) ? "\r\n" : "\n").utf8)
      let bytes = round.isMultiple(of: 4) ? whole : json.damaged(whole)
      let all = Self.screened(bytes, by: nil)
      let kept = Self.screened(bytes, by: screen)
      let left = Set(all).subtracting(kept)
      #expect(kept == all.filter { !left.contains($0) })
      #expect(kept.last?.hasPrefix("line ") == all.last?.hasPrefix("line "))
      for line in left {
        let name = line.split(separator: " ", maxSplits: 2).last ?? ""
        #expect(name != "openssh" && name != "amazon-ssm", "\(line)")
      }
    }
  }

  @Test func `verdicts and values are those of the reader that builds trees`() {
    var json = RandomJSON(seed: 11)
    var valid = 0
    for round in 0..<6_000 {
      let whole = json.lines()
      let bytes = round.isMultiple(of: 3) ? whole : json.damaged(whole)
      let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
      let file = SourceFile(path: "l", bytes: hasMark ? Array(bytes[3...]) : bytes)
      let expected = Self.read(file)
      #expect(Self.scan(bytes, .everyByte) == expected, "\(String(decoding: bytes, as: UTF8.self))")
      if let expected {
        valid += 1
        // On valid texts the quick look is exact.
        #expect(Self.scan(bytes, .structure) == expected)
      } else {
        _ = Self.scan(bytes, .structure)
      }
    }
    #expect(valid > 1_000 && valid < 5_000)
  }
}
