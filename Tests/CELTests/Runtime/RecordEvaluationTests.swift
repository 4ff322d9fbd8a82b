import CEL
import Records
import Testing

struct RecordEvaluationTests {
  @Test(arguments: [
    ("resource.id", "\"i-1\""),
    ("resource.hops", "2"),
    ("resource.name", "(error: `name` of instance is absent)"),
    ("has(resource.name)", "false"),
    ("has(resource.hops)", "true"),
    ("has(resource.launched)", "unknown resource.launched: not collected"),
    ("resource.?name.orValue(\"none\")", "\"none\""),
    ("resource.?launched.hasValue()", "unknown resource.launched: not collected"),
    ("resource.image.id", "\"ami-1\""),
    ("resource.image.version", "unknown resource.image.version: not collected"),
    ("resource.image.instance.id", "\"i-1\""),
    ("resource.image.instance == resource", "true"),
    ("resource.tags.env", "\"prod\""),
    ("resource.tags[\"env\"]", "\"prod\""),
    ("resource.tags.owner", "unknown resource.tags[\"owner\"]: parameter"),
    ("has(resource.tags.owner)", "true"),
    ("\"owner\" in resource.tags", "true"),
    ("\"x\" in resource.tags", "false"),
    ("resource.tags[?\"x\"].orValue(\"-\")", "\"-\""),
    ("resource.tags.x", "(error: no such key: `x`)"),
    ("size(resource.tags)", "2"),
    ("size(resource.volumes)", "3"),
    ("resource.volumes[1].device", "\"/dev/sdb\""),
    ("resource.volumes[3]", "(error: index 3 out of range: size is 3)"),
    ("resource.volumes[-1]", "(error: index -1 out of range: size is 3)"),
    ("dyn(resource.volumes)[\"/dev/sdb\"].encrypted", "false"),
    ("dyn(resource.volumes)[?\"/dev/sdz\"].hasValue()", "false"),
    ("resource.volumes.map(v, v.device)", "[\"/dev/sda1\", \"/dev/sdb\", \"/dev/sdc\"]"),
    ("resource.volumes.map(v, v.?size.orValue(0))", "[8, 0, 0]"),
    ("resource.volumes == resource.volumes", "true"),
    ("resource.volumes[0] == resource.volumes[1]", "false"),
    ("type(resource) == type(resource.image)", "false"),
    ("dyn(resource).nope", "(error: no field `nope` in instance)"),
    ("now - duration(\"24h\") < now", "true"),
    ("params.limit + 1", "3"),
  ])
  func `records are read where they lie`(_ text: String, _ expected: String) {
    #expect(Fleet.value(text) == expected)
  }

  @Test(arguments: [
    ("resource.volumes.all(v, v.encrypted)", "false"),
    ("resource.volumes.exists(v, v.encrypted)", "true"),
    (
      "resource.volumes.all(v, v.device != \"/dev/sdb\" ? v.encrypted : true)",
      "unknown resource.volumes[2].encrypted: parameter"
    ),
    (
      "resource.volumes.exists_one(v, v.encrypted)",
      "unknown resource.volumes[2].encrypted: parameter"
    ),
    ("resource.launched < now || true", "true"),
    ("false && resource.launched < now", "false"),
    ("resource.launched < now && 1 / 0 == 1", "unknown resource.launched: not collected"),
    ("1 / 0 == 1 || resource.launched < now", "unknown resource.launched: not collected"),
    ("!(resource.launched < now)", "unknown resource.launched: not collected"),
    ("resource.launched < now ? 1 : 1", "unknown resource.launched: not collected"),
    (
      "resource.launched < now || resource.tags.owner == \"me\"",
      "unknown resource.launched: not collected, resource.tags[\"owner\"]: parameter"
    ),
  ])
  func `a verdict stands when it does not depend on an unknown`(
    _ text: String, _ expected: String
  ) {
    #expect(Fleet.value(text) == expected)
  }

  /// `flags` is `["a", ?, "b"]`, where `?` is none, one or several.
  @Test(arguments: [
    ("size(resource.flags)", "unknown resource.flags[1]: parameter"),
    ("\"a\" in resource.flags", "true"),
    ("\"b\" in resource.flags", "true"),
    ("\"c\" in resource.flags", "unknown resource.flags[1]: parameter"),
    ("resource.flags[0]", "\"a\""),
    ("resource.flags[1]", "unknown resource.flags[1]: parameter"),
    ("resource.flags[2]", "unknown resource.flags[1]: parameter"),
    ("resource.flags[9]", "unknown resource.flags[1]: parameter"),
    ("resource.flags.exists(f, f == \"b\")", "true"),
    ("resource.flags.exists(f, true)", "true"),
    ("resource.flags.all(f, f == \"a\")", "false"),
    ("resource.flags.all(f, f.size() == 1)", "unknown resource.flags[1]: parameter"),
    ("resource.flags.filter(f, f != \"a\").exists(f, f == \"b\")", "true"),
    ("resource.flags.filter(f, f == \"a\").size() == 1", "unknown resource.flags[1]: parameter"),
    ("resource.flags.map(f, f + \"x\").exists(f, f == \"bx\")", "true"),
    ("resource.flags == [\"a\", \"b\"]", "unknown resource.flags[1]: parameter"),
    ("resource.flags == [\"a\"]", "false"),
    ("resource.flags == [\"c\", \"b\"]", "false"),
    ("resource.flags == [\"a\", \"x\", \"c\"]", "false"),
    ("resource.flags.join(\",\")", "unknown resource.flags[1]: parameter"),
    ("resource.flags.exists(i, f, i == 0 && f == \"a\")", "true"),
    ("resource.flags.exists(i, f, i == 1)", "unknown resource.flags[1]: parameter"),
    ("sets.contains(resource.flags, [\"a\", \"b\"])", "true"),
    ("sets.contains(resource.flags, [\"c\"])", "unknown resource.flags[1]: parameter"),
    ("sets.intersects(resource.flags, [\"z\", \"b\"])", "true"),
    ("sets.contains([\"a\"], resource.flags)", "false"),
    (
      "cidrs.cover(resource.flags, cidr(\"10.0.0.0/8\"))",
      "(error: bad address `a`: not an address range: no prefix length)"
    ),
  ])
  func `an unknown element stands for none, one or several`(_ text: String, _ expected: String) {
    #expect(Fleet.value(text) == expected)
  }

  @Test func `an element that may not be there decides nothing`() {
    let fields: [String: Draft] = ["flags": .stated(.list([.unknown(Fleet.parameter)]))]
    #expect(Fleet.value("resource.flags.exists(f, true)", fields).hasPrefix("unknown"))
    #expect(Fleet.value("resource.flags.all(f, false)", fields).hasPrefix("unknown"))
    #expect(Fleet.value("resource.flags.all(f, true)", fields) == "true")
    #expect(Fleet.value("resource.flags.exists(f, false)", fields) == "false")
    #expect(Fleet.value("resource.flags == []", fields).hasPrefix("unknown"))
  }

  @Test func `only gaps in collection make an unknown not collected`() throws {
    let program = try #require(
      Fleet.program("resource.launched < now || resource.tags.owner == \"me\""))
    var context = Fleet.instance(Fleet.usual)
    guard case .unknown(let set) = program.evaluate(&context) else {
      Issue.record("the result is not unknown")
      return
    }
    #expect(!set.isNotCollected)
    #expect(set.entries.map(\.origin) == [Fleet.at(1), Fleet.at(6)])
  }

  @Test func `variables are computed once, at first use, and may not define themselves`() throws {
    var context = Fleet.instance(Fleet.usual)
    var activation = context.activation
    activation.set("variables.open", lazily: try #require(Fleet.program("resource.hops > 1")))
    activation.set("variables.loop", lazily: try #require(Fleet.program("variables.loop")))
    activation.set("variables.bad", lazily: try #require(Fleet.program("1 / 0 == 1")))
    context.restart(activation)
    let both = try #require(Fleet.program("variables.open && variables.open"))
    #expect(both.evaluate(&context).asBool == true)
    let loop = try #require(Fleet.program("variables.loop"))
    #expect(
      loop.evaluate(&context).printed(context.source)
        == "(error: `variables.loop` is defined by itself)")
    let absorbing = try #require(Fleet.program("variables.bad || true"))
    #expect(absorbing.evaluate(&context).asBool == true)
    #expect(context.absorbed.map(\.code) == [.divideByZero])
  }
}
