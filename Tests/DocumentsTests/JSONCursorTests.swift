import Documents
import Testing

struct JSONCursorTests {
  /// Lends the bytes of a text with a cursor at its value.
  private static func read<Result>(
    _ text: String, depth: Int = 200, _ body: (inout JSONCursor) throws -> Result
  ) rethrows -> Result {
    try Array(text.utf8).withUnsafeBytes { buffer in
      var cursor = JSONCursor(buffer, depth: depth)
      return try body(&cursor)
    }
  }

  @Test func `goes through members and takes what it wants`() throws {
    let text = """
      { "Id" : "i-1", "Tags": [ {"Key": "a\\n\\u00e9", "Value": null} , {"Key":"b"} ],
        "Count": -1.5e3, "Skipped": {"a": [1, {"b": "]}"}], "c": true}, "On": true, "Off":false ,
        "Empty": [ ], "None": {} }
      """
    var found: [String] = []
    try Self.read(text) { cursor in
      try cursor.enterObject()
      while let key = try cursor.nextKey() {
        if key == "Id" { found.append(try cursor.string().string) }
        if key == "Count" { found.append(try cursor.number().string) }
        if key == "On" || key == "Off" { found.append("\(try cursor.bool())") }
        if key == "Empty" || key == "Tags" {
          try cursor.enterArray()
          while try cursor.nextElement() {
            try cursor.enterObject()
            while let key = try cursor.nextKey() {
              found.append("\(key.string)=\(try cursor.stringOrNull()?.string ?? "-")")
            }
          }
          found.append("end")
        }
      }
      try cursor.finish()
    }
    #expect(
      found == ["i-1", "Key=a\né", "Value=-", "Key=b", "end", "-1.5e3", "true", "false", "end"])
  }

  @Test func `a skipped value gives its bytes, and a container can be left`() throws {
    let text = #"[[1,{"a":2}, 3], {"x" : [4]}, "s"]"#
    try Self.read(text) { cursor in
      try cursor.enterArray()
      #expect(try cursor.nextElement())
      #expect(try cursor.kind() == .array)
      try cursor.enterArray()
      #expect(try cursor.nextElement())
      try cursor.leave()
      #expect(try cursor.nextElement())
      #expect(cursor.offset == 17)
      #expect(try cursor.skip() == 17..<28)
      #expect(try cursor.nextElement())
      #expect(try cursor.string() == "s")
      #expect(try !cursor.nextElement())
      try cursor.finish()
    }
  }

  @Test func `only the given range is read`() throws {
    let bytes = Array(#"xx{"a":1}yy"#.utf8)
    try bytes.withUnsafeBytes { buffer in
      var cursor = JSONCursor(buffer, range: 2..<9)
      try cursor.finish()
      var short = JSONCursor(buffer, range: 2..<8)
      #expect(throws: JSONError.self) { try short.finish() }
    }
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    let text: String
    let message: String
    var testDescription: String { text }

    init(_ text: String, _ message: String) {
      (self.text, self.message) = (text, message)
    }
  }

  @Test(arguments: [
    Fault("", "byte 0: the JSON ends inside a value"),
    Fault("{\"a\":1", "byte 6: the JSON ends inside a value"),
    Fault("{\"a\"", "byte 4: the JSON ends inside a value"),
    Fault("{\"a\" 1}", "byte 5: this has no place in JSON"),
    Fault("{\"a\":1,}", "byte 7: this has no place in JSON"),
    Fault("{\"a\":,}", "byte 5: this has no place in JSON"),
    Fault("{,\"a\":1}", "byte 1: this has no place in JSON"),
    Fault("{\"a\":1 \"b\":2}", "byte 7: this has no place in JSON"),
    Fault("{a:1}", "byte 1: this has no place in JSON"),
    Fault("{\"a\":1]", "byte 6: this has no place in JSON"),
    Fault("{\"a\":[1}", "byte 7: this has no place in JSON"),
    Fault("{\"a\":[1,]}", "byte 8: this has no place in JSON"),
    Fault("{\"a\":tru}", "byte 5: this has no place in JSON"),
    Fault("{\"a\":-}", "byte 5: this is no number of JSON"),
    Fault("{\"a\":1.}", "byte 5: this is no number of JSON"),
    Fault("{\"a\":012}", "byte 5: this is no number of JSON"),
    Fault("{\"a\":1} x", "byte 8: text follows the end of the document"),
    Fault("{\"a\":\"\\x\"}", "byte 6: a backslash begins no escape of JSON"),
    Fault("{\"a\":\"\\udc00\"}", "byte 6: half a surrogate pair stands for no character"),
    Fault("{\"a\":[[[[1]]]]}", "byte 8: more than 4 levels of nesting"),
    Fault("[]", "byte 0: an object should stand here"),
  ])
  func `an error says where it is`(_ fault: Fault) {
    let walked = Self.read(fault.text, depth: 4) { cursor -> String in
      do throws(JSONError) {
        try cursor.enterObject()
        while try cursor.nextKey() != nil {}
        try cursor.finish()
        return "no error"
      } catch {
        return "\(error)"
      }
    }
    #expect(walked == fault.message)
  }

  @Test func `another kind than the wanted one is an error`() {
    func message(_ text: String, _ take: (inout JSONCursor) throws(JSONError) -> Void) -> String {
      Self.read(text) { cursor in
        do throws(JSONError) {
          try take(&cursor)
          return "no error"
        } catch {
          return "\(error.reason)"
        }
      }
    }
    #expect(
      message("1") { cursor throws(JSONError) in _ = try cursor.string() }
        == "a string should stand here")
    #expect(
      message("\"1\"") { cursor throws(JSONError) in _ = try cursor.number() }
        == "a number should stand here")
    #expect(
      message("null") { cursor throws(JSONError) in _ = try cursor.bool() }
        == "a bool should stand here")
    #expect(
      message("{}") { cursor throws(JSONError) in try cursor.enterArray() }
        == "an array should stand here")
    #expect(
      message("[1]") { cursor throws(JSONError) in
        try cursor.skip()
        _ = try cursor.string()
      } == "the JSON ends inside a value")
    #expect(
      message(String(repeating: "[", count: 70)) { cursor throws(JSONError) in
        while true {
          try cursor.enterArray()
          _ = try cursor.nextElement()
        }
      } == "more than 64 levels of nesting")
  }

  @Test func `an error is located in the file around`() {
    let error = Self.read("{]") { cursor -> JSONError? in
      do throws(JSONError) {
        try cursor.finish()
        return nil
      } catch {
        return error
      }
    }
    #expect(error?.located(from: 100, line: 7).description == "line 7: this has no place in JSON")
    #expect(error?.located(from: 100, line: 7).offset == 101)
  }

  /// The tree of a value, written as the reader of trees would tell it.
  private static func shape(_ cursor: inout JSONCursor) throws(JSONError) -> String {
    switch try cursor.kind() {
    case .object:
      var members: [String] = []
      try cursor.enterObject()
      while let key = try cursor.nextKey() {
        members.append("\(key.string.debugDescription):\(try shape(&cursor))")
      }
      return "{\(members.joined(separator: ","))}"
    case .array:
      var elements: [String] = []
      try cursor.enterArray()
      while try cursor.nextElement() { elements.append(try shape(&cursor)) }
      return "[\(elements.joined(separator: ","))]"
    case .string: return try cursor.string().string.debugDescription
    case .number: return try cursor.number().string
    case .bool: return "\(try cursor.bool())"
    case .null: return try cursor.stringOrNull()?.string ?? "null"
    }
  }

  private static func shape(_ node: Node) -> String {
    switch node.content {
    case .scalar(let scalar):
      return scalar.style == .doubleQuoted ? scalar.text.debugDescription : scalar.text
    case .sequence(let elements): return "[\(elements.map(shape).joined(separator: ","))]"
    case .mapping(let pairs):
      let members = pairs.map { "\(shape($0.key)):\(shape($0.value))" }
      return "{\(members.joined(separator: ","))}"
    }
  }

  @Test func `reads what the reader of trees reads, damaged or not`() {
    var json = RandomJSON(seed: 12)
    json.spansLines = true
    var valid = 0
    for round in 0..<6_000 {
      let whole = Array(json.value().utf8)
      let bytes = round.isMultiple(of: 2) ? whole : json.damaged(whole)
      let file = SourceFile(path: "j", bytes: bytes)
      let (document, diagnostics) = JSONReader.read(file)
      // The cursor does not look for keys given twice.
      if diagnostics.contains(where: { $0.code == "duplicate-key" }) { continue }
      let (walked, skipped) = bytes.withUnsafeBytes { buffer -> (String?, Bool) in
        var cursor = JSONCursor(buffer)
        var skipping = JSONCursor(buffer)
        let skipped: Bool
        do throws(JSONError) {
          try skipping.finish()
          skipped = true
        } catch {
          skipped = false
        }
        do throws(JSONError) {
          let shape = try Self.shape(&cursor)
          try cursor.finish()
          return (shape, skipped)
        } catch {
          return (nil, skipped)
        }
      }
      #expect(walked == document.map { Self.shape($0.root) })
      #expect(skipped == (document != nil))
      valid += document == nil ? 0 : 1
    }
    #expect(valid > 2_000)
  }
}
