import Glibc
import Testing
import TestSupport

/// What the gate tells its caller.
struct GateExitTests {
  /// Files, options, and the exit status with a part of what is said on either stream.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let files: [String: String]
    let arguments: [String]
    let status: Int32
    let says: String
  }

  @Test(arguments: verdicts + refusals + faults)
  func `a call gets its exit status and says why`(_ item: Case) throws {
    let folder = try TemporaryFolder()
    try Project.writePack(to: folder)
    for (name, text) in item.files { try folder.write(name, text) }
    folder.makeFolder("empty/")
    let outcome = try Tool.run(
      ["gate", "--policies", "house"] + item.arguments, in: folder)
    #expect(outcome.status == item.status, "\(outcome.output)\(outcome.errors)")
    let said = outcome.output + outcome.errors
    #expect(said.contains(item.says), "\(said)")
  }

  static let verdicts: [Case] = [
    Case(
      testDescription: "everything passes", files: ["a.yaml": Project.clean],
      arguments: ["a.yaml"], status: 0, says: "gate: ADMITTED (exit 0)"),
    Case(
      testDescription: "a failure", files: ["a.yaml": Project.leaky], arguments: ["a.yaml"],
      status: 1, says: "error[house/volume-encrypted] the volume is not encrypted"),
    Case(
      testDescription: "a failure at the threshold", files: ["a.yaml": Project.leaky],
      arguments: ["a.yaml", "--fail-on", "high"], status: 1, says: "1 failure reaches `high`"),
    Case(
      testDescription: "a failure below the threshold", files: ["a.yaml": Project.leaky],
      arguments: ["a.yaml", "--fail-on", "critical"], status: 0, says: "no failure reaches"),
    Case(
      testDescription: "a parameter without a value", files: ["a.yaml": Project.undecided],
      arguments: ["a.yaml"], status: 3, says: "parameter Encrypted has no value"),
    Case(
      testDescription: "unknown only warns", files: ["a.yaml": Project.undecided],
      arguments: ["a.yaml", "--on-unknown", "warn"], status: 0, says: "unknowns only warn"),
    Case(
      testDescription: "an unknown below the threshold", files: ["a.yaml": Project.undecided],
      arguments: ["a.yaml", "--fail-on", "critical"], status: 0, says: "ADMITTED"),
    Case(
      testDescription: "the parameter file decides, good",
      files: [
        "a.yaml": Project.undecided,
        "p.json": "[{\"ParameterKey\": \"Encrypted\", \"ParameterValue\": \"true\"}]",
      ], arguments: ["a.yaml", "--parameters", "p.json"], status: 0, says: "ADMITTED"),
    Case(
      testDescription: "the parameter file decides, bad",
      files: [
        "a.yaml": Project.undecided,
        "p.json": "[{\"ParameterKey\": \"Encrypted\", \"ParameterValue\": \"false\"}]",
      ], arguments: ["a.yaml", "--parameters", "p.json"], status: 1, says: "REJECTED"),
    Case(
      testDescription: "a broken file beside a good one",
      files: ["t/a.yaml": Project.clean, "t/b.yaml": Project.broken], arguments: ["t"], status: 3,
      says: "t/b.yaml:3:"),
    Case(
      testDescription: "a failure beats a broken file",
      files: ["t/a.yaml": Project.leaky, "t/b.yaml": Project.broken], arguments: ["t"], status: 1,
      says: "REJECTED"),
    Case(
      testDescription: "nothing but a broken file", files: ["b.yaml": Project.broken],
      arguments: ["b.yaml"], status: 3, says: "UNDECIDED"),
    Case(
      testDescription: "an empty folder", files: [:], arguments: ["empty"], status: 3,
      says: "nothing was judged: no input was found"),
    Case(
      testDescription: "an empty folder cannot be warned away", files: [:],
      arguments: ["empty", "--on-unknown", "warn"], status: 3, says: "no input was found"),
    Case(
      testDescription: "only HCL", files: ["t/main.tf": "resource \"aws_ebs_volume\" \"a\" {}\n"],
      arguments: ["t"], status: 3, says: "0 resources in 1 input"),
    Case(
      testDescription: "no rule for what is there",
      files: ["a.yaml": "Resources: {G: {Type: AWS::EC2::SecurityGroup, Properties: {}}}\n"],
      arguments: ["a.yaml"], status: 3, says: "no rule matched any of 1 resource"),
  ]

  static let refusals: [Case] = [
    Case(
      testDescription: "a path that leads nowhere", files: [:], arguments: ["none.yaml"], status: 2,
      says: "no file or folder `none.yaml`"),
    Case(
      testDescription: "a parameter file that is not there", files: ["a.yaml": Project.clean],
      arguments: ["a.yaml", "--parameters", "none.json"], status: 2, says: "`none.json`"),
    Case(testDescription: "no path", files: [:], arguments: [], status: 2, says: "<path>"),
    Case(
      testDescription: "an option that is not there", files: ["a.yaml": Project.clean],
      arguments: ["a.yaml", "--fail"], status: 2, says: "--fail"),
    Case(
      testDescription: "a moment that is none", files: ["a.yaml": Project.clean],
      arguments: ["a.yaml", "--now", "yesterday"], status: 2, says: "2026-11-22T02:00:00Z"),
    Case(
      testDescription: "a pack that is not there", files: ["a.yaml": Project.clean],
      arguments: ["a.yaml", "--pack", "none"], status: 2, says: "no pack `none`"),
    Case(
      testDescription: "a folder of packs that is not there", files: ["a.yaml": Project.clean],
      arguments: ["a.yaml", "--policies", "none"], status: 2, says: "none"),
    Case(
      testDescription: "a folder without a pack", files: ["a.yaml": Project.clean],
      arguments: ["a.yaml", "--policies", "empty"], status: 2, says: "no pack in `empty`"),
    Case(
      testDescription: "a parameter that is not there", files: ["a.yaml": Project.clean],
      arguments: ["a.yaml", "--param", "house.none=1"], status: 2, says: "no parameter `none`"),
    Case(
      testDescription: "a type error in a pack",
      files: [
        "a.yaml": Project.leaky,
        "bad/pack.yaml": "id: bad\nversion: 1.0.0\ntitle: Bad\n",
        "bad/volume-tidy.yaml":
          "id: volume-tidy\ntitle: T\nseverity: low\nfor: volume\nexpect: resource.encryptd\n",
      ], arguments: ["a.yaml", "--policies", "bad"], status: 2,
      says: "bad/volume-tidy.yaml:5:18: error: no property `encryptd`"),
    Case(
      testDescription: "a configuration with a slip",
      files: ["a.yaml": Project.clean, "assay.yaml": "fail-onn: high\n"], arguments: ["a.yaml"],
      status: 2, says: "assay.yaml:1:1: error: no key `fail-onn`"),
    Case(
      testDescription: "a malformed baseline",
      files: ["a.yaml": Project.clean, "known.json": "{\"schema\": 1}"],
      arguments: ["a.yaml", "--baseline", "known.json"], status: 2, says: "known.json:1:"),
    Case(
      testDescription: "a baseline that is not there", files: ["a.yaml": Project.clean],
      arguments: ["a.yaml", "--baseline", "known.json"], status: 2, says: "known.json"),
  ]

  static let faults: [Case] = [
    Case(
      testDescription: "reports that cannot be written beat a failure",
      files: ["a.yaml": Project.leaky, "file": ""], arguments: ["a.yaml", "--out", "file"],
      status: 70, says: "could not write `file`: Not a directory"),
    Case(
      testDescription: "a full disk under a report", files: ["a.yaml": Project.leaky],
      arguments: ["a.yaml", "--format", "junit=/dev/full"], status: 70, says: "No space left"),
    Case(
      testDescription: "a database of another program",
      files: ["a.yaml": Project.clean, "runs.db": "this is no database, by any means at all, no"],
      arguments: ["a.yaml", "--db", "runs.db"], status: 70, says: "runs.db"),
    Case(
      testDescription: "a database in a folder that is a file",
      files: ["a.yaml": Project.clean, "file": ""], arguments: ["a.yaml", "--db", "file/runs.db"],
      status: 70, says: "file/runs.db"),
  ]

  @Test func `the footer tells the status that the caller gets`() throws {
    let folder = try TemporaryFolder()
    try Project.writePack(to: folder)
    try folder.write("a.yaml", Project.leaky)
    let outcome = try Tool.run(
      ["gate", "--policies", "house", "a.yaml", "--db", "/dev/null/runs.db"], in: folder)
    #expect(outcome.status == 70)
    #expect(outcome.output.contains("gate: REJECTED (exit 70)"))
  }

  @Test func `a file that may not be read makes the gate undecided`() throws {
    // Root may read everything.
    guard geteuid() != 0 else { return }
    let folder = try TemporaryFolder()
    try Project.writePack(to: folder)
    try folder.write("t/a.yaml", Project.clean)
    try folder.write("t/b.yaml", Project.clean, mode: 0)
    let outcome = try Tool.run(["gate", "--policies", "house", "t"], in: folder)
    #expect(outcome.status == 3)
    #expect(outcome.output.contains("t/b.yaml"))
  }

  @Test(arguments: [["--help"], ["--version"], ["version"], ["gate", "--help"], ["help", "gate"]])
  func `answers end with 0`(arguments: [String]) throws {
    let outcome = try Tool.run(arguments, in: TemporaryFolder())
    #expect(outcome.status == 0)
    #expect(!outcome.output.isEmpty)
    #expect(outcome.errors.isEmpty)
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `completions are there for the shells`(shell: String) throws {
    let outcome = try Tool.run(["--generate-completion-script", shell], in: TemporaryFolder())
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("baseline"))
  }
}
