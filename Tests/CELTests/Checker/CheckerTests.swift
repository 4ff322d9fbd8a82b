import CEL
import Documents
import Records
import TestSupport
import Testing

@Suite struct CheckerTests {
  /// Text with a marker before each place that must be complained of, and the codes in order.
  struct Case: CustomTestStringConvertible {
    let text: MarkedText
    let codes: [String]

    init(_ text: MarkedText, _ codes: String...) {
      self.text = text
      self.codes = codes
    }

    var testDescription: String { text.text }
  }

  static let complaints: [Case] = [
    // Names.
    Case("resource.↓stat == 'running'", "unknown-property"),
    Case("↓resurce.id", "unknown-name"), Case("↓hops > 1", "unknown-name"),
    Case("resource.id.↓startWith('a')", "unknown-function"), Case("↓siez([1])", "unknown-function"),
    Case("resource.volumes.↓size > 1 || ↓x", "no-fields", "unknown-name"),
    Case("resource.id.↓length", "no-fields"), Case("resource.volumes.↓all(v)", "macro-arguments"),
    Case("nope(resource.↓wrong)", "unknown-property"),
    Case("↓x.y.z && ↓u", "unknown-name", "unknown-name"),
    // Types.
    Case("↓resource.hops && true", "wrong-type", "constant-condition"),
    Case("!↓resource.id", "wrong-type"), Case("↓resource.hops == '1'", "never-equal"),
    Case("↓resource.id + 1", "no-matching-overload"),
    Case("resource.id.↓startsWith(1)", "no-matching-overload"),
    Case("resource.hops in [↓'a']", "never-equal"),
    Case("↓resource.hops == 1 ? 'a' : 1", "different-results"),
    Case("↓resource.id.all(x, x == 'a')", "not-iterable"),
    Case("↓resource.hops.optMap(x, x)", "not-optional"), Case("[?↓1]", "not-optional"),
    Case("resource.volumes.sortBy(v, ↓v)", "not-sortable"), Case("{↓null: 1}", "bad-map-key"),
    Case("resource.id.matches(↓'[a')", "bad-literal"),
    Case("resource.volumes.all(v, ↓v.size)", "vacuous-all", "wrong-type"),
    // Comparisons.
    Case("resource.state == ↓'runing'", "unknown-value"),
    Case("↓'Running' != resource.state", "unknown-value"),
    Case("resource.state in ['running', ↓'gone']", "unknown-value"),
    Case("↓'c' in resource.flags", "unknown-value"),
    Case("resource.flags.exists(f, f == ↓'c')", "unknown-value"),
    Case("resource.?tier.orValue('gold') == ↓'lead'", "unknown-value"),
    Case("↓resource.id == null", "compared-with-null"),
    Case("has(resource.launched) && ↓resource.launched != null", "compared-with-null"),
    Case("↓resource.agentVersion < '3.9'", "versions-as-text"),
    Case("↓'3.10' < '3.9'", "versions-as-text"),
    Case("↓resource.agentVersion >= resource.id", "versions-as-text"),
    Case("↓resource.id == resource.id", "compared-with-itself"),
    Case("resource.load == resource.load"), Case("↓1 == 2", "constant-condition"),
    Case("↓true", "constant-condition"), Case("↓false || resource.hops > 1", "constant-condition"),
    Case("↓size(resource.flags) >= 0", "constant-condition"),
    Case("↓has(resource.id)", "always-present"),
    Case("↓[1].exists(x, true)", "unused-variable"), Case("[1].exists(_x, true)"),
    Case("[1].exists(i, x, x > 0)"), Case("↓cel.bind(x, 1, 2)", "unused-variable"),
    // Vacuous truth is a note, and only when an empty list would do.
    Case("↓resource.volumes.all(v, v.size > 1)", "vacuous-all"),
    Case("size(resource.volumes) > 0 && resource.volumes.all(v, v.size > 1)"),
    Case("resource.volumes.all(v, v.size > 1) && resource.volumes.size() != 0"),
    Case("resource.volumes != [] && resource.volumes.all(v, v.size > 1)"),
    Case("resource.volumes.exists(v, v.size > 2) && resource.volumes.all(v, v.size > 1)"),
    // Fine as they are.
    Case("params.limit + MAX > resource.hops"), Case("anything.a.b[0].c == 1 || anything"),
    Case("type(resource.hops) == int"), Case("math.greatest(resource.hops, 2.5) > 1"),
    Case("1 < resource.load"), Case("fleet.owner(resource).cidr == ''"),
    Case(
      "resource.subnet == resource.?subnet.orValue(fleet.owner(resource)) || true ? 1 > 0 : anything",
      "unguarded-field", "constant-condition", "constant-condition"),
  ]

  @Test(arguments: complaints)
  func `a mistake is reported with its code, where it stands`(_ test: Case) throws {
    let outcome = try #require(CheckedText.check(test.text.text))
    #expect(outcome.diagnostics.map(\.code) == test.codes)
    let starts = outcome.diagnostics.map(\.range.start)
    #expect(Set(test.text.offsets).isSubset(of: starts), "at \(starts), not \(test.text.offsets)")
    let hasError = outcome.diagnostics.contains { $0.severity == .error }
    #expect((outcome.checked == nil) == hasError)
  }

  /// A mistake and the way out that is offered.
  static let fixes: [(text: String, fix: String)] = [
    ("resource.voluems.size() > 0", "did you mean `volumes`?"),
    ("hops > 1", "did you mean `resource.hops`?"),
    ("resource.id.startWith('a')", "did you mean `startsWith`?"),
    ("mth.floor(1.5) > 0.5", "did you mean `math.floor`?"),
    ("resource.state == 'RUNNING'", "did you mean `\"running\"`?"),
    ("resource.?encrypted", "say what an absent value counts as, with `.orValue(false)`"),
    ("resource.?name == 'a'", "say what an absent value counts as, with `.orValue(\"\")`"),
    ("resource.?name.startsWith('a')", "say what an absent value counts as, with `.orValue(\"\")`"),
    ("trim(resource.id) == 'a'", "call it as `string.trim() -> string`"),
    ("resource.name == null", "ask with `has(resource.name)`"),
    ("resource.id == null", "leave the comparison out"),
    (
      "resource.name == 'a'",
      "guard it, `has(resource.name) && …`, or say what counts instead, "
        + "`resource.?name.orValue(…)`"
    ),
  ]

  @Test(arguments: fixes.indices)
  func `a way out is offered where one is known`(_ index: Int) throws {
    let (text, fix) = Self.fixes[index]
    let outcome = try #require(CheckedText.check(text, expecting: .bool))
    #expect(outcome.diagnostics.flatMap(\.fixIts).map(\.title).contains(fix))
  }

  @Test func `the expected type of the whole is asked for`() throws {
    let outcome = try #require(CheckedText.check("resource.hops", expecting: .bool))
    #expect(outcome.diagnostics.map(\.message) == ["expected `bool`, found `int`"])
  }

  @Test func `macros nest four deep and no deeper`() throws {
    func nested(_ depth: Int) -> String {
      (0..<depth).reversed().reduce("x0 > 0") { "[1].exists(x\($1), \($0))" }
    }
    let good = try #require(CheckedText.check(nested(4)))
    #expect(good.checked != nil)
    let bad = try #require(CheckedText.check(nested(5)))
    #expect(bad.diagnostics.contains { $0.code == "macros-too-deep" })
  }

  /// Texts at the limits of the parser, which the checker has to bear.
  static let extremes: [String] = [
    String(repeating: "[", count: 240) + String(repeating: "]", count: 240),
    String(repeating: "true ? 1 : ", count: 240) + "1",
    String(repeating: "dyn(", count: 240) + "1" + String(repeating: ")", count: 240),
    "anything" + String(repeating: ".a", count: 240),
    "anything" + String(repeating: ".a()", count: 240),
    String(repeating: "{'a':", count: 240) + "1" + String(repeating: "}", count: 240),
    Array(repeating: "has(resource.name)", count: 1_200).joined(separator: " && "),
    (0..<1_200).map { "unknown\($0)" }.joined(separator: " || "),
    (0..<1_200).map { "unknown\($0)(1)" }.joined(separator: " || "),
    (0..<1_200).map { "resource.unknown\($0)" }.joined(separator: " || "),
    "[" + Array(repeating: "[?optional.none()]", count: 900).joined(separator: ",") + "]",
  ]

  @Test(.ends, arguments: extremes.indices)
  func `an expression at the limits is checked in time`(_ index: Int) throws {
    let outcome = try #require(CheckedText.check(Self.extremes[index]))
    #expect(outcome.diagnostics.count <= 51)
  }

  @Test func `the fields that an expression reads are told`() throws {
    let text = "has(resource.subnet) && resource.?subnet.?zone.orValue('') == resource.id"
    let checked = try #require(CheckedText.check(text)?.checked)
    let names = checked.fieldReads.map { read -> String in
      let field = CheckedText.schemas[read.schema]?.fields[Int(read.slot)].name ?? "?"
      return "\(read.schema).\(field)"
    }
    #expect(names.sorted() == ["instance.id", "instance.subnet", "subnet.zone"])
  }

  @Test func `a lenient check lets everything pass and leaves it to run time`() throws {
    let file = SourceFile(path: "e", text: "nope(1) || 'a' && x.y > [1]")
    let expression = try #require(Parser.parse(file).expression)
    var options = Checker.Options()
    options.typing = .lenient
    let outcome = Checker.check(expression, in: file, Environment(), options: options)
    #expect(outcome.checked?.type == .bool)
    #expect(!outcome.diagnostics.contains { $0.severity == .error })
  }

  @Test func `names resolve to what they stand for`() throws {
    let outcome = try #require(
      CheckedText.check("params.limit > MAX && [1].exists(r, r == resource.hops) && type(1) == int")
    )
    let checked = try #require(outcome.checked)
    #expect(outcome.variables == ["params.limit", "resource"])
    let resolutions = Set(checked.resolutions)
    #expect(resolutions.contains(.variable("params.limit")))
    #expect(resolutions.contains(.constant(.int(10))))
    #expect(resolutions.contains(.local("r")))
    #expect(resolutions.contains(.field(slot: 7)))
    #expect(resolutions.contains(.overloads(["greater_int64"])))
    #expect(resolutions.contains(.typeValue(.int)))
  }
}
