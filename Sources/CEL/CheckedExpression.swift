/// A type-checked expression: what evaluators run and caches keep.
///
/// Its tree is the parsed one but for calls of namespaced functions: `math.floor(x)`, parsed as a
/// call with the receiver `math`, has become a call of `math.floor` without one. Nodes that no
/// other node leads to (the old receiver) stay in the arrays and mean nothing.
package struct CheckedExpression: Sendable, Hashable {
  package var expression: Expression
  /// One type per node.
  package var types: [CELType]
  /// One per node: what a name or a call was resolved to.
  package var resolutions: [Resolution]

  /// What a node stands for.
  package enum Resolution: Sendable, Hashable {
    /// Nothing to resolve; on a name or a call, one that a lenient check could not resolve.
    case none
    /// A variable of the environment, by its full name. A select node may stand for one as a
    /// whole: `a.b` where the environment has a variable `a.b`; its operand is then meaningless.
    case variable(String)
    /// The variable of the nearest enclosing macro or `cel.bind` that declares this name.
    case local(String)
    /// A field of a record: the slot in its schema.
    case field(slot: Int32)
    /// The overload ids that may apply; one unless an argument is dyn.
    case overloads([String])
    /// An enum value or other constant of the environment.
    case constant(Expression.Constant)
    /// A type as a value: `int`, `net.IP`.
    case typeValue(CELType)
  }

  package init(expression: Expression, types: [CELType], resolutions: [Resolution]) {
    self.expression = expression
    self.types = types
    self.resolutions = resolutions
  }

  /// The type of the whole.
  package var type: CELType { types[Int(expression.root)] }
}
