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
    /// Resources that somebody else answers for (`ownership: aws-managed` or `other`), which no rule judged.
    package var excluded: Int
    /// Pairs of a rule and a resource, or of a rule and an element, that the reference evaluator
    /// was asked about.
    package var asked = 0
  }

  /// Which evaluator decides; the findings are the same.
  package enum Evaluator: Sendable, CaseIterable {
    /// Compiled code for kinds with many resources: for a few it does not pay to compile.
    case automatic
    case reference
    case compiled

    fileprivate func compiles(_ resources: Int) -> Bool {
      switch self {
      case .automatic: resources >= 24
      case .reference: false
      case .compiled: true
      }
    }
  }

  private let rules: RuleSet
  private let now: Instant
  private let evaluator: Evaluator

  package init(_ rules: RuleSet, now: Instant, evaluator: Evaluator = .automatic) {
    self.rules = rules
    self.now = now
    self.evaluator = evaluator
  }

  /// Judges every resource of a graph by every rule for its kind.
  package func run(over graph: ResourceGraph) -> Result {
    let source = RecordSource(graph.store)
    let judged = graph.resources.filter { !isSomebodyElses($0, in: graph.store) }
    var byKind: [String: [Resource]] = [:]
    for resource in judged { byKind[resource.id.kind, default: []].append(resource) }
    let identities = ElementIdentities(store: graph.store)
    // Rules and resources come sorted, so the findings of each pair stand where they belong.
    var findings: [Finding] = []
    var asked = 0
    for rule in rules.runnable(for: Set(byKind.keys)) {
      let resources = byKind[rule.info.kind] ?? []
      var evaluation = RuleEvaluation(
        rule, source: source, store: graph.store, identities: identities, now: now,
        code: evaluator.compiles(resources.count) ? code(of: rule, over: source) : nil)
      for resource in resources {
        findings += evaluation.findings(for: resource)
      }
      asked += evaluation.asked
    }
    return Result(findings: findings, excluded: graph.resources.count - judged.count, asked: asked)
  }

  /// Judges the resources of a graph, and keeps findings only of what needs words.
  ///
  /// Out: the findings that `run` has, without passes, rules that do not apply, and data that nobody
  /// collected, which are masses; positions are those of the graph's resources.
  ///
  /// `shared`: what the graph's store begins with, whose answers are remembered, and what rules said in
  /// other graphs that begin so.
  package func sweep(_ graph: ResourceGraph, shared: SharedAnswers) -> Sweep {
    var sweep = Sweep(count: graph.resources.count)
    var said = shared.takeMemory()
    said.names.begin(graph.store)
    let source = RecordSource(
      graph.store.deferring(from: shared.size), answers: shared.answers)
    let identities = ElementIdentities(store: graph.store)
    var byKind: [String: [Int]] = [:]
    for (index, resource) in graph.resources.enumerated() {
      if isSomebodyElses(resource, in: graph.store) {
        sweep.excluded += 1
        sweep.excludedPositions.append(index)
      } else {
        byKind[resource.id.kind, default: []].append(index)
      }
    }
    // Most pairs need no more of a resource than its record.
    let records = graph.resources.map(\.record)
    for ready in shared.rules(for: Set(byKind.keys), ready) {
      let rule = ready.rule
      let entries = byKind[rule.info.kind] ?? []
      let shareable = ready.code.flatMap { $0.missingStrings.isEmpty ? $0 : nil }
      let compiles = shareable == nil && evaluator.compiles(entries.count)
      var evaluation = RuleEvaluation(
        rule, source: source, store: source.store, identities: identities, now: now,
        code: compiles ? code(of: rule, over: source) : shareable, sensitivity: ready.sensitivity)
      var memory = RuleMemory(
        rule, graph.store, sharedBelow: shared.size,
        known: said.rules.removeValue(forKey: rule.info.id) ?? RuleMemory.Known())
      var found = sweep.masses[rule.info.id] ?? Sweep.RuleMasses()
      for index in entries {
        let position = Int32(index)
        evaluation.restartClockWatch()
        if let outcome = evaluation.outcome(of: records[index]) {
          found.add(position, outcome)
          sweep.hold(index, evaluation.clockChange())
          continue
        }
        switch memory.said(of: graph.resources[index], &evaluation, &said.names) {
        case .mass(let outcome, let reason): found.add(position, outcome, reason: reason)
        case .findings(let findings): sweep.add(findings, of: index)
        }
        sweep.hold(index, memory.clockChange)
      }
      sweep.masses[rule.info.id] = found
      sweep.pairs += entries.count
      sweep.asked += evaluation.asked
      said.rules[rule.info.id] = memory.known
    }
    shared.keep(said)
    sweep.trim()
    return sweep
  }

  /// Strings that rules for some kinds compare with, and a store has none of: with them, the rules are compiled
  /// once for all stores that begin as it does.
  package func missingStrings(in store: RecordStore, kinds: Set<String>) -> [String] {
    let source = RecordSource(store)
    var missing: Set<String> = []
    for rule in rules.runnable(for: kinds) {
      missing.formUnion(code(of: rule, over: source).missingStrings)
    }
    return missing.sorted()
  }

  private func code(of rule: RunnableRule, over source: RecordSource) -> RuleCode {
    RuleCode(rule, over: source, now: Timestamp(microseconds: now.microseconds))
  }

  /// Rules for some kinds, ready for stores that begin as that of a source.
  private func ready(for kinds: Set<String>, _ source: RecordSource) -> [SharedAnswers.ReadyRule] {
    rules.runnable(for: kinds).map { rule in
      SharedAnswers.ReadyRule(
        rule: rule, sensitivity: RuleSensitivity(rule, source),
        code: evaluator == .reference ? nil : code(of: rule, over: source))
    }
  }

  private func isSomebodyElses(_ resource: Resource, in store: RecordStore) -> Bool {
    guard let schema = store.schemaID(of: resource.record),
      let slot = store.schemas.schemas[schema].index(of: "ownership")
    else { preconditionFailure("every kind of resource tells whose it is") }
    let ownership = store.knownText(resource.record, slot).value
    return ownership == "aws-managed" || ownership == "other"
  }
}
