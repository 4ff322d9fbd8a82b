/// Computes once what depends on nothing: `cidr("10.0.0.0/8")`, `[22, 3389]`.
///
/// The largest constant parts get their value; the parts inside them keep their steps, so that any
/// node can still be run. What fails is left to fail when it runs.
struct ConstantFolding {
  private(set) var steps: [Program.Step]
  private(set) var constants: [Value]

  /// What a constant part may cost.
  private static let budget = 10_000

  init(_ program: Program) {
    steps = program.steps
    constants = program.constants
    guard !steps.isEmpty else { return }
    var isConstant = Array(repeating: false, count: steps.count)
    // Children come before their parents.
    for (id, node) in program.expression.nodes.enumerated() {
      isConstant[id] =
        Self.canFold(program.steps[id], of: program)
        && node.operandIDs.allSatisfy { Int($0) < id && isConstant[Int($0)] }
    }
    var context: Context?
    var stack = [program.expression.root]
    while let id = stack.popLast() {
      guard isConstant[Int(id)] else {
        stack += program.expression[id].operandIDs
        continue
      }
      if case .constant = program.steps[Int(id)] { continue }
      var fresh = context ?? Self.context
      fresh.restart(Activation())
      let value = fresh.run(program, id)
      context = fresh
      guard !value.isMissing, !fresh.isExhausted else { continue }
      constants.append(value)
      steps[Int(id)] = .constant(Int32(constants.count - 1))
    }
  }

  private static var context: Context {
    var limits = Limits()
    limits.steps = budget
    return Context(limits: limits)
  }

  private static func canFold(_ step: Program.Step, of program: Program) -> Bool {
    switch step {
    case .variable, .local, .loop, .bind, .field: false
    case .call1(let function, _), .call2(let function, _, _), .call(let function, _, _):
      program.functions[Int(function)].isPure
    default: true
    }
  }
}

extension Expression.Node {
  /// The nodes that this one is made of, in order.
  var operandIDs: [Expression.ID] {
    switch self {
    case .literal, .identifier: []
    case .select(let operand, _, _), .has(let operand, _): [operand]
    case .call(_, let target, let arguments): (target.map { [$0] } ?? []) + arguments
    case .list(let elements): elements.map(\.value)
    case .map(let entries): entries.flatMap { [$0.key, $0.value] }
    case .comprehension(let loop): [loop.range] + (loop.filter.map { [$0] } ?? []) + [loop.body]
    case .bind(_, let value, let body): [value, body]
    }
  }
}

extension Value {
  /// A literal.
  init(_ constant: Expression.Constant) {
    switch constant {
    case .null: self = .null
    case .bool(let bool): self = .bool(bool)
    case .int(let int): self = .int(int)
    case .uint(let uint): self = .uint(uint)
    case .double(let double): self = .double(double)
    case .string(let string): self = .string(string)
    case .bytes(let bytes): self = .bytes(bytes)
    }
  }
}
