package import AssayModel

/// One rule with all that it found.
package struct RuleGroup: Sendable {
  package let rule: RuleInfo
  /// Sorted by outcome (failures first, as `Outcome.Reported.attention`), then resource and locus.
  package let findings: [Finding]
  /// What is said alike of many resources; those stand in no finding.
  package let masses: [Mass]
  package let counts: OutcomeCounts

  init(_ rule: RuleInfo, _ findings: ArraySlice<Finding>, _ masses: [Mass] = []) {
    self.rule = rule
    // A run's findings are sorted already; seeing that costs less than sorting large values again.
    let isSorted = zip(findings, findings.dropFirst()).allSatisfy { left, right in
      !Finding.isOrdered(right, before: left)
    }
    let sorted = isSorted ? findings : findings.sorted(by: Finding.isOrdered)[...]
    let first = sorted.first?.outcome.reported
    let isOfOneOutcome = sorted.allSatisfy { $0.outcome.reported == first }
    self.findings =
      isOfOneOutcome
      ? Array(sorted)
      : Outcome.Reported.byAttention.flatMap { outcome in
        sorted.filter { $0.outcome.reported == outcome }
      }
    self.masses = masses
    counts = OutcomeCounts(self.findings, masses: masses)
  }

  /// Its findings of one outcome, by resource and locus.
  package subscript(outcome: Outcome.Reported) -> ArraySlice<Finding> {
    let start = findings.prefix { $0.outcome.reported.attention < outcome.attention }.count
    return findings[start...].prefix { $0.outcome.reported == outcome }
  }

  /// What is said alike of many resources, with one outcome: `12 resources: why`, one line a mass.
  func massLines(_ outcome: Outcome.Reported) -> [String] {
    masses.filter { $0.outcome.reported == outcome }.map {
      Mass.line($0.resources.count, $0.reason)
    }
  }

  /// The outcome that most needs a reader; nil when no resource matched.
  package var worst: Outcome.Reported? {
    Outcome.Reported.byAttention.first { counts[$0] > 0 }
  }

  /// The order of reports: what needs a reader first, then the graver, then the rule id.
  var sortKey: (Int, Int, String) {
    (worst?.attention ?? Outcome.Reported.allCases.count, -rule.severity.rank, rule.id)
  }
}

extension Outcome.Reported {
  /// 0 for what needs a reader most.
  package var attention: Int {
    switch self {
    case .fail: 0
    case .unknown: 1
    case .waived: 2
    case .pass: 3
    case .notApplicable: 4
    }
  }

  /// All five, what needs a reader most first.
  package static let byAttention: [Self] = [.fail, .unknown, .waived, .pass, .notApplicable]

  /// For people, after a count: `2 fail`, `1 could not be checked`.
  package var words: String {
    switch self {
    case .pass: "pass"
    case .fail: "fail"
    case .unknown: "could not be checked"
    case .notApplicable: "not applicable"
    case .waived: "waived"
    }
  }

  /// One sign that tells it without colour.
  package var symbol: String {
    switch self {
    case .pass: "✓"
    case .fail: "✗"
    case .unknown: "?"
    case .notApplicable: "–"
    case .waived: "◇"
    }
  }
}
