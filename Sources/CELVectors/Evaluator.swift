package import CEL

/// What runs the expressions of vectors, generators and measurements.
package enum Evaluator: String, CaseIterable, Sendable {
  /// Values, the whole of the language.
  case reference
  /// Closures over words; asks the reference for errors, unknowns and what it does not decide.
  case compiled

  /// What a checked expression comes to.
  package struct Evaluation: Sendable {
    /// An error among them.
    package var value: Value
    /// Whether compiled code left it open what the value is, or whether there is one.
    package var isAsked: Bool
  }

  /// The value of a checked expression whose variables are those of a vector.
  package func evaluate(_ checked: CheckedExpression, for vector: Vector) -> Evaluation {
    let program = Program(checked)
    switch self {
    case .reference:
      return Evaluation(value: Self.run(program, vector.activation), isAsked: false)
    case .compiled:
      let decided = Self.decide(program, for: vector)
      switch decided {
      case nil, .error?, .unknown?:
        // Compiled code tells that there is an error; which one is for the reference to say.
        let told = Self.run(program, vector.activation)
        return Evaluation(value: told, isAsked: decided == nil || !told.isMissing)
      case let value?: return Evaluation(value: value, isAsked: false)
      }
    }
  }

  /// What compiled code says; nil when it asks.
  private static func decide(_ program: Program, for vector: Vector) -> Value? {
    var unit = CodeUnit(.empty)
    var variables: [(CodeVariable, Value)] = []
    for binding in vector.bindings {
      let type = vector.variables.first { $0.name == binding.name }?.type ?? .dyn
      variables.append((unit.declare(binding.name, type), binding.value.value))
    }
    let code = unit.compile(program)
    var frame = unit.frame()
    CompiledProgram.start(&frame)
    for (variable, value) in variables { variable.set(value, in: &frame) }
    return code.evaluate(&frame)
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
