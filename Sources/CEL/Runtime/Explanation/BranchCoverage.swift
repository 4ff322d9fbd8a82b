import Documents

/// Which tests inside an expression were seen to go both ways.
///
/// The tests are the operands of `&&` and `||`, the conditions of `?:`, the bodies of `all` and
/// `exists`, the filters of macros, and the whole when it is a test. An operand that never failed
/// could be left out of its `&&` and no example would notice.
package struct BranchCoverage: Sendable {
  /// One test that did not go both ways.
  package struct Gap: Sendable, Hashable {
    package let node: Expression.ID
    package let wasTrue: Bool
    package let wasFalse: Bool
  }

  private let program: Program
  /// Nodes of tests, in the order of the text.
  private let tests: [Expression.ID]
  private var wasTrue: Set<Expression.ID> = []
  private var wasFalse: Set<Expression.ID> = []

  package init(_ program: Program) {
    self.program = program
    tests = program.tests.sorted {
      (program.expression.spans[Int($0)].start, $0) < (program.expression.spans[Int($1)].start, $1)
    }
  }

  /// Takes in what a run saw of this program.
  package mutating func add(_ trace: Trace) {
    for step in trace.steps where step.program === program {
      guard let bool = step.value.asBool else { continue }
      if bool { wasTrue.insert(step.node) } else { wasFalse.insert(step.node) }
    }
  }

  /// Ways that tests can go: two for each.
  package var total: Int { tests.count * 2 }

  /// Ways that were seen.
  package var covered: Int {
    tests.count { wasTrue.contains($0) } + tests.count { wasFalse.contains($0) }
  }

  /// Tests that did not go both ways, in the order of the text.
  package var gaps: [Gap] {
    tests.compactMap { node in
      let gap = Gap(
        node: node, wasTrue: wasTrue.contains(node), wasFalse: wasFalse.contains(node))
      return gap.wasTrue && gap.wasFalse ? nil : gap
    }
  }
}

extension Program {
  /// The nodes whose truth decides something.
  fileprivate var tests: [Expression.ID] {
    var found: Set<Expression.ID> = []
    if !types.isEmpty, types[Int(expression.root)] == .bool { found.insert(expression.root) }
    var stack = [expression.root]
    while let id = stack.popLast() {
      switch steps[Int(id)] {
      case .constant: continue
      case .and(let first, let count), .or(let first, let count):
        let chain = operands[Int(first)..<Int(first + count)]
        found.formUnion(chain)
        stack += chain
        continue
      case .conditional(let condition, _, _): found.insert(condition)
      case .loop(let index):
        let loop = loops[Int(index)]
        if loop.filter >= 0 { found.insert(loop.filter) }
        switch loop.kind {
        case .all, .exists, .existsOne, .filter: found.insert(loop.body)
        default: break
        }
      default: break
      }
      stack += expression[id].operandIDs
    }
    // A constant goes one way, and a chain is told by its operands.
    return found.filter { id in
      switch steps[Int(id)] {
      case .constant: false
      case .and, .or: id == expression.root
      default: true
      }
    }
  }
}
