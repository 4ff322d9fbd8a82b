/// How large policies are, by what makes them dear to decide about.
///
/// AWS takes 6 KiB for a managed policy and at most 20 of them on a principal, so that nothing of use
/// comes near the bounds; what lies beyond them is unknown, never a long wait.
package struct PolicyExtent {
  private(set) var statements = 0
  /// Texts of actions, resources and conditions.
  private(set) var texts = 0
  /// Of all patterns together.
  private(set) var bytes = 0
  /// Of the longest pattern.
  private(set) var longest = 0

  /// The most `*` and `?` in one pattern.
  private(set) var wildcards = 0

  static let mostStatements = 1_000
  static let mostTexts = 4_000
  /// The longest ARN has 2,048 characters.
  static let longestText = 2_048
  static let mostWildcards = 24

  package init(_ levels: [Level]) {
    for statement in levels.flatMap({ $0.policies.flatMap(\.statements) }) {
      statements += 1
      let patterns = statement.actions.patterns + (statement.resources?.patterns ?? [])
      texts += patterns.count + (statement.principals?.principals.count ?? 0)
      for pattern in patterns { count(pattern) }
      for value in statement.conditions.flatMap(\.values) {
        texts += 1
        if case .pattern(let pattern) = value { count(pattern) }
      }
    }
  }

  private mutating func count(_ pattern: Pattern) {
    let length = pattern.text.utf8.count
    bytes += length
    longest = max(longest, length)
    wildcards = max(wildcards, pattern.steps.count { $0 == .many || $0 == .one })
  }

  /// Why nothing is decided about such policies, as a sentence's end; nil when they are not too large.
  package var excess: String? {
    if statements > Self.mostStatements {
      return "\(statements) statements are more than the \(Self.mostStatements) that are decided"
    }
    if texts > Self.mostTexts {
      return "\(texts) actions, resources and values are more than the \(Self.mostTexts) "
        + "that are decided"
    }
    if longest > Self.longestText {
      return "a text of \(longest) bytes is longer than the \(Self.longestText) that are decided"
    }
    if wildcards > Self.mostWildcards {
      return "\(wildcards) wildcards in one text are more than the \(Self.mostWildcards) "
        + "that are decided"
    }
    return nil
  }
}
