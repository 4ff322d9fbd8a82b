/// A type-checked expression: what evaluators run and caches keep.
package struct CheckedExpression: Sendable, Hashable {
  package var expression: Expression
  /// One type per node.
  package var types: [CELType]
  /// One per node: what a name or a call was resolved to.
  package var resolutions: [Resolution]

  /// What a node stands for.
  package enum Resolution: Sendable, Hashable {
    case none
    /// A variable of the environment or of a macro, by name.
    case variable(String)
    /// A field of a record: the slot in its schema.
    case field(slot: Int32)
    /// The overload ids that may apply; one unless an argument is dyn.
    case overloads([String])
    /// An enum value or other constant of the environment.
    case constant(Expression.Constant)
  }

  package init(expression: Expression, types: [CELType], resolutions: [Resolution]) {
    self.expression = expression
    self.types = types
    self.resolutions = resolutions
  }

  /// The type of the whole.
  package var type: CELType { types[Int(expression.root)] }
}
