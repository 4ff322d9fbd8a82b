import Documents

extension Parser {
  /// The node of a call: a macro when its name and arguments have the shape of one.
  mutating func makeCall(
    _ name: String, _ nameRange: SourceRange, target: Part?, _ arguments: [Part],
    _ range: SourceRange
  ) -> Part {
    let macro =
      if let target {
        memberMacro(name, target, arguments, range)
      } else {
        name == "has" && arguments.count == 1 ? has(arguments[0], range) : nil
      }
    if let macro { return macro }
    let ids = arguments.map(\.id)
    return add(
      .call(function: name, target: target?.id, arguments: ids), range,
      over: ids + (target.map { [$0.id] } ?? []))
  }

  private mutating func has(_ argument: Part, _ range: SourceRange) -> Part {
    guard case .select(let operand, let field, isOptional: false) = expression[argument.id] else {
      report(ParserDiagnostics.hasNeedsField(file, argument.range))
      return argument
    }
    return replace(argument, by: .has(operand: operand, field: field), range)
  }

  private mutating func memberMacro(
    _ name: String, _ target: Part, _ arguments: [Part], _ range: SourceRange
  ) -> Part? {
    if case .identifier(let namespace) = expression[target.id] {
      switch (namespace, name) {
      case ("cel", "bind") where arguments.count == 3: return bind(arguments, range)
      case ("math", "greatest"), ("math", "least"):
        return arguments.count > 2 ? pack(name, target, arguments, range) : nil
      default: break
      }
    }
    guard let shape = Shape(name, count: arguments.count) else { return nil }
    return comprehension(name, shape, over: target, arguments, range)
  }

  /// How the arguments of a macro are to be read.
  private struct Shape {
    let kind: Expression.Comprehension.Kind
    /// 1 or 2.
    let variables: Int
    let hasFilter: Bool

    private init(_ kind: Expression.Comprehension.Kind, _ variables: Int, hasFilter: Bool = false) {
      self.kind = kind
      self.variables = variables
      self.hasFilter = hasFilter
    }

    init?(_ name: String, count: Int) {
      switch (name, count) {
      case ("all", 2), ("all", 3): self = Shape(.all, count - 1)
      case ("exists", 2), ("exists", 3): self = Shape(.exists, count - 1)
      case ("exists_one", 2), ("existsOne", 2), ("exists_one", 3), ("existsOne", 3):
        self = Shape(.existsOne, count - 1)
      case ("filter", 2): self = Shape(.filter, 1)
      case ("map", 2), ("map", 3): self = Shape(.map, 1, hasFilter: count == 3)
      case ("transformList", 3), ("transformList", 4):
        self = Shape(.transformList, 2, hasFilter: count == 4)
      case ("transformMap", 3), ("transformMap", 4):
        self = Shape(.transformMap, 2, hasFilter: count == 4)
      case ("transformMapEntry", 3), ("transformMapEntry", 4):
        self = Shape(.transformMapEntry, 2, hasFilter: count == 4)
      case ("optMap", 2): self = Shape(.optionalMap, 1)
      case ("optFlatMap", 2): self = Shape(.optionalFlatMap, 1)
      case ("sortBy", 2): self = Shape(.sortBy, 1)
      default: return nil
      }
    }
  }

  private mutating func comprehension(
    _ name: String, _ shape: Shape, over target: Part, _ arguments: [Part], _ range: SourceRange
  ) -> Part? {
    guard let variable = variable(arguments[0], of: name) else { return arguments[0] }
    var second: String?
    if shape.variables == 2 {
      guard let other = self.variable(arguments[1], of: name) else { return arguments[1] }
      if other == variable {
        report(ParserDiagnostics.repeatedVariable(name, file, arguments[1].range))
      }
      second = other
    }
    let filter = shape.hasFilter ? arguments[shape.variables].id : nil
    let body = arguments[arguments.count - 1].id
    return add(
      .comprehension(
        Expression.Comprehension(
          kind: shape.kind, range: target.id, variable: variable, secondVariable: second,
          filter: filter, body: body)),
      range, over: [target.id, body] + (filter.map { [$0] } ?? []))
  }

  private mutating func bind(_ arguments: [Part], _ range: SourceRange) -> Part {
    guard let variable = variable(arguments[0], of: "cel.bind") else { return arguments[0] }
    let (value, body) = (arguments[1].id, arguments[2].id)
    return add(.bind(variable: variable, value: value, body: body), range, over: [value, body])
  }

  /// `math.greatest(a, b, c)` as `math.greatest([a, b, c])`.
  private mutating func pack(
    _ name: String, _ target: Part, _ arguments: [Part], _ range: SourceRange
  ) -> Part {
    let ids = arguments.map(\.id)
    let span = arguments[0].range.union(arguments[arguments.count - 1].range)
    let list = add(
      .list(ids.map { Expression.Element(value: $0, isOptional: false) }), span, over: ids)
    return add(
      .call(function: name, target: target.id, arguments: [list.id]), range,
      over: [target.id, list.id])
  }

  /// The name that an argument declares; nil after saying that it is none.
  private mutating func variable(_ part: Part, of macro: String) -> String? {
    if case .identifier(let name) = expression[part.id], !name.hasPrefix("."),
      expression.spans[Int(part.id)] == part.range
    {
      return name
    }
    report(ParserDiagnostics.macroNeedsVariable(macro, file, part.range))
    return nil
  }
}
