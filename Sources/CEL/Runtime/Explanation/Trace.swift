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
  }

  /// Later steps are only counted.
  package static let limit = 20_000

  package private(set) var steps: [Step] = []
  /// How many steps were not kept.
  package private(set) var more = 0
  private var depth = 0

  package init() {}

  mutating func enter() { depth += 1 }

  mutating func leave(_ program: Program, _ node: Expression.ID, _ value: Value) {
    depth -= 1
    guard steps.count < Self.limit else {
      more += 1
      return
    }
    steps.append(Step(program: program, node: node, depth: depth, value: value))
  }
}

extension Context {
  /// Runs one node and notes what it came to.
  mutating func runTraced(_ program: Program, _ id: Int32) -> Value {
    trace?.enter()
    let value = step(program, id)
    trace?.leave(program, id, value)
    return value
  }
}
