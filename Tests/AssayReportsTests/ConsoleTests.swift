import AssayModel
import AssayReports
import Testing

struct ConsoleTests {
  @Test func `a finding takes at most twelve lines`() {
    for summary in [SampleRun.summary, HostileRun.summary] {
      let text = Console.text(summary, TextOptions(verbosity: .verbose))
      for block in text.split(separator: "\n\n") where block.hasPrefix("error[") {
        #expect(block.split(separator: "\n").count <= 12, "\(block)")
      }
    }
  }

  @Test func `of one rule three findings are shown, and the others are counted and named`() {
    let findings = (1...5).map { OneFinding.failing("r\($0)") }
    let text = Console.text(OneFinding.summary(findings))
    #expect(text.components("error[pack/rule-name]") == 3)
    #expect(text.contains("… and 2 more of pack/rule-name: r4, r5 (-v shows them)"))
    #expect(text.components("= fix: set `key`") == 1)
    let verbose = Console.text(OneFinding.summary(findings), TextOptions(verbosity: .verbose))
    #expect(verbose.components("error[pack/rule-name]") == 5)
  }

  @Test func `a could-not-check gives its reasons with their paths`() {
    let finding = OneFinding.failing(
      outcome: .noData, reasons: ["resource.a: not collected", "resource.b: not given", "c", "d"])
    let text = Console.text(OneFinding.summary([finding]))
    #expect(text.contains("could not check[pack/rule-name]"))
    #expect(text.contains("= reason: resource.a: not collected\n"))
    #expect(text.contains("= reason: … and 2 more\n"))
    #expect(!text.contains("= fix"))
  }

  @Test func `a finding of the baseline is counted and shown only when verbose`() {
    var finding = OneFinding.failing()
    finding.isBaselined = true
    let summary = OneFinding.summary([finding])
    #expect(!Console.text(summary).contains("error["))
    #expect(Console.text(summary).contains("(1 known from the baseline)"))
    let verbose = Console.text(summary, TextOptions(verbosity: .verbose))
    #expect(verbose.contains("in baseline"))
  }

  @Test func `quiet is one line with the five counts, what changed and the decision`() {
    let text = Console.text(SampleRun.summary, TextOptions(verbosity: .quiet))
    #expect(
      text == """
        15 checks: 2 pass, 8 fail, 3 could not be checked, 1 waived, 1 n/a \
        (new 2, fixed 1, gone 1, 1 known from the baseline) · gate: REJECTED (exit 1)

        """)
  }

  @Test func `rules without resources are said, and what was skipped with its reason`() {
    let text = Console.text(SampleRun.summary)
    #expect(
      text.contains("0 resources matched 1 rule, which judged nothing:\n   iam policy (1 rule)"))
    #expect(text.contains("   infra/main.tf: HCL is no input: give `terraform show -json`"))
    #expect(text.contains("could not check infra/broken.yaml: this YAML ends inside a mapping"))
  }

  @Test func `colour adds nothing but colour`() {
    let plain = Console.text(SampleRun.summary)
    let colored = Console.text(SampleRun.summary, TextOptions(color: .ansi))
    #expect(colored != plain)
    #expect(colored.withoutColors == plain)
    #expect(!plain.contains("\u{1B}"))
  }

  @Test(arguments: [TextOptions.Color.plain, .ansi])
  func `no text of an input reaches the terminal as a command`(_ color: TextOptions.Color) {
    let options = TextOptions(color: color, verbosity: .verbose)
    let text = Console.text(HostileRun.summary, options).withoutColors
    let steering = text.unicodeScalars.filter { $0 != "\n" && String($0).visible() != String($0) }
    #expect(steering.isEmpty)
    #expect(text.utf8.count < 2_000_000)
  }
}

extension String {
  /// How often `part` occurs.
  fileprivate func components(_ part: String) -> Int {
    var rest = self[...]
    var count = 0
    while let found = rest.firstRange(of: part) {
      count += 1
      rest = rest[found.upperBound...]
    }
    return count
  }

  /// Without `ESC [ … m`.
  fileprivate var withoutColors: String {
    split(separator: "\u{1B}[", omittingEmptySubsequences: false).enumerated().map {
      index, part in
      guard index > 0, let end = part.firstIndex(of: "m") else { return part }
      return part[part.index(after: end)...]
    }.joined()
  }
}
