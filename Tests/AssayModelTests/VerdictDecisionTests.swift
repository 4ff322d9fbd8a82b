import AssayModel
import Records
import Testing

/// How findings and inputs become an exit code.
struct VerdictDecisionTests {
  /// One run and what the gate says of it.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var findings: [Finding] = [finding(.pass, .high)]
    var inputs: [InputReport] = [input(.read(format: "cloudformation", resources: 1))]
    var resources = 1
    var rules = 1
    var failOn = Severity.low
    var onUnknown = OnUnknown.fail
    let exit: Int32
    var fail = 0
    var unknown = 0
    let reason: String
  }

  @Test(arguments: cases + emptyCases)
  func `a run gets its exit code, its blocking counts and its reason`(_ item: Case) {
    let verdict = Verdict.decide(
      Self.result(item), failOn: item.failOn, onUnknown: item.onUnknown)
    #expect(verdict.exitCode == item.exit)
    #expect(verdict.blockingFail == item.fail)
    #expect(verdict.blockingUnknown == item.unknown)
    #expect(verdict.reason == item.reason)
    let decision: Verdict.Decision =
      item.exit == 0 ? .admitted : item.exit == 1 ? .rejected : .undecided
    #expect(verdict.decision == decision)
  }

  static let cases: [Case] = [
    Case(testDescription: "all pass", exit: 0, reason: "no failure reaches `low`"),
    Case(
      testDescription: "one failure", findings: [finding(.pass, .low), finding(.fail, .low)],
      exit: 1, fail: 1, reason: "1 failure reaches `low`"),
    Case(
      testDescription: "a failure below the threshold", findings: [finding(.fail, .medium)],
      failOn: .high, exit: 0, reason: "no failure reaches `high`"),
    Case(
      testDescription: "a failure at the threshold", findings: [finding(.fail, .high)],
      failOn: .high, exit: 1, fail: 1, reason: "1 failure reaches `high`"),
    Case(
      testDescription: "an info failure by default", findings: [finding(.fail, .info)], exit: 0,
      reason: "no failure reaches `low`"),
    Case(
      testDescription: "could not check",
      findings: [finding(.pass, .low), finding(.unknown, .low), finding(.noData, .high)], exit: 3,
      unknown: 2, reason: "2 checks that reach `low` could not be made"),
    Case(
      testDescription: "an evaluation error is no pass", findings: [finding(.error, .low)], exit: 3,
      unknown: 1, reason: "1 check that reaches `low` could not be made"),
    Case(
      testDescription: "could not check, below the threshold",
      findings: [finding(.pass, .high), finding(.unknown, .low)], failOn: .high, exit: 0,
      reason: "no failure reaches `high`"),
    Case(
      testDescription: "unknown only warns", findings: [finding(.unknown, .high)],
      onUnknown: .warn, exit: 0,
      reason: "no failure reaches `low`; 1 check that reaches `low` could not be made, "
        + "and unknowns only warn"),
    Case(
      testDescription: "a failure beats an unknown",
      findings: [finding(.unknown, .high), finding(.fail, .low), finding(.fail, .high)], exit: 1,
      fail: 2, unknown: 1, reason: "2 failures reach `low`"),
    Case(
      testDescription: "an unreadable input beside passes",
      inputs: [input(.read(format: "plan", resources: 1)), input(.refused(reason: "broken"))],
      exit: 3, unknown: 1, reason: "1 input could not be read"),
    Case(
      testDescription: "unknowns and unreadable inputs", findings: [finding(.unknown, .low)],
      inputs: [input(.refused(reason: "a")), input(.refused(reason: "b"))], exit: 3, unknown: 3,
      reason: "1 check that reaches `low` could not be made and 2 inputs could not be read"),
    Case(
      testDescription: "an unreadable input has no severity to be below",
      inputs: [input(.refused(reason: "broken"))], failOn: .critical, exit: 3, unknown: 1,
      reason: "1 input could not be read"),
    Case(
      testDescription: "an input with a gap",
      inputs: [
        InputReport(
          path: "stack.yaml", status: .read(format: "stack", resources: 1), gap: "a macro")
      ], exit: 3, unknown: 1, reason: "1 input could not be read in full"),
    Case(
      testDescription: "a gap when unknowns warn",
      inputs: [
        InputReport(
          path: "stack.yaml", status: .read(format: "stack", resources: 1), gap: "a macro")
      ], onUnknown: .warn, exit: 0,
      reason: "no failure reaches `low`; 1 input could not be read in full, and unknowns only warn"),
    Case(
      testDescription: "the baseline holds a failure",
      findings: [baselined(.fail), finding(.pass, .low)], exit: 0,
      reason: "no failure reaches `low`"),
    Case(
      testDescription: "the baseline holds all there is",
      findings: [baselined(.fail), baselined(.unknown)], exit: 0,
      reason: "no failure reaches `low`"),
    Case(
      testDescription: "a waived failure decides nothing", findings: [finding(.waived, .critical)],
      exit: 0, reason: "no failure reaches `low`"),
  ]

  static let emptyCases: [Case] = [
    Case(
      testDescription: "an empty folder", findings: [], inputs: [], resources: 0, exit: 3,
      unknown: 1, reason: "nothing was judged: no input was found"),
    Case(
      testDescription: "nothing readable", findings: [],
      inputs: [input(.refused(reason: "a")), input(.refused(reason: "b"))], resources: 0, exit: 3,
      unknown: 2, reason: "nothing was judged: 0 resources in 2 inputs"),
    Case(
      testDescription: "zero resources", findings: [],
      inputs: [input(.skipped(reason: "HCL"))], resources: 0, exit: 3, unknown: 1,
      reason: "nothing was judged: 0 resources in 1 input"),
    Case(
      testDescription: "zero resources cannot be warned away", findings: [], inputs: [],
      resources: 0, onUnknown: .warn, exit: 3, unknown: 1,
      reason: "nothing was judged: no input was found"),
    Case(
      testDescription: "no rule is active", findings: [], rules: 0, exit: 3, unknown: 1,
      reason: "nothing was judged: no rule is active"),
    Case(
      testDescription: "no rule matched", findings: [], resources: 3, exit: 3, unknown: 1,
      reason: "nothing was judged: no rule matched any of 3 resources"),
    Case(
      testDescription: "no rule applies",
      findings: [finding(.notApplicable, .high), finding(.notApplicable, .low)], exit: 3,
      unknown: 1, reason: "nothing was judged: no rule applies to any of 1 resource"),
    Case(
      testDescription: "one rule that applies is enough",
      findings: [finding(.notApplicable, .high), finding(.pass, .info)], exit: 0,
      reason: "no failure reaches `low`"),
  ]

  @Test(arguments: [
    ([], "no failure reaches `low`"),
    (["volume"], "no failure reaches `low`; of 1 kind that rules ask about nothing was collected"),
    (
      ["image", "volume"],
      "no failure reaches `low`; of 2 kinds that rules ask about nothing was collected"
    ),
  ])
  func `an admission says of how much nothing was collected`(_ kinds: [String], _ reason: String) {
    let result = Self.result(
      Case(testDescription: "", findings: [Self.finding(.pass, .high)], exit: 0, reason: ""),
      uncollected: kinds)
    let verdict = Verdict.decide(result, failOn: .low, onUnknown: .fail)
    #expect(verdict.exitCode == 0 && verdict.reason == reason)
  }

  private static func finding(_ outcome: Outcome, _ severity: Severity) -> Finding {
    Finding(
      rule: "pack/rule", resource: ResourceID(kind: "volume", uid: "v"), resourceName: "v",
      locus: "\(outcome)-\(severity)", outcome: outcome, severity: severity, message: "a message")
  }

  private static func baselined(_ outcome: Outcome) -> Finding {
    var finding = finding(outcome, .critical)
    finding.isBaselined = true
    return finding
  }

  private static func input(_ status: InputReport.Status) -> InputReport {
    InputReport(path: "stack.yaml", status: status)
  }

  private static func result(_ item: Case, uncollected: [String] = []) -> RunResult {
    let resource = ResourceSummary(
      id: ResourceID(kind: "volume", uid: "v"), name: "v", origin: nil, factsDigest: nil)
    let rule = RuleInfo(
      id: "pack/rule", pack: "pack", title: "Title", severity: .low, kind: "volume", why: "",
      fix: "", controls: [], digest: "")
    let run = Run(
      id: "run", kind: .gate, started: Instant(microseconds: 0), toolVersion: "0", scope: "s",
      packs: [], packDigest: "", inputDigest: "")
    return RunResult(
      run: run, rules: Array(repeating: rule, count: item.rules),
      resources: Array(repeating: resource, count: item.resources), links: [],
      findings: item.findings, inputs: item.inputs, uncollected: uncollected)
  }
}
