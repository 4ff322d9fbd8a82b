import AssayModel
import AssayReports
import Documents
import Records
import TestSupport
import Testing

/// Reports of a fleet, by the images that its resources come from.
struct FleetReportTests {
  private static func page(trend: [TrendStep] = []) throws -> String {
    String(decoding: try ReportFormat.html.bytes(FleetRun.summary(trend: trend)), as: UTF8.self)
  }

  @Test(arguments: [ReportFormat.junit, .junitStrict])
  func `JUnit has a testcase for each rule and image, named alike every night`(
    format: ReportFormat
  ) throws {
    let document = String(decoding: try format.bytes(FleetRun.summary()), as: UTF8.self)
    let names = document.split(separator: "<testcase ").dropFirst().compactMap { testcase in
      testcase.firstRange(of: "name=\"Title of ").map { range in
        String(testcase[range.upperBound...].prefix { $0 != "\"" })
      }
    }
    #expect(
      names == [
        "instance/imdsv2-required [golden-1 (ami-1)]",
        "instance/imdsv2-required [golden-3 (ami-3)]",
        "instance/imdsv2-required [golden-2 (ami-2)]",
        "instance/imdsv2-required [resources of no known image]",
        "ssm-agent/node-online [golden-2 (ami-2): could not be checked]",
        "ssm-agent/node-online [golden-3 (ami-3): could not be checked]",
        "ssm-agent/node-online [golden-1 (ami-1)]",
        "ssm-agent/node-online [resources of no known image: could not be checked]",
      ])
    #expect(document.ranges(of: "<failure ").count == 3)
    #expect(document.ranges(of: "<error ").count == 3)
    #expect(document.contains("message=\"15 of 15 checks fail\""))
    #expect(document.contains("15 resources: heartbeats were not collected"))
  }

  @Test func `the page folds findings under their images, and none is lost`() throws {
    let page = try Self.page()
    for line in [
      "golden-1 (ami-1): 13 more fail", "golden-3 (ami-3): 14 more fail",
      "no known image: 1 more fail", "from 2 images, most (15) from golden-1 (ami-1)",
    ] {
      #expect(page.contains(line), "\(line)")
    }
    for finding in FleetRun.result.findings {
      #expect(page.contains("id=\"f-\(finding.id.prefix(16))\""))
    }
  }

  @Test func `images stand with what came of what was launched from them`() throws {
    let page = try Self.page()
    let rows = HTMLRows.rows(after: "id=\"images\"", in: page)
    #expect(
      rows == [
        "golden-3 (ami-3)|15|15|15|not among the inputs",
        "golden-1 (ami-1)|15|15|0|image arn:aws:imagebuilder:::image/web/1.0.0/1",
        "golden-2 (ami-2)|15|0|15|not among the inputs",
      ])
  }

  @Test func `what is attached to instances of two images comes from none`() throws {
    let findings = [FleetRun.shared, FleetRun.own].map { id in
      Finding(
        rule: FleetRun.imds, resource: id, resourceName: id.uid, locus: "", outcome: .fail,
        severity: .high, message: "m")
    }
    let base = FleetRun.result
    let result = RunResult(
      run: base.run, rules: base.rules, resources: base.resources, links: base.links,
      findings: findings.sorted(by: Finding.isOrdered), masses: base.masses, inputs: [])
    let summary = RunSummary(result, verdict: .decide(result, failOn: .low, onUnknown: .fail))
    let document = String(decoding: try ReportFormat.junit.bytes(summary), as: UTF8.self)
    #expect(document.contains("[golden-2 (ami-2)]\" time=\"0.000\"><failure message=\"1 of 16"))
    #expect(
      document.contains("[resources of no known image]\" time=\"0.000\"><failure message=\"1 of 1 ")
    )
  }

  @Test func `the course of runs is drawn, in colours and in numbers`() throws {
    #expect(try !Self.page().contains("<polyline"))
    let steps = [(4, 30), (2, 30), (0, 15)].enumerated().map { day, counts in
      TrendStep(
        started: Instant(microseconds: Int64(1_795_000_000 + day * 86_400) * 1_000_000),
        failures: counts.0, unchecked: counts.1)
    }
    let page = try Self.page(trend: steps)
    #expect(page.contains("points=\"2,2 160,32 318,62\""))
    #expect(page.contains("points=\"2,2 160,2 318,32\""))
    #expect(page.contains("Failures: 4 at first, 0 at last, 4 at most"))
    #expect(page.contains("The last 3 runs in numbers"))
    #expect(try Self.page(trend: [steps[0]]).contains("<polyline") == false)
  }
}
