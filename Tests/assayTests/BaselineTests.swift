import AssayModel
import Documents
import Records
import TestSupport
import Testing

@testable import assay

/// Findings that are known, as a file and as marks.
struct BaselineTests {
  private static let now = Instant(rfc3339: "2026-11-22T02:00:00Z") ?? Instant(microseconds: 0)

  @Test func `what is written is read again, and lasts 90 days`() throws {
    let baseline = Baseline(
      of: [Self.finding("b", .fail, .high), Self.finding("a", .unknown, .low)], at: Self.now)
    let text = String(decoding: BaselineFile.bytes(baseline), as: UTF8.self)
    let (read, diagnostics) = BaselineFile.read(SourceFile(path: "known.json", text: text))
    #expect(diagnostics.isEmpty)
    let again = try #require(read)
    #expect(again.entries == baseline.entries)
    #expect(again.entries.map(\.rule) == ["pack/a", "pack/b"])
    #expect(again.expires.rfc3339 == "2027-02-20T02:00:00Z")
    #expect(!again.isExpired(at: Instant(microseconds: again.expires.microseconds - 1)))
    #expect(again.isExpired(at: again.expires))
  }

  @Test func `only failures and could-not-checks are recorded`() {
    let findings = [Outcome.pass, .notApplicable, .waived, .noData, .error].map {
      Self.finding("\($0)", $0, .low)
    }
    #expect(
      Baseline(of: findings, at: Self.now).entries.map(\.rule) == ["pack/error", "pack/noData"])
  }

  /// What was recorded, what is found now, and whether that is held.
  struct Change: Sendable {
    let was: Outcome
    let wasSeverity: Severity
    let isNow: Outcome
    let isNowSeverity: Severity
    let isHeld: Bool
  }

  @Test(arguments: [
    Change(was: .fail, wasSeverity: .high, isNow: .fail, isNowSeverity: .high, isHeld: true),
    Change(was: .fail, wasSeverity: .high, isNow: .fail, isNowSeverity: .low, isHeld: true),
    Change(was: .fail, wasSeverity: .low, isNow: .fail, isNowSeverity: .high, isHeld: false),
    Change(was: .fail, wasSeverity: .high, isNow: .unknown, isNowSeverity: .high, isHeld: true),
    Change(was: .unknown, wasSeverity: .high, isNow: .noData, isNowSeverity: .high, isHeld: true),
    Change(was: .unknown, wasSeverity: .high, isNow: .fail, isNowSeverity: .high, isHeld: false),
    Change(was: .fail, wasSeverity: .high, isNow: .pass, isNowSeverity: .high, isHeld: false),
  ])
  func `a finding that got worse is not held`(_ change: Change) {
    let baseline = Baseline(of: [Self.finding("a", change.was, change.wasSeverity)], at: Self.now)
    var findings = [
      Self.finding("a", change.isNow, change.isNowSeverity), Self.finding("new", .fail, .low),
    ]
    baseline.mark(&findings)
    #expect(findings.map(\.isBaselined) == [change.isHeld, false])
  }

  /// A text with `↓` where the diagnostic must point, and its code.
  struct Mistake: Sendable, CustomTestStringConvertible {
    let text: MarkedText
    let code: String
    var testDescription: String { text.text }
  }

  @Test(arguments: [
    Mistake(
      text: MarkedText(
        head.replacing("assay/baseline/v1", with: "↓assay/baseline/v9") + "findings: []\n"),
      code: "baseline-schema"),
    Mistake(
      text: MarkedText(head.replacing("2027-02-20", with: "↓2028-02-20") + "findings: []\n"),
      code: "baseline-lifetime"),
    Mistake(
      text: MarkedText(head.replacing("2026-11-22T", with: "↓2026-13-22T") + "findings: []\n"),
      code: "baseline-time"),
    Mistake(text: MarkedText(head + "findings: ↓{}\n"), code: "wrong-type"),
    Mistake(text: MarkedText("↓" + head), code: "missing-key"),
    Mistake(text: MarkedText(head + "findings: []\n↓waivers: []\n"), code: "unknown-key"),
    Mistake(
      text: MarkedText(
        head + "findings:\n- {id: ↓abc, rule: a/b, resource: c, outcome: fail, severity: low}\n"),
      code: "baseline-id"),
    Mistake(
      text: MarkedText(
        head + "findings:\n- {id: \(id), rule: a/b, resource: c, outcome: ↓failed, severity: low}\n"
      ),
      code: "unknown-value"),
  ])
  func `a malformed file is refused at the place`(_ mistake: Mistake) throws {
    let (baseline, diagnostics) = BaselineFile.read(mistake.text.file("known.yaml"))
    #expect(baseline == nil)
    let diagnostic = try #require(diagnostics.first)
    #expect(diagnostic.code == mistake.code)
    #expect(diagnostic.range.start == mistake.text.offsets.first)
  }

  @Test(arguments: ["", "[]", "{", "nonsense", "{\"schema\": \"assay/baseline/v1\"}"])
  func `what is no baseline is refused`(text: String) {
    let (baseline, diagnostics) = BaselineFile.read(SourceFile(path: "known.json", text: text))
    #expect(baseline == nil)
    #expect(!diagnostics.isEmpty)
  }

  private static let id = String(repeating: "a", count: 64)

  private static let head = """
    schema: assay/baseline/v1
    created: 2026-11-22T02:00:00Z
    expires: 2027-02-20T02:00:00Z

    """

  private static func finding(_ rule: String, _ outcome: Outcome, _ severity: Severity) -> Finding {
    Finding(
      rule: "pack/\(rule)", resource: ResourceID(kind: "volume", uid: "v"), resourceName: "v",
      locus: "", outcome: outcome, severity: severity, message: "a message")
  }
}
