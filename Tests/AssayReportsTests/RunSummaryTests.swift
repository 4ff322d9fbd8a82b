import AssayModel
import AssayReports
import Testing

struct RunSummaryTests {
  @Test func `an input that could not be read is counted with the could-not-checks`() {
    let summary = OneFinding.summary(
      [OneFinding.failing(outcome: .pass)],
      inputs: [
        InputReport(path: "b.yaml", status: .refused(reason: "broken")),
        InputReport(path: "c.tf", status: .skipped(reason: "HCL")),
      ])
    #expect(summary.counts.unknown == 1)
    #expect(summary.counts.pass == 1)
    #expect(summary.unjudged.map(\.path) == ["b.yaml"])
    #expect(summary.verdict.decision == .undecided)
  }

  @Test func `a run that judged nothing has one could-not-check that says so`() {
    let summary = OneFinding.summary([])
    #expect(summary.counts.unknown == 1)
    #expect(summary.counts.total == 1)
    #expect(summary.unjudged.first?.message.hasPrefix("nothing was judged") == true)
  }

  @Test func `what blocks is never more than what is counted`() {
    for summary in [SampleRun.summary, OneFinding.summary([]), LargeRun.summary(30)] {
      #expect(summary.verdict.blockingFail <= summary.counts.fail)
      #expect(summary.verdict.blockingUnknown <= summary.counts.unknown)
    }
  }

  @Test func `rules come with failures first, then the graver, and idle ones last`() {
    let groups = SampleRun.summary.rules
    let attention = groups.map { $0.worst?.attention ?? 5 }
    #expect(attention == attention.sorted())
    #expect(groups.first?.rule.severity == .critical)
    #expect(groups.last?.rule.id == "iam-scope/no-inline-wildcards")
  }

  @Test func `a finding of a rule that is not listed is not lost`() {
    let result = SampleRun.result
    let short = RunResult(
      run: result.run, rules: [], resources: result.resources, links: [],
      findings: result.findings, inputs: [])
    let summary = RunSummary(short, verdict: SampleRun.verdict)
    #expect(summary.rules.flatMap(\.findings).count == result.findings.count)
  }

  @Test func `a comparison with no earlier run is none`() {
    let summary = RunSummary(
      SampleRun.result, verdict: SampleRun.verdict, changes: RunComparison())
    #expect(summary.changes == nil)
  }

  @Test func `users are followed beyond the resources, and no more than are told`() {
    func id(_ number: Int, _ kind: String = "k") -> ResourceID {
      ResourceID(kind: kind, uid: "\(number)")
    }
    let away = (id(1, "away"), id(2, "away"))
    var links = (1...600).map { Link(from: id($0), label: "uses", to: away.0) }
    links += [
      Link(from: away.0, label: "uses", to: away.1), Link(from: id(0), label: "made", to: id(1)),
      Link(from: id(7, "other"), label: "uses", to: away.1),
    ]
    let resources = (0...600).map {
      ResourceSummary(id: id($0), name: "name \($0)", origin: nil, factsDigest: nil)
    }
    let result = RunResult(
      run: SampleRun.result.run, rules: [], resources: resources.sorted { $0.id < $1.id },
      links: links.sorted(), findings: [], inputs: [])
    let reach = RunSummary(result, verdict: SampleRun.verdict).reach
    #expect(reach.users(of: away.0).count == 500)
    #expect(
      reach.users(of: away.0).map(\.id)
        == Array(result.links.filter { $0.to == away.0 }.map(\.from).prefix(500)))
    let users = reach.users(of: away.1)
    #expect(users.count == 500)
    #expect(users.prefix(2).map(\.id) == [away.0, id(7, "other")])
    #expect(users.prefix(3).map(\.name) == ["1", "7", "name 1"])
    #expect(users.prefix(3).map(\.label) == ["uses", "uses", nil])
    #expect(reach.users(of: id(1)).map(\.id) == [id(0)])
    #expect(reach.users(of: id(600)).isEmpty)
    #expect(reach.users(of: id(9, "unheard of")).isEmpty)
  }

  @Test func `who uses a resource is followed to the end, once each, in circles too`() {
    let summary = SampleRun.summary
    let users = summary.reach.users(of: SampleRun.group).map(\.name)
    #expect(users == ["WebBuild", "weekly"])
    let ids = (0..<3).map { ResourceID(kind: "k", uid: "\($0)") }
    let circle = (0..<3).map { Link(from: ids[$0], label: "to", to: ids[($0 + 1) % 3]) }
    let result = RunResult(
      run: SampleRun.run, rules: [], resources: [], links: circle, findings: [], inputs: [])
    let reach = RunSummary(result, verdict: SampleRun.verdict).reach
    #expect(reach.users(of: ids[0]).map(\.name) == ["2", "1"])
  }

  @Test(arguments: ReportFormat.allCases)
  func `the same run gives the same bytes, in whatever order its findings come`(
    _ format: ReportFormat
  ) throws {
    let result = SampleRun.result
    let shuffled = RunResult(
      run: result.run, rules: result.rules.reversed(), resources: result.resources,
      links: result.links, findings: result.findings.reversed(), inputs: result.inputs)
    func bytes(_ result: RunResult) throws -> [UInt8] {
      try format.bytes(
        RunSummary(
          result, verdict: SampleRun.verdict, changes: SampleRun.changes, ledger: SampleRun.head))
    }
    #expect(try bytes(result) == bytes(result))
    #expect(try bytes(result) == bytes(shuffled))
  }
}
