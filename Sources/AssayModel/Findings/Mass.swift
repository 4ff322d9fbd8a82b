/// What a rule says alike of many resources, so that no finding is kept for each of them.
///
/// Only what needs no words of its own: a pass, a rule that does not apply, data that nobody
/// collected. A resource that a rule has a finding of is in no mass of that rule.
package struct Mass: Sendable, Hashable {
  /// `pack/rule`.
  package let rule: String
  /// `pass`, `notApplicable` or `noData`.
  package let outcome: Outcome
  /// Why, for data that nobody collected; else empty.
  package let reason: String
  /// Positions in the resources of the run; never empty.
  package let resources: PositionSet

  package init(rule: String, outcome: Outcome, reason: String, resources: PositionSet) {
    precondition([.pass, .notApplicable, .noData].contains(outcome), "a mass needs no words")
    self.rule = rule
    self.outcome = outcome
    self.reason = reason
    self.resources = resources
  }

  /// The order of results.
  package static func isOrdered(_ left: Mass, before right: Mass) -> Bool {
    (left.rule, left.outcome.rawValue, left.reason)
      < (right.rule, right.outcome.rawValue, right.reason)
  }
}
