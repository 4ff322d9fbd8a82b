package import AssayModel

/// What changed between two runs of one scope.
///
/// A finding is the same while rule, resource and element are, whatever version of the rule judged
/// it. Only failures are new, reopened or closed; what could not be checked is told apart.
package struct RunDifference: Sendable, Hashable {
  package let from: StoredRun
  package let to: StoredRun
  /// Keyed by what became of the findings; nothing for what did not occur.
  package let changes: [RunChange: Changes]
  /// Failures that both runs have.
  package let persisting: Int
  /// Resources behind inputs that only the later run could not read: nothing of them was checked.
  package let hidden: Changes

  /// Some changes of a kind: all are counted, the first are told.
  package struct Changes: Sendable, Hashable {
    package let count: Int
    /// The gravest first, then by rule, resource and element.
    package let items: [Item]
  }

  /// One finding that changed.
  package struct Item: Sendable, Hashable {
    /// `pack/rule`; empty for a hidden resource.
    package let rule: String
    package let severity: Severity
    package let resource: ResourceID
    /// For people.
    package let name: String
    /// The element; empty for the whole resource.
    package let locus: String
    /// What was said of it, when it was open last.
    package let message: String
    /// Why it came or went, or could not be checked.
    ///
    /// `new resource`, `new rule`, `changed rule` or `changed resource`; the reason for which it was
    /// closed; the outcome, with what was missing.
    package let cause: String
  }

  package subscript(change: RunChange) -> Changes {
    changes[change] ?? Changes(count: 0, items: [])
  }

  /// How many failures were closed for each reason, fixed ones included; sorted by reason.
  package let reasons: [Reason]

  /// Failures closed for one reason.
  package struct Reason: Sendable, Hashable {
    package let reason: String
    package let count: Int
  }
}

/// What can become of a finding between two runs.
package enum RunChange: String, Sendable, Hashable, CaseIterable {
  /// A failure that was never one before.
  case new
  /// A failure that was one once, and was closed in between.
  case reopened
  /// What could not be checked, and could be at the earlier run.
  case unchecked
  /// A failure that passes now.
  case fixed
  /// A failure of a resource that is not there any more.
  case gone
  /// A failure that nobody asks about any more: the rule was changed or retired, or it does not
  /// apply now.
  case lapsed
  /// A failure that a baseline or a waiver held back at the earlier run, and does not at the later one.
  case expiredWaiver = "expired-waiver"
}
