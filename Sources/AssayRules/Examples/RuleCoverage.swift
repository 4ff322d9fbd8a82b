import AssayModel
import CEL
package import Documents
import Records

/// How far the examples of a rule go through its expressions.
package struct RuleCoverage: Sendable {
  /// A test that no example takes both ways.
  package struct Gap: Sendable {
    /// As it is written, on one line.
    package let text: String
    package let file: SourceFile
    package let range: SourceRange
    package let wasTrue: Bool
    package let wasFalse: Bool
  }

  /// `pack/rule`.
  package let rule: String
  /// Ways that tests can go, and those that were taken.
  package private(set) var total = 0
  package private(set) var covered = 0
  package private(set) var gaps: [Gap] = []

  /// Runs all examples of a rule.
  init(_ rule: Rule, _ graphs: [ResourceGraph], _ rules: RuleSet, now: Instant) {
    self.rule = rule.fullID
    guard let tracing = RuleTracing(rule.fullID, of: rules, now: now) else { return }
    let traces = graphs.flatMap { tracing.traces(over: $0) }
    for part in tracing.parts {
      var coverage = BranchCoverage(part.program)
      for trace in traces { coverage.add(trace.trace) }
      total += coverage.total
      covered += coverage.covered
      guard let text = rule.text(of: part.role) else { continue }
      gaps += coverage.gaps.map { gap in
        Gap(
          text: Unparser.text(of: part.program.expression, gap.node), file: text.file,
          range: part.program.expression.spans[Int(gap.node)], wasTrue: gap.wasTrue,
          wasFalse: gap.wasFalse)
      }
    }
  }
}

extension Rule {
  /// The text of a part.
  package func text(of role: RulePart.Role) -> ExpressionText? {
    switch role {
    case .when: when
    case .foreach: foreach
    case .verdict: verdict.text
    case .variable(let name): variables.first { $0.name == name }?.text
    }
  }
}
