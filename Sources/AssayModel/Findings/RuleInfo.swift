/// What reports and the store need to know of a rule.
package struct RuleInfo: Sendable, Hashable {
  /// `pack/rule`.
  package let id: String
  package let pack: String
  package let title: String
  package let severity: Severity
  /// The kind it judges, by schema name.
  package let kind: String
  /// Why it matters; may be empty.
  package let why: String
  /// The way out; may be empty.
  package let fix: String
  /// Sorted.
  package let controls: [Control]
  /// SHA-256 of the rule as loaded with its parameters, lower-case hex.
  package let digest: String
  /// Whether a condition says what it applies to, be it a resource or an element of one.
  package let isConditional: Bool

  package init(
    id: String, pack: String, title: String, severity: Severity, kind: String, why: String,
    fix: String, controls: [Control], digest: String, isConditional: Bool = false
  ) {
    self.isConditional = isConditional
    self.id = id
    self.pack = pack
    self.title = title
    self.severity = severity
    self.kind = kind
    self.why = why
    self.fix = fix
    self.controls = controls
    self.digest = digest
  }
}

/// A control of a framework: `cis-aws-foundations-7.0` and `6.3`.
package struct Control: Sendable, Hashable, Comparable {
  package let framework: String
  package let id: String

  package init(framework: String, id: String) {
    self.framework = framework
    self.id = id
  }

  /// `framework/id`, cut at the first slash; nil without one.
  package init?(_ text: String) {
    guard let slash = text.firstIndex(of: "/"), slash != text.startIndex,
      text.index(after: slash) != text.endIndex
    else { return nil }
    framework = String(text[..<slash])
    id = String(text[text.index(after: slash)...])
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.framework, left.id) < (right.framework, right.id)
  }
}

/// A pack as it was used in a run.
package struct PackInfo: Sendable, Hashable {
  package let id: String
  package let version: String
  package let title: String
  /// SHA-256 over its files and the parameters in force, lower-case hex.
  package let digest: String
  /// Number of rules that were active.
  package let ruleCount: Int

  package init(id: String, version: String, title: String, digest: String, ruleCount: Int) {
    self.id = id
    self.version = version
    self.title = title
    self.digest = digest
    self.ruleCount = ruleCount
  }
}
