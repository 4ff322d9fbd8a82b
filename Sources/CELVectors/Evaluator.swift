package import CEL

/// What runs the expressions of vectors, generators and measurements.
package enum Evaluator: String, CaseIterable, Sendable {
  /// Values, the whole of the language.
  case reference

  /// The value of a checked expression.
  ///
  /// - Parameters:
  ///   - checked: What to run.
  ///   - activation: What its variables stand for.
  /// - Returns: The value, an error among them.
  package func value(of checked: CheckedExpression, _ activation: Activation) -> Value {
    switch self {
    case .reference: Self.run(Program(checked), activation)
    }
  }

  /// The value of an expression that nobody checked; only the reference runs those.
  package static func value(
    ofUnchecked expression: Expression, container: String, _ activation: Activation
  ) -> Value {
    run(Program(unchecked: expression, container: container), activation)
  }

  private static func run(_ program: Program, _ activation: Activation) -> Value {
    var context = Context(activation: activation)
    return program.evaluate(&context)
  }
}
