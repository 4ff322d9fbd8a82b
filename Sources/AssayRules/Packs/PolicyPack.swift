package import AssayModel
package import Documents

/// A policy pack as written: who it is, its parameters and its rules.
package struct PolicyPack: Sendable {
  package let id: String
  package let version: String
  package let title: String
  package let description: String
  /// In file order.
  package let parameters: [ParameterDeclaration]
  /// Sorted by id.
  package let rules: [Rule]
}

/// A rule as written: expressions are still text, each with its place.
package struct Rule: Sendable {
  /// Kebab case, unique in its pack.
  package let id: String
  /// `pack/rule`.
  package let fullID: String
  package let title: String
  package let severity: Severity
  package let kind: ResourceKind
  /// One sentence that says what is wrong, no full stop; the title's negation when empty.
  package let message: String
  package let why: String
  package let fix: String
  /// Sorted.
  package let controls: [Control]
  package let when: ExpressionText?
  /// In file order; a later one may use an earlier one.
  package let variables: [(name: String, text: ExpressionText)]
  package let foreach: ExpressionText?
  package let verdict: Verdict
  /// Errors that `||`, `&&` and macros absorbed become the outcome.
  package let isStrict: Bool
  package let examples: [RuleExample]
  /// Parameters that hold for the examples: a mapping; nil for the defaults.
  package let exampleParameters: Node?
  package let file: SourceFile

  /// The expression that decides, and which way.
  package enum Verdict: Sendable {
    /// True passes.
    case expect(ExpressionText)
    /// True fails.
    case deny(ExpressionText)

    /// The expression.
    package var text: ExpressionText {
      switch self {
      case .expect(let text), .deny(let text): text
      }
    }

    /// The value that passes.
    package var passing: Bool {
      switch self {
      case .expect: true
      case .deny: false
      }
    }
  }
}

/// An expression of the rule language in a file.
package struct ExpressionText: Sendable {
  /// The expression alone; its places lead to the YAML.
  package let file: SourceFile
  /// The whole of `file`.
  package var range: SourceRange { SourceRange(0, file.bytes.count) }
  /// The scalar in the YAML.
  package let node: Node

  /// The text, for people.
  package var text: String { file.text(range) }
}

/// An example of a rule: a resource and what the rule must say of it.
package struct RuleExample: Sendable {
  /// What the rule must say.
  package enum Kind: String, Sendable, CaseIterable {
    case pass, fail
    case noData = "no_data"
    /// The rule does not apply to it.
    case notApplicable = "not_applicable"

    /// Whether a rule without one deserves a word.
    var isExpected: Bool { self != .notApplicable }
  }

  package let kind: Kind
  /// 0-based, among the examples of its kind.
  package let index: Int
  package let node: Node
}
