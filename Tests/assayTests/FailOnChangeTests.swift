import Testing
import TestSupport

/// `--fail-on-change` of commands that judge.
struct FailOnChangeTests {
  private let project: Nights

  init() throws { project = try Nights() }

  private func gate(_ template: String, _ changes: String, day: Int, _ more: [String] = [])
    throws -> Tool.Outcome
  {
    try project.folder.write("t/a.yaml", template)
    return try project.run(
      [
        "gate", "t", "--policies", "house", "--now", "2026-01-0\(day)T02:00:00Z",
        "--fail-on-change", changes,
      ] + more)
  }

  @Test func `a failure fails on the night it comes, and not when it stays`() throws {
    #expect(try gate(Project.clean, "new", day: 1).status == 0)
    let new = try gate(Project.leaky, "new", day: 2)
    #expect(new.status == 1, "\(new)")
    #expect(new.output.contains("1 new failure reaches `low`"), "\(new)")
    let old = try gate(Project.leaky, "new,reopened", day: 3)
    #expect(old.status == 0, "\(old)")
    #expect(old.output.contains("1 older failure does not count"), "\(old)")
    // What is in the database and the ledger is what was said.
    let rows = try project.run(
      ["sql", "SELECT group_concat(decision, ' ') AS d, sum(exit_code) AS e FROM run"])
    #expect(rows.output.contains("ADMITTED REJECTED ADMITTED  1"), "\(rows)")
    #expect(try project.run(["doctor", "--now", "2026-01-04T00:00:00Z"]).status == 0)
  }

  @Test func `in a first run every failure is new`() throws {
    #expect(try gate(Project.leaky, "new", day: 1).status == 1)
    #expect(try gate(Project.leaky, "new", day: 2).status == 0)
  }

  @Test func `a failure that comes back is reopened, and nothing else`() throws {
    for (day, template) in [Project.leaky, Project.clean].enumerated() {
      _ = try gate(template, "new", day: day + 1)
    }
    #expect(try gate(Project.leaky, "reopened", day: 3).status == 1)
    _ = try gate(Project.clean, "new", day: 4)
    #expect(try gate(Project.leaky, "new,expired-waiver", day: 5).status == 0)
  }

  @Test func `what could not be checked and fails now is new, and decides as ever before that`()
    throws
  {
    #expect(try gate(Project.undecided, "new", day: 1).status == 3)
    #expect(try gate(Project.leaky, "new", day: 2).status == 1)
    // It could not be checked in between: it is neither fixed, nor new when it can be again.
    #expect(try gate(Project.undecided, "new,reopened", day: 3).status == 3)
    #expect(try gate(Project.undecided, "new", day: 4, ["--on-unknown", "warn"]).status == 0)
    #expect(try gate(Project.leaky, "new,reopened", day: 5).status == 0)
  }

  @Test func `below the threshold nothing fails, however new`() throws {
    #expect(try gate(Project.clean, "new", day: 1).status == 0)
    #expect(try gate(Project.leaky, "new", day: 2, ["--fail-on", "critical"]).status == 0)
  }

  @Test func `a failure that a baseline held back counts on the night it expires`() throws {
    try project.folder.write("t/a.yaml", Project.leaky)
    let write = try project.run(
      [
        "baseline", "write", "known.json", "t", "--policies", "house", "--now",
        "2025-10-06T00:00:00Z",
      ])
    #expect(write.status == 0, "\(write)")
    let baseline = ["--baseline", "known.json"]
    #expect(try gate(Project.leaky, "new,expired-waiver", day: 2, baseline).status == 0)
    #expect(try gate(Project.leaky, "new,expired-waiver", day: 3, baseline).status == 0)
    let expired = try gate(Project.leaky, "new,expired-waiver", day: 5, baseline)
    #expect(expired.status == 1, "\(expired)")
    #expect(expired.output.contains("1 new or expired-waiver failure reaches"), "\(expired)")
    let diff = try project.run(["diff", "--fail-on-change", "expired-waiver"])
    #expect(diff.status == 1, "\(diff)")
    #expect(diff.output.contains("not held back by a baseline or waiver any more: 1"), "\(diff)")
    #expect(try gate(Project.leaky, "new,expired-waiver", day: 6, baseline).status == 0)
    #expect(try project.run(["diff", "--fail-on-change", "expired-waiver"]).status == 0)
  }

  @Test func `a configuration can ask for it`() throws {
    try project.folder.write("assay.yaml", "fail-on-change: [new, reopened]\n")
    try project.folder.write("t/a.yaml", Project.leaky)
    let call = ["gate", "t", "--policies", "house", "-q"]
    #expect(try project.run(call).status == 1)
    #expect(try project.run(call).status == 0)
    let shown = try project.run(["config", "show"])
    #expect(shown.output.contains("fail-on-change: [new, reopened]\n"), "\(shown)")
    try project.folder.write("assay.yaml", "fail-on-change: fixed\n")
    let wrong = try project.run(call)
    #expect(wrong.status == 2 && wrong.errors.contains("unknown-value"), "\(wrong)")
  }

  @Test(arguments: [
    (["--fail-on-change", "new", "--no-db"], "--no-db keeps no runs"),
    (["--fail-on-change", "new,fixed"], "'new,fixed'"), (["--fail-on-change", ""], "''"),
  ])
  func `what cannot be used is told and ends with 2`(_ arguments: [String], _ words: String) throws
  {
    try project.folder.write("t/a.yaml", Project.leaky)
    let outcome = try project.run(["gate", "t", "--policies", "house"] + arguments)
    #expect(outcome.status == 2 && outcome.errors.contains(words), "\(outcome)")
  }
}
