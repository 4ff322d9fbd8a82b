import Records

/// Lowers an expression to a program: one walk from the root, with the variables in scope.
struct ProgramBuilder {
  /// Deeper trees are refused: evaluation recurses.
  static let maximumDepth = 1_000

  let expression: Expression
  private(set) var steps: [Program.Step]
  private(set) var operands: [Int32] = []
  private(set) var constants: [Value] = []
  private(set) var names: [String] = []
  private(set) var functions: [Program.Candidates] = []
  private(set) var loops: [Program.Loop] = []
  private(set) var localCount = 0

  let types: [CELType]
  let resolutions: [CheckedExpression.Resolution]
  let library: Library
  let container: String
  /// Names of macro variables in scope, outermost first; the index is the slot.
  private var scope: [String] = []
  /// Nodes visited so far that are in no loop, or in the one at hand.
  private var visited = 0

  init(
    _ expression: Expression, types: [CELType], resolutions: [CheckedExpression.Resolution],
    library: Library, container: String
  ) {
    self.expression = expression
    self.types = types
    self.resolutions = resolutions
    self.library = library
    self.container = container
    steps = Array(repeating: .constant(0), count: expression.nodes.count)
  }

  mutating func build() {
    _ = constant(.null)
    guard !expression.nodes.isEmpty, Int(expression.root) < expression.nodes.count else { return }
    guard isShallow else {
      steps[Int(expression.root)] = constant(.error(.tooDeep(limit: Self.maximumDepth)))
      return
    }
    visit(expression.root)
  }

  /// Whether no path from the root is too long, chains of `&&` and `||` counted as one.
  private var isShallow: Bool {
    // No path is longer than there are nodes.
    if expression.nodes.count <= Self.maximumDepth { return true }
    var stack: [(id: Expression.ID, depth: Int)] = [(expression.root, 0)]
    while let (id, depth) = stack.popLast() {
      guard depth <= Self.maximumDepth else { return false }
      let parent = Self.junction(expression[id])
      for child in expression[id].operandIDs {
        let isChain = parent != nil && parent == Self.junction(expression[child])
        stack.append((child, isChain ? depth : depth + 1))
      }
    }
    return true
  }

  /// The name of `&&` or `||`; nil for anything else.
  private static func junction(_ node: Expression.Node) -> String? {
    guard case .call(let name, nil, _) = node, name == "_&&_" || name == "_||_" else {
      return nil
    }
    return name
  }

  mutating func visit(_ id: Expression.ID) {
    visited += 1
    steps[Int(id)] = step(id)
  }

  private mutating func step(_ id: Expression.ID) -> Program.Step {
    let resolution = resolutions.isEmpty ? .none : resolutions[Int(id)]
    switch resolution {
    case .constant(let value): return constant(Value(value))
    case .typeValue(let type): return constant(.type(type))
    case .variable(let name): return variable([name])
    case .local(let name): return local(name) ?? variable([name])
    case .none, .field, .overloads: break
    }
    switch expression[id] {
    case .literal(let value): return constant(Value(value))
    case .identifier(let name): return identifier(name)
    case .select(let operand, let field, let isOptional):
      return select(id, operand, field, isOptional, resolution)
    case .has(let operand, let field):
      visit(operand)
      return .has(operand: operand, name: name(field))
    case .call(let function, let target, let arguments):
      return call(function, target, arguments, resolution)
    case .list(let elements): return list(elements)
    case .map(let entries): return map(entries)
    case .comprehension(let comprehension): return loop(comprehension)
    case .bind(let variable, let value, let body):
      visit(value)
      let slot = declare([variable])
      visit(body)
      scope.removeLast()
      return .bind(local: slot, value: value, body: body)
    }
  }

  private func local(_ name: String) -> Program.Step? {
    scope.lastIndex(of: name).map { .local(Int32($0)) }
  }

  private mutating func identifier(_ name: String) -> Program.Step {
    if let local = local(name) { return local }
    return variable(candidates(name))
  }

  /// The full names that a name may stand for, the container's innermost first.
  func candidates(_ name: String) -> [String] {
    if name.utf8.first == UInt8(ascii: ".") { return [String(name.dropFirst())] }
    var result: [String] = []
    var prefix = Substring(container)
    while !prefix.isEmpty {
      result.append("\(prefix).\(name)")
      prefix = prefix.lastIndex(of: ".").map { prefix[..<$0] } ?? ""
    }
    return result + [name]
  }

  private mutating func variable(_ names: [String], fallback: Int32 = -1) -> Program.Step {
    let first = Int32(self.names.count)
    self.names += names
    return .variable(first: first, count: Int32(names.count), fallback: fallback)
  }

  private mutating func select(
    _ id: Expression.ID, _ operand: Expression.ID, _ field: String, _ isOptional: Bool,
    _ resolution: CheckedExpression.Resolution
  ) -> Program.Step {
    visit(operand)
    if isOptional { return .optionalSelect(operand: operand, name: name(field)) }
    if case .field(let slot) = resolution {
      return .field(operand: operand, slot: slot, name: name(field))
    }
    // Without a checker's word, `a.b.c` may be the variable `a.b.c`: the longest name wins.
    guard let path = qualifiedName(id) else {
      return .select(operand: operand, name: name(field))
    }
    let fallback = run([operand, name(field)])
    return variable(candidates(path), fallback: fallback)
  }

  private func isResolved(_ id: Expression.ID) -> Bool {
    !resolutions.isEmpty && resolutions[Int(id)] != .none
  }

  /// `a.b.c` as one name; nil when it is something else, or when `a` is a macro's variable.
  func qualifiedName(_ id: Expression.ID) -> String? {
    switch expression[id] {
    case .identifier(let name): scope.contains(name) || isResolved(id) ? nil : name
    case .select(let operand, let field, false): qualifiedName(operand).map { "\($0).\(field)" }
    default: nil
    }
  }

  private mutating func list(_ elements: [Expression.Element]) -> Program.Step {
    for element in elements { visit(element.value) }
    // An optional element is marked by the complement of its id.
    let first = run(elements.map { $0.isOptional ? ~$0.value : $0.value })
    return .list(first: first, count: Int32(elements.count))
  }

  private mutating func map(_ entries: [Expression.Entry]) -> Program.Step {
    for entry in entries {
      visit(entry.key)
      visit(entry.value)
    }
    let first = run(entries.flatMap { [$0.key, $0.isOptional ? ~$0.value : $0.value] })
    return .map(first: first, count: Int32(entries.count))
  }

  private mutating func loop(_ node: Expression.Comprehension) -> Program.Step {
    visit(node.range)
    let first = declare([node.variable])
    var second: Int32 = -1
    if let variable = node.secondVariable { second = declare([variable]) }
    let outside = visited
    visited = 0
    if let filter = node.filter { visit(filter) }
    visit(node.body)
    let cost = visited
    visited = outside
    scope.removeLast(second < 0 ? 1 : 2)
    loops.append(
      Program.Loop(
        kind: node.kind, range: node.range, first: first, second: second, filter: node.filter ?? -1,
        body: node.body, cost: cost))
    return .loop(Int32(loops.count - 1))
  }

  // Tables.

  mutating func constant(_ value: Value) -> Program.Step {
    constants.append(value)
    return .constant(Int32(constants.count - 1))
  }

  mutating func name(_ text: String) -> Int32 {
    names.append(text)
    return Int32(names.count - 1)
  }

  /// Adds a run of operands; gives its start.
  mutating func run(_ ids: [Int32]) -> Int32 {
    operands += ids
    return Int32(operands.count - ids.count)
  }

  mutating func add(_ candidates: Program.Candidates) -> Int32 {
    functions.append(candidates)
    return Int32(functions.count - 1)
  }

  /// Puts a variable of a macro into scope; gives its slot.
  private mutating func declare(_ variables: [String]) -> Int32 {
    scope += variables
    localCount = max(localCount, scope.count)
    return Int32(scope.count - 1)
  }
}
