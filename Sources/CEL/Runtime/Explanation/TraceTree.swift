import Records

/// A trace as people read it: every test with what it came to, and the values that it read.
///
/// Records, lists and constants are left out, what was read of them is not. What is sensitive is never
/// printed.
package struct TraceTree: Sendable {
  /// One part of an expression.
  package struct Node: Sendable {
    /// As an expression, on one line.
    package let text: String
    /// Printed; `(sensitive)` where it must not be.
    package let value: String
    package let children: [Node]
  }

  /// Which program each part is of, with its parts outermost first.
  package private(set) var parts: [(program: Program, node: Node)] = []

  /// Rounds of one macro that are kept.
  private static let roundLimit = 20

  private struct Pending {
    let depth: Int
    let nodes: [Node]
  }

  package init(_ trace: Trace, _ source: RecordSource) {
    var pending: [Pending] = []
    for step in trace.steps {
      // Parts end before what they are parts of.
      var children: [Pending] = []
      while let last = pending.last, last.depth > step.depth {
        children.append(last)
        pending.removeLast()
      }
      children.reverse()
      let inner = children.flatMap(\.nodes)
      let node = Node(
        text: Unparser.text(of: step.program.expression, step.node),
        value: step.printed(source),
        children: step.isLoop ? Array(inner.prefix(Self.roundLimit)) : inner)
      if step.depth == 0 {
        parts.append((step.program, node))
        pending = []
      } else {
        pending.append(Pending(depth: step.depth, nodes: step.isTelling ? [node] : inner))
      }
    }
  }
}

extension Trace.Step {
  fileprivate var isLoop: Bool {
    if case .loop = program.steps[Int(node)] { true } else { false }
  }

  /// Whether a reader wants to see it: a test, or a value that is no collection and no constant.
  fileprivate var isTelling: Bool {
    if case .constant = program.steps[Int(node)] { return false }
    switch value {
    case .record, .list, .storedList, .map, .storedMap, .null, .type: return false
    case .optional(.some(.record)), .optional(.some(.storedList)): return false
    default: return true
    }
  }

  fileprivate func printed(_ source: RecordSource) -> String {
    switch value {
    case .bool, .unknown: return value.printed(source)
    case .error(let error) where isSensitive: return "(error: \(error.guardedMessage))"
    default: return isSensitive ? "(sensitive)" : value.printed(source)
    }
  }
}
