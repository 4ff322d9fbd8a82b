import Glibc
import Testing
import TestSupport

/// Nights of `assay audit` that do not read again what is as it was.
struct NightTests {
  /// Files of `--out`, and what goes to standard output, of an audit into a database of its own.
  private func audit(
    _ folder: TemporaryFolder, _ name: String, hour: Int, _ more: [String] = []
  ) throws -> (reports: [String: String], outcome: Tool.Outcome) {
    let day = 14 + hour / 24
    let clock = hour % 24 < 10 ? "0\(hour % 24)" : "\(hour % 24)"
    folder.makeFolder("\(name)/")
    // From inside its own folder, so that both say the same of where things are.
    let outcome = try Tool.run(
      [
        "audit", "../s", "--policies", "../house", "--scope", "fleet", "--db", "a.db", "--out", "out", "-v",
        "--now", "2026-11-\(day)T\(clock):30:00Z",
      ] + more, in: folder, at: name)
    try #require([0, 1, 3].contains(outcome.status), "\(outcome)")
    var reports = ["stdout": outcome.output]
    for file in folder.names(in: "\(name)/out") {
      reports[file] = folder.read("\(name)/out/\(file)")
    }
    for table in Self.tables {
      reports[table] = try Tool.run(
        ["sql", "SELECT * FROM \(table)", "--db", "a.db", "--format", "csv", "--limit", "100000"],
        in: folder, at: name
      ).output
    }
    return (reports, outcome)
  }

  private static let tables = [
    "run", "resource", "resource_span", "resource_facts", "lineage", "evidence", "finding", "mass",
    "mass_part", "unconfirmed", "input_gap", "ledger",
  ]

  private func remembered(_ outcome: Tool.Outcome) -> Int {
    let line = outcome.errors.split(separator: "\n").first { $0.contains("are as they were") }
    return line.flatMap { $0.split(separator: " ").dropFirst().first }.flatMap { Int($0) } ?? 0
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func `what is remembered comes to what reading everything does`(_ seed: UInt64) throws {
    var fleet = try RandomFleet(seed: seed)
    var hour = 0
    var log: [String] = []
    var total = 0
    for night in 0..<12 {
      let more = night % 5 == 4 ? ["--param", "house.days=2"] : []
      let quick = try audit(fleet.folder, "quick", hour: hour, more)
      let full = try audit(fleet.folder, "full", hour: hour, more + ["--full"])
      #expect(Set(quick.reports.keys) == Set(full.reports.keys))
      for (name, text) in full.reports where quick.reports[name] != text {
        Issue.record("night \(night), \(name): \(log)\n\(quick.reports[name] ?? "") \n---\n\(text)")
        return
      }
      total += remembered(quick.outcome)
      #expect(remembered(full.outcome) == 0)
      for _ in 0..<(night % 3) { log.append(try fleet.change()) }
      hour += [1, 7, 24, 0][night % 4]
    }
    #expect(total > 20, "something is remembered")
  }
}
