import Documents
import Testing

struct JSONElementsTests {
  /// A document that is given in blocks of a size.
  private final class Blocks {
    private let bytes: [UInt8]
    private let size: Int
    private var at = 0

    init(_ bytes: [UInt8], of size: Int) {
      (self.bytes, self.size) = (bytes, size)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
      let count = min(size, buffer.count, bytes.count - at)
      buffer.copyBytes(from: bytes[at..<at + count])
      at += count
      return count
    }
  }

  /// One line a part, then the error if there was one.
  private static func split(
    _ bytes: [UInt8], parents: [String: String] = [:], block: Int = 1 << 20,
    maximumBytes: Int = 1 << 20, depth: Int = 200
  ) -> [String] {
    let blocks = Blocks(bytes, of: block)
    var elements = JSONElements(
      parents: parents, maximumBytes: maximumBytes, depth: depth, blockSize: block
    ) {
      blocks.read(into: $0)
    }
    var found: [String] = []
    do {
      while let part = try elements.next() {
        let text = elements.withBytes(of: part) { String(decoding: $0, as: UTF8.self) }
        #expect(Array(text.utf8) == Array(bytes[part.offset..<part.offset + part.count]))
        #expect(part.line == 1 + bytes[..<part.offset].count { $0 == 0x0A })
        found.append("\(part.role) \(part.key) \(part.line): \(text)")
      }
      #expect(try elements.next() == nil)
    } catch {
      found.append("\(error)")
    }
    return found
  }

  private static let pages = """
    {
      "Reservations": [
        {"Groups": [], "Instances": [ {"a": "1"}, {"b": [2]}
        ], "OwnerId": "123"},
        {"Instances": [], "R": {"x": null}},
        {"Instances": null}
      ],
      "NextToken": "t\\u00e9",
      "More": true, "None": {}, "Others": [1, "x",
       -2.5e1], "Count": 12
    }

    """

  @Test(arguments: [1, 2, 3, 5, 7, 16, 64, 1 << 20])
  func `parts come in text order, whatever the blocks`(_ block: Int) {
    #expect(
      Self.split(Array(Self.pages.utf8), parents: ["Reservations": "Instances"], block: block)
        == [
          #"parentMember Groups 3: []"#,
          #"element Instances 3: {"a": "1"}"#,
          #"element Instances 3: {"b": [2]}"#,
          #"parentMember OwnerId 4: "123""#,
          #"parentEnd Reservations 4: "#,
          #"parentMember R 5: {"x": null}"#,
          #"parentEnd Reservations 5: "#,
          #"parentMember Instances 6: null"#,
          #"parentEnd Reservations 6: "#,
          #"member NextToken 8: "t\u00e9""#,
          #"member More 9: true"#,
          #"member None 9: {}"#,
          #"element Others 9: 1"#,
          #"element Others 9: "x""#,
          #"element Others 10: -2.5e1"#,
          #"member Count 10: 12"#,
        ])
    #expect(
      Self.split(Array("\u{FEFF} [ {} ,[1] ]".utf8), block: block)
        == ["element  1: {}", "element  1: [1]"])
    #expect(
      Self.split(Array(#"[{"a":[1]}]"#.utf8), parents: ["": "a"], block: block)
        == ["element a 1: 1", "parentEnd  1: "])
    #expect(Self.split(Array("{}".utf8), block: block) == [])
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    let text: String
    let found: [String]
    var testDescription: String { text }

    init(_ text: String, _ found: [String]) {
      (self.text, self.found) = (text, found)
    }
  }

  @Test(arguments: [
    Fault("", ["line 1: the JSON ends inside a value"]),
    Fault("7", ["line 1: an object should stand here"]),
    Fault("{\"A\":[{},\n{\"a\":", ["element A 1: {}", "line 2: the JSON ends inside a value"]),
    Fault("{\"A\":[{}\n", ["element A 1: {}", "line 2: the JSON ends inside a value"]),
    Fault("{\"A\":[{},]}", ["element A 1: {}", "line 1: this has no place in JSON"]),
    Fault("{\"A\":[{} {}]}", ["element A 1: {}", "line 1: this has no place in JSON"]),
    Fault("{\"A\":[],\n\"A\":1}", ["line 2: a key is given twice"]),
    Fault("{\"A\":[{\"a\":1,\n\"a\":2}]}", ["line 2: a key is given twice"]),
    Fault("{\"A\":[\n{\"a\":tru}]}", ["line 2: this has no place in JSON"]),
    Fault(
      "{\"A\":[{\"a\":\"\\ud800\"}]}", ["line 1: half a surrogate pair stands for no character"]),
    Fault("{\"A\":1 \"B\":2}", ["member A 1: 1", "line 1: this has no place in JSON"]),
    Fault("{\"A\" 1}", ["line 1: this has no place in JSON"]),
    Fault("{A:1}", ["line 1: this has no place in JSON"]),
    Fault("{\"A\":}", ["line 1: this has no place in JSON"]),
    Fault("{\"A\":1,}", ["member A 1: 1", "line 1: this has no place in JSON"]),
    Fault("{}\n{}", ["line 2: text follows the end of the document"]),
    Fault(
      "{\"P\":[{\"E\":[1,2],\n\"E\":3}]}",
      ["element E 1: 1", "element E 1: 2", "line 2: a key is given twice"]),
    Fault("{\"P\":[\n1]}", ["line 2: an object should stand here"]),
    Fault("{\"P\":[{\"E\":[1", ["line 1: the JSON ends inside a value"]),
    Fault("{\"A\":[[[1]]]}", ["element A 1: [[1]]"]),
    Fault("{\"A\":[[[[1]]]]}", ["line 1: more than 4 levels of nesting"]),
    Fault(
      "{\"A\":[\"a text of more than sixty-four bytes is more than may be kept at once here\"]}",
      ["line 1: one value has more than 64 bytes"]),
  ])
  func `what is wrong is told after what stands before it`(_ fault: Fault) {
    for block in [1, 3, 8, 1 << 20] {
      let found = Self.split(
        Array(fault.text.utf8), parents: ["P": "E"], block: block, maximumBytes: 64, depth: 4)
      #expect(found == fault.found, "blocks of \(block)")
    }
  }

  @Test(arguments: [1, 3, 16, 64, 1 << 20])
  func `elements that are known are passed as they stand and others are read`(_ block: Int) throws {
    let old =
      #"{"a": [{"id": 1, "t": "]}"}, {"id": 2}, [3], {"id": {"x": 4}}], "p": [{"n": [{"q": "é"}, {"q": 2}]}]}"#
    let known = [#"{"id": 1, "t": "]}"}"#, "{\"id\": 2}", #"{"id": {"x": 4}}"#, #"{"q": "é"}"#]
    let texts = [
      old, old.replacing("2}", with: "7}"), old.replacing("\"id\": 2", with: "\"id\": 20"),
      String(old.dropLast(30)),
      old.replacing("[3]", with: #"{"x": [}"#), old.replacing("}, [", with: "}; ["),
      "{\"a\": [{\"id\": 2}",
      "{\"a\": [{\"id\": 2}x]}", "{\"a\": [{\"id\": 2},]}", "{\"a\": [   ",
    ]
    for text in texts {
      let bytes = Array(text.utf8)
      let plain = Self.split(bytes, parents: ["p": "n"], block: block)
      // Whatever is expected, the parts and the verdict are the same.
      for expected in known + [#"{"id": 2}]}"#, "", String(repeating: "{", count: 200)] {
        let blocks = Blocks(bytes, of: block)
        var elements = JSONElements(parents: ["p": "n"], blockSize: block) { blocks.read(into: $0) }
        var found: [String] = []
        do {
          while let part = try elements.next(
            expecting: { ["a", "n"].contains($0) ? expected.utf8.count : nil },
            isKnown: { $0.elementsEqual(expected.utf8) && known.contains(expected) })
          {
            let text = elements.withBytes(of: part) { String(decoding: $0, as: UTF8.self) }
            #expect(part.isKnown == (part.role == .element && text == expected))
            found.append("\(part.role) \(part.key) \(part.line): \(text)")
          }
        } catch { found.append("\(error)") }
        #expect(found == plain, "\(expected) in \(text)")
      }
    }
  }

  @Test func `UTF-16 is named`() {
    #expect(Self.split([0xFF, 0xFE, 0x7B, 0]) == ["line 1: the text is UTF-16; save it as UTF-8"])
  }

  @Test func `a failing read ends it`() throws {
    struct Failure: Error {}
    var elements = JSONElements { _ in throw Failure() }
    #expect(throws: Failure.self) { try elements.next() }
    #expect(try elements.next() == nil)
  }

  @Test func `a listed file is split where it lies`() throws {
    let scratch = try FileLoaderTests.Scratch()
    try scratch.file("p.json", Self.pages)
    let listing = try FolderLister().list(scratch.path).get()
    let file = try listing.open(listing.files[0])
    var elements = JSONElements(file)
    var count = 0
    while try elements.next() != nil { count += 1 }
    #expect(count == 10)
    #expect(try file.state() == listing.files[0].state)
    let named = try FileDescriptor.open(scratch.path + "/p.json")
    #expect(try named.state() == listing.files[0].state)
    #expect(throws: LoadRefusal.unreadable("No such file or directory")) {
      _ = try FileDescriptor.open(scratch.path + "/none")
    }
  }

  @Test func `the number of members is bounded`() {
    let members = (0...100_000).map { "\"\($0)\":1" }.joined(separator: ",")
    let blocks = Blocks(Array("{\(members)}".utf8), of: 1 << 20)
    var elements = JSONElements { blocks.read(into: $0) }
    var count = 0
    do {
      while try elements.next() != nil { count += 1 }
      Issue.record("no error")
    } catch {
      #expect("\(error)" == "line 1: one object has more than 100000 members")
    }
    #expect(count == 100_000)
  }

  /// Seeded documents, whole and damaged: all parts come exactly when `JSONReader` reads the whole, and
  /// blocks of any size give the same.
  @Test func `verdicts and parts are those of the reader that builds trees`() {
    var json = RandomJSON(seed: 13)
    json.spansLines = true
    let parents = ["Name": "a", "a": "Name", "": "b"]
    var valid = 0
    for round in 0..<2_000 {
      let whole = Array((Bool.random(using: &json.random) ? json.object() : json.array()).utf8)
      let bytes = round.isMultiple(of: 2) ? whole : json.damaged(whole)
      let found = Self.split(bytes, block: 1 << 12)
      // A part is looked at again with each block that it needs.
      let block = Int.random(in: 1...40, using: &json.random) * (bytes.count > 400 ? 50 : 1)
      #expect(Self.split(bytes, block: block) == found)
      let nested = Self.split(bytes, parents: parents, block: block)
      #expect(nested == Self.split(bytes, parents: parents, block: 1 << 12))
      guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { continue }
      let (document, _) = JSONReader.read(SourceFile(path: "j", bytes: bytes))
      let isComplete = !(found.last?.hasPrefix("line ") ?? false)
      guard let root = document?.root, root.scalar == nil else {
        #expect(!isComplete)
        continue
      }
      valid += 1
      #expect(found == Self.parts(of: root, in: bytes))
    }
    #expect(valid > 700)
  }

  private static func parts(of root: Node, in bytes: [UInt8]) -> [String] {
    func line(_ node: Node, _ role: JSONPart.Role, _ key: String) -> String {
      let range = Int(node.range.start)..<Int(node.range.end)
      let number = 1 + bytes[..<range.lowerBound].count { $0 == 0x0A }
      return "\(role) \(key) \(number): \(String(decoding: bytes[range], as: UTF8.self))"
    }
    if let elements = root.elements { return elements.map { line($0, .element, "") } }
    return (root.pairs ?? []).flatMap { pair -> [String] in
      let key = pair.key.scalar?.text ?? ""
      guard let elements = pair.value.elements else { return [line(pair.value, .member, key)] }
      return elements.map { line($0, .element, key) }
    }
  }
}
