import CEL
import Records
import Testing

struct ExplanationTests {
  /// Items as `path got [wants allowed] @line`.
  private func explain(
    _ text: String, wanting wanted: Bool = true, _ fields: [String: Draft] = Fleet.usual
  ) -> [String] {
    guard let program = Fleet.program(text) else { return ["no program"] }
    var context = Fleet.instance(fields)
    return Explanation.explain(program, wanting: wanted, &context).items.map { item in
      let allowed = item.allowed.map { " wants \($0)" } ?? ""
      let element = item.element.map { " of \($0)" } ?? ""
      return
        "\(item.path)\(element): \(item.got)\(allowed) @\(item.origin.map { "\($0.line)" } ?? "-")"
    }
  }

  @Test(arguments: [
    ("resource.encrypted", ["resource.encrypted: false wants true @3"]),
    ("resource.encrypted == true", ["resource.encrypted: false wants true @3"]),
    ("resource.hops == 1", ["resource.hops: 2 wants 1 @1"]),
    ("resource.hops < params.limit", ["resource.hops: 2 wants < 2 @1"]),
    ("params.limit > resource.hops", ["resource.hops: 2 wants < 2 @1"]),
    ("resource.hops in [1, 3]", ["resource.hops: 2 wants one of [1, 3] @1"]),
    ("!(resource.id == \"i-1\")", ["resource.id: \"i-1\" wants not \"i-1\" @2"]),
    ("resource.id.startsWith(\"x\")", ["resource.id: \"i-1\" wants startsWith(\"x\") @2"]),
    ("!resource.id.matches(\"^i\")", ["resource.id: \"i-1\" wants not matches(\"^i\") @2"]),
    ("has(resource.name)", ["resource.name: (absent) wants present @1"]),
    ("!has(resource.hops)", ["resource.hops: 2 wants absent @1"]),
    (
      "size(resource.tags) == 3",
      [
        "resource.tags: {\"env\": \"prod\", \"owner\": (unknown: parameter: parameter Encrypt has no value)} wants size == 3 @1"
      ]
    ),
    ("resource.?name.orValue(\"-\") == \"x\"", ["resource.name: (absent) wants \"x\" @1"]),
    ("resource.secret == \"x\"", ["resource.secret: (sensitive) wants \"x\" @4"]),
    ("resource.tags.env == \"dev\"", ["resource.tags[\"env\"]: \"prod\" wants \"dev\" @5"]),
  ])
  func `a leaf shows what it read and what would have been good`(
    _ text: String, _ expected: [String]
  ) {
    #expect(explain(text) == expected)
  }

  @Test(arguments: [
    "cel.bind(s, resource.secret.lowerAscii(), s == \"x\")",
    "resource.secret.split(\"r\").all(s, s == \"x\")",
    "resource.secret.split(\"r\").exists(s, s == \"x\")",
    "resource.secret.split(\"r\").filter(s, s != \"\").size() == 0",
    "[resource.secret].filter(s, s != \"\").size() == 0",
    "[resource.secret].map(s, s + \"!\").all(s, s == \"\")",
    "{\"k\": resource.secret}.all(k, v, v == \"x\")",
    "resource.id == resource.secret",
    "resource.id in [resource.secret]",
    "resource.volumes.map(v, resource.secret).all(s, s == \"x\")",
    "timestamp(resource.secret) < timestamp(\"2026-01-01T00:00:00Z\")",
    "\"a\".matches(\"(\" + resource.secret)",
    "[1].all(n, [resource.secret].exists(s, s == \"x\"))",
    "resource.?secret.optMap(s, s + \"!\").orValue(\"\") == \"x\"",
    "(resource.hops > 0 ? resource.secret : \"\") == \"x\"",
    "!has(resource.secret)",
    "resource.secret.contains(\"zz\") == (resource.secret != \"\")",
  ])
  func `nothing that is made of a sensitive value is shown`(_ text: String) throws {
    let items = explain(text)
    #expect(!items.isEmpty)
    // The secret is `hunter2`.
    #expect(!items.contains { $0.lowercased().contains("hunte") || $0.contains("2\"") }, "\(items)")
    var context = Fleet.instance(Fleet.usual)
    context.trace = Trace()
    _ = try #require(Fleet.program(text)).evaluate(&context)
    let tree = TraceTree(try #require(context.trace), context.source)
    #expect(!"\(tree.parts.map(\.node))".lowercased().contains("hunte"))
  }

  @Test(arguments: [
    (
      "resource.id == \"i-1\" && resource.encrypted && resource.hops < 2",
      ["resource.encrypted: false wants true @3", "resource.hops: 2 wants < 2 @1"]
    ),
    (
      "resource.encrypted || resource.hops == 1",
      ["resource.encrypted: false wants true @3", "resource.hops: 2 wants 1 @1"]
    ),
    (
      "!(resource.hops == 2 && resource.id == \"i-1\")",
      ["resource.hops: 2 wants not 2 @1", "resource.id: \"i-1\" wants not \"i-1\" @2"]
    ),
    (
      "resource.hops == 1 || resource.hops > 3",
      ["resource.hops: 2 wants 1 or > 3 @1"]
    ),
    (
      "resource.hops != 2 && resource.hops > 3",
      ["resource.hops: 2 wants not 2 and > 3 @1"]
    ),
    ("!(resource.encrypted || resource.hops == 2)", ["resource.hops: 2 wants not 2 @1"]),
    ("resource.hops == 2 ? resource.encrypted : true", ["resource.encrypted: false wants true @3"]),
    ("cel.bind(e, resource.encrypted, e && true)", ["resource.encrypted: false wants true @3"]),
    (
      "(resource.hops < 2 || resource.encrypted) == true",
      [
        "resource.hops: 2 wants < 2 @1", "resource.encrypted: false wants true @3",
      ]
    ),
  ])
  func `only the parts that decided are shown`(_ text: String, _ expected: [String]) {
    #expect(explain(text) == expected)
  }

  @Test(arguments: [
    (
      "resource.volumes.all(v, v.encrypted)",
      ["resource.volumes[1].encrypted of /dev/sdb: false wants true @14"]
    ),
    (
      "!resource.volumes.exists(v, v.?size.orValue(0) > 4)",
      ["resource.volumes[0].size of /dev/sda1: 8 wants <= 4 @10"]
    ),
    (
      "!resource.ingress.exists(r, r.port == 22 && r.sources.exists(s, s == \"0.0.0.0/0\"))",
      [
        "resource.ingress[1].sources[1]: \"0.0.0.0/0\" wants not \"0.0.0.0/0\" @27",
        "resource.ingress[1].port: 22 wants not 22 @25",
      ]
    ),
    (
      "resource.ingress.filter(r, r.port == 22).all(r, r.sources.all(s, s != \"0.0.0.0/0\"))",
      ["resource.ingress[1].sources[1]: \"0.0.0.0/0\" wants not \"0.0.0.0/0\" @27"]
    ),
    (
      "size(resource.ingress.filter(r, r.port == 22)) == 0",
      [
        "resource.ingress[1]: rule{port: 22, sources: [\"10.0.0.0/8\", \"0.0.0.0/0\"]} wants size == 0 @24"
      ]
    ),
    (
      "resource.ingress.exists(r, r.port == 80)",
      [
        "resource.ingress: [rule{port: 443, sources: [\"0.0.0.0/0\"]}, rule{port: 22, sources: [\"10.0.0.0/8\", \"0.0.0.0/0\"]}] wants an element with r.port == 80 @1",
        "resource.ingress[0].port: 443 wants 80 @21", "resource.ingress[1].port: 22 wants 80 @25",
      ]
    ),
    ("resource.flags.all(f, f != \"b\")", ["resource.flags[2]: \"b\" wants not \"b\" @1"]),
  ])
  func `a quantifier shows the elements that decided`(_ text: String, _ expected: [String]) {
    #expect(explain(text) == expected)
  }

  @Test func `a deny is explained by what holds`() {
    #expect(
      explain("resource.hops == 2 && !resource.encrypted", wanting: false) == [
        "resource.hops: 2 wants not 2 @1", "resource.encrypted: false wants true @3",
      ])
  }

  @Test(arguments: [
    (
      "resource.launched < now && resource.id == \"i-1\"",
      [
        "resource.launched: (unknown: not collected: ec2:DescribeInstances did not run) @1"
      ]
    ),
    (
      "resource.volumes.all(v, v.device == \"/dev/sdb\" || v.encrypted)",
      [
        "resource.volumes[2].encrypted: (unknown: parameter: parameter Encrypt has no value) @17"
      ]
    ),
    (
      "resource.flags.all(f, f.size() == 1)",
      ["resource.flags[1]: (unknown: parameter: parameter Encrypt has no value) @30"]
    ),
  ])
  func `an unknown verdict shows the places that would decide it`(
    _ text: String, _ expected: [String]
  ) {
    #expect(explain(text) == expected)
  }

  @Test func `an error shows what was read, and what failed`() {
    #expect(explain("resource.name == \"x\"") == ["resource.name: (absent) @1"])
    #expect(explain("resource.hops / 0 == 1") == ["resource.hops: 2 @1"])
    #expect(explain("1 / 0 == 1") == ["1 / 0 == 1: (error: divide by zero) @-"])
  }

  @Test func `a variable is explained by its own expression`() throws {
    var context = Fleet.instance(Fleet.usual)
    var activation = context.activation
    activation.set(
      "variables.tight", lazily: try #require(Fleet.program("resource.hops < 2 || false")))
    activation.set(
      "variables.open",
      lazily: try #require(Fleet.program("resource.ingress.filter(r, r.port == 22)")))
    context.restart(activation)
    let program = try #require(
      Fleet.program("variables.tight && variables.open.all(r, r.port != 22)"))
    #expect(program.evaluate(&context).asBool == false)
    let explanation = Explanation.explain(program, wanting: true, &context)
    #expect(explanation.items.map(\.path) == ["resource.ingress[1].port", "resource.hops"])
    #expect(explanation.items.map(\.got) == ["22", "2"])
    #expect(explanation.origin == Fleet.at(25))
  }

  @Test func `the deciding origin falls back to what encloses the value`() throws {
    let program = try #require(Fleet.program("resource.volumes[0].encrypted == false"))
    var context = Fleet.instance(Fleet.usual)
    #expect(Explanation.explain(program, wanting: true, &context).origin == Fleet.at(10))
    let plain = try #require(Fleet.program("params.limit == 3"))
    #expect(Explanation.explain(plain, wanting: true, &context).origin == Fleet.at(1))
  }

  @Test func `items are bounded, and what is left out is counted`() throws {
    let volumes = (0..<30).map { Fleet.volume("/dev/\($0)", .stated(.bool(false)), line: 10) }
    var context = Fleet.instance(["volumes": .stated(.list(volumes))])
    let program = try #require(Fleet.program("resource.volumes.all(v, v.encrypted)"))
    let explanation = Explanation.explain(program, wanting: true, &context)
    #expect(explanation.items.count == 20)
    #expect(explanation.more == 10)
  }
}
