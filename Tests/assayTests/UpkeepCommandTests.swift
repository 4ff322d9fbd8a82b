import TestSupport
import Testing

/// `assay trend`, `compliance`, `sql`, `prune` and `doctor`, over runs of `assay gate`.
struct UpkeepCommandTests {
  private let project: Nights

  init() throws {
    project = try Nights()
    let rule = try #require(project.folder.read("house/volume-encrypted.yaml"))
    try project.folder.write(
      "house/volume-encrypted.yaml",
      rule.replacing("examples:", with: "controls: [cis/1.10, cis/1.9, nist/SC-28]\nexamples:"))
    try project.record([Project.clean, Project.leaky, Project.leaky, Project.undecided])
  }

  @Test(arguments: [
    ("trend.txt", ["trend"]), ("trend.json", ["trend", "--format", "json"]),
    ("compliance.txt", ["compliance"]),
    ("compliance-cis.txt", ["compliance", "--framework", "cis", "--at", "2026-01-02"]),
    ("compliance.json", ["compliance", "--at", "2026-01-01T02:00:00Z", "--format", "json"]),
    ("sql.txt", ["sql", "SELECT scope, rule, outcome, unconfirmed FROM v_open_findings"]),
    (
      "sql.csv", ["sql", "--format", "csv", "SELECT run, open_since FROM v_trend, v_open_findings"]
    ),
    ("sql.json", ["sql", "--format", "json", "SELECT id, started, 0.5, NULL FROM v_trend"]),
    ("prune.txt", ["prune", "--keep", "2"]),
    ("prune.json", ["prune", "--keep", "2d", "--now", "2026-01-05T00:00:00Z", "--format", "json"]),
  ])
  func `it is told`(golden: String, arguments: [String]) throws {
    let outcome = try project.run(arguments)
    #expect(outcome.status == 0 && outcome.errors == "", "\(outcome)")
    // Sizes of files differ between releases of SQLite.
    let stable = project.plain(outcome.output).split(
      separator: "\n", omittingEmptySubsequences: false
    ).filter { !$0.contains("bytesBefore") }.joined(separator: "\n")
    Golden.expect(
      Array(stable.utf8), at: "Tests/assayTests/Expectations/commands/\(golden)")
  }

  @Test func `pruning deletes only when told to, and the ledger stays whole`() throws {
    #expect(try project.run(["prune", "--keep", "2"]).output.contains("--yes deletes"))
    #expect(try project.run(["diff", "1", "2"]).status == 0)
    let pruned = try project.run(["prune", "--keep", "2", "--yes"])
    #expect(pruned.status == 0 && pruned.output.contains("The ledger keeps every entry."))
    #expect(try project.run(["diff", "1", "2"]).status == 2)
    #expect(
      try project.run(["compliance", "--at", "2026-01-02"]).errors.contains("had started by"))
    let doctor = try project.run(["doctor", "--full", "--now", "2026-01-05T00:00:00Z"])
    #expect(doctor.status == 0, "\(doctor)")
    #expect(doctor.output.contains("  ok       ledger       5 entries"))
    #expect(
      try project.run(["prune", "--keep", "2"]).output
        == "nothing is older than what is to be kept\n")
  }

  @Test func `doctor tells problems by its status`() throws {
    #expect(try project.run(["doctor"]).status == 0)
    let stale = try project.run(
      ["doctor", "--stale-after", "1", "--now", "2026-02-01T00:00:00Z", "--format", "json"])
    #expect(stale.status == 1 && stale.output.contains("\"problems\": 1"))
  }

  @Test func `a statement may come from standard input`() throws {
    let outcome = try Tool.run(["sql", "-"], in: project.folder, input: "SELECT 1 AS one\n")
    #expect(outcome.output == "  one\n    1\n")
    let cut = try project.run(["sql", "SELECT * FROM v_trend", "--limit", "1"])
    #expect(cut.status == 0)
    #expect(cut.errors == "note: only the first 1 row is shown; --limit shows more\n")
  }

  @Test func `values cannot steer the terminal`() throws {
    let outcome = try project.run(["sql", "SELECT char(27) || '[2J' || char(8238) AS \"a\u{1B}b\""])
    #expect(outcome.output == "  a\\u{1b}b\n  \\u{1b}[2J\\u{202e}\n")
  }

  @Test(arguments: [
    (["trend", "--rule", "house/volume-encrypte"], "did you mean `house/volume-encrypted`?"),
    (["trend", "--severity", "grave"], "'grave'"),
    (["compliance", "--framework", "ciss"], "did you mean `cis`?"),
    (["compliance", "--framework", "x"], "they name `cis`, `nist`"),
    (["compliance", "--at", "2025-01-01"], "had started by 2025-01-01T23:59:59"),
    (["compliance", "--at", "yesterday"], "a date such as `2026-06-30`"),
    (["compliance", "--at", "2026-02-30"], "a date such as `2026-06-30`"),
    (["sql", "DELETE FROM run"], "only reading is allowed"),
    (["sql", "SELECT 1", "--limit", "0"], "--limit is a number from 1 on"),
    (["sql", "SELECT 1", "--seconds", "0"], "--seconds is a number from 1"),
    (["prune"], "--keep"), (["prune", "--keep", "0"], "'0'"),
    (["prune", "--keep", "-1"], "Missing value"),
    (["prune", "--keep", "9999999d"], "'9999999d'"), (["prune", "--keep", "x"], "'x'"),
    (["prune", "--keep", "1", "--db", "none.db"], "there is no database `none.db`"),
    (["doctor", "--db", "none.db"], "there is no database `none.db`"),
    (["doctor", "--db", "t/a.yaml"], "the file is not a SQLite database"),
    (["doctor", "--stale-after", "-1"], "Missing value"),
  ])
  func `what cannot be used is told and ends with 2`(_ arguments: [String], _ words: String) throws
  {
    let outcome = try project.run(arguments)
    #expect(outcome.status == 2, "\(outcome)")
    #expect(outcome.errors.contains(words), "\(outcome)")
    #expect(project.folder.read("none.db") == nil)
  }
}
