import AssayModel
import AssayReports
import Records
import Sealing

/// Runs that somebody built to break a report.
enum HostileRun {
  /// Texts that try to steer a terminal, leave an element, forge a command or fill a page.
  static let texts: [String] = [
    "\u{1B}[2J\u{1B}]0;owned\u{7}",
    "]]><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "&lt;b&gt; &amp; &#x1b;",
    "two\r\nlines\n::error file=a::forged",
    "::set-env name=PATH::/tmp",
    "##[add-mask]everything",
    "user\u{202E}gnp.exe\u{202C}",
    "zero\u{200B}width\u{FEFF}and\u{2028}line",
    "nul\u{0}byte \u{FFFE}\u{FFFF} \u{9B}31m",
    "| cell | `code` | [link](javascript:alert(1)) | <!-- |",
    "%0A%0D,:=% file=x,line=1",
    "日本語の名前 и кириллица 👩‍👩‍👧‍👦 é",
    "--><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;",
    "",
    "   ",
    String(repeating: "long \u{1B}", count: 60_000),
  ]

  /// One finding per text and outcome, the text in every place that takes one.
  static let result = made

  private static var made: RunResult {
    var findings: [Finding] = []
    var resources: [ResourceSummary] = []
    var inputs: [InputReport] = []
    for (index, text) in texts.enumerated() {
      let id = ResourceID(kind: "kind \(text.prefix(40))", uid: "\(index)#\(text)")
      let origin = Origin(path: "\(text)/\(index)", line: 3, column: 2, endLine: 3, endColumn: 900)
      resources.append(
        ResourceSummary(id: id, name: text, origin: origin, factsDigest: .sha256(fields: [text])))
      for outcome in Outcome.allCases {
        findings.append(finding(text, id, outcome, origin))
      }
      inputs.append(
        InputReport(path: "\(index)\(text)", status: status(index, text), messages: [text, text]))
    }
    return RunResult(
      run: Run(
        id: "run-1", kind: .gate, started: Instant(microseconds: -1), toolVersion: texts[1],
        scope: texts[2],
        packs: [
          PackInfo(id: texts[3], version: texts[4], title: texts[5], digest: "", ruleCount: 1)
        ],
        packDigest: texts[6], inputDigest: texts[7]),
      rules: rules.sorted { $0.id < $1.id }, resources: resources.sorted { $0.id < $1.id },
      links: zip(resources, resources.dropFirst()).map {
        Link(from: $0.id, label: $1.name, to: $1.id)
      }.sorted(),
      findings: findings.sorted(by: Finding.isOrdered), inputs: inputs)
  }

  static var summary: RunSummary {
    RunSummary(
      result,
      verdict: Verdict(
        decision: .rejected, blockingFail: 1, blockingUnknown: 1, exitCode: 1, reason: texts[5]),
      ledger: LedgerHead(seq: 1, hash: String(repeating: "a", count: 64)), host: texts[5])
  }

  private static var rules: [RuleInfo] {
    texts.enumerated().map { index, text in
      RuleInfo(
        id: ruleID(text, index), pack: "pack\(index)", title: text,
        severity: Severity.allCases[index % 5], kind: text, why: text, fix: text,
        controls: [Control(framework: text, id: text)], digest: text)
    }
  }

  private static func ruleID(_ text: String, _ index: Int) -> String {
    "pack\(index)/\(text.prefix(100))"
  }

  private static func finding(
    _ text: String, _ id: ResourceID, _ outcome: Outcome, _ origin: Origin
  ) -> Finding {
    let index = Int(id.uid.prefix { $0 != "#" }) ?? 0
    var finding = Finding(
      rule: ruleID(text, index), resource: id, resourceName: text,
      locus: "\(outcome.rawValue) \(text)", outcome: outcome,
      severity: Severity.allCases[index % 5],
      message: text,
      evidence: Array(
        repeating: Evidence(path: text, got: text, allowed: text, origin: origin), count: 30),
      reasons: Array(repeating: text, count: 30), origin: origin)
    finding.excerpt = Excerpt(firstLine: .max - 3, lines: [text])
    if outcome == .fail {
      finding.excerpt = Excerpt(firstLine: 2, lines: ["\t\(text)", text, text])
    }
    return finding
  }

  private static func status(_ index: Int, _ text: String) -> InputReport.Status {
    switch index % 3 {
    case 0: .refused(reason: text)
    case 1: .skipped(reason: text)
    default: .read(format: text, resources: index)
    }
  }
}
