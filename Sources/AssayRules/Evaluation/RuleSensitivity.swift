import CEL

/// What of a rule's values must not stand in its findings.
struct RuleSensitivity: Sendable {
  /// Whether the elements of `foreach` are sensitive, or made of what is.
  let isElementHidden: Bool
  /// Whether any part of the rule reads something sensitive, which its errors may quote.
  private let readsSensitive: Bool

  init(_ rule: RunnableRule, _ source: RecordSource) {
    var activation = Activation()
    for variable in rule.variables { activation.set(variable.name, lazily: variable.value) }
    let context = Context(source, activation: activation)
    isElementHidden = rule.foreach.map { context.sensitivity(of: $0).ofResult } ?? false
    let programs = [rule.when, rule.foreach, rule.verdict] + rule.variables.map(\.value)
    readsSensitive = programs.contains { program in
      program.map { context.sensitivity(of: $0).isAnywhere } ?? false
    }
  }

  /// An error as a finding may say it.
  func message(of error: EvaluationError) -> String {
    readsSensitive ? error.guardedMessage : error.message
  }
}
