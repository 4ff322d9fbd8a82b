/// What each part of an expression came to, in the order in which parts ended.
///
/// A part that was not needed does not appear; the body of a macro appears once a round.
package struct Trace: Sendable {
  /// One evaluation of one node.
  package struct Step: Sendable {
    package let program: Program
    package let node: Expression.ID
    /// How many nodes are around it, variables that are computed at first use included.
    package let depth: Int
    package let value: Value
    /// Whether the value must not be printed.
    package let isSensitive: Bool
  }

  /// Later steps are only counted.
  package static let limit = 20_000

  package private(set) var steps: [Step] = []
  /// How many steps were not kept.
  package private(set) var more = 0
  private var depth = 0
  private var sensitivities: [ObjectIdentifier: Sensitivity] = [:]

  package init() {}

  mutating func enter() { depth += 1 }

  func knows(_ program: Program) -> Bool { sensitivities[ObjectIdentifier(program)] != nil }

  /// Takes what of a program must not be printed; before its first part.
  mutating func learn(_ sensitivity: Sensitivity, of program: Program) {
    sensitivities[ObjectIdentifier(program)] = sensitivity
  }

  mutating func leave(_ program: Program, _ node: Expression.ID, _ value: Value) {
    depth -= 1
    guard steps.count < Self.limit else {
      more += 1
      return
    }
    let sensitivity = sensitivities[ObjectIdentifier(program)]
    let isSensitive =
      if case .error = value {
        // Errors quote what they fail on.
        sensitivity?.isAnywhere ?? false
      } else {
        sensitivity?.contains(node) ?? false
      }
    steps.append(
      Step(program: program, node: node, depth: depth, value: value, isSensitive: isSensitive))
  }
}

extension Context {
  /// Runs one node and notes what it came to.
  mutating func runTraced(_ program: Program, _ id: Int32) -> Value {
    if trace?.knows(program) == false {
      let sensitivity = sensitivity(of: program)
      trace?.learn(sensitivity, of: program)
    }
    trace?.enter()
    let value = step(program, id)
    trace?.leave(program, id, value)
    return value
  }
}
