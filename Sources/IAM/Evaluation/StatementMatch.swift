/// Whether a statement speaks of a request.
package struct StatementMatch {
  let request: Request
  let reading: ARNReading
  private let isBound: Bool

  /// `isBound`: whether the principal has a permissions boundary.
  package init(_ request: Request, _ reading: ARNReading, isBound: Bool = false) {
    self.request = request
    self.reading = reading
    self.isBound = isBound
  }

  /// Every element has to match; one that could not be read makes the answer `maybe` at best.
  func match(_ statement: Statement) -> Match {
    let readable =
      matchesAction(statement) && matchesResource(statement) && matchesPrincipal(statement)
      && statement.conditions.allMatch(condition)
    return statement.doubts.isEmpty ? readable : min(readable, .maybe)
  }

  /// Whether `Action` or `NotAction` does.
  package func matchesAction(_ statement: Statement) -> Match {
    patterns(statement.actions, request.action, .ignoringCase)
  }

  /// Whether `Resource` or `NotResource` does; a statement that has neither speaks of all.
  package func matchesResource(_ statement: Statement) -> Match {
    statement.resources.map { patterns($0, request.resource, .arn(reading)) } ?? .yes
  }

  /// Whether `Principal` or `NotPrincipal` does; a statement that has neither speaks of all.
  package func matchesPrincipal(_ statement: Statement) -> Match {
    guard let principals = statement.principals else { return .yes }
    if let exception = PrincipalException(principals, statement.effect, isBound: isBound) {
      return !exception.spares(request.principal)
    }
    return Match(principals.principals.contains { Self.covers($0, request.principal) })
  }

  private func patterns(_ patterns: Statement.Patterns, _ text: String, _ comparison: Comparison)
    -> Match
  {
    let found = patterns.patterns.anyMatches { pattern in
      matches(pattern, text, comparison)
    }
    return patterns.isNegated ? !found : found
  }

  private func matches(_ pattern: Pattern, _ text: String, _ comparison: Comparison) -> Match {
    if pattern.matchesEverything { return .yes }
    if let early = Self.early(pattern, text, isCaseless: comparison == .ignoringCase) {
      return early
    }
    guard let glob = Glob(pattern, comparison).filled(value) else { return .no }
    return TextMatch.match(glob, text)
  }

  /// What the characters before the first wildcard, variable or hole tell; nil for nothing.
  ///
  /// Most patterns differ from most texts there, or are nothing else.
  private static func early(_ pattern: Pattern, _ text: String, isCaseless: Bool) -> Match? {
    var scalars = text.unicodeScalars.makeIterator()
    for step in pattern.steps {
      guard case .scalar(let own) = step, !Hole.isHole(own) else { return nil }
      guard let other = scalars.next() else { return .no }
      if own == other { continue }
      if Hole.isHole(other) { return nil }
      guard isCaseless, Glob.folded(own) == Glob.folded(other) else { return .no }
    }
    guard let more = scalars.next() else { return .yes }
    return Hole.isHole(more) ? nil : .no
  }

  /// What a policy variable stands for; a key with several values stands for nothing.
  func value(_ variable: Pattern.Variable) -> String? {
    if let values = request.context[variable.key] {
      return values.count == 1 ? values[0] : nil
    }
    return variable.fallback
  }

  /// Whether a name in `Principal` means somebody.
  static func covers(_ pattern: PrincipalPattern, _ principal: Principal) -> Bool {
    switch pattern {
    case .everyone: true
    case .account(let number): principal.kind == .aws && principal.account == number
    case .service(let name):
      principal.kind == .service && (name == "*" || name == principal.name)
    case .federated(let name):
      principal.kind == .federated && (name == "*" || name == principal.name)
    case .canonicalUser(let id): principal.kind == .canonicalUser && id == principal.name
    case .arn(let name): principal.kind == .aws && coversARN(name, principal)
    }
  }

  /// A role's ARN covers its sessions, whose own ARNs leave out the role's path.
  private static func coversARN(_ name: String, _ principal: Principal) -> Bool {
    if name == principal.name { return true }
    guard let session = principal.sessionRole, let role = RoleName(name) else { return false }
    return role == session
  }

  /// Whether a condition holds.
  package func condition(_ condition: Condition) -> Match {
    ConditionMatch(condition, value: value).holds(request.context[condition.key])
  }
}

extension Statement.Patterns {
  /// Whether an action matches, without regard to case.
  package func match(action: String) -> Bool {
    let request = Request(principal: Principal("*"), action: action, resource: "*")
    let statement = Statement(effect: .allow, actions: self, resources: nil)
    return StatementMatch(request, .segmented).matchesAction(statement) == .yes
  }
}
