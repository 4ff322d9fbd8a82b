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

  @Test func `runs of one moment are told apart by scope and rules`() throws {
    let folder = try Self.project()
    try folder.write("s/volumes.json", #"{"Volumes": [{"VolumeId": "vol-1", "Encrypted": true}]}"#)
    var ids: Set<String> = []
    for (scope, severity) in [("a", "high"), ("b", "high"), ("a", "low"), ("a", "high")] {
      try Project.writePack(to: folder, severity: severity)
      _ = try Tool.run(
        [
          "audit", "s", "--scope", scope, "--policies", "house", "--now", "2026-11-22T02:00:00Z",
          "--out", "o",
        ], in: folder)
      let manifest = try #require(folder.read("o/manifest.json"))
      let line = try #require(manifest.split(separator: "\n").first { $0.contains("\"id\"") })
      #expect(line.contains("run-2026-11-22T020000Z-"))
      ids.insert(String(line))
    }
    #expect(ids.count == 3)
  }

  @Test(arguments: ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"])
  func `a moment outside of the years that can be written is a bad option`(_ now: String) throws {
    let folder = try Self.project()
    let outcome = try Tool.run(["gate", "infra", "--policies", "house", "--now", now], in: folder)
    #expect(outcome.status == 2 && outcome.errors.contains("it should be a time such as"))
  }

  @Test func `a run before the one that was recorded last is told of`() throws {
    let folder = try Self.project()
    for (day, isTold) in [("10", false), ("05", true), ("07", false)] {
      let outcome = try Tool.run(
        ["gate", "infra", "--policies", "house", "--now", "2026-11-\(day)T00:00:00Z"], in: folder)
      #expect(outcome.errors.contains("started later than this run") == isTold, "\(outcome)")
    }
    let control = ["compliance", "--at", "2026-11-10"]
    #expect(try Tool.run(control, in: folder).output.contains("2026-11-10T00:00:00Z"))
    #expect(try Tool.run(["compliance"], in: folder).output.contains("2026-11-07T00:00:00Z"))
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
