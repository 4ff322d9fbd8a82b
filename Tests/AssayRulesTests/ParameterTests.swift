import AssayModel
import AssayRules
import Documents
import Records
import Testing

/// Parameters: what may be given, what comes of it, and which digests it changes.
@Suite struct ParameterTests {
  private static let manifest = """
    params:
      limit: {type: int, default: 8, min: 1, max: 64, doc: d}
      ratio: {type: double, default: 0.5, min: 0, max: 1, doc: d}
      strict: {type: bool, default: false, doc: d}
      level: {type: string, default: gp3, values: [gp3, io2], doc: d}
      ports: {type: list<int>, default: [22], min: 0, max: 65535, doc: d}
      types: {type: list<string>, default: [gp3], doc: d}
      spare: {type: int, default: 1, doc: d}
      owners: {type: list<string>, default: [a], minLength: 1, maxLength: 2, doc: d}
      prefix: {type: string, default: ami, maxLength: 4, doc: d}
      fixed: {type: list<string>, default: [al2=1.0], pattern: "al(1|2)=[0-9.]+", doc: d}
    """

  private static func pack(_ id: String, manifest: String = manifest) -> PackSource {
    let rules = [
      "sized": "has(resource.size) && resource.size <= params.limit",
      "typed": "has(resource.volumeType) && resource.volumeType in params.types",
      "plain": "resource.encrypted",
    ]
    let head = SourceFile(
      path: "\(id)/pack.yaml", text: "id: \(id)\nversion: 1.0.0\ntitle: P\n\(manifest)\n")
    let files = rules.sorted { $0.key < $1.key }.map { name, expression in
      SourceFile(
        path: "\(id)/\(name).yaml",
        text: "id: \(name)\ntitle: T\nseverity: low\nfor: volume\nexpect: \(expression)\n")
    }
    return PackSource(folder: id, files: [head] + files)
  }

  private static let sources = [pack("a"), pack("b")]

  private static func given(
    _ name: String, _ text: String, pack: String = "a", place: String = "--param"
  ) -> ParameterOverride {
    ParameterOverride(pack: pack, name: name, given: .text(text), place: place)
  }

  private static func load(_ overrides: ParameterOverride...) -> RuleLoading {
    RuleSet.load(sources, overrides: overrides)
  }

  /// The outcomes of a rule on a volume of 20 GiB and of type io2.
  private static func outcome(_ rules: RuleSet?, _ rule: String) throws -> Outcome? {
    var record = DraftRecord(.volume)
    record["size"] = .stated(.int(20))
    record["volumeType"] = .stated(.string("io2"))
    record["encrypted"] = .stated(.bool(true))
    var builder = ResourceGraph.Builder()
    builder.add(
      DraftResource(
        id: ResourceID(kind: "volume", uid: "v"), name: "v", record: record, origin: nil))
    let engine = Engine(try #require(rules), now: Instant(microseconds: 0))
    return engine.run(over: builder.finish()).findings.first { $0.rule == rule }?.outcome
  }

  @Test func `a value from outside takes the place of the default`() throws {
    #expect(try Self.outcome(Self.load().rules, "a/sized") == .fail)
    let loading = Self.load(Self.given("limit", "20"), Self.given("types", "gp3,io2"))
    #expect(try Self.outcome(loading.rules, "a/sized") == .pass)
    #expect(try Self.outcome(loading.rules, "a/typed") == .pass)
    #expect(try Self.outcome(loading.rules, "b/sized") == .fail)
    #expect(try Self.outcome(loading.rules, "b/typed") == .fail)
  }

  @Test func `of two values the last one counts`() throws {
    let loading = Self.load(Self.given("limit", "64"), Self.given("limit", "10"))
    #expect(try Self.outcome(loading.rules, "a/sized") == .fail)
  }

  @Test func `a configuration file may write a list as a list`() throws {
    let file = SourceFile(path: "assay.yaml", text: "[gp3, io2]")
    let node = try #require(YAMLReader.read(file).0).root
    let override = ParameterOverride(pack: "a", name: "types", given: .node(node), place: "x")
    let loading = RuleSet.load(Self.sources, overrides: [override])
    #expect(try Self.outcome(loading.rules, "a/typed") == .pass)
  }

  /// A value that cannot be used, and what is said of it.
  static let problems: [(name: String, text: String, message: String)] = [
    ("limit", "0", "parameter `limit`: it is below the minimum of 1"),
    ("limit", "65", "parameter `limit`: it is above the maximum of 64"),
    ("limit", "many", "parameter `limit`: this is not int"),
    ("limit", "9223372036854775808", "parameter `limit`: this is not int"),
    ("limit", "", "parameter `limit`: this is not int"),
    ("ratio", "1.5", "parameter `ratio`: it is above the maximum of 1"),
    ("ratio", "nan", "parameter `ratio`: this is not double"),
    ("ratio", "inf", "parameter `ratio`: this is not double"),
    ("strict", "yes", "parameter `strict`: this is not bool"),
    ("level", "gp2", "parameter `level`: `gp2` is not one of `gp3`, `io2`; did you mean `gp3`?"),
    ("ports", "22,70000", "parameter `ports`: it is above the maximum of 65535"),
    ("owners", "", "parameter `owners`: it has 0 elements, less than the minimum of 1"),
    ("owners", "a,b,c", "parameter `owners`: it has 3 elements, more than the maximum of 2"),
    ("prefix", "äöü€😀", "parameter `prefix`: it has 5 characters, more than the maximum of 4"),
    (
      "fixed", "al2=1.0,al3=1.0",
      "parameter `fixed`: `al3=1.0` is not of the form `al(1|2)=[0-9.]+`"
    ),
    ("fixed", "al2=1.0x", "parameter `fixed`: `al2=1.0x` is not of the form `al(1|2)=[0-9.]+`"),
    ("fixed", "al2:1.0", "parameter `fixed`: `al2:1.0` is not of the form `al(1|2)=[0-9.]+`"),
    ("ports", "22,ssh", "parameter `ports`: this is not list<int>"),
    ("limti", "1", "pack `a` has no parameter `limti`; did you mean `limit`?"),
    ("zzz", "1", "pack `a` has no parameter `zzz`"),
  ]

  @Test(arguments: problems)
  func `a value that cannot be used is refused, with its place`(
    _ name: String, _ text: String, _ message: String
  ) {
    let loading = Self.load(Self.given(name, text, place: "assay.yaml:3:9"))
    #expect(loading.rules == nil)
    #expect(loading.problems.map(\.message) == ["assay.yaml:3:9: error: \(message)"])
  }

  @Test func `a pack that is not there is refused, with the nearest name`() {
    let named = RuleSet.load(Self.sources, only: ["a", "c"])
    #expect(
      named.problems.map(\.message) == ["--pack: error: there is no pack `c`; did you mean `a`?"])
    let long = RuleSet.load(
      [Self.pack("storage")], overrides: [Self.given("limit", "1", pack: "storge")])
    #expect(
      long.problems.map(\.message)
        == ["--param: error: there is no pack `storge`; did you mean `storage`?"])
    #expect(long.rules == nil)
  }

  @Test func `only the packs asked for are active`() throws {
    let rules = try #require(RuleSet.load(Self.sources, only: ["b"]).rules)
    #expect(rules.packs.map(\.id) == ["b"])
    #expect(rules.infos.map(\.id) == ["b/plain", "b/sized", "b/typed"])
  }

  @Test func `lists are cut at commas, blanks around elements left out`() throws {
    let loading = Self.load(Self.given("types", "gp3, io2"))
    #expect(try Self.outcome(loading.rules, "a/typed") == .pass)
    #expect(Self.load(Self.given("types", "")).rules != nil)
    #expect(Self.load(Self.given("ports", "22, 443")).rules != nil)
  }

  @Test func `digests change with the parameters that are read, and with nothing else`() throws {
    let base = try #require(Self.load().rules)
    func changes(_ override: ParameterOverride) throws -> (rules: Set<String>, packs: Set<String>) {
      let rules = try #require(Self.load(override).rules)
      let pairs = zip(base.infos, rules.infos)
      let packs = zip(base.packs, rules.packs).filter { $0.digest != $1.digest }
      #expect((base.digest != rules.digest) == !packs.isEmpty)
      return (
        Set(pairs.filter { $0.digest != $1.digest }.map(\.0.id)), Set(packs.map(\.0.id))
      )
    }
    #expect(try changes(Self.given("limit", "8")) == ([], []))
    #expect(try changes(Self.given("limit", "9")) == (["a/sized"], ["a"]))
    #expect(try changes(Self.given("types", "gp3,io2")) == (["a/typed"], ["a"]))
    #expect(try changes(Self.given("types", "gp3")) == ([], []))
    #expect(try changes(Self.given("spare", "2")) == ([], ["a"]))
    #expect(try changes(Self.given("limit", "9", pack: "b")) == (["b/sized"], ["b"]))
  }

  @Test func `digests follow the text of the rules, not their folder or the order of packs`() throws
  {
    let base = try #require(Self.load().rules)
    let turned = try #require(RuleSet.load(Self.sources.reversed()).rules)
    #expect(turned.digest == base.digest)
    #expect(turned.infos == base.infos)
    let moved = Self.sources.map { source in
      PackSource(
        folder: "/elsewhere/\(source.folder)",
        files: source.files.map {
          SourceFile(path: "/elsewhere/\($0.path)", text: $0.text($0.whole))
        }
      )
    }
    #expect(try #require(RuleSet.load(moved).rules).digest == base.digest)
    let other = PackSource(
      folder: "a",
      files: Self.pack("a").files.map { file in
        let text = file.text(file.whole)
        return SourceFile(
          path: file.path, text: file.path == "a/plain.yaml" ? text + "# why not\n" : text)
      })
    let changed = try #require(RuleSet.load([other, Self.pack("b")]).rules)
    #expect(changed.digest != base.digest)
    let differing = zip(base.infos, changed.infos).filter { $0.digest != $1.digest }
    #expect(differing.map(\.0.id) == ["a/plain"])
  }
}

extension SourceFile {
  /// All of it.
  fileprivate var whole: SourceRange { SourceRange(0, bytes.count) }
}
