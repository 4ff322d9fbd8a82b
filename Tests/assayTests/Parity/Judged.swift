import AssayIngest
import AssayModel
import AssayRules
import Documents
import Records
import Testing

/// The shipped rules, run over content.
enum Judged {
  /// The packs of the repository.
  static let sources = PackSource.packs(in: FileLoader().load("policies"))

  /// The instant of every run.
  static let now = Instant(microseconds: 1_767_225_600_000_000)

  /// The packs with the parameters that switch opt-in rules on.
  static let rules = RuleSet.load(
    sources,
    overrides: [
      ("storage", "requireCustomerKey", "true"), ("image-pipeline", "requireApproval", "true"),
      ("image-pipeline", "approvedOwners", "aws"),
      ("image-pipeline", "allowedAccounts", "111122223333"),
    ].map { pack, name, text in
      ParameterOverride(pack: pack, name: name, given: .text(text), place: "--param")
    }
  ).rules

  /// What the rules say of some inputs.
  static func findings(
    of inputs: [LoadedInput], parameters: [LoadedInput] = [], rules: RuleSet? = Judged.rules
  ) -> [Finding] {
    guard let rules else { return [] }
    let graph = ingest(inputs, parameters: parameters).graph
    let found = Engine(rules, now: now, evaluator: .reference).run(over: graph).findings
    let compiled = Engine(rules, now: now, evaluator: .compiled).run(over: graph).findings
    for (reference, other) in zip(found, compiled) where reference != other {
      Issue.record("the evaluators disagree:\n\(reference)\n\(other)")
      break
    }
    #expect(found.count == compiled.count)
    return found
  }

  /// What the gate decides on some inputs.
  static func verdict(of inputs: [LoadedInput], onUnknown: OnUnknown = .fail) -> Verdict {
    let read = ingest(inputs)
    let run = Run(
      id: "run", kind: .gate, started: now, toolVersion: "0", scope: "", packs: rules?.packs ?? [],
      packDigest: "", inputDigest: "")
    let resources = read.graph.resources.map {
      ResourceSummary(id: $0.id, name: $0.name, origin: $0.origin, factsDigest: nil)
    }
    let result = RunResult(
      run: run, rules: rules?.infos ?? [], resources: resources, links: [],
      findings: findings(of: inputs), inputs: read.inputs)
    return Verdict.decide(result, failOn: .low, onUnknown: onUnknown)
  }

  /// The gravest of some outcomes; `notApplicable` of none.
  static func gravest(_ outcomes: some Sequence<Outcome>) -> Outcome {
    let outcomes = Set(outcomes)
    let order: [Outcome] = [.error, .fail, .unknown, .noData, .pass]
    return order.first { outcomes.contains($0) } ?? .notApplicable
  }
}
