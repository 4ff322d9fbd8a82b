import Documents
import TestSupport
import Testing

struct NodeReaderTests {
  enum Level: String, CaseIterable { case low, high }

  /// A value, read as `kind`; its code, place (`↓`) and way out, or nil when it is taken.
  struct Case: Sendable, CustomTestStringConvertible {
    enum Kind { case string, bool, int, strings, choice, mapping }
    let kind: Kind
    let source: MarkedText
    let code: String?
    let fix: String?
    var testDescription: String { "\(kind) \(source.text.debugDescription)" }

    init(_ kind: Kind, _ source: MarkedText, _ code: String? = nil, fix: String? = nil) {
      self.kind = kind
      self.source = source
      self.code = code
      self.fix = fix
    }
  }

  @Test(arguments: [
    Case(.string, "v: text"),
    Case(.string, "v: ''"),
    Case(.string, "v: 1.10"),
    Case(.string, "v: ↓[a]", "wrong-type"),
    Case(.string, "v:↓", "wrong-type"),
    Case(.bool, "v: true"),
    Case(.bool, "v: false"),
    Case(.bool, "v: ↓yes", "wrong-type"),
    Case(.bool, "v: ↓'true'", "wrong-type"),
    Case(.bool, "v: ↓{a: b}", "wrong-type"),
    Case(.int, "v: 0"),
    Case(.int, "v: -12"),
    Case(.int, "v: ↓012", "wrong-type"),
    Case(.int, "v: ↓1.0", "wrong-type"),
    Case(.int, "v: ↓+1", "wrong-type"),
    Case(.int, "v: ↓99999999999999999999", "wrong-type"),
    Case(.int, "v: ↓'1'", "wrong-type"),
    Case(.strings, "v: [a, 'b', 3]"),
    Case(.strings, "v: []"),
    Case(.strings, "v: ↓a", "wrong-type"),
    Case(.strings, "v: [a, ↓[b]]", "wrong-type"),
    Case(.choice, "v: high"),
    Case(.choice, "v: ↓hgih", "unknown-value", fix: "did you mean `high`?"),
    Case(.choice, "v: ↓other", "unknown-value", fix: "use one of `low`, `high`"),
    Case(.mapping, "v: {id: x, title: y}"),
    Case(.mapping, "v: {id: x, ↓tilte: y}", "unknown-key", fix: "did you mean `title`?"),
    Case(.mapping, "v: {id: x, ↓weight: y}", "unknown-key", fix: "use one of `id`, `title`"),
    Case(.mapping, "v: {↓title: y}", "missing-key"),
    Case(.mapping, "v: ↓{}", "missing-key"),
    Case(.mapping, "v: ↓[]", "wrong-type"),
  ])
  func `a value is taken, or refused where it stands`(_ example: Case) throws {
    let file = example.source.file("a.yaml")
    let node = try #require(YAMLReader.read(file).0?.root["v"])
    var reader = NodeReader(file)
    let isTaken =
      switch example.kind {
      case .string: reader.string(node, "v") != nil
      case .bool: reader.bool(node, "v") != nil
      case .int: reader.int(node, "v") != nil
      case .strings: reader.strings(node, "v") != nil
      case .choice: reader.choice(node, "level", as: Level.self) != nil
      case .mapping:
        reader.mapping(node, "the rule", allowed: ["title"], required: ["id"]) != nil
      }
    #expect(reader.diagnostics.first?.code == example.code)
    #expect(reader.diagnostics.first?.fixIts.first?.title == example.fix)
    guard example.code != nil else {
      #expect(isTaken)
      return
    }
    #expect(reader.diagnostics.first?.range.start == example.source.offsets.first)
  }

  @Test func `messages say what was wanted and what is there`() throws {
    let file = SourceFile(path: "a", text: "a: [1]\nb: {}\nc:\nd: yes\n")
    let root = try #require(YAMLReader.read(file).0?.root)
    var reader = NodeReader(file)
    for key in ["a", "b", "c", "d"] {
      _ = try reader.bool(#require(root[key]), key)
    }
    #expect(
      reader.diagnostics.map(\.message) == [
        "`a` should be `true` or `false`, and is a list",
        "`b` should be `true` or `false`, and is a mapping",
        "`c` should be `true` or `false`, and is empty",
        "`d` should be `true` or `false`, and is `yes`",
      ])
  }
}
