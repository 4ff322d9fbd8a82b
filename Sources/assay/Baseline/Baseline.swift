import AssayModel
import Records

/// Findings that were known at some time and do not fail a gate for a while: a loan, not a waiver.
struct Baseline: Sendable {
  /// One finding, as it was.
  struct Entry: Sendable, Hashable {
    /// The finding's id.
    let id: String
    let rule: String
    /// For readers of the file.
    let resource: String
    let outcome: Outcome.Reported
    let severity: Severity
  }

  /// Days from the writing of a file to its end.
  static let days: Int64 = 90

  let created: Instant
  let expires: Instant
  /// Sorted by rule, resource and id.
  let entries: [Entry]

  /// Today's failures and could-not-checks.
  init(of findings: [Finding], at now: Instant) {
    created = now
    expires = Instant(microseconds: now.microseconds &+ Self.lifetime)
    entries =
      findings
      .filter { $0.outcome.reported == .fail || $0.outcome.reported == .unknown }
      .map { finding in
        Entry(
          id: finding.id, rule: finding.rule, resource: Self.resource(of: finding),
          outcome: finding.outcome.reported, severity: finding.severity)
      }
      .sorted { ($0.rule, $0.resource, $0.id) < ($1.rule, $1.resource, $1.id) }
  }

  init(created: Instant, expires: Instant, entries: [Entry]) {
    self.created = created
    self.expires = expires
    self.entries = entries
  }

  /// Microseconds that a baseline lives.
  static var lifetime: Int64 { days * 86_400 * 1_000_000 }

  func isExpired(at now: Instant) -> Bool { now >= expires }

  /// Marks the findings that it holds.
  ///
  /// A finding that got worse is new: a failure is not held by a could-not-check, nor by one that was
  /// less grave.
  func mark(_ findings: inout [Finding]) {
    let known = Dictionary(entries.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for index in findings.indices {
      guard let entry = known[findings[index].id], entry.holds(findings[index]) else { continue }
      findings[index].isBaselined = true
    }
  }

  private static func resource(of finding: Finding) -> String {
    let name = finding.resourceName.isEmpty ? finding.resource.uid : finding.resourceName
    return finding.locus.isEmpty ? name : "\(name) · \(finding.locus)"
  }
}

extension Baseline.Entry {
  fileprivate func holds(_ finding: Finding) -> Bool {
    guard finding.severity <= severity else { return false }
    switch finding.outcome.reported {
    case .fail: return outcome == .fail
    case .unknown: return true
    case .pass, .notApplicable, .waived: return false
    }
  }
}
