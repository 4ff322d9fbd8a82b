import AssayIngest
import AssayModel
import AssayRules
import Documents
import Records

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
      ("storage", "requireCustomerKey", "true"),
      ("image-pipeline", "allowedAccounts", "111122223333"),
    ].map { pack, name, text in
      ParameterOverride(pack: pack, name: name, given: .text(text), place: "--param")
    }
  ).rules

  /// What the rules say of some inputs.
  static func findings(
    of inputs: [LoadedInput], rules: RuleSet? = Judged.rules
  ) -> [Finding] {
    guard let rules else { return [] }
    return Engine(rules, now: now).run(over: ingest(inputs).graph).findings
  }

  /// The gravest of some outcomes; `notApplicable` of none.
  static func gravest(_ outcomes: some Sequence<Outcome>) -> Outcome {
    let outcomes = Set(outcomes)
    let order: [Outcome] = [.error, .fail, .unknown, .noData, .pass]
    return order.first { outcomes.contains($0) } ?? .notApplicable
  }
}
