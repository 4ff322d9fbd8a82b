/// What a rule says, whatever it is said of: one object for all resources of which the same is said.
package final class FindingWords: Sendable, Hashable {
  /// A value that decided.
  package struct Value: Sendable, Hashable {
    /// As a rule names it: `resource.blockDevices[0].encrypted`.
    package let path: String
    /// Printed form of what was found.
    package let got: String
    /// What would have been allowed, where the rule tells; else nil.
    package let allowed: String?
  }

  /// `pack/rule`.
  package let rule: String
  package let severity: Severity
  /// One sentence, no full stop.
  package let message: String
  /// Most telling first.
  package let values: [Value]
  /// Each undecided path with its reason, or errors that did not matter.
  package let reasons: [String]

  /// Of the evidence only what it says, not where it stands.
  package init(
    rule: String, severity: Severity, message: String, evidence: [Evidence], reasons: [String]
  ) {
    self.rule = rule
    self.severity = severity
    self.message = message
    values = evidence.map { Value(path: $0.path, got: $0.got, allowed: $0.allowed) }
    self.reasons = reasons
  }

  package static func == (left: FindingWords, right: FindingWords) -> Bool {
    left === right
      || left.rule == right.rule && left.severity == right.severity
        && left.message == right.message && left.values == right.values
        && left.reasons == right.reasons
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(rule)
    hasher.combine(message)
    hasher.combine(values)
    hasher.combine(reasons)
  }
}
