import AssayModel
import AssayStore
import Records
import Testing
import TestSupport
import Vectors

/// What fills a file, row by row.
@Suite struct FirstNightTests {
  private static func id(_ uid: String, kind: String = "volume") -> ResourceID {
    ResourceID(kind: kind, uid: uid)
  }

  /// Thirty volumes, one of them given twice; findings of two that are not given; links from and to others.
  private static func night() -> RunBuilder {
    var builder = RunBuilder()
    builder.rule("r")
    builder.rule("s")
    for number in 10..<40 { builder.resource("v\(number)", file: number < 20 ? nil : "b.yaml") }
    builder.resource("v20", facts: "other")
    for number in 10..<40 { builder.finding("r", "v\(number)", .fail, message: "m\(number % 2)") }
    builder.finding("s", "v05", .unknown)
    builder.finding("s", "v50", .fail)
    builder.links = [
      Link(from: id("v10"), label: "uses", to: id("far", kind: "role")),
      Link(from: id("v10"), label: "made", to: id("v11")),
      Link(from: id("v10"), label: "uses", to: id("v11")),
      Link(from: id("v30"), label: "uses", to: id("v11")),
      Link(from: id("v30"), label: "uses", to: id("v11")),
      Link(from: id("zone", kind: "zone"), label: "uses", to: id("far", kind: "role")),
    ]
    return builder
  }

  @Test func `resources are numbered as they are given, then as findings and links name them`()
    throws
  {
    let folder = try TemporaryFolder()
    let path = folder.file("a.db")
    try Store.open(path: path).record(1, Self.night())
    let names = (10..<40).map { "v\($0)" } + ["v05", "v50", "far", "zone"]
    #expect(
      try query(path, "SELECT id, uid FROM resource ORDER BY id")
        == names.enumerated().map { ["\($0 + 1)", $1] })
    // Ends of links are not present, which the others are, each once.
    #expect(
      try query(
        path,
        """
        SELECT uid, name, source, opened FROM resource_span JOIN resource ON id = resource
        ORDER BY resource
        """)
        == (10..<40).map { ["v\($0)", "v\($0)", $0 < 20 ? "-" : "b.yaml", "1"] }
        + [["v05", "v05", "a.yaml", "1"], ["v50", "v50", "a.yaml", "1"]])
    #expect(
      try query(path, "SELECT resource FROM resource_facts ORDER BY resource")
        == (1...32).map { ["\($0)"] })
    #expect(
      try query(path, "SELECT parent, child, label, opened FROM lineage ORDER BY 1, 2, 3")
        == [
          ["2", "1", "made", "1"], ["2", "1", "uses", "1"], ["2", "21", "uses", "1"],
          ["33", "1", "uses", "1"], ["33", "34", "uses", "1"],
        ])
    #expect(
      try query(
        path, "SELECT id, resource, rule, locus, outcome, first, opened FROM finding ORDER BY id")
        == (1...30).map { ["\($0)", "\($0)", "1", "", "fail", "1", "1"] }
        + [["31", "31", "2", "", "unknown", "1", "1"], ["32", "32", "2", "", "fail", "1", "1"]])
    #expect(try query(path, "PRAGMA foreign_key_check") == [])
    #expect(try query(path, "PRAGMA integrity_check") == [["ok"]])
  }

  @Test func `the same again writes no row, and another scope names the same resources`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a.db")
    let store = try Store.open(path: path)
    var builder = Self.night()
    try store.record(1, builder)
    let tables = ["resource", "resource_span", "resource_facts", "lineage", "finding", "evidence"]
    func counts() throws -> [[String]] {
      try tables.flatMap { try query(path, "SELECT count(*) FROM \($0)") }
    }
    let before = try counts()
    #expect(try store.record(2, builder).comparison.persisting == 32)
    #expect(try counts() == before)
    builder.scope = "other"
    let record = try store.record(3, builder)
    #expect(record.comparison.new.count == 32)
    #expect(
      try zip(counts(), before).map { (try #require(Int($0[0])), try #require(Int($1[0]))) }
        .map { $0 - $1 } == [0, 32, 32, 5, 32, 0])
    #expect(
      try query(path, "SELECT resource FROM finding WHERE scope = 2 ORDER BY id")
        == query(path, "SELECT resource FROM finding WHERE scope = 1 ORDER BY id"))
  }

  /// Nights of two scopes in one file, so that rows do not stand in the order of resources.
  @Test(arguments: 1...8)
  func `masses hold whom rules speak of alike, and nobody else`(seed: UInt64) throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a.db")
    let store = try Store.open(path: path)
    var random = SeededGenerator(seed)
    for number in 1...6 {
      let result = Self.night(number, &random)
      _ = try store.record(
        result, verdict: admitted, actor: "ci", now: Instant(microseconds: Int64(number)),
        tellsFirst: random.chance(1, in: 2))
      let scope = result.run.scope
      #expect(try Self.stored(path, scope) == Self.said(result, but: Self.open(path, scope)))
    }
    #expect(try query(path, "PRAGMA integrity_check") == [["ok"]])
    #expect(try query(path, "SELECT count(*) FROM mass_part WHERE size = 0") == [["0"]])
  }

  /// Two rules of two kinds over some of 150 resources each, a few of which are given twice, and over one that only
  /// a finding names; what they say is told in masses, but of some.
  private static func night(_ number: Int, _ random: inout SeededGenerator) -> RunResult {
    var builder = RunBuilder()
    builder.scope = random.chance(1, in: 2) ? "a" : "b"
    for kind in ["volume", "instance"] {
      builder.rule("r-\(kind)", kind: kind)
      builder.rule("s-\(kind)", kind: kind)
      for number in 0..<150 where random.chance(2, in: 3) {
        let uid = "x\(random.below(2))-\(number)"
        for _ in 0...(random.chance(1, in: 9) ? 1 : 0) { builder.resource(uid, kind: kind) }
      }
      builder.finding("s-\(kind)", "w\(random.below(3))", .fail, kind: kind)
    }
    let resources = builder.resources.sorted { $0.id < $1.id }
    var masses: [Mass] = []
    for rule in builder.rules {
      var positions = Array(repeating: PositionSet(), count: 4)
      var last: (id: ResourceID, choice: Int)?
      for (position, resource) in resources.enumerated() where resource.id.kind == rule.kind {
        let isAgain = last?.id == resource.id
        let choice = isAgain ? last?.choice ?? 0 : random.below(8)
        last = (resource.id, choice)
        if choice < 4 {
          positions[choice].append(Int32(position))
        } else if choice < 7, !isAgain {
          builder.finding(
            String(rule.id.dropFirst(2)), resource.id.uid, [.fail, .pass, .unknown][choice - 4],
            kind: rule.kind)
        }
      }
      let said: [(Outcome, String)] = [
        (.pass, ""), (.notApplicable, ""), (.noData, "why"), (.noData, "why not"),
      ]
      for (what, positions) in zip(said, positions) where !positions.isEmpty {
        masses.append(
          Mass(rule: rule.id, outcome: what.0, reason: what.1, resources: positions))
      }
    }
    let result = builder.result(number)
    return RunResult(
      run: result.run, rules: result.rules, resources: result.resources, links: [],
      findings: result.findings, masses: masses.sorted(by: Mass.isOrdered), inputs: [])
  }

  /// Rule and resource of each finding that is open.
  private static func open(_ path: String, _ scope: String) throws -> Set<[String]> {
    Set(
      try query(
        path, "SELECT rule, kind, resource FROM v_open_findings WHERE scope = '\(scope)'"))
  }

  /// Rule, resource, outcome and reason of each member of each mass.
  private static func stored(_ path: String, _ scope: String) throws -> Set<[String]> {
    Set(
      try query(
        path,
        """
        SELECT rule.uid, resource.kind, resource.uid, mass.outcome, mass.reason
        FROM mass JOIN mass_part ON mass_part.mass = mass.id JOIN rule ON rule.id = mass.rule
          JOIN resource ON resource.id >> 6 = mass_part.word
            AND mass_part.members >> (resource.id & 63) & 1 = 1
          JOIN scope ON scope.id = mass.scope
        WHERE scope.name = '\(scope)' AND mass_part.closed = 2147483647
        """))
  }

  /// The same as the result says it, without what has a finding.
  private static func said(_ result: RunResult, but open: Set<[String]>) -> Set<[String]> {
    var said: Set<[String]> = []
    for rule in result.rules {
      let given = result.resources.enumerated().map { ($1.id, Int32($0)) }
      // No mass has a position for what only a finding names.
      for (id, position) in given + result.findings.map({ ($0.resource, -1) })
      where id.kind == rule.kind {
        let pair = [rule.id, rule.kind, id.uid]
        let mass = result.masses.first {
          $0.rule == rule.id && position >= 0 && $0.resources.contains(position)
        }
        let isTold = result.findings.contains { $0.rule == rule.id && $0.resource == id }
        guard position >= 0 || !given.contains(where: { $0.0 == id }) else { continue }
        guard mass?.outcome != .pass, !isTold, !open.contains(pair) else { continue }
        said.insert(
          pair + [mass?.outcome.rawValue ?? "not_applicable", mass?.reason ?? "not judged"])
      }
    }
    return said
  }
}
