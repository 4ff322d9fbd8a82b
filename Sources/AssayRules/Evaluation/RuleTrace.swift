package import AssayModel
package import CEL
package import Records

/// How a rule came to what it says of one resource.
package struct RuleTrace: Sendable {
  package let resource: Resource
  /// As a run has them.
  package let findings: [Finding]
  /// What every part came to, over all elements.
  package let trace: Trace
  let source: RecordSource

  /// The trace as a tree, part by part.
  package var tree: TraceTree { TraceTree(trace, source) }
}

/// The expressions of a rule, by what they are for.
package struct RulePart: Sendable {
  /// Which part of the rule.
  package enum Role: Sendable, Hashable {
    case when, foreach, verdict
    case variable(String)
  }

  package let role: Role
  package let program: Program
}

/// Runs one rule and keeps how it went.
package struct RuleTracing: Sendable {
  /// In the order in which they are written.
  package let parts: [RulePart]
  private let rule: RunnableRule
  private let now: Instant

  /// Nil when the set has no such rule.
  package init?(_ id: String, of rules: RuleSet, now: Instant) {
    let one = rules.only(id)
    guard let kind = one.infos.first?.kind, let rule = one.runnable(for: [kind]).first else {
      return nil
    }
    self.rule = rule
    self.now = now
    parts =
      (rule.when.map { [RulePart(role: .when, program: $0)] } ?? [])
      + rule.variables.map { RulePart(role: .variable($0.name), program: $0.value) }
      + (rule.foreach.map { [RulePart(role: .foreach, program: $0)] } ?? [])
      + [RulePart(role: .verdict, program: rule.verdict)]
  }

  /// One trace for each resource of the rule's kind, in the order of the graph.
  package func traces(over graph: ResourceGraph) -> [RuleTrace] {
    let source = RecordSource(graph.store)
    var evaluation = RuleEvaluation(
      rule, source: source, store: graph.store,
      identities: ElementIdentities(store: graph.store), now: now)
    return graph.resources.filter { $0.id.kind == rule.info.kind }.map { resource in
      evaluation.trace = Trace()
      let findings = evaluation.findings(for: resource)
      return RuleTrace(
        resource: resource, findings: findings, trace: evaluation.trace ?? Trace(),
        source: source)
    }
  }
}
