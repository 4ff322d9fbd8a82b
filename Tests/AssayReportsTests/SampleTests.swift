import AssayReports
import Testing
import TestSupport

/// The samples in `reports/samples` are what the code writes.
struct SampleTests {
  @Test(arguments: [
    "manifest.json", "junit.xml", "junit-strict.xml", "findings.json", "report.html",
    "findings.csv", "findings.jsonl",
  ])
  func `the output directory of the sample run is as it stands in the samples`(
    name: String
  ) throws {
    let reports = try WrittenReports(SampleRun.summary)
    Golden.expect(try #require(reports.contents[name]), at: "reports/samples/gate/\(name)")
  }

  @Test func `the terminal's text is as it stands in the samples`() {
    let summary = SampleRun.summary
    Golden.expect(Array(Console.text(summary).utf8), at: "reports/samples/gate.txt")
    let verbose = Console.text(summary, TextOptions(verbosity: .verbose))
    Golden.expect(Array(verbose.utf8), at: "reports/samples/gate.verbose.txt")
  }

  @Test func `what GitHub gets is as it stands in the samples`() {
    let summary = SampleRun.summary
    Golden.expect(Array(GitHub.log(summary).utf8), at: "reports/samples/gate.github.txt")
    Golden.expect(Array(StepSummary.markdown(summary).utf8), at: "reports/samples/gate.github.md")
  }
}
