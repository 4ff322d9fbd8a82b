import AssayModel
import AssayReports
import Testing

/// Reports of what rules say alike of many resources, of which there are no findings.
struct MassReportTests {
  private static let rules = ["pack/all-pass", "pack/not-collected", "pack/mixed"]

  /// Three rules over four resources: all pass; nobody collected it; two pass beside a failure.
  static var summary: RunSummary {
    let ids = (1...4).map { ResourceID(kind: "instance", uid: "i-\($0)") }
    let failing = Finding(
      rule: rules[2], resource: ids[3], resourceName: "four", locus: "", outcome: .fail,
      severity: .low, message: "it fails")
    let result = RunResult(
      run: SampleRun.run,
      rules: rules.map {
        RuleInfo(
          id: $0, pack: "pack", title: "Title of \($0)", severity: .low, kind: "instance", why: "",
          fix: "", controls: [], digest: "")
      },
      resources: ids.map { ResourceSummary(id: $0, name: $0.uid, origin: nil, factsDigest: nil) },
      links: [], findings: [failing],
      masses: [
        Mass(rule: rules[0], outcome: .pass, reason: "", resources: PositionSet(0..<4)),
        Mass(
          rule: rules[2], outcome: .pass, reason: "", resources: PositionSet(0..<2)),
        Mass(
          rule: rules[2], outcome: .notApplicable, reason: "", resources: PositionSet(2..<3)),
        Mass(
          rule: rules[1], outcome: .noData, reason: "nobody <asked>", resources: PositionSet(0..<4)),
      ], inputs: [])
    return RunSummary(result, verdict: .decide(result, failOn: .low, onUnknown: .fail))
  }

  @Test func `they count like findings`() {
    let summary = Self.summary
    #expect(summary.counts.pass == 6 && summary.counts.fail == 1)
    #expect(summary.counts.unknown == 4 && summary.counts.notApplicable == 1)
    #expect(summary.unmatchedRules.isEmpty)
    #expect(summary.verdict.blockingUnknown == 4)
  }

  @Test(arguments: [ReportFormat.junit, .junitStrict])
  func `JUnit has a testcase for each rule, and what could not be checked is an error`(
    format: ReportFormat
  ) throws {
    let text = String(decoding: try format.bytes(Self.summary), as: UTF8.self)
    #expect(text.contains("Title of pack/all-pass [all resources]"))
    #expect(text.contains("Title of pack/not-collected [all resources: could not be checked]"))
    #expect(text.ranges(of: "<error").count == 1)
    #expect(text.contains("4 resources: nobody &lt;asked&gt;"))
    #expect(text.contains("message=\"1 of 4 checks fail\""))
  }

  @Test func `the page, the terminal and the findings tell of them with the reason`() throws {
    let summary = Self.summary
    let page = String(decoding: try ReportFormat.html.bytes(summary), as: UTF8.self)
    #expect(page.contains("4 resources: nobody &lt;asked&gt;"))
    #expect(page.contains("Title of pack/all-pass"))
    let terminal = String(decoding: try ReportFormat.text.bytes(summary), as: UTF8.self)
    #expect(terminal.contains("pack/not-collected  4 resources: nobody <asked>"))
    let json = String(decoding: try ReportFormat.json.bytes(summary), as: UTF8.self)
    let masses = try #require(json.firstRange(of: "\"masses\""))
    #expect(json[masses.upperBound...].contains("\"reason\": \"nobody "))
  }
}
