import Records

/// An expression made ready to run: names resolved to slots, functions looked up, constants folded.
///
/// One step per node of the expression, under the same id, so that an explanation can run any part
/// of it. Immutable; any number of tasks may run it at once, each with a `Context` of its own.
package final class Program: Sendable {
  /// What was compiled.
  package let expression: Expression
  /// The static type of each node; empty when nobody checked.
  let types: [CELType]
  let steps: [Step]
  /// Ids of nodes, in runs that steps point into.
  let operands: [Int32]
  let constants: [Value]
  let names: [String]
  let functions: [Candidates]
  let loops: [Loop]
  /// How many variables of macros can be alive at once.
  let localCount: Int

  /// Makes a checked expression ready.
  package convenience init(_ checked: CheckedExpression, library: Library = .standard) {
    self.init(
      ProgramBuilder(
        checked.expression, types: checked.types, resolutions: checked.resolutions,
        library: library, container: ""))
  }

  /// Makes an expression ready that nobody checked: names are resolved as far as a library and a
  /// container tell, and types when it runs.
  package convenience init(
    unchecked expression: Expression, library: Library = .standard, container: String = ""
  ) {
    self.init(
      ProgramBuilder(
        expression, types: [], resolutions: [], library: library, container: container))
  }

  private convenience init(_ builder: consuming ProgramBuilder) {
    var builder = builder
    builder.build()
    let unfolded = Program(
      builder, steps: builder.steps, constants: builder.constants)
    let folding = ConstantFolding(unfolded)
    self.init(builder, steps: folding.steps, constants: folding.constants)
  }

  private init(_ builder: ProgramBuilder, steps: [Step], constants: [Value]) {
    expression = builder.expression
    types = builder.types
    self.steps = steps
    operands = builder.operands
    self.constants = constants
    names = builder.names
    functions = builder.functions
    loops = builder.loops
    localCount = builder.localCount
  }

  /// The static type of the elements of the list that it gives; nil when that is no list.
  package var elementType: CELType? {
    guard !types.isEmpty, case .list(let element) = types[Int(expression.root)] else { return nil }
    return element
  }

  /// Runs it.
  ///
  /// An unknown result names the places that it comes from.
  package func evaluate(_ context: inout Context) -> Value {
    let value = context.run(self)
    if context.isExhausted { return .error(.budget(context.limits.steps)) }
    guard case .unknown(let set) = value else { return value }
    var paths = RecordPaths(context)
    return .unknown(set.withPaths { paths.path(of: $0) })
  }

  /// What one node does.
  ///
  /// Nodes and tables are named by index.
  enum Step: Sendable {
    case constant(Int32)
    /// A variable of the activation: the first of `count` names from `first` that it has; nodes
    /// that select from a shorter name are `fallback`, -1 for none.
    case variable(first: Int32, count: Int32, fallback: Int32)
    case local(Int32)
    /// A field that the checker resolved.
    case field(operand: Int32, slot: Int32, name: Int32)
    case select(operand: Int32, name: Int32)
    case optionalSelect(operand: Int32, name: Int32)
    case has(operand: Int32, name: Int32)
    case not(Int32)
    case negate(Int32)
    /// `&&` over a run of operands.
    case and(first: Int32, count: Int32)
    case or(first: Int32, count: Int32)
    case conditional(Int32, Int32, Int32)
    case equal(Int32, Int32)
    case notEqual(Int32, Int32)
    case compare(Relation, Int32, Int32)
    case calculate(ArithmeticOperator, Int32, Int32)
    case contains(element: Int32, container: Int32)
    case index(Int32, Int32)
    case optionalIndex(Int32, Int32)
    /// `optional.or(other)`, or `optional.orValue(other)`.
    case orElse(Int32, Int32, isValue: Bool)
    case call1(function: Int32, Int32)
    case call2(function: Int32, Int32, Int32)
    case call(function: Int32, first: Int32, count: Int32)
    case list(first: Int32, count: Int32)
    /// Keys and values in turn.
    case map(first: Int32, count: Int32)
    case loop(Int32)
    case bind(local: Int32, value: Int32, body: Int32)
  }

  /// An order between two values.
  enum Relation: UInt8, Sendable {
    case less, lessOrEqual, greater, greaterOrEqual

    func holds(_ order: Int) -> Bool {
      switch self {
      case .less: order < 0
      case .lessOrEqual: order <= 0
      case .greater: order > 0
      case .greaterOrEqual: order >= 0
      }
    }
  }

  /// The functions that a call may mean, tried in order.
  struct Candidates: Sendable {
    let name: String
    /// The first, and for most calls the only one.
    let body: Library.Body
    let others: [Library.Body]
    /// Whether what they give depends on their arguments alone.
    let isPure: Bool
    /// Explains a call; nil where the arguments tell all.
    let account: Library.Account?
  }

  /// A macro over a list or a map.
  struct Loop: Sendable {
    let kind: Expression.Comprehension.Kind
    let range: Int32
    /// Where the variables are, from the base of the program; the second is -1 for none.
    let first: Int32
    let second: Int32
    /// -1 for none.
    let filter: Int32
    let body: Int32
    /// Steps that one round costs: the nodes of filter and body, but for those of loops inside them.
    let cost: Int
  }
}
