package import AssayModel
package import Documents
package import Records

/// Runs the examples that rules carry: `assay policy check` and the test suite call this.
package struct RuleExamples {
  /// What one example came to.
  package struct Result: Sendable {
    /// `pack/rule`.
    package let rule: String
    package let kind: RuleExample.Kind
    /// 0-based, among the examples of its kind.
    package let index: Int
    /// The outcome over all elements: the gravest.
    package let outcome: Outcome
    /// Whether the outcome is the one that the example stands for.
    package let isRight: Bool
    /// How often compiled code asked the reference evaluator.
    package let asked: Int
    /// What the rule said of the example, element by element.
    package let findings: [Finding]
  }

  /// What came of all examples.
  package struct Report: Sendable {
    /// By rule, then kind, then index.
    package var results: [Result] = []
    /// Examples that are not of their kind's shape, that come out wrong, and rules without a failing
    /// one.
    package var diagnostics: [Diagnostic] = []
    /// By rule, in the order of the packs; empty unless it was asked for.
    package var coverage: [RuleCoverage] = []
  }

  /// The instant at which examples are judged: any fixed one does.
  package static let now = Instant(microseconds: 1_767_225_600_000_000)

  /// Runs all examples of some packs with default parameters.
  package static func run(
    _ sources: [PackSource], evaluator: Engine.Evaluator = .automatic, covering: Bool = false
  ) -> Report {
    var report = Report()
    var loader = PackLoader()
    let packs = loader.packs(from: sources)
    guard let rules = RuleSet.load(sources).rules else { return report }
    for pack in packs {
      for rule in pack.rules {
        guard let parameters = rule.exampleParameters?.pairs else {
          run(rule, rules, evaluator, covering, &report)
          continue
        }
        let overrides = parameters.map { pair in
          ParameterOverride(
            pack: pack.id, name: pair.key.scalar?.text ?? "", given: .node(pair.value),
            place: rule.file.path)
        }
        for (pair, given) in zip(parameters, overrides) {
          report.diagnostics += rules.overriding([given]).problems.map { problem in
            PackDiagnostics.exampleParameter(problem, file: rule.file, range: pair.key.range)
          }
        }
        let (changed, _) = rules.overriding(overrides)
        run(rule, changed, evaluator, covering, &report)
      }
    }
    return report
  }

  /// A graph with one resource, written in the shape of an example: what is left out is absent when
  /// optional, else unknown.
  package static func graph(
    of node: Node, in file: SourceFile, kind: ResourceKind
  ) -> (graph: ResourceGraph, diagnostics: [Diagnostic]) {
    var reader = ExampleReader(file: file, kind: .fail)
    let drafts = reader.resources(node, kind: kind)
    var builder = ResourceGraph.Builder()
    for draft in drafts { builder.add(draft) }
    return (builder.finish(deriving: .nothing), reader.diagnostics)
  }

  private static func run(
    _ rule: Rule, _ rules: RuleSet, _ evaluator: Engine.Evaluator, _ covering: Bool,
    _ report: inout Report
  ) {
    var graphs: [ResourceGraph] = []
    for kind in RuleExample.Kind.allCases
    where kind.isExpected && !rule.examples.contains(where: { $0.kind == kind }) {
      report.diagnostics.append(
        kind == .fail
          ? PackDiagnostics.noFailingExample(rule.fullID, file: rule.file)
          : PackDiagnostics.noExample(kind, rule.fullID, file: rule.file))
    }
    for example in rule.examples {
      var reader = ExampleReader(file: rule.file, kind: example.kind)
      let drafts = reader.resources(example.node, kind: rule.kind)
      report.diagnostics += reader.diagnostics
      guard reader.diagnostics.isEmpty else { continue }
      var builder = ResourceGraph.Builder()
      for draft in drafts { builder.add(draft) }
      let graph = builder.finish(deriving: .nothing)
      graphs.append(graph)
      let result = self.result(of: rule, rules, evaluator, graph)
      let outcome = Self.gravest(result.findings)
      let isRight = isRight(outcome, for: example.kind)
      report.results.append(
        Result(
          rule: rule.fullID, kind: example.kind, index: example.index, outcome: outcome,
          isRight: isRight, asked: result.asked,
          findings: result.findings))
      if !isRight {
        report.diagnostics.append(
          PackDiagnostics.wrongExampleOutcome(
            example, got: outcome.rawValue, file: rule.file))
      }
    }
    if covering {
      report.coverage.append(RuleCoverage(rule, graphs, rules, now: now))
    }
  }

  /// What a rule says of the example itself.
  private static func result(
    of rule: Rule, _ rules: RuleSet, _ evaluator: Engine.Evaluator, _ graph: ResourceGraph
  ) -> Engine.Result {
    var result = Engine(rules.only(rule.fullID), now: now, evaluator: evaluator).run(over: graph)
    result.findings = result.findings.filter { $0.resource.uid == "example" }
    return result
  }

  private static func gravest(_ findings: [Finding]) -> Outcome {
    let outcomes = Set(findings.map(\.outcome))
    let order: [Outcome] = [.error, .fail, .unknown, .noData, .pass]
    return order.first { outcomes.contains($0) } ?? .notApplicable
  }

  private static func isRight(_ outcome: Outcome, for kind: RuleExample.Kind) -> Bool {
    switch kind {
    case .pass: outcome == .pass
    case .fail: outcome == .fail
    case .noData: outcome == .noData || outcome == .unknown
    case .notApplicable: outcome == .notApplicable
    }
  }
}
