/// Tells which statement grants an action, and how it is bounded.
struct EscalationGranting {
  private let part: ActionNarrowing.Narrowed
  /// As it was confirmed: about whatever action stands in the narrowed statements.
  private let request: Request
  private let isLimited: Bool

  private static let mostNamed = 3

  init(_ part: ActionNarrowing.Narrowed, _ request: Request, isLimited: Bool) {
    self.part = part
    self.request = request
    self.isLimited = isLimited
  }

  /// What grants an action, with the request that shows it.
  func grant(_ action: String, _ shown: Request) -> Escalation.Grant {
    let matcher = StatementMatch(request, .segmented)
    for (index, policy) in part.levels[0].policies.enumerated() {
      for (position, statement) in policy.statements.enumerated()
      where statement.effect == .allow && matcher.match(statement) == .yes {
        return Escalation.Grant(
          action: action, request: shown,
          statement: Statement.title(
            part.positions[index][position], sid: statement.sid, of: policy.name),
          place: statement.place,
          limits: isLimited ? limits(statement) : [])
      }
    }
    preconditionFailure("what the evaluator confirmed is allowed by a statement")
  }

  private func limits(_ statement: Statement) -> [String] {
    var limits: [String] = []
    if let resources = statement.resources, !resources.coversEverything {
      let named = resources.patterns.prefix(Self.mostNamed).map(\.text).joined(separator: ", ")
      let rest = resources.patterns.count - Self.mostNamed
      let more = rest > 0 ? " and \(rest) more" : ""
      limits.append(resources.isNegated ? "but not on \(named)\(more)" : "only on \(named)\(more)")
    }
    var keys: [String] = []
    for condition in statement.conditions where !keys.contains(condition.key) {
      keys.append(condition.key)
    }
    for key in keys {
      if let values = request[key] {
        limits.append("with \(key) = \(values.joined(separator: ", "))")
      } else {
        limits.append("without \(key)")
      }
    }
    if limits.isEmpty {
      limits.append("but not always: another statement or another level takes some of it away")
    }
    return limits
  }
}
