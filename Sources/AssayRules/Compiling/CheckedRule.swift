package import AssayModel
package import CEL

/// A rule whose expressions type-check: what the engine runs and the cache keeps.
///
/// Large, shared and never changed.
package final class CheckedRule: Sendable {
  package let info: RuleInfo
  /// One sentence that says what is wrong.
  package let message: String
  package let when: CheckedExpression?
  /// Whether `when` is asked of each element.
  package let isWhenPerElement: Bool
  /// In order; a later one may use an earlier one.
  package let variables: [(name: String, value: CheckedExpression)]
  package let foreach: CheckedExpression?
  package let verdict: CheckedExpression
  /// The value of `verdict` that passes.
  package let passing: Bool
  package let isStrict: Bool
  /// Names of the pack's parameters that it reads, sorted.
  package let parameters: [String]

  init(
    info: RuleInfo, message: String, when: CheckedExpression?, isWhenPerElement: Bool,
    variables: [(name: String, value: CheckedExpression)], foreach: CheckedExpression?,
    verdict: CheckedExpression, passing: Bool, isStrict: Bool, parameters: [String]
  ) {
    self.info = info
    self.message = message
    self.when = when
    self.isWhenPerElement = isWhenPerElement
    self.variables = variables
    self.foreach = foreach
    self.verdict = verdict
    self.passing = passing
    self.isStrict = isStrict
    self.parameters = parameters
  }
}

extension CheckedRule {
  /// What its expressions do with the clock of the run.
  var clockUse: ClockUse {
    expressions.reduce(.none) { $0.joined($1.clockUse(noting: SoftwareFunctions.clockNames)) }
  }
}

extension CheckedExpression {
  /// Names of the parameters that it reads.
  var parameterReads: Set<String> {
    var names: Set<String> = []
    for case .variable(let name) in resolutions where name.hasPrefix("params.") {
      names.insert(String(name.dropFirst("params.".count)))
    }
    return names
  }
}

/// A rule ready to run.
struct RunnableRule: Sendable {
  let info: RuleInfo
  let message: String
  let when: Program?
  let isWhenPerElement: Bool
  let variables: [(name: String, value: Program)]
  let foreach: Program?
  let verdict: Program
  let passing: Bool
  let isStrict: Bool
  /// The parameters of the rule's pack.
  let parameters: [(name: String, value: Value)]
  /// What of a resource decides what it says; nil when that cannot be told.
  let reach: FactReach?
  let clockUse: ClockUse

  init(_ rule: CheckedRule, parameters: [(name: String, value: Value)], library: Library) {
    info = rule.info
    message = rule.message
    when = rule.when.map { Program($0, library: library) }
    isWhenPerElement = rule.isWhenPerElement
    variables = rule.variables.map { ($0.name, Program($0.value, library: library)) }
    foreach = rule.foreach.map { Program($0, library: library) }
    verdict = Program(rule.verdict, library: library)
    passing = rule.passing
    isStrict = rule.isStrict
    self.parameters = parameters
    reach = FactReach(rule)
    clockUse = rule.clockUse
  }
}
