/// What an expression does with the clock of the run.
package enum ClockUse: Sendable, Hashable {
  case none
  /// It calls functions that say themselves when their answers change.
  case notes
  /// It compares the clock with times that do not move, and does nothing else with it.
  ///
  /// `printsNow`: the instant of the run itself may be quoted by an explanation.
  case compares(ClockWatch.Side, printsNow: Bool)
  case anything

  /// What two parts of a rule do together.
  package func joined(_ other: ClockUse) -> ClockUse {
    switch (self, other) {
    case (.none, _): other
    case (_, .none): self
    case (.anything, _), (_, .anything): .anything
    case (.notes, _): other
    case (_, .notes): self
    case (.compares(let side, let prints), .compares(let otherSide, let otherPrints)):
      .compares(side == otherSide ? side : .any, printsNow: prints || otherPrints)
    }
  }

  /// What notes how long a decision holds; nil where none does, or nobody can tell.
  package var watch: ClockWatch? {
    switch self {
    case .none, .anything: nil
    case .notes: ClockWatch(nil)
    case .compares(let side, _): ClockWatch(side)
    }
  }
}

extension CheckedExpression {
  /// What the expression does with the clock, as far as its form tells.
  ///
  /// The clock is `now`, `now - T` or `age(T)`, directly in an order: `T > now`, `age(T) <=
  /// days(params.most)`. What an age is compared with has to be said by the rule alone, for an
  /// explanation would print the age beside a value of the resource.
  ///
  /// - Parameter noting: Names of functions that say themselves when their answers change.
  /// - Returns: What it does at most.
  package func clockUse(noting: Set<String>) -> ClockUse {
    var use = ClockUse.none
    var stack = [expression.root]
    while let id = stack.popLast() {
      if case .variable = resolutions[Int(id)] {
        // Whoever compares it has looked at it already.
        if isNow(id) { return .anything }
        continue
      }
      if let (own, rest) = comparison(id) {
        use = use.joined(own)
        stack += rest
        continue
      }
      if case .call(let name, _, _) = expression[id] {
        if name == Self.age { return .anything }
        if noting.contains(name) { use = use.joined(.notes) }
      }
      stack += expression[id].operandIDs
    }
    return use
  }

  private static let age = "age"
  private static let orders: Set<String> = ["_<_", "_<=_", "_>_", "_>=_"]

  private func isNow(_ id: Expression.ID) -> Bool {
    if case .variable("now") = resolutions[Int(id)] { true } else { false }
  }

  /// What an order that has the clock on one side does with it, and the nodes in which more of the
  /// clock may be.
  private func comparison(_ id: Expression.ID) -> (ClockUse, rest: [Expression.ID])? {
    guard case .call(let name, nil, let sides) = expression[id], Self.orders.contains(name),
      sides.count == 2
    else { return nil }
    switch (clock(sides[0]), clock(sides[1])) {
    case (let left?, nil):
      if left.isAge, !isSaidByRule(sides[1]) { return (.anything, []) }
      return (.compares(.left, printsNow: !left.isAge), left.operands + [sides[1]])
    case (nil, let right?):
      // An explanation prints the right side.
      if right.isAge { return (.anything, []) }
      return (.compares(.right, printsNow: true), [sides[0]])
    case (nil, nil): return nil
    default: return (.anything, [])
    }
  }

  /// The clock as one side of an order: by itself, or how long ago something is.
  private func clock(_ id: Expression.ID) -> (isAge: Bool, operands: [Expression.ID])? {
    if isNow(id) { return (false, []) }
    switch expression[id] {
    case .call(Self.age, nil, let arguments): return (true, arguments)
    case .call("_-_", nil, let sides) where sides.count == 2 && isNow(sides[0]):
      return (true, [sides[1]])
    default: return nil
    }
  }

  /// Whether a value is made of literals and parameters alone.
  private func isSaidByRule(_ id: Expression.ID) -> Bool {
    if case .variable(let name) = resolutions[Int(id)] { return name.hasPrefix("params.") }
    switch expression[id] {
    case .literal: return true
    case .call(_, let target, let arguments):
      return ((target.map { [$0] } ?? []) + arguments).allSatisfy(isSaidByRule)
    default: return false
    }
  }
}
