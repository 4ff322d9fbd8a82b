import AssayModel
import AssayReports
import Documents
import Sealing
import Testing

struct JSONReportTests {
  private func root(_ bytes: [UInt8]) throws -> Node {
    let (document, problems) = JSONReader.read(
      SourceFile(path: "report.json", bytes: bytes), limits: ReadLimits())
    #expect(problems.isEmpty)
    return try #require(document).root
  }

  @Test func `the manifest lists every other file with its size and digest`() throws {
    let contents = try WrittenReports(SampleRun.summary).contents
    let manifest = try root(try #require(contents["manifest.json"]))
    let listed = try #require(manifest["files"]?.elements)
    #expect(
      listed.compactMap { $0["path"]?.text }
        == contents.keys.filter { $0 != "manifest.json" }.sorted())
    #expect(ReportFile.allPaths.sorted() == contents.keys.sorted())
    for entry in listed {
      let bytes = try #require(contents[entry["path"]?.text ?? ""])
      #expect(entry["bytes"]?.text == String(bytes.count))
      #expect(entry["sha256"]?.text == Digest.sha256(bytes).hex)
    }
  }

  @Test func `the manifest tells the decision, what blocks, the counts and the head`() throws {
    let summary = SampleRun.summary
    let manifest = try root(Manifest.bytes(summary, of: []))
    #expect(manifest["schema"]?.text == "assay/outputs/v1")
    #expect(manifest["exit_code"]?.text == "1")
    #expect(manifest["blocking"]?["fail"]?.text == String(summary.verdict.blockingFail))
    #expect(manifest["counts"]?["not_applicable"]?.text == "1")
    #expect(manifest["ledger"]?["seq"]?.text == "42")
  }

  @Test func `a run outside of any ledger is anchored to the empty one`() throws {
    let manifest = try root(Manifest.bytes(OneFinding.summary([]), of: []))
    #expect(manifest["ledger"]?["seq"]?.text == "0")
    #expect(manifest["ledger"]?["hash"]?.text == String(repeating: "0", count: 64))
  }

  @Test func `findings.json names each finding once, with its outcome in both wordings`() throws {
    let report = try root(ReportFormat.json.bytes(SampleRun.summary))
    let findings = try #require(report["findings"]?.elements)
    #expect(Set(findings.map { $0["id"]?.text }) == Set(SampleRun.findings.map(\.id)))
    #expect(findings.count == SampleRun.findings.count)
    let undecided = findings.filter { $0["outcome"]?.text == "unknown" }
    #expect(Set(undecided.map { $0["detail"]?.text }) == ["unknown", "no_data"])
    #expect(report["unjudged"]?.elements?.first?["path"]?.text == "infra/broken.yaml")
  }

  @Test func `findings.json keeps hostile text as it is, and cuts what is enormous`() throws {
    let bytes = try ReportFormat.json.bytes(HostileRun.summary)
    let names = try #require(try root(bytes)["resources"]?.elements).map { $0["name"]?.text }
    for text in HostileRun.texts where text.utf8.count < 4_000 { #expect(names.contains(text)) }
    #expect(names.allSatisfy { ($0?.unicodeScalars.count ?? 0) <= 4_001 })
    #expect(bytes.allSatisfy { $0 >= 0x20 || $0 == 0x0A })
  }
}
