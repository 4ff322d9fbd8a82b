import AssayModel
import AssayStore
import Records
import Testing
import TestSupport
import Vectors

/// Runs of which only what changed is held against the file.
@Suite struct UnchangedTests {
  @Test(arguments: 1...24)
  func `what changed alone leaves the same file as all of a run`(seed: UInt64) throws {
    let folder = try TemporaryFolder()
    let whole = try Store.open(path: folder.file("whole.db"))
    let quick = try Store.open(path: folder.file("quick.db"))
    var random = SeededGenerator(seed)
    var before: (run: RunResult, digest: String)?
    var builder = RandomRunTests.randomRun(&random)
    var left = 0
    for number in 1...24 {
      if random.chance(1, in: 6) {
        builder = RandomRunTests.randomRun(&random)
      } else {
        Self.change(&builder, by: RandomRunTests.randomRun(&random), &random)
      }
      let result = Self.withLinks(builder.result(number))
      let now = Instant(microseconds: Int64(number) * 1_000_000)
      let same = before.map { Self.unchanged(result, since: $0.run) } ?? PositionSet()
      left += same.count
      let expected = try whole.record(result, verdict: admitted, actor: "ci", now: now)
      let record = try quick.record(
        result, verdict: admitted, actor: "ci", now: now,
        unchanged: before.map { Unchanged(since: $0.digest, resources: same) })
      #expect(record.comparison == expected.comparison, "run \(number)")
      for table in try query(folder.file("whole.db"), Self.tables).flatMap(\.self) {
        let rows = try query(folder.file("whole.db"), "SELECT * FROM \(table) ORDER BY 1, 2, 3")
        let others = try query(folder.file("quick.db"), "SELECT * FROM \(table) ORDER BY 1, 2, 3")
        try #require(rows == others, "run \(number), \(table)")
      }
      before = (result, record.digest)
    }
    #expect(left > 0)
  }

  private static let tables = """
    SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name
    """

  @Test func `another run in between makes it worth nothing`() throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(path: folder.file("a.db"))
    var builder = RunBuilder()
    builder.rule("r")
    builder.resource("v")
    builder.finding("r", "v", .fail)
    let digest = try store.record(1, builder).digest
    var other = RunBuilder()
    other.rule("r")
    other.resource("v")
    other.finding("r", "v", .pass)
    try store.record(2, other)
    let record = try store.record(
      builder.result(3), verdict: admitted, actor: "ci", now: Instant(microseconds: 3_000_000),
      unchanged: Unchanged(since: digest, resources: PositionSet([0])))
    #expect(record.comparison.reopened == [RunBuilder.id("r", "v")])
    #expect(
      try query(folder.file("a.db"), "SELECT count(*) FROM v_open_findings") == [["1"]])
  }

  /// Takes one of the resources as another run has it.
  private static func change(
    _ builder: inout RunBuilder, by other: RunBuilder, _ random: inout SeededGenerator
  ) {
    let uid = "v\(random.below(5) + 1)"
    let isIn = { (id: ResourceID) in id.uid == uid }
    builder.inputs = random.chance(1, in: 4) ? other.inputs : builder.inputs
    builder.resources.removeAll { isIn($0.id) }
    builder.resources += other.resources.filter { isIn($0.id) }
    let rules = Set(builder.rules.map(\.id))
    builder.findings.removeAll { isIn($0.resource) }
    builder.findings += other.findings.filter { isIn($0.resource) && rules.contains($0.rule) }
  }

  /// Each volume uses the next one.
  private static func withLinks(_ result: RunResult) -> RunResult {
    let links = result.resources.map { resource in
      let next = resource.factsDigest == RunBuilder.digest("0") ? "v1" : "w-\(resource.id.uid)"
      return Link(
        from: resource.id, label: "uses", to: ResourceID(kind: "volume", uid: next))
    }
    return RunResult(
      run: result.run, rules: result.rules, resources: result.resources, links: links.sorted(),
      findings: result.findings, masses: result.masses, inputs: result.inputs)
  }

  /// Positions of resources of which two runs say the same.
  private static func unchanged(_ result: RunResult, since before: RunResult) -> PositionSet {
    func said(_ run: RunResult, _ id: ResourceID) -> [Finding] {
      run.findings.filter { $0.resource == id }
    }
    let same = result.resources.indices.filter { index in
      let resource = result.resources[index]
      return before.resources.contains(resource)
        && said(result, resource.id) == said(before, resource.id)
        && result.links.filter { $0.from == resource.id }
          == before.links.filter { $0.from == resource.id }
    }
    return PositionSet(same.map { Int32($0) })
  }
}
