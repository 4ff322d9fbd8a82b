import IAM

/// What elements of statements say of every value of the small universe.
///
/// A row is found by the evaluator, one value at a time, and kept: random policies repeat their
/// elements. Elements with variables depend on the rest of the request, and are never kept.
package struct ElementTables {
  private var actions: [Statement.Patterns: Row] = [:]
  private var resources: [ARNReading: [Statement.Patterns: Row]] = [:]
  private var principals: [PrincipalElement: Row] = [:]
  private var conditions: [Condition: Row] = [:]

  package init() {}

  /// For which values an element matches; one bit a value.
  struct Row {
    var certain: UInt64 = 0
    /// A superset of `certain`.
    var possible: UInt64 = 0

    /// Of everything.
    static let all = Row(certain: .max, possible: .max)

    init(certain: UInt64, possible: UInt64) {
      self.certain = certain
      self.possible = possible
    }

    init(count: Int, _ match: (Int) -> Match) {
      for index in 0..<count {
        let match = match(index)
        if match == .yes { certain |= 1 << UInt64(index) }
        if match != .no { possible |= 1 << UInt64(index) }
      }
    }
  }

  mutating func action(_ statement: Statement) -> Row {
    if let row = actions[statement.actions] { return row }
    let row = Row(count: FuzzWords.actions.count) { index in
      StatementMatch(FuzzUniverse.request(action: index), .segmented).matchesAction(statement)
    }
    actions[statement.actions] = row
    return row
  }

  mutating func resource(
    _ statement: Statement, _ reading: ARNReading, _ context: [String: [String]]
  ) -> Row {
    guard let element = statement.resources else { return .all }
    let isOpen = element.patterns.contains { !$0.variables.isEmpty }
    if !isOpen, let row = resources[reading]?[element] { return row }
    let row = Row(count: FuzzWords.resources.count) { index in
      StatementMatch(FuzzUniverse.request(resource: index, context), reading)
        .matchesResource(statement)
    }
    if !isOpen { resources[reading, default: [:]][element] = row }
    return row
  }

  /// What `NotPrincipal` says depends on the effect and on whether principals have a boundary.
  private struct PrincipalElement: Hashable {
    let principals: Statement.Principals
    let effect: Statement.Effect
    let isBound: Bool
  }

  mutating func principal(_ statement: Statement, isBound: Bool) -> Row {
    guard let principals = statement.principals else { return .all }
    let element = PrincipalElement(
      principals: principals, effect: statement.effect, isBound: isBound)
    if let row = self.principals[element] { return row }
    let row = Row(count: FuzzWords.requesters.count) { index in
      StatementMatch(FuzzUniverse.request(requester: index), .segmented, isBound: isBound)
        .matchesPrincipal(statement)
    }
    self.principals[element] = row
    return row
  }

  /// Of the choices of a key.
  mutating func condition(
    _ condition: Condition, _ key: FuzzKey, _ context: [String: [String]]
  ) -> Row {
    let isOpen = !condition.variables.isEmpty
    if !isOpen, let row = conditions[condition] { return row }
    let row = Row(count: key.choices.count) { index in
      var context = context
      context[key.name] = key.choices[index]
      return StatementMatch(FuzzUniverse.request(context), .segmented).condition(condition)
    }
    if !isOpen { conditions[condition] = row }
    return row
  }
}
