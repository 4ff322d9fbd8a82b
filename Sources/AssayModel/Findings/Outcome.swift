/// The seven outcomes of evaluating a rule on a resource, and what reports call them.
package enum Outcome: String, Sendable, Hashable, CaseIterable {
  case pass
  case fail
  /// `when` is false.
  case notApplicable = "not_applicable"
  /// A needed collector did not run.
  case noData = "no_data"
  /// Undecidable values; the paths are listed.
  case unknown
  /// The expression failed.
  case error
  case waived

  /// The five outcomes of reports; one table, used everywhere.
  package var reported: Reported {
    switch self {
    case .pass: .pass
    case .fail: .fail
    case .notApplicable: .notApplicable
    case .noData, .unknown, .error: .unknown
    case .waived: .waived
    }
  }

  /// What a report may say.
  package enum Reported: String, Sendable, Hashable, CaseIterable {
    case pass
    case fail
    /// Could not check.
    case unknown
    case notApplicable = "not_applicable"
    case waived
  }
}

/// How grave a rule's failure is.
package enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
  case info, low, medium, high, critical

  /// 0 for info to 4 for critical.
  package var rank: Int {
    switch self {
    case .info: 0
    case .low: 1
    case .medium: 2
    case .high: 3
    case .critical: 4
    }
  }

  package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}
