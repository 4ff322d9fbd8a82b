import AssayModel
import AssayStore
import Testing
import TestSupport
import Vectors

/// Random histories: what is stored must give back what every run said.
@Suite struct RandomRunTests {
  @Test(arguments: 1...16)
  func `intervals give back what each run said`(seed: UInt64) throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(path: folder.file("a.db"))
    var random = SeededGenerator(seed)
    var runs: [RunBuilder] = []
    for number in 1...20 {
      let builder = Self.randomRun(&random)
      let comparison = try store.record(number, builder).comparison
      runs.append(builder)
      try check(comparison, run: number, in: folder.file("a.db"))
      try checkStatus(builder, in: folder.file("a.db"))
    }
    for (index, builder) in runs.enumerated() {
      try check(builder, run: index + 1, in: folder.file("a.db"))
    }
    #expect(try store.verifyLedger().faults == [])
    #expect(try query(folder.file("a.db"), "PRAGMA foreign_key_check") == [])
    #expect(try query(folder.file("a.db"), "PRAGMA integrity_check") == [["ok"]])
  }

  /// Three rules in two versions, five volumes in three files, any of which may be absent or
  /// refused.
  static func randomRun(_ random: inout SeededGenerator) -> RunBuilder {
    var builder = RunBuilder()
    let rules = ["r", "s", "t"].filter { _ in random.chance(9, in: 10) }
    for rule in rules { builder.rule(rule, version: random.chance(9, in: 10) ? "1" : "2") }
    let refused = ["a.yaml", "b.yaml", "c.yaml"].filter { _ in random.chance(1, in: 6) }
    for file in refused { builder.refuse(file) }
    for (uid, file) in [
      ("v1", "a.yaml"), ("v2", "a.yaml"), ("v3", "b.yaml"), ("v4", "c.yaml"), ("v5", nil),
    ] {
      guard file.map({ !refused.contains($0) }) ?? true, random.chance(5, in: 6) else { continue }
      builder.resource(uid, facts: "\(random.below(2))", file: file)
      for rule in rules {
        let loci =
          random.chance(1, in: 2) ? [""] : ["x", "y"].filter { _ in random.chance(2, in: 3) }
        for locus in loci {
          let outcomes: [Outcome] = [
            .pass, .pass, .fail, .fail, .unknown, .error, .noData, .notApplicable, .waived,
          ]
          builder.finding(
            rule, uid, outcomes[random.below(outcomes.count)], locus: locus,
            message: "m\(random.below(2))")
        }
      }
    }
    return builder
  }

  /// Failures by identity, and what was undecided by rule and resource.
  private func check(_ builder: RunBuilder, run: Int, in path: String) throws {
    let alive = { (table: String) in "\(table).opened <= \(run) AND \(table).closed > \(run)" }
    let rows = """
      SELECT rule.uid, resource.uid, finding.locus, finding.outcome, unconfirmed.outcome
      FROM finding
        JOIN rule ON rule.id = finding.rule
        JOIN resource ON resource.id = finding.resource
        JOIN resource_span ON resource_span.resource = resource.id AND \(alive("resource_span"))
        LEFT JOIN unconfirmed ON unconfirmed.finding = finding.id AND \(alive("unconfirmed"))
      WHERE resource_span.gap IS NULL AND \(alive("finding"))
      """
    var failures: Set<[String]> = []
    var undecided: Set<[String]> = []
    for row in try query(path, rows) {
      if row[4] != "-" {
        undecided.insert([row[0], row[1], row[4]])
      } else if row[3] == "fail" {
        failures.insert(Array(row[0...2]))
      } else {
        undecided.insert([row[0], row[1], row[3]])
      }
    }
    let masses = """
      SELECT rule.uid, resource.uid, mass.outcome
      FROM mass JOIN rule ON rule.id = mass.rule
        JOIN mass_part ON mass_part.mass = mass.id
        JOIN resource ON resource.id >> 6 = mass_part.word
          AND mass_part.members >> (resource.id & 63) & 1 = 1
      WHERE mass.outcome = 'no_data' AND \(alive("mass_part"))
      """
    undecided.formUnion(try query(path, masses))

    let said = builder.findings
    let failed = said.filter { $0.outcome == .fail || $0.outcome == .waived }
    #expect(failures == Set(failed.map { [$0.rule, $0.resource.uid, $0.locus] }))
    let open = said.filter { [.unknown, .error, .noData].contains($0.outcome) }
    #expect(undecided == Set(open.map { [$0.rule, $0.resource.uid, $0.outcome.rawValue] }))
  }

  /// The comparison against the rows at both runs.
  private func check(_ comparison: RunComparison, run: Int, in path: String) throws {
    let after = Set(try open(at: run, in: path).keys)
    let opened = try comparison.previousRun.map { name in
      try open(at: Int(name.dropFirst("run-".count)) ?? 0, in: path)
    }
    let before = opened.map { Set($0.keys) }
    let began = Set(comparison.new + comparison.reopened)
    let ended = Set(comparison.fixed + comparison.gone + comparison.lapsed)
    // Failures that were open as something undecided began as well.
    let failures = comparison.newFailures.union(comparison.reopenedFailures)
    #expect(began == after.subtracting(before ?? []).union(failures))
    #expect(began.count == comparison.new.count + comparison.reopened.count)
    let closed = (before ?? []).subtracting(after)
    #expect(ended.isSubset(of: closed))
    // The others were closed before, and are what this run could not tell.
    let undecided = try DifferenceTests.undecided(path, at: run)
    #expect(closed.subtracting(ended).allSatisfy { undecided.contains(opened?[$0] ?? "") })
    #expect(comparison.persisting == after.intersection(before ?? []).subtracting(began).count)
    #expect(Set(comparison.firstSeen.keys) == after)
    #expect(after.isSuperset(of: comparison.unconfirmed))
  }

  /// The resources of findings that are open at a run, by id of the finding.
  private func open(at run: Int, in path: String) throws -> [String: String] {
    let rows = try query(
      path,
      """
      SELECT rule.uid, resource.kind, resource.uid, finding.locus
      FROM finding
        JOIN rule ON rule.id = finding.rule
        JOIN resource ON resource.id = finding.resource
      WHERE opened <= \(run) AND closed > \(run)
      """)
    return Dictionary(
      uniqueKeysWithValues: rows.map { row in
        let id = ResourceID(kind: row[1], uid: row[2])
        return (Finding.identity(rule: row[0], resource: id, locus: row[3]), row[2])
      })
  }

  /// No resource passes that was not seen to pass.
  private func checkStatus(_ builder: RunBuilder, in path: String) throws {
    let open = Set(
      try query(path, "SELECT DISTINCT rule, resource FROM v_open_findings").map { $0.joined() })
    for row in try query(
      path, "SELECT rule, total, pass, fail, unknown, not_applicable FROM v_rule_status")
    {
      let numbers = try row.dropFirst().map { try #require(Int($0)) }
      #expect(numbers[0] == numbers.dropFirst().reduce(0, +))
      let passed = builder.resources.filter { resource in
        let said = builder.findings.filter { $0.rule == row[0] && $0.resource == resource.id }
        return said.contains { $0.outcome == .pass }
          && said.allSatisfy { $0.outcome == .pass || $0.outcome == .notApplicable }
          && !open.contains(row[0] + resource.id.uid)
      }
      #expect(numbers[1] == passed.count)
      #expect(numbers.allSatisfy { $0 >= 0 })
    }
  }
}

extension SeededGenerator {
  /// True that many times in `whole`.
  mutating func chance(_ part: Int, in whole: Int) -> Bool { below(whole) < part }
}
