import TestSupport
import Testing

/// `assay diff`, over runs of `assay gate`.
struct DiffCommandTests {
  private let project: Nights

  init() throws { project = try Nights() }

  @Test func `a night is told against the one before`() throws {
    try project.record([Project.clean, Project.leaky])
    let outcome = try project.run(["diff"])
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    Golden.expect(
      Array(project.plain(outcome.output).utf8),
      at: "Tests/assayTests/Expectations/commands/diff.txt")
    let json = try project.run(["diff", "--format", "json"])
    Golden.expect(
      Array(project.plain(json.output).utf8), at: "Tests/assayTests/Expectations/commands/diff.json"
    )
  }

  @Test func `fixed and reopened are told`() throws {
    try project.record([Project.leaky, Project.clean, Project.leaky])
    #expect(
      try project.run(["diff", "1", "2"]).output.contains(
        "0 new, 0 reopened, 1 fixed, 0 gone, 0 not asked any more, 0 newly unchecked; "))
    #expect(try project.run(["diff"]).output.contains("\nreopened: 1\n"))
    #expect(try project.run(["diff", "1", "3"]).output.contains("; 1 fail as before"))
  }

  @Test(arguments: [
    ("new", 1), ("new,reopened", 1), ("reopened", 0), ("fixed,gone,lapsed", 0), ("unchecked", 0),
  ])
  func `the changes that are named make it fail`(names: String, status: Int32) throws {
    try project.record([Project.clean, Project.leaky])
    let outcome = try project.run(["diff", "--fail-on-change", names])
    #expect(outcome.status == status)
    #expect(outcome.output.contains("fails because of new\n") == (status == 1))
  }

  @Test func `the first run has nothing to compare with`() throws {
    try project.record([Project.leaky])
    let outcome = try project.run(["diff", "--fail-on-change", "new"])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("the first complete run: there is nothing to compare it with"))
    #expect(try project.run(["diff", "--format", "json"]).output.contains("\"from\": null"))
  }

  @Test func `a partial run is left out until it is named, and closes nothing`() throws {
    try project.record([Project.leaky, Project.clean, Project.broken])
    let outcome = try project.run(["diff"])
    #expect(outcome.output.contains("to   run 2, "))
    let named = try project.run(["diff", "3", "--fail-on-change", "unchecked"])
    #expect(named.output.contains("run 3 is partial: what it could not look at is neither fixed"))
    #expect(named.output.contains("not looked at, because an input could not be read: 1\n"))
    #expect(named.output.contains(" 0 fixed, 0 gone, "))
    #expect(named.status == 1)
  }

  @Test func `runs are named by number, name or its beginning`() throws {
    try project.record([Project.clean, Project.leaky])
    let standard = try project.run(["diff"]).output
    for names in [["1", "2"], ["2"], ["run-2026-01-01", "run-2026-01-02"], ["run-2026-01-02"]] {
      #expect(try project.run(["diff"] + names).output == standard, "\(names)")
    }
  }

  @Test(arguments: [
    (["3"], "no run is named `3`; `assay trend` lists them"),
    (["run-2026"], "`run-2026` may mean several runs: 2 (run-2026-01-02"),
    (["2", "1"], "is later than run 1 (run-2026-01-01"),
    (["1", "1"], "is compared with itself"),
    (["a", "b", "c"], "at most two runs are compared"),
    (["\u{1B}[31m"], "no run is named `\\u{1B}[31m`"),
    (["--fail-on-change", "new,nothing"], "'new,nothing'"),
    (["--fail-on-change", ""], "''"),
    (["--scope", "stat"], "no run looked at `stat`; the database knows "),
    (["--db", "none.db"], "there is no database `none.db`: a run that is recorded makes one"),
    (["--db", "."], "it is not a file"),
    (["--format", "xml"], "'xml'"),
  ])
  func `what cannot be used is told and ends with 2`(_ arguments: [String], _ words: String) throws
  {
    try project.record([Project.clean, Project.leaky])
    let outcome = try project.run(["diff"] + arguments)
    #expect(outcome.status == 2, "\(outcome)")
    #expect(outcome.errors.contains(words), "\(outcome)")
    #expect(outcome.output == "")
  }

  @Test func `runs of different places do not compare`() throws {
    try project.record([Project.clean])
    try project.folder.write("other/a.yaml", Project.leaky)
    try project.gate("other", day: 2)
    try project.gate("other", day: 3)
    #expect(try project.run(["diff", "1", "2"]).errors.contains("only runs of one scope compare"))
    let named = try project.run(["diff", "1", "--scope", try project.scope("other")])
    #expect(named.errors.contains("is named `1`"))
    #expect(try project.run(["diff"]).output.hasPrefix(try project.scope("other") + "\n"))
  }

  @Test func `names cannot steer the terminal`() throws {
    let hostile = Project.leaky.replacing("Data:", with: "\"Da\\e[2Jta<b>\\u202E\":")
    try project.record([Project.clean, hostile])
    let outcome = try project.run(["diff"])
    #expect(outcome.output.contains("Da\\u{1b}[2Jta<b>\\u{202e}"), "\(outcome)")
    #expect(!outcome.output.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
    let json = try project.run(["diff", "--format", "json"]).output
    #expect(json.contains("Da\\u001b[2Jta\\u003cb\\u003e"), "\(json)")
  }
}
