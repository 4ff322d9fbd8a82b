import TestSupport
import Testing

/// `assay history`, over runs of `assay gate`.
struct HistoryCommandTests {
  private let project: Nights

  init() throws { project = try Nights() }

  @Test func `what happened is told run by run`() throws {
    try project.record([
      Project.leaky, Project.leaky, Project.clean, Project.undecided, Project.broken,
      Project.leaky,
    ])
    let outcome = try project.run(["history", "Data"])
    #expect(outcome.status == 0, "\(outcome)")
    Golden.expect(
      Array(project.plain(outcome.output).utf8),
      at: "Tests/assayTests/Expectations/commands/history.txt")
    let json = try project.run(["history", "Data", "--format", "json"])
    Golden.expect(
      Array(project.plain(json.output).utf8),
      at: "Tests/assayTests/Expectations/commands/history.json")
  }

  @Test func `the latest events are told, and how many were before`() throws {
    try project.record(
      (0..<28).map { $0.isMultiple(of: 2) ? Project.leaky : Project.clean })
    let outcome = try project.run(["history", "volume/t/a.yaml#Data"])
    #expect(outcome.output.contains("earlier events; --all shows them"))
    let all = try project.run(["history", "t/a.yaml#Data", "--all"])
    #expect(all.output.contains("appeared") && !all.output.contains("--all"))
  }

  @Test(arguments: [
    (["nothing"], "no run saw a resource `nothing`"),
    (["Dat"], "do you mean `t/a.yaml#Data`?"),
    (["\u{1B}[2J"], "no run saw a resource `\\u{1B}[2J`"),
    (["Data", "--scope", "no"], "no run looked at `no`"),
    (["Data", "--db", "none.db"], "there is no database `none.db`"),
    ([], "Missing expected argument '<resource>'"),
  ])
  func `what cannot be used is told and ends with 2`(_ arguments: [String], _ words: String) throws
  {
    try project.record([Project.leaky])
    let outcome = try project.run(["history"] + arguments)
    #expect(outcome.status == 2, "\(outcome)")
    #expect(outcome.errors.contains(words), "\(outcome)")
  }
}
