import AssayModel
import AssayStore
import GRDB
import Records
import Testing
import TestSupport
import Vectors

/// Taking old runs away.
@Suite struct PruningTests {
  let folder: TemporaryFolder
  let path: String
  let store: Store

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("a.db")
    store = try Store.open(path: path)
  }

  private func prune(_ retention: Retention, rehearse: Bool = false) throws -> PruneReport {
    try store.prune(
      keeping: retention, isRehearsal: rehearse, actor: "me", now: Instant(microseconds: 99))
  }

  @Test(arguments: 1...12)
  func `runs that stay tell the same as before`(seed: UInt64) throws {
    var random = SeededGenerator(seed)
    for number in 1...12 { try store.record(number, RandomRunTests.randomRun(&random)) }
    let before = try told(from: 7)
    let rehearsal = try prune(.runs(6), rehearse: true)
    #expect(try query(path, "SELECT count(*) FROM run") == [["12"]])
    let report = try prune(.runs(6))
    #expect(report.scopes == rehearsal.scopes && report.rows == rehearsal.rows)
    guard let first = report.scopes.first?.keptFrom else { return }
    #expect(first <= 7)
    #expect(try query(path, "SELECT min(id) FROM run") == [["\(first)"]])
    #expect(try told(from: 7) == before)
    #expect(try store.verifyLedger().faults == [])
    #expect(try query(path, "PRAGMA foreign_key_check") == [])
    #expect(try query(path, "PRAGMA integrity_check") == [["ok"]])
    let past = "finding WHERE closed < \(first)"
    #expect(
      try query(path, "SELECT count(*) FROM \(past) AND outcome <> 'fail'") == [["0"]])
    #expect(
      try query(
        path,
        """
        SELECT count(*) FROM (SELECT 1 FROM \(past) GROUP BY scope, resource, rule, locus
          HAVING count(*) > 1)
        """) == [["0"]])
    for table in ["resource_span", "lineage", "mass_part", "rule_span", "input_gap"] {
      #expect(try query(path, "SELECT count(*) FROM \(table) WHERE closed < \(first)") == [["0"]])
    }
    // The next run goes on where the last one stopped.
    let open = try query(path, "SELECT count(*) FROM v_open_findings")
    let next = try store.record(13, RandomRunTests.randomRun(&random)).comparison
    #expect(open.count == 1 && next.previousRun != nil)
    #expect(try store.verifyLedger().faults == [])
  }

  /// What the runs that stay say: open ones, controls, and differences between them.
  private func told(from first: Int) throws -> [String] {
    let history = try History.open(path: path)
    let scope = try #require(try history.scopes().first)
    var told = try history.trend(of: scope, TrendFilter()).filter { $0.run.number >= first }
      .map { point in
        let opened = "\(point.new) \(point.reopened)"
        let closed = "\(point.fixed) \(point.gone) \(point.lapsed)"
        return "\(point.run.number): \(point.open) \(point.unchecked) \(point.hidden) "
          + opened + " " + closed
      }
    for run in first...12 {
      let stored = try #require(try history.runs(named: "\(run)", scope: nil).first)
      told += try history.compliance(at: stored).map { "\(run): \($0)" }
    }
    for run in first..<12 {
      let difference = try DifferenceTests.difference(path, run, run + 1)
      told += RunChange.allCases.map { "\(difference.reasons) \($0) \(difference[$0])" }
    }
    return told
  }

  @Test func `the latest complete run stays whatever is to be kept`() throws {
    for number in 1...4 { try store.record(number, IntervalTests.run(.fail)) }
    try store.record(5, IntervalTests.without(refused: "a.yaml"))
    let report = try prune(.since(Instant(microseconds: .max)))
    #expect(report.scopes.map(\.keptFrom) == [4] && report.scopes.map(\.runs) == [3])
    #expect(try query(path, "SELECT id FROM run") == [["4"], ["5"]])
    #expect(
      try query(path, "SELECT first_seen, open_since FROM v_open_findings") == [["run 1", "run 1"]])
    #expect(try prune(.runs(1)).scopes == [])
    let history = try History.open(path: path)
    let events = try history.history(of: ResourceID(kind: "volume", uid: "v")).flatMap(\.events)
    #expect(events.first?.run.name == "run-1" && events.first?.run.isWhole == false)
  }

  @Test func `what was pruned is told by the ledger, and nothing else may be missing`() throws {
    for number in 1...4 { try store.record(number, IntervalTests.run(.fail)) }
    _ = try prune(.runs(2))
    #expect(
      try query(path, "SELECT kind, body FROM ledger WHERE seq = 5") == [
        ["checkpoint", #"{"pruned":[{"before":3,"runs":2,"scope":"app"}]}"#]
      ])
    #expect(try store.verifyLedger().faults == [])
    try DatabaseQueue(path: path).write { try $0.execute(sql: "DELETE FROM run WHERE id = 3") }
    #expect(try store.verifyLedger().faults == [.run(seq: 3, run: 3)])
  }

  @Test func `evidence, rules and resources that nothing names go`() throws {
    try store.record(1, IntervalTests.run(.fail, message: "a", version: "1"))
    var other = IntervalTests.run(.fail, message: "b", version: "2")
    other.resources = []
    other.findings = []
    try store.record(2, other)
    try store.record(3, other)
    let report = try prune(.runs(1))
    let rows = Dictionary(uniqueKeysWithValues: report.rows.map { ($0.name, $0.count) })
    #expect(rows["runs"] == 2 && rows["closed findings"] == 1 && rows["resources"] == 1)
    #expect(rows["evidence"] == 1 && rows["presences"] == 1 && rows["facts"] == 1)
    #expect(try query(path, "SELECT digest FROM rule") == [["r-2"]])
  }
}
