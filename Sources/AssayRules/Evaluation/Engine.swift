package import AssayModel
import CEL
package import Records

/// Runs rules over a graph.
///
/// In: rules and a graph. Out: one finding per rule and resource, and per element where a rule asks
/// for each, sorted by `Finding.isOrdered`: the same whatever the order of the inputs. Reads nothing
/// else; the instant of the run is an argument.
package struct Engine: Sendable {
  /// What the rules said.
  package struct Result: Sendable {
    /// Sorted by `Finding.isOrdered`.
    package var findings: [Finding]
    /// Resources that somebody else answers for (`ownership: aws-managed`), which no rule judged.
    package var excluded: Int
  }

  private let rules: RuleSet
  private let now: Instant

  package init(_ rules: RuleSet, now: Instant) {
    self.rules = rules
    self.now = now
  }

  /// Judges every resource of a graph by every rule for its kind.
  package func run(over graph: ResourceGraph) -> Result {
    let source = RecordSource(graph.store)
    let judged = graph.resources.filter { !isManaged($0, in: graph.store) }
    var byKind: [String: [Resource]] = [:]
    for resource in judged { byKind[resource.id.kind, default: []].append(resource) }
    let identities = ElementIdentities(store: graph.store)
    // Rules and resources come sorted, so the findings of each pair stand where they belong.
    var findings: [Finding] = []
    for rule in rules.runnable(for: Set(byKind.keys)) {
      var evaluation = RuleEvaluation(
        rule, source: source, store: graph.store, identities: identities, now: now)
      for resource in byKind[rule.info.kind] ?? [] {
        findings += evaluation.findings(for: resource)
      }
    }
    return Result(findings: findings, excluded: graph.resources.count - judged.count)
  }

  private func isManaged(_ resource: Resource, in store: RecordStore) -> Bool {
    RecordView(store, resource.record).text("ownership").value == "aws-managed"
  }
}
