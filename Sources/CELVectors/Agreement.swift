package import CEL

/// Runs an expression by both evaluators.
package struct Agreement: Sendable {
  /// What differs; nil when the two agree, or the compiled one asks.
  package let difference: String?
  /// Whether the compiled evaluator left it to the reference.
  package let isAsked: Bool

  /// A variable of the expression: declared with a type, or a constant without one.
  package typealias Binding = (name: String, type: CELType?, value: Value)

  /// Runs a program twice by each evaluator: the second time memos know the answers.
  package init(_ program: Program, _ bindings: [Binding], in context: Context) {
    var reference = context
    let expected = program.evaluate(&reference)
    let absorbed = !reference.absorbed.isEmpty
    var unit = CodeUnit(context.source)
    var variables: [(CodeVariable, Value)] = []
    for (name, type, value) in bindings {
      if let type {
        variables.append((unit.declare(name, type), value))
      } else {
        unit.define(name, value)
      }
    }
    if context.now != nil { unit.define("now", context.now.map { .timestamp($0) } ?? .null) }
    let compiled = unit.compile(program)
    var frame = unit.frame(now: context.now)
    // Twice: the second time memos know the answers.
    for round in ["first", "second"] {
      CompiledProgram.start(&frame)
      for (variable, value) in variables { variable.set(value, in: &frame) }
      let decision = compiled.decide(&frame)
      CompiledProgram.start(&frame)
      for (variable, value) in variables { variable.set(value, in: &frame) }
      guard let value = compiled.evaluate(&frame) else {
        isAsked = true
        difference = decision == .ask ? nil : "\(decision), then asked"
        return
      }
      if let why = Self.difference(
        value, decision, expected, absorbed, compiled.hasAbsorbed(frame), context.source)
      {
        isAsked = false
        difference = "\(round): \(why)"
        return
      }
    }
    isAsked = false
    difference = nil
  }

  private static func difference(
    _ value: Value, _ decision: CompiledProgram.Decision, _ expected: Value, _ absorbed: Bool,
    _ hasAbsorbed: Bool, _ source: RecordSource
  ) -> String? {
    let (found, wanted) = (text(value, source), text(expected, source))
    guard found == wanted else { return "compiled \(found), reference \(wanted)" }
    guard case .bool(let bool) = expected else { return nil }
    if absorbed != hasAbsorbed { return "absorbed \(hasAbsorbed), reference \(absorbed)" }
    let right: CompiledProgram.Decision = absorbed ? .ask : bool ? .yes : .no
    return decision == right ? nil : "decided \(decision), reference \(right)"
  }

  private static func text(_ value: Value, _ source: RecordSource) -> String {
    switch value {
    case .unknown: "unknown"
    case .error: "error"
    default: VectorValue(value).map { "\($0)" } ?? value.printed(source)
    }
  }
}
