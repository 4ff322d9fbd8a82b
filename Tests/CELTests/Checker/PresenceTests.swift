import CEL
import Documents
import TestSupport
import Testing

@Suite struct PresenceTests {
  static let proven: [String] = [
    "has(resource.name) && resource.name == 'a'",
    "!has(resource.name) || resource.name == 'a'",
    "has(resource.name) ? resource.name == 'a' : resource.hops > 1",
    "!has(resource.name) ? resource.hops > 1 : resource.name == 'a'",
    "!(!has(resource.name) || resource.name == 'a')",
    "(has(resource.name) && resource.hops > 0) && resource.name == 'a'",
    "(has(resource.name) || false) && resource.name == 'a'",
    "(has(resource.name) == true) && resource.name == 'a'",
    "(has(resource.name) != true) || resource.name == 'a'",
    "(has(resource.name) ? resource.hops > 1 : false) && resource.name == 'a'",
    "(resource.hops > 1 ? has(resource.name) : has(resource.name) && resource.load > 0.5) "
      + "&& resource.name == ''",
    "((has(resource.name) && resource.hops > 1) || (resource.hops < 0 && has(resource.name))) "
      + "&& resource.name == 'a'",
    "resource.?name.orValue('') == 'a'", "resource.?subnet.?zone.orValue('') == 'a'",
    "resource.?subnet.cidr.orValue('') == 'a'",
    "resource.?name.hasValue() && resource.name == 'a'",
    "resource.?subnet.?zone.hasValue() && resource.subnet.zone == 'a'",
    "resource.?name.hasValue() && resource.?name.value() == 'a'",
    "resource.?subnet.optMap(s, s.cidr).orValue('') == 'a'",
    "resource.?subnet.optMap(s, has(s.zone) && s.zone == 'a').orValue(false)",
    "has(resource.subnet) && has(resource.subnet.zone) && resource.subnet.zone == 'a'",
    "resource.volumes.exists(v, has(v.iops) && v.iops > 1)",
    "resource.volumes.filter(v, has(v.iops)).exists(w, w.iops > 1)",
    "resource.volumes.filter(v, has(v.iops)).sortBy(w, w.iops).exists(w, w.iops > 1)",
    "cel.bind(gp, resource.volumes.filter(v, has(v.iops)), gp.exists(w, w.iops > 1))",
    "resource.volumes.all(v, has(v.iops)) && resource.volumes.exists(w, w.iops > 1)",
    "resource.volumes.size() == 0 || resource.volumes.exists(v, !has(v.iops)) || "
      + "resource.volumes[0].iops > 1",
    "size(resource.volumes) > 0 && resource.volumes.all(v, has(v.iops)) && "
      + "resource.volumes[0].iops > 1",
    "1 < size(resource.volumes) && has(resource.volumes[1].iops) && resource.volumes[1].iops > 1",
    "resource.volumes != [] && has(resource.volumes[0].iops) && resource.volumes[0].iops > 1",
    "resource.volumes[?0].?iops.orValue(0) > 1", "[1, 2][0] > 1",
    "resource.volumes.map(v, has(v.iops), v.iops).exists(i, i > 1)",
    "has(resource.snapshots) && resource.snapshots.exists(s, s.size > 1)",
    "resource.volumes.exists(v, has(v.parts) && v.parts.exists(p, has(p.iops) && p.iops > v.size))",
    "resource.volumes.all(v, has(v.parts) && v.parts.all(p, has(p.iops))) "
      + "&& resource.volumes.exists(v, v.parts.exists(p, p.iops > 1))",
    "cel.bind(s, fleet.owner(resource), has(s.zone) && s.zone == 'a')",
    "cel.bind(r, resource, has(r.name) && resource.name == 'a')",
    "[1, 2].exists(n, n > 1 && has(resource.name)) && resource.name == 'a'",
    "'k' in resource.tags && resource.tags['k'] == 'a'",
    "has(resource.tags.k) && resource.tags['k'] == 'a'",
    "resource.tags[?'k'].orValue('') == 'a'",
    "resource.tags.?k.hasValue() && resource.tags.k == ''",
    // What no record holds is nobody's promise: an error at run time is the language's answer.
    "anything.?a.value() == 1", "anything[?'a'].value() == 1",
    "cel.bind(m, {'a': 1}, m.?a.value() == 1)", "cel.bind(l, [1], l[?0].value() == 1)",
    "resource.volumesByName.exists(k, v, has(v.iops) && v.iops > 1 && k != '')",
  ]

  @Test(arguments: proven)
  func `a guarded read compiles`(_ text: String) throws {
    let outcome = try #require(CheckedText.check(text))
    let found = outcome.diagnostics.filter {
      $0.severity == .error || $0.code.hasPrefix("unguarded")
    }
    #expect(found.map(\.message).isEmpty)
  }

  static let unproven: [MarkedText] = [
    "resource.↓name == 'a'",
    "has(resource.name) || resource.↓name == 'a'",
    "!has(resource.name) && resource.↓name == 'a'",
    "resource.↓name == 'a' && has(resource.name)",
    "(has(resource.name) || resource.hops > 1) && resource.↓name == 'a'",
    "has(resource.name) ? resource.hops > 1 : resource.↓name == 'a'",
    "has(resource.↓subnet.zone) && resource.hops > 1",
    "has(resource.subnet) && resource.subnet.↓zone == 'a'",
    "resource.?subnet.↓zone.orValue('') == 'a'",
    "↓resource.?name.value() == 'a'", "↓resource.volumes[?0].value().size > 1",
    "↓resource.tags[?'k'].value() == 'a'",
    "resource.↓snapshots.exists(s, s.size > 1)",
    "resource.volumes.exists(v, v.↓iops > 1)",
    "resource.volumes.exists(v, has(v.iops)) && resource.volumes.exists(w, w.↓iops > 1)",
    "resource.volumes.exists(v, has(v.iops) && v.iops > 1 || v.↓iops < 2)",
    "resource.volumes.filter(v, has(v.iops) || v.size > 1).exists(w, w.↓iops > 1)",
    "resource.volumes.all(v, has(v.iops)) || ↓resource.volumes[0].↓iops > 1",
    "has(↓resource.volumes[0].iops) && ↓resource.volumes[1].↓iops > 1",
    "↓resource.volumes[0].size > 1", "size(resource.volumes) == 0 && ↓resource.volumes[0].size > 1",
    "resource.volumes.exists(v, has(v.iops) && resource.volumes.exists(v, v.↓iops > 1))",
    "fleet.owner(resource).↓zone == 'a'",
    "has(resource.encrypted) && fleet.owner(resource).↓zone == ''",
    "[1, 2].all(n, n > 1 && has(resource.name)) && resource.↓name == 'a'",
    "↓maybe > 1",
    "↓resource.tags['k'] == 'a'",
    "'j' in resource.tags && ↓resource.tags['k'] == 'a'",
  ]

  @Test(arguments: unproven)
  func `an unguarded read is reported at the field`(_ text: MarkedText) throws {
    let outcome = try #require(CheckedText.check(text.text))
    let found = outcome.diagnostics.filter { $0.code.hasPrefix("unguarded") }
    #expect(found.map(\.range.start) == text.offsets)
  }

  /// What each kind of unguarded read is called.
  static let kinds: [(text: String, code: String)] = [
    ("resource.name == 'a'", "unguarded-field"), ("maybe > 1", "unguarded-variable"),
    ("resource.?name.value() == 'a'", "unguarded-value"),
    ("resource.tags['k'] == 'a'", "unguarded-key"),
    ("resource.volumes[1].size > 1", "unguarded-element"),
  ]

  @Test(arguments: kinds.indices)
  func `each kind of unguarded read has its code`(_ index: Int) throws {
    let outcome = try #require(CheckedText.check(Self.kinds[index].text))
    #expect(outcome.diagnostics.map(\.code) == [Self.kinds[index].code])
  }

  @Test func `what a list is known to hold is known of each element on its own`() throws {
    let when = try #require(CheckedText.check("resource.volumes.all(v, has(v.iops))"))
    let list = try #require(
      CheckedText.check("resource.volumes", assuming: when.meaning.facts.whenTrue))
    #expect(list.meaning.elements?.proven == [[.field("iops")]])
  }

  @Test func `what a condition proves guards the next expression`() throws {
    let when = try #require(CheckedText.check("has(resource.subnet) && resource.hops > 1"))
    let facts = when.meaning.facts.whenTrue
    #expect(facts.map(\.description) == ["resource.subnet"])
    let expect = "resource.subnet.cidr == 'a'"
    #expect(try #require(CheckedText.check(expect)).checked == nil)
    #expect(try #require(CheckedText.check(expect, assuming: facts)).checked != nil)
  }

  @Test func `a variable of a rule is another name for the place it reads`() throws {
    let facts: Set = [Path("resource", [.field("subnet")])]
    let value = try #require(CheckedText.check("resource.subnet", assuming: facts))
    var environment = CheckedText.environment
    environment.variables["net"] = value.meaning
    let through = try #require(
      CheckedText.check(
        "has(net.zone) && resource.subnet.zone == 'a'", environment, assuming: facts))
    #expect(through.checked != nil)
    #expect(through.variables == ["net", "resource"])
  }

  @Test func `a variable that is a condition proves what it proves`() throws {
    var environment = CheckedText.environment
    environment.variables["named"] = try #require(CheckedText.check("has(resource.name)")).meaning
    let used = try #require(CheckedText.check("named && resource.name == 'a'", environment))
    #expect(used.checked != nil)
  }

  @Test func `a variable that is a filtered list remembers the filter`() throws {
    var environment = CheckedText.environment
    environment.variables["fast"] =
      try #require(CheckedText.check("resource.volumes.filter(v, has(v.iops))")).meaning
    let used = try #require(CheckedText.check("fast.exists(v, v.iops > 1)", environment))
    #expect(used.checked != nil)
  }
}
