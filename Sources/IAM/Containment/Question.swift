/// What is asked, in literals: the statements of both sides with what each needs to match.
struct Question {
  /// A statement as a conjunction of literals.
  struct Clause {
    let level: Int
    let policy: Int
    let statement: Int
    let effect: Statement.Effect
    /// What has to hold for it to match; empty when it always does.
    let literals: [Literal]
    /// What it says of actions, when those are decided before.
    let actions: Statement.Patterns

    /// Of which one has to hold for it not to match; empty when it always does.
    var refusals: [Literal] { literals.map { !$0 } }
  }

  let reading: ARNReading
  let isOpen: Bool
  /// Whether any statement tells principals apart, whose own keys are then theirs.
  let tellsPrincipals: Bool
  let requests: Sides.Requests
  private(set) var predicates: [Predicate] = []
  private(set) var dimensions: [Dimension?] = []
  private(set) var variables = VariableTable()
  /// Statements of the side that is judged, and of the one it is held against.
  private(set) var candidate: [Clause] = []
  private(set) var reference: [Clause] = []
  /// For each statement of the candidate, a literal that says it is the one that its level allows by.
  private(set) var choices: [Literal] = []
  /// The principals that any statement names.
  private(set) var principals: [PrincipalPattern] = []
  /// What is known of the values of each key from all that is asked of it; keyed by its name.
  private(set) var traits: [String: KeyTraits] = [:]
  /// The patterns of textual conditions; keyed by predicate.
  private(set) var texts: [Int: SymbolPatterns] = [:]
  private var indices: [Predicate: Int] = [:]
  private var doubts = 0

  /// `isOpen`: whether any text is an action; else actions are decided by the caller, cell by cell.
  init(_ sides: Sides, _ reading: ARNReading, isOpen: Bool) {
    self.reading = reading
    self.isOpen = isOpen
    tellsPrincipals = sides.tellPrincipals
    requests = sides.requests
    candidate = clauses(sides.candidate)
    reference = clauses(sides.reference)
    for index in candidate.indices { choices.append(literal(.choice(index), nil, true)) }
    traits = KeyTraits.find(
      predicates.compactMap {
        guard case .condition(let condition) = $0 else { return nil }
        return condition
      })
    // Variables are there for keys with one value only (IAM user guide, "Policy variables").
    for variable in variables.variables { traits[variable.key]?.isList = false }
  }

  private mutating func clauses(_ levels: [Level]) -> [Clause] {
    var clauses: [Clause] = []
    let isBound = levels.isBound
    for (level, policies) in levels.enumerated() {
      for (index, policy) in policies.policies.enumerated() {
        for (number, statement) in policy.statements.enumerated() {
          guard let literals = literals(of: statement, isBound) else { continue }
          clauses.append(
            Clause(
              level: level, policy: index, statement: number, effect: statement.effect,
              literals: literals, actions: statement.actions))
        }
      }
    }
    return clauses
  }

  /// Nil when the statement can never match.
  private mutating func literals(of statement: Statement, _ isBound: Bool) -> [Literal]? {
    var literals: [Literal] = []
    if isOpen {
      guard add(statement.actions, .action, .ignoringCase, to: &literals) else { return nil }
    }
    if let resources = statement.resources {
      guard add(resources, .resource, .arn(reading), to: &literals) else { return nil }
    }
    if let principals = statement.principals {
      self.principals += principals.principals
      let isEveryone = principals.principals.contains(.everyone)
      if isEveryone, principals.isNegated { return nil }
      if let exception = PrincipalException(principals, statement.effect, isBound: isBound) {
        literals.append(literal(.exception(exception), .principal, false))
      } else if !isEveryone {
        literals.append(literal(.principal(principals.principals), .principal, true))
      }
    }
    for condition in statement.conditions {
      let isOwn = tellsPrincipals && PrincipalKeys.own.contains(condition.key)
      literals.append(
        literal(.condition(condition), isOwn ? .principal : .key(condition.key), true))
    }
    for _ in statement.doubts {
      literals.append(literal(.doubt(doubts), nil, true))
      doubts += 1
    }
    return literals
  }

  /// Adds what an element with patterns needs; false when it can never match.
  private mutating func add(
    _ element: Statement.Patterns, _ dimension: Dimension, _ comparison: Comparison,
    to literals: inout [Literal]
  ) -> Bool {
    let patterns = symbols(element.patterns, comparison)
    if patterns.matchesEverything { return !element.isNegated }
    if patterns.patterns.isEmpty { return element.isNegated }
    let predicate: Predicate =
      dimension == .action ? .action(patterns) : .resource(patterns)
    literals.append(literal(predicate, dimension, !element.isNegated))
    return true
  }

  private mutating func symbols(
    _ patterns: [Pattern], _ comparison: Comparison
  ) -> SymbolPatterns {
    let all = patterns.map { variables.symbols(of: Glob($0, comparison)) }
    guard all.count > 1 else { return SymbolPatterns(all) }
    var seen = Set<Text>(minimumCapacity: all.count)
    return SymbolPatterns(all.filter { seen.insert(Text(symbols: $0)).inserted })
  }

  private mutating func symbols(of condition: Condition) -> SymbolPatterns {
    SymbolPatterns(
      condition.values.compactMap { value in
        guard case .pattern(let pattern) = value else { return nil }
        return variables.symbols(of: Glob(pattern, condition.operator.comparison))
      })
  }

  private mutating func literal(
    _ predicate: Predicate, _ dimension: Dimension?, _ isPositive: Bool
  ) -> Literal {
    if let index = indices[predicate] {
      return Literal(predicate: index, isPositive: isPositive)
    }
    if case .condition(let condition) = predicate {
      texts[predicates.count] = symbols(of: condition)
    }
    indices[predicate] = predicates.count
    predicates.append(predicate)
    dimensions.append(dimension)
    return Literal(predicate: predicates.count - 1, isPositive: isPositive)
  }

  /// What a literal asks of a key; nil where it asks something else.
  func constraint(_ literal: Literal) -> KeySearch.Constraint? {
    guard case .condition(let condition) = predicates[literal.predicate] else { return nil }
    return (literal.predicate, condition, literal.isPositive)
  }

  /// The conditions on a key, but for those that only ask whether it is there.
  func conditions(on key: String) -> [(predicate: Int, condition: Condition)] {
    predicates.enumerated().compactMap { index, predicate in
      guard case .condition(let condition) = predicate, condition.key == key,
        condition.operator != .null
      else { return nil }
      return (index, condition)
    }
  }
}

/// Symbols that are looked up all at once.
private struct Text: Hashable {
  let symbols: [Symbol]

  func hash(into hasher: inout Hasher) {
    symbols.withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}
