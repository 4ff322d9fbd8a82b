import Records

extension ProgramBuilder {
  mutating func call(
    _ function: String, _ target: Expression.ID?, _ arguments: [Expression.ID],
    _ resolution: CheckedExpression.Resolution
  ) -> Program.Step {
    if let target, let namespaced = namespacedFunction(function, target) {
      for argument in arguments { visit(argument) }
      return library(namespaced, isMember: false, arguments, [])
    }
    let all = (target.map { [$0] } ?? []) + arguments
    if target == nil, let step = junction(function, arguments) { return step }
    for argument in all { visit(argument) }
    if target == nil, let step = operation(function, arguments) { return step }
    if target != nil, all.count == 2, function == "or" || function == "orValue" {
      return .orElse(all[0], all[1], isValue: function == "orValue")
    }
    var ids: [String] = []
    if case .overloads(let overloads) = resolution { ids = overloads }
    return library(function, isMember: target != nil, all, ids)
  }

  /// `&&` and `||`: a chain of one of them, however nested, is one step.
  private mutating func junction(
    _ function: String, _ arguments: [Expression.ID]
  ) -> Program.Step? {
    guard arguments.count == 2, function == "_&&_" || function == "_||_" else { return nil }
    var chain: [Int32] = []
    var stack = Array(arguments.reversed())
    while let id = stack.popLast() {
      if case .call(function, nil, let inner) = expression[id], inner.count == 2 {
        stack += inner.reversed()
      } else {
        chain.append(id)
      }
    }
    for id in chain { visit(id) }
    let first = run(chain)
    let count = Int32(chain.count)
    return function == "_&&_" ? .and(first: first, count: count) : .or(first: first, count: count)
  }

  private func operation(_ function: String, _ arguments: [Expression.ID]) -> Program.Step? {
    switch arguments.count {
    case 1:
      switch function {
      case "!_": .not(arguments[0])
      case "-_": .negate(arguments[0])
      case "dyn": steps[Int(arguments[0])]
      default: nil
      }
    case 2: binary(function, arguments[0], arguments[1])
    case 3: function == "_?_:_" ? .conditional(arguments[0], arguments[1], arguments[2]) : nil
    default: nil
    }
  }

  private func binary(
    _ function: String, _ left: Expression.ID, _ right: Expression.ID
  ) -> Program.Step? {
    switch function {
    case "_==_": .equal(left, right)
    case "_!=_": .notEqual(left, right)
    case "_<_": .compare(.less, left, right)
    case "_<=_": .compare(.lessOrEqual, left, right)
    case "_>_": .compare(.greater, left, right)
    case "_>=_": .compare(.greaterOrEqual, left, right)
    case "_+_": .calculate(.add, left, right)
    case "_-_": .calculate(.subtract, left, right)
    case "_*_": .calculate(.multiply, left, right)
    case "_/_": .calculate(.divide, left, right)
    case "_%_": .calculate(.modulo, left, right)
    case "@in": .contains(element: left, container: right)
    case "_[_]": .index(left, right)
    case "_[?_]": .optionalIndex(left, right)
    default: nil
    }
  }

  /// `math.floor` for a call of `floor` on the name `math`; nil when there is no such function.
  private func namespacedFunction(_ function: String, _ target: Expression.ID) -> String? {
    guard let space = qualifiedName(target) else { return nil }
    return candidates("\(space).\(function)").first { library.hasFunction(named: $0) }
  }

  /// A call of a function of the library.
  private mutating func library(
    _ name: String, isMember: Bool, _ arguments: [Expression.ID], _ ids: [String]
  ) -> Program.Step {
    let names = isMember ? [name] : candidates(name)
    var found: [Library.Function] = []
    for name in names where found.isEmpty {
      found = library.functions(
        name, isMember: isMember, arity: arguments.count, overloads: ids)
    }
    guard let first = found.first else {
      let isKnown = library.hasFunction(named: name)
      return constant(
        .error(isKnown ? .noSuchOverload(name, []) : .undeclaredFunction(name)))
    }
    let known = arguments.map { id -> Value? in
      guard case .constant(let index) = steps[Int(id)] else { return nil }
      return constants[Int(index)]
    }
    let bodies = found.map { $0.specialized?(known, Limits()) ?? $0.body }
    let candidates = Program.Candidates(
      name: first.name, body: bodies[0], others: Array(bodies.dropFirst()),
      isPure: found.allSatisfy(\.isPure), account: first.account)
    let index = add(candidates)
    switch (arguments.count, bodies.count) {
    case (1, 1): return .call1(function: index, arguments[0])
    case (2, 1): return .call2(function: index, arguments[0], arguments[1])
    default:
      return .call(function: index, first: run(arguments), count: Int32(arguments.count))
    }
  }
}
