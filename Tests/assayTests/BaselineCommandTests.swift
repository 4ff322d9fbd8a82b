import Testing
import TestSupport

/// `assay baseline write`, and the gate with it.
struct BaselineCommandTests {
  private let folder: TemporaryFolder
  private let packs = ["--policies", "house"]
  private let today = ["--now", "2026-11-22T02:00:00Z"]

  init() throws {
    folder = try TemporaryFolder()
    try Project.writePack(to: folder)
    try folder.write("t/a.yaml", Project.leaky)
  }

  private func write() throws -> Tool.Outcome {
    try Tool.run(["baseline", "write", "known.json", "t"] + packs + today, in: folder)
  }

  private func gate(_ more: [String] = []) throws -> Tool.Outcome {
    try Tool.run(["gate", "t", "--baseline", "known.json", "--no-db"] + packs + more, in: folder)
  }

  @Test func `known findings do not fail, new ones do, and the number is said every time`() throws {
    let written = try write()
    #expect(written.status == 0)
    #expect(written.output.hasPrefix("1 finding recorded in known.json: 1 failure"))
    #expect(written.output.contains("expires 2027-02-20T02:00:00Z"))
    let held = try gate(today)
    #expect(held.status == 0)
    #expect(held.errors.contains("baseline `known.json` holds back 1 finding until 2027-02-20"))
    #expect(held.output.contains("1 known from the baseline"))
    try folder.write("t/b.yaml", Project.leaky)
    let more = try gate(today)
    #expect(more.status == 1)
    #expect(more.output.contains("t/b.yaml:5"))
    #expect(!more.output.contains("t/a.yaml:5"))
  }

  @Test func `a baseline that holds nothing any more says so`() throws {
    #expect(try write().status == 0)
    try folder.write("t/a.yaml", Project.clean)
    let outcome = try gate(today)
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("holds back 0 findings"))
    #expect(outcome.errors.contains("1 of its 1 are gone"))
  }

  @Test func `an expired baseline excuses nothing and says so`() throws {
    #expect(try write().status == 0)
    let outcome = try gate(["--now", "2027-02-20T02:00:00Z"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("warning: baseline `known.json` expired on 2027-02-20"))
  }

  @Test func `a finding that got graver is new`() throws {
    #expect(try write().status == 0)
    try Project.writePack(to: folder, severity: "critical")
    #expect(try gate(today).status == 1)
  }

  @Test func `where nothing is judged, nothing is recorded`() throws {
    folder.makeFolder("empty/")
    let outcome = try Tool.run(["baseline", "write", "known.json", "empty"] + packs, in: folder)
    #expect(outcome.status == 3)
    #expect(folder.read("known.json") == nil)
  }

  @Test func `an unreadable input is never excused`() throws {
    try folder.write("t/b.yaml", Project.broken)
    #expect(try write().status == 0)
    #expect(try gate(today).status == 3)
  }
}
