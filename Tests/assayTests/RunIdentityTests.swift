import Testing
import TestSupport

/// One project is the same in every run, however its path is spelled and wherever the run starts.
@Suite struct RunIdentityTests {
  @Test func `a repository is compared with itself from every folder and spelling`() throws {
    let folder = try Self.project()
    folder.makeFolder(".git/")
    let calls: [(path: String, place: String)] = [
      ("infra", "."), ("./infra/", "."), ("infra/../infra", "."), ("\(folder.path)/infra", "."),
      (".", "infra"), ("../infra", "infra"), ("infra", "."),
    ]
    try Self.expectNothingNew(calls, in: folder)
  }

  @Test func `a folder outside of a repository is compared with itself in every spelling`() throws {
    let folder = try Self.project()
    let calls = ["infra", "./infra/", "\(folder.path)//infra"].map { (path: $0, place: ".") }
    try Self.expectNothingNew(calls, in: folder)
  }

  @Test func `a file that is given twice is read once`() throws {
    let folder = try Self.project()
    let outcome = try Tool.run(["inspect", "infra", "./infra/a.yaml"], in: folder)
    #expect(outcome.output.contains("\n  infra/a.yaml: CloudFormation template, 1 resource\n\n"))
  }

  private static func project() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try Project.writePack(to: folder)
    try folder.write("infra/a.yaml", Project.leaky)
    return folder
  }

  private static func gate(
    _ paths: [String], at place: String = ".", in folder: TemporaryFolder
  ) throws -> Tool.Outcome {
    try Tool.run(
      ["gate", "--policies", "\(folder.path)/house", "--db", "\(folder.path)/runs.db"] + paths,
      in: folder, at: place)
  }

  private static func expectNothingNew(
    _ calls: [(path: String, place: String)], in folder: TemporaryFolder
  ) throws {
    for (index, call) in calls.enumerated() {
      let outcome = try gate([call.path], at: call.place, in: folder)
      #expect(outcome.status == 1, "\(call): \(outcome.errors)")
      guard index > 0 else { continue }
      #expect(outcome.output.contains("(new 0, fixed 0)"), "\(call): \(outcome.output)")
    }
  }
}
