import Glibc
import Testing
import TestSupport

/// What the gate prints, writes and keeps.
struct GateOutputTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try Project.writePack(to: folder)
    try folder.write("leaky.yaml", Project.leaky)
    try folder.write("clean.yaml", Project.clean)
  }

  private func gate(
    _ arguments: [String], environment: [String: String] = [:], output: String? = nil
  ) throws -> Tool.Outcome {
    try Tool.run(
      ["gate", "--policies", "house"] + arguments, in: folder, environment: environment,
      output: output)
  }

  @Test func `a finding shows its line, what was found, why and how to mend it`() throws {
    let output = try gate(["leaky.yaml"]).output
    #expect(output.contains("--> leaky.yaml:5:"))
    #expect(output.contains("Encrypted: false"))
    #expect(output.contains("^^^^^"))
    #expect(output.contains("why: A snapshot of it can be read."))
    #expect(output.contains("fix: Set `Encrypted` to true."))
    #expect(output.contains("more: assay policy explain house/volume-encrypted"))
    #expect(!output.contains("\u{1B}["))
  }

  @Test func `colour comes when it is asked for`() throws {
    #expect(try gate(["leaky.yaml", "--color", "always"]).output.contains("\u{1B}["))
    #expect(
      try gate(["leaky.yaml"], environment: ["FORCE_COLOR": "1"]).output.contains("\u{1B}["))
  }

  @Test func `quiet is one line, twice quiet is none`() throws {
    #expect(try gate(["leaky.yaml", "-q"]).output.split(separator: "\n").count == 1)
    let silent = try gate(["leaky.yaml", "-qq"])
    #expect(silent.output.isEmpty)
    #expect(silent.errors.isEmpty)
    #expect(silent.status == 1)
  }

  @Test func `verbose says what was used, on standard error`() throws {
    try folder.write("assay.yaml", "fail-on: high\n")
    let outcome = try gate(["leaky.yaml", "-v"])
    for words in ["configuration from assay.yaml", "packs from house", "runs are kept in .assay/"] {
      #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }
    #expect(try gate(["leaky.yaml"]).errors.isEmpty)
  }

  @Test func `a folder of reports is whole, and its manifest comes last`() throws {
    #expect(try gate(["leaky.yaml", "--out", "a/b"]).status == 1)
    let names = folder.names(in: "a/b")
    #expect(
      names == [
        "findings.csv", "findings.json", "findings.jsonl", "junit-strict.xml", "junit.xml",
        "manifest.json", "report.html",
      ])
    let manifest = try #require(folder.read("a/b/manifest.json"))
    #expect(manifest.contains("\"exit_code\": 1"))
    #expect(manifest.contains("\"fail\": 1"))
    for name in names where name != "manifest.json" { #expect(manifest.contains("\"\(name)\"")) }
  }

  @Test func `a run that fails does not leave the reports of one that did not`() throws {
    #expect(try gate(["clean.yaml", "--out", "out"]).status == 0)
    #expect(folder.names(in: "out").contains("manifest.json"))
    let failed = try gate(["leaky.yaml", "--out", "out", "--db", "clean.yaml"])
    #expect(failed.status == 70)
    let left = folder.names(in: "out")
    let isOld =
      left.contains("manifest.json")
      && folder.read("out/manifest.json")?.contains("ADMITTED") == true
    #expect(!isOld, "\(left)")
    #expect(try gate(["clean.yaml", "--out", "out"]).status == 0)
    let misused = try Tool.run(
      ["gate", "--policies", "nowhere", "clean.yaml", "--out", "out"], in: folder)
    #expect(misused.status == 2)
    #expect(folder.names(in: "out").isEmpty)
  }

  @Test func `reports that cannot be replaced leave no manifest`() throws {
    #expect(try gate(["clean.yaml", "--out", "out"]).status == 0)
    unlink("\(folder.path)/out/junit.xml")
    mkdir("\(folder.path)/out/junit.xml", 0o755)
    let outcome = try gate(["leaky.yaml", "--out", "out"])
    #expect(outcome.status == 70)
    #expect(outcome.errors.contains("out/junit.xml"))
    #expect(folder.read("out/manifest.json") == nil)
    #expect(folder.read("out/findings.json")?.hasSuffix("}\n") ?? true)
    #expect(folder.names(in: "out").allSatisfy { !$0.hasPrefix(".") })
  }

  @Test func `a disk that fills under a report leaves no half of one`() throws {
    let call = ["gate", "--policies", "house", "leaky.yaml", "--out", "out", "--no-db"]
    let outcome = try Tool.run(call, in: folder, fileLimit: 2)
    #expect(outcome.status == 70)
    #expect(outcome.errors.contains("File too large"), "\(outcome.errors)")
    #expect(outcome.output.contains("REJECTED (exit 70)"))
    #expect(folder.names(in: "out").allSatisfy { !$0.hasPrefix(".") })
    #expect(folder.read("out/manifest.json") == nil)
  }

  @Test func `one report that does not fit is told, though its manifest would`() throws {
    let call = ["gate", "--policies", "house", "leaky.yaml", "--out", "out", "--no-db"]
    // 16 KiB: the page is larger, the manifest and the tables are not.
    let outcome = try Tool.run(call, in: folder, fileLimit: 32)
    #expect(outcome.status == 70)
    #expect(outcome.errors.contains("out/report.html"), "\(outcome.errors)")
    #expect(folder.read("out/findings.csv")?.isEmpty == false)
    #expect(folder.read("out/manifest.json") == nil)
  }

  @Test func `a disk that fills under the database leaves the earlier runs whole`() throws {
    try folder.write("t/a.yaml", Project.leaky)
    #expect(try gate(["t", "-q"]).status == 1)
    let before = try #require(folder.read(".assay/assay.db"))
    try folder.write("t/b.yaml", Project.leaky)
    let call = ["gate", "--policies", "house", "t", "--out", "out"]
    let outcome = try Tool.run(call, in: folder, fileLimit: 4)
    #expect(outcome.status == 70, "\(outcome.errors)")
    #expect(outcome.errors.contains("assay.db"))
    #expect(folder.names(in: "out").isEmpty)
    #expect(folder.read(".assay/assay.db") == before)
    #expect(try gate(["t", "-q"]).output.contains("(new 1, fixed 0)"))
  }

  @Test(arguments: [
    "text", "json", "junit", "junit-strict", "html", "github", "csv", "jsonl",
  ])
  func `a format goes to standard output or into a file, the same`(format: String) throws {
    let arguments = ["leaky.yaml", "--no-db", "--now", "2026-11-22T02:00:00Z", "--format"]
    let printed = try gate(arguments + [format])
    #expect(printed.status == 1)
    let written = try gate(arguments + ["\(format)=file"])
    #expect(folder.read("file") == printed.output)
    #expect(written.output.contains("gate: REJECTED"))
  }

  @Test func `the same call gives the same bytes`() throws {
    let arguments = [
      "leaky.yaml", "clean.yaml", "--no-db", "--now", "2026-11-22T02:00:00Z", "--format", "json",
    ]
    let first = try gate(arguments).output
    #expect(try gate(arguments).output == first)
    let swapped = try gate(["clean.yaml", "leaky.yaml"] + arguments.dropFirst(2)).output
    #expect(swapped == first)
  }

  @Test func `runs are kept, and the next one says what changed`() throws {
    try folder.write("t/a.yaml", Project.leaky)
    #expect(try gate(["t", "-q"]).output.contains("(new") == false)
    #expect(folder.names(in: ".assay").contains("assay.db"))
    try folder.write("t/a.yaml", Project.clean)
    #expect(try gate(["t", "-q"]).output.contains("(new 0, fixed 1)"))
    try folder.write("t/a.yaml", Project.leaky)
    #expect(try gate(["t", "-q"]).output.contains("reopened 1"))
    #expect(try gate(["t", "-q", "--no-db"]).output.contains("(new") == false)
  }

  @Test func `nothing is kept when nothing should be`() throws {
    #expect(try gate(["clean.yaml", "--no-db"]).status == 0)
    #expect(folder.names(in: ".assay").isEmpty)
  }

  @Test func `a full disk behind standard output is told`() throws {
    #expect(try gate(["clean.yaml"], output: "/dev/full").status == 70)
  }

  @Test func `checked packs are kept for the next run, unless that is switched off`() throws {
    folder.makeFolder("cache/")
    let cache = ["XDG_CACHE_HOME": "\(folder.path)/cache"]
    #expect(try gate(["clean.yaml", "-v"], environment: cache).errors.contains("packs checked\n"))
    #expect(folder.names(in: "cache/assay").count == 1)
    #expect(try gate(["clean.yaml", "-v"], environment: cache).errors.contains("checked before"))
    let off = cache.merging(["ASSAY_NO_CACHE": "1"]) { $1 }
    #expect(try gate(["clean.yaml", "-v"], environment: off).errors.contains("packs checked\n"))
  }

  @Test func `a cache that was tampered with is not believed`() throws {
    folder.makeFolder("cache/")
    let cache = ["XDG_CACHE_HOME": "\(folder.path)/cache"]
    #expect(try gate(["leaky.yaml"], environment: cache).status == 1)
    let name = try #require(folder.names(in: "cache/assay").first)
    let file = try #require(fopen("\(folder.path)/cache/assay/\(name)", "r+b"))
    fseek(file, 200, SEEK_SET)
    fputs("xxxxxxxx", file)
    fclose(file)
    let outcome = try gate(["leaky.yaml", "-v"], environment: cache)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("packs checked\n"))
  }

  @Test func `a home that cannot be written to disturbs nobody`() throws {
    let outcome = try gate(["clean.yaml"], environment: ["HOME": "/dev/null"])
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
  }

  @Test func `under GitHub Actions lines are annotated and the summary is filled`() throws {
    let environment = ["GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": "\(folder.path)/summary"]
    try folder.write("summary", "before\n")
    let outcome = try gate(["leaky.yaml"], environment: environment)
    #expect(outcome.output.contains("::error file=leaky.yaml,line=5"))
    let summary = try #require(folder.read("summary"))
    #expect(summary.hasPrefix("before\n"))
    #expect(summary.contains("rejected"))
    let json = try gate(["leaky.yaml", "--format", "json"], environment: environment)
    #expect(json.output.hasPrefix("{"))
  }
}
