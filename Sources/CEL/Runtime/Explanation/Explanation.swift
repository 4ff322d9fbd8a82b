package import Records

/// Why an expression has not the truth that was wanted: the smallest parts that decided, with the
/// values they read.
///
/// In: a program, the truth wanted of it, and the context it ran in. Out: one item per deciding
/// value, most telling first; bounded in number.
package struct Explanation: Sendable, Hashable {
  /// The most specific first: an element of a list before a field of the whole; else in the order
  /// in which the expression reads them.
  ///
  /// Each place once for each value.
  package internal(set) var items: [ExplanationItem] = []
  /// How many more there would be.
  package internal(set) var more = 0
  /// Errors that did not matter to the result.
  package internal(set) var absorbed: [EvaluationError] = []
  /// Where to look first: the place of the first value that decided, else that of the record.
  package internal(set) var origin: Origin?

  /// At most so many items.
  static let limit = 50
  /// At most so many elements of one list.
  static let elementLimit = 20

  /// Runs a program again to find out.
  ///
  /// - Parameters:
  ///   - program: What was evaluated.
  ///   - wanted: The truth that would have been good: true for an `expect`, false for a `deny`.
  ///   - context: As the program was evaluated in; its budget is started anew.
  /// - Returns: What decided against `wanted`; empty when the program has the truth wanted.
  package static func explain(
    _ program: Program, wanting wanted: Bool, _ context: inout Context
  ) -> Explanation {
    context.restart(context.activation)
    let trace = context.trace
    context.trace = nil
    var explainer = Explainer(context)
    explainer.explain(program, wanted)
    context = explainer.context
    context.trace = trace
    return explainer.result()
  }
}

/// One value that decided.
package struct ExplanationItem: Sendable, Hashable {
  /// As a rule names it: `resource.blockDevices[0].encrypted`.
  package let path: String
  /// Printed form of what was found; `(absent)` or `(unknown: …)` where there is none.
  package let got: String
  /// What would have been good, where the expression tells: `true`, `>= 2`, `one of ["a", "b"]`.
  package internal(set) var allowed: String?
  /// Where the value stands, else what encloses it.
  package let origin: Origin?
  /// Why it is unknown, or what failed; nil for a value.
  package let reason: String?
  /// The element it belongs to, by its key: `/dev/sda1`; nil when it has none.
  package let element: String?
  /// The node that decided.
  package let node: Expression.ID
}
