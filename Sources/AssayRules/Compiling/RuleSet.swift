package import AssayModel
import CEL
package import Documents
import Records
import Sealing

/// The rules of a run: checked, with their parameters' values.
package struct RuleSet: Sendable {
  /// Sorted by id.
  package let packs: [PackInfo]
  /// Sorted by id.
  package let infos: [RuleInfo]
  /// SHA-256 over the packs' digests, lower-case hex.
  package let digest: String
  private let rules: [CheckedRule]
  /// As checked, sorted by id.
  var checkedRules: [CheckedRule] { rules }
  private let values: [String: [(name: String, value: ParameterValue)]]
  /// The packs as checked, for other parameter values.
  private let checked: [CheckedPack]

  init(
    packs: [PackInfo], rules: [CheckedRule],
    values: [String: [(name: String, value: ParameterValue)]], checked: [CheckedPack]
  ) {
    self.packs = packs
    self.checked = checked
    self.rules = rules.sorted { $0.info.id < $1.info.id }
    infos = self.rules.map { rule in
      // Those it does not read do not make it another rule.
      let given = (values[rule.info.pack] ?? []).filter { rule.parameters.contains($0.name) }
      return rule.info.inForce(
        parameters: given.map { "\($0.name)=\($0.value.canonical)" }.joined(separator: "\n"))
    }
    self.values = values
    digest = Digest.sha256(fields: ["assay-packs-v1"] + packs.map { "\($0.id) \($0.digest)" }).hex
  }

  /// The same with one rule only.
  func only(_ id: String) -> RuleSet {
    RuleSet(
      packs: packs, rules: rules.filter { $0.info.id == id }, values: values, checked: checked)
  }

  /// The same with other values of some parameters, and what is wrong with those.
  func overriding(
    _ overrides: [ParameterOverride]
  ) -> (rules: RuleSet, problems: [ParameterProblem]) {
    var values = values
    var problems: [ParameterProblem] = []
    for pack in checked {
      let own = overrides.filter { $0.pack == pack.id }
      guard !own.isEmpty else { continue }
      let (changed, wrong) = pack.values(overriddenBy: own)
      values[pack.id] = changed
      problems += wrong
    }
    return (RuleSet(packs: packs, rules: rules, values: values, checked: checked), problems)
  }

  /// The values of a pack's parameters, as they are in force.
  func parameterValues(of pack: String) -> [(name: String, value: ParameterValue)] {
    values[pack] ?? []
  }

  /// The rules whose findings may quote the instant of the run.
  package var quotingClock: Set<String> {
    Set(
      rules.filter { rule in
        if case .compares(_, printsNow: true) = rule.clockUse { true } else { false }
      }.map(\.info.id))
  }

  /// The rules for some kinds, made ready to run: only what is needed is built.
  func runnable(for kinds: Set<String>) -> [RunnableRule] {
    let library = RuleFunctions.library
    return rules.indices.filter { kinds.contains(rules[$0].info.kind) }.map { index in
      let rule = rules[index]
      let parameters = (values[rule.info.pack] ?? []).filter { rule.parameters.contains($0.name) }
        .map { ($0.name, $0.value.celValue(named: $0.name)) }
      return RunnableRule(rule, parameters: parameters, library: library)
    }
  }
}

/// What came of loading packs.
package struct RuleLoading: Sendable {
  /// Nil when anything is wrong: nothing may be judged by half a rule set.
  package let rules: RuleSet?
  /// What is wrong inside the packs.
  package let diagnostics: [Diagnostic]
  /// What is wrong with parameters given from outside.
  package let problems: [ParameterProblem]
  /// Whether the rules came out of the cache.
  package let isCached: Bool
}

/// A parameter value from outside that cannot be used.
package struct ParameterProblem: Sendable, Hashable {
  /// Where it was given: `assay.yaml:12:9`, `--param`.
  package let place: String
  /// What is wrong, with a way out where one is known.
  package let problem: String

  /// With its place in front: `--param: error: …`.
  package var message: String { "\(place): error: \(problem)" }
}

extension ParameterValue {
  /// As expressions see it; `name` is what proofs call a policy.
  func celValue(named name: String) -> Value {
    switch self {
    case .bool(let bool): .bool(bool)
    case .int(let int): .int(int)
    case .double(let double): .double(double)
    case .string(let text): .string(text)
    case .policy(let text):
      PolicyValue(text, named: name).map { .opaque($0) }
        ?? .error(.refused(name, [.string(text)]))
    case .list(let values): .list(values.map { $0.celValue(named: name) })
    }
  }
}

extension RuleInfo {
  /// The same with a digest that also covers the parameters that it reads, as they are in force.
  fileprivate func inForce(parameters: String) -> RuleInfo {
    RuleInfo(
      id: id, pack: pack, title: title, severity: severity, kind: kind, why: why, fix: fix,
      controls: controls,
      digest: Digest.sha256(fields: ["assay-rule-in-force-v1", digest, parameters]).hex,
      isConditional: isConditional)
  }
}
