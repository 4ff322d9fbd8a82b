import TestSupport
import Testing

/// A run that fails leaves no reports of an earlier one, which would look like its own.
struct StaleReportTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try Project.writePack(to: folder)
    try folder.write("s/volumes.json", #"{"Volumes": [{"VolumeId": "vol-1", "Encrypted": true}]}"#)
    try folder.write("broken.yaml", "packs: [")
  }

  private func run(_ command: String, _ more: [String]) throws -> Tool.Outcome {
    try Tool.run(
      [command, "s", "--policies", "house", "--out", "reports", "--format", "json=last.json"]
        + more,
      in: folder)
  }

  @Test(
    arguments: ["audit", "gate"],
    [
      ["--jobs", "0"], ["--nope"], ["--fail-on", "never"], ["none"], ["--pack", "nope"],
      ["--config", "broken.yaml"], ["--db", "s"], ["--param", "house.x=1"],
    ])
  func `a bad call takes the reports of the last run away`(
    _ command: String, _ more: [String]
  ) throws {
    _ = try run(command, [])
    #expect(folder.names(in: "reports").contains("report.html"))
    #expect(folder.read("last.json") != nil)
    let outcome = try run(command, more)
    #expect(outcome.status == 2 || outcome.status == 70, "\(outcome)")
    #expect(!folder.names(in: "reports").contains("report.html"), "\(outcome)")
    #expect(folder.read("last.json") == nil, "\(outcome)")
  }

  @Test func `help and other commands touch nothing`() throws {
    _ = try run("audit", [])
    _ = try run("audit", ["--help"])
    _ = try Tool.run(["drift", "s", "--out", "reports"], in: folder)
    #expect(folder.names(in: "reports").contains("report.html"))
    #expect(folder.read("last.json") != nil)
  }
}
