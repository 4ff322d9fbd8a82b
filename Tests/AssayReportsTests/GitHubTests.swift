import AssayModel
import AssayReports
import Testing

struct GitHubTests {
  @Test func `at most ten of a kind are annotated, the rest is counted`() {
    let failing = (10..<35).map { OneFinding.failing("f\($0)") }
    let unknown = (10..<25).map { OneFinding.failing("u\($0)", outcome: .unknown) }
    let lines = GitHub.annotations(OneFinding.summary(failing + unknown)).split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("::error ") } == 10)
    #expect(lines.count { $0.hasPrefix("::warning ") } == 10)
    #expect(lines.count { $0.hasPrefix("::notice ") } == 1)
    #expect(lines.last?.contains("15 more failures not shown on a line") == true)
    #expect(lines.last?.contains("5 more could-not-checks not shown on a line") == true)
  }

  @Test func `a place is escaped as a property, a message as a message`() {
    let finding = Finding(
      rule: OneFinding.rule, resource: ResourceID(kind: "k", uid: "u"), resourceName: "n:,%",
      locus: "", outcome: .fail, severity: .low, message: "50% of a,b: c",
      origin: SampleRun.at("dir,a:b%.yaml", 7, 3, 4))
    let text = GitHub.annotations(OneFinding.summary([finding]))
    #expect(
      text.hasPrefix(
        "::error file=dir%2Ca%3Ab%25.yaml,line=7,endLine=7,col=3,endColumn=7,"
          + "title=pack/rule-name (low)::n:,%25: 50%25 of a,b: c%0A"))
  }

  @Test func `a finding of the baseline is not annotated`() {
    var finding = OneFinding.failing()
    finding.isBaselined = true
    #expect(!GitHub.annotations(OneFinding.summary([finding])).contains("::error"))
  }

  @Test func `names that look like commands are printed while commands are off`() throws {
    let lines = GitHub.log(HostileRun.summary).split(
      separator: "\n", omittingEmptySubsequences: false)
    let first = try #require(lines.first)
    #expect(first.hasPrefix("::stop-commands::"))
    let token = "::\(first.dropFirst("::stop-commands::".count))::"
    let end = try #require(lines.firstIndex { $0 == token })
    let commands = lines[(end + 1)...].filter { !$0.isEmpty }
    #expect(
      commands.allSatisfy { line in
        ["::error ", "::warning ", "::notice "].contains { line.hasPrefix($0) }
      })
    #expect(lines[1..<end].allSatisfy { !$0.contains(token) })
  }

  @Test func `the step summary stays below GitHub's limit`() {
    for summary in [HostileRun.summary, LargeRun.summary(3_000)] {
      #expect(StepSummary.markdown(summary).utf8.count < 1_024 * 1_024)
    }
  }

  @Test func `nothing of an input formats, links or ends a cell in the step summary`() {
    let finding = OneFinding.failing(message: "a|b `c` <i>d</i> [e](f) @g *h* &amp; ]]>")
    let text = StepSummary.markdown(OneFinding.summary([finding]))
    #expect(
      text.contains(
        #"| a\|b \`c\` &lt;i\>d&lt;/i\> \[e\](f) \@g \*h\* &amp;amp; \]\]\> |"#))
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| high") }
    #expect(rows.count == 1)
  }
}
