import Glibc
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

  @Test func `a folder without a name is a bad option`() throws {
    let outcome = try Tool.run(["audit", "s", "--policies", "house", "--out", ""], in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("--out names no folder"), "\(outcome)")
  }

  @Test func `help and other commands touch nothing`() throws {
    _ = try run("audit", [])
    _ = try run("audit", ["--help"])
    _ = try Tool.run(["drift", "s", "--out", "reports"], in: folder)
    #expect(folder.names(in: "reports").contains("report.html"))
    #expect(folder.read("last.json") != nil)
  }

  /// Calls whose report would replace what is no report, and the file that has to stay as it is.
  private static let slips = [
    ("csv=db", "db"), ("text=db", "db"), ("json=db", "db"), ("github=db", "db"),
    ("csv=house/volume-encrypted.yaml", "house/volume-encrypted.yaml"),
    ("text=house/pack.yaml", "house/pack.yaml"), ("csv=s/volumes.json", "s/volumes.json"),
    ("json=s/volumes.json", "s/volumes.json"), ("jsonl=s/volumes.json", "s/volumes.json"),
    ("html=assay.yaml", "assay.yaml"), ("junit=link", "s/volumes.json"),
    ("csv=notes.txt", "notes.txt"),
  ]

  @Test(arguments: ["audit", "gate"], slips)
  func `what is no report is not replaced by one`(
    _ command: String, _ slip: (format: String, stays: String)
  ) throws {
    try folder.write("assay.yaml", "db: db\n")
    try folder.write("notes.txt", "run_id is a column")
    symlink("s/volumes.json", folder.file("link"))
    _ = try Tool.run([command, "s", "--policies", "house"], in: folder)
    let before = try #require(folder.read(slip.stays))
    for path in ["s", "none"] {
      let outcome = try Tool.run(
        [command, path, "--policies", "house", "--format", slip.format], in: folder)
      #expect(outcome.status == 2, "\(outcome)")
      #expect(outcome.errors.contains("name another place"), "\(outcome)")
      #expect(folder.read(slip.stays) == before)
    }
  }

  @Test(arguments: [
    ["--db", "new", "--format", "csv=new"], ["--db", "new", "--format", "csv=./s/../new-wal"],
    ["--db", "findings.csv", "--out", "."], ["--db", "new", "--format", "json=new-night-1"],
    ["--format", "csv=one", "--format", "json=./one"],
    ["--out", "o", "--format", "text=o/report.html"],
  ])
  func `places that two things would have are refused`(_ more: [String]) throws {
    folder.makeFolder("o/")
    let outcome = try Tool.run(["audit", "s", "--policies", "house"] + more, in: folder)
    #expect(outcome.status == 2, "\(outcome)")
    #expect(outcome.errors.contains("name another place"), "\(outcome)")
    #expect(!folder.names().contains("new") && !folder.names().contains("findings.csv"))
  }

  @Test(arguments: ReportFormatNames.all)
  func `a report of every format is replaced by the next one`(_ format: String) throws {
    for (path, status) in [("s", 0), ("none", 2)] {
      let call = ["gate", path, "--policies", "house", "--format", "\(format)=report"]
      for _ in 0..<2 {
        #expect(try Tool.run(call, in: folder).status == CInt(status))
        #expect((folder.read("report") != nil) == (status == 0))
      }
    }
  }
}

private enum ReportFormatNames {
  static let all = ["text", "github", "json", "junit", "junit-strict", "html", "csv", "jsonl"]
}
