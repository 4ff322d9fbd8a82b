import AssayModel
import AssayStore
import Records
import Testing
import TestSupport
import Vectors

/// What a run is told of its failures: new, reopened, not held back any more.
@Suite struct FailureChangeTests {
  let folder: TemporaryFolder
  let path: String
  let store: Store

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("a.db")
    store = try Store.open(path: path)
  }

  @Test(arguments: 1...12)
  func `failures are new and reopened as a difference between the runs has them`(seed: UInt64)
    throws
  {
    var random = SeededGenerator(seed)
    for number in 1...12 {
      let comparison = try store.record(number, RandomRunTests.randomRun(&random)).comparison
      guard let name = comparison.previousRun, let previous = Int(name.dropFirst("run-".count))
      else { continue }
      let difference = try DifferenceTests.difference(path, previous, number)
      #expect(comparison.newFailures.count == difference[.new].count, "run \(number)")
      #expect(comparison.reopenedFailures.count == difference[.reopened].count, "run \(number)")
    }
  }

  @Test func `in a first run every failure is new`() throws {
    let first = try store.record(1, IntervalTests.run(.fail)).comparison
    #expect(first.newFailures == [RunBuilder.id("r", "v")] && first.reopenedFailures == [])
  }

  @Test(arguments: [
    (Severity.low, Severity.critical, 1), (.critical, .low, 0), (.high, .high, 0),
  ])
  func `a failure of a rule that became graver is new once`(
    _ before: Severity, _ after: Severity, _ new: Int
  ) throws {
    func run(_ version: String, _ severity: Severity) -> RunBuilder {
      var builder = RunBuilder()
      builder.rule("r", version: version, severity: severity)
      builder.resource("v")
      builder.finding("r", "v", .fail)
      return builder
    }
    try store.record(1, run("1", before))
    let raised = try store.record(2, run("2", after)).comparison
    #expect(raised.newFailures.count == new && raised.new.count == new)
    #expect(raised.persisting == 1 - new)
    let difference = try DifferenceTests.difference(path, 1, 2)
    #expect(difference[.new].count == new && difference.persisting == 1 - new)
    let same = try store.record(3, run("2", after)).comparison
    #expect(same.newFailures == [] && same.new == [] && same.persisting == 1)
  }

  @Test func `what could not be checked and fails now is told as new everywhere`() throws {
    let id = RunBuilder.id("r", "v")
    try store.record(1, IntervalTests.run(.unknown))
    let failing = try store.record(2, IntervalTests.run(.fail)).comparison
    #expect(failing.newFailures == [id] && failing.new == [id] && failing.persisting == 0)
    try store.record(3, IntervalTests.run(.pass))
    try store.record(4, IntervalTests.run(.unknown))
    let again = try store.record(5, IntervalTests.run(.fail)).comparison
    #expect(again.reopenedFailures == [id] && again.reopened == [id] && again.persisting == 0)
  }

  @Test func `what was held back and is not any more is told once`() throws {
    func run(held: Bool, message: String = "m", version: String = "1") -> RunBuilder {
      var run = IntervalTests.run(.fail, message: message, version: version)
      for index in run.findings.indices { run.findings[index].isBaselined = held }
      return run
    }
    let runs = [
      run(held: true), run(held: true, message: "n"), run(held: true, version: "2"),
      run(held: false, version: "2"), run(held: false, version: "2"), run(held: true),
      IntervalTests.run(.unknown), run(held: false), IntervalTests.run(.pass),
    ]
    var told: [Int] = []
    for (index, run) in runs.enumerated() {
      told.append(try store.record(index + 1, run).comparison.released.count)
      if index > 0 {
        let difference = try DifferenceTests.difference(path, index, index + 1)
        // While it could not be checked it stays held back.
        #expect(difference[.expiredWaiver].count == told[index], "run \(index + 1)")
      }
    }
    #expect(told == [0, 0, 0, 1, 0, 0, 0, 1, 0])
    #expect(
      try query(path, "SELECT opened, closed FROM held ORDER BY opened") == [
        ["1", "2"], ["2", "3"], ["3", "4"], ["6", "8"],
      ])
    _ = try store.prune(
      keeping: .runs(2), isRehearsal: false, actor: "me", now: .init(microseconds: 1))
    #expect(try query(path, "SELECT count(*) FROM held WHERE closed < 8") == [["0"]])
    #expect(try query(path, "PRAGMA foreign_key_check") == [])
  }

  @Test func `a verdict that hangs on what changed is the one that is kept and sealed`() throws {
    let rejected = Verdict(
      decision: .rejected, blockingFail: 1, blockingUnknown: 0, exitCode: 1, reason: "new")
    let recorded = try store.record(
      IntervalTests.run(.fail).result(1), verdict: admitted,
      revising: { $0.newFailures.isEmpty ? admitted : rejected }, actor: "ci",
      now: .init(microseconds: 1))
    #expect(recorded.verdict == rejected)
    #expect(
      try query(path, "SELECT decision, blocking_fail, exit_code FROM run") == [
        ["REJECTED", "1", "1"]
      ])
    #expect(try store.verifyLedger().faults == [])
  }

  @Test func `the clock of the run is no evidence`() throws {
    for (number, allowed) in ["> 2026-11-22T02:00:00Z", "> 2026-11-23T02:00:00Z"].enumerated() {
      var run = IntervalTests.run(.fail)
      run.findings = run.findings.map { finding in
        Finding(
          rule: finding.rule, resource: finding.resource, resourceName: finding.resourceName,
          locus: "", outcome: .fail, severity: .high, message: "m",
          evidence: [Evidence(path: "resource.end", got: "2026-01-01T00:00:00Z", allowed: allowed)])
      }
      try store.record(number + 1, run)
    }
    #expect(try query(path, "SELECT count(*) FROM finding") == [["1"]])
    #expect(
      try query(path, "SELECT body FROM evidence") == [
        [
          #"{"message":"m","values":[{"got":"2026-01-01T00:00:00Z","path":"resource.end"}]}"#
        ]
      ])
  }
}
