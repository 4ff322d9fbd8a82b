/// What predicates say of each candidate, every one asked once.
struct PrincipalAnswers {
  let shapes: [PrincipalShape]
  /// By predicate, then by candidate.
  private var tables: [Int: Table] = [:]

  /// Patterns that are held against a candidate in the time of a place.
  private static let patternsPerPlace = 4

  private struct Table {
    let matches: [Match]
    /// Of whom it surely holds, of whom it surely does not, and the rest of both.
    let (yes, no, mayHold, mayFail): (CandidateSet, CandidateSet, CandidateSet, CandidateSet)

    init(_ matches: [Match]) {
      self.matches = matches
      yes = CandidateSet(matches) { $0 == .yes }
      no = CandidateSet(matches) { $0 == .no }
      mayHold = CandidateSet(matches) { $0 != .no }
      mayFail = CandidateSet(matches) { $0 != .yes }
    }
  }

  init(_ shapes: [PrincipalShape]) {
    self.shapes = shapes
  }

  /// Leaves those for whom literals hold, surely or perhaps; more where the budget is used up, which
  /// the caller asks for.
  mutating func keep(
    _ candidates: inout CandidateSet, _ literals: [Literal], surely: Bool, _ question: Question,
    budget: inout Int
  ) {
    for literal in literals {
      guard let table = table(of: literal.predicate, question, &budget) else { return }
      budget -= 1 + candidates.words / 64
      switch (literal.isPositive, surely) {
      case (true, true): candidates.formIntersection(table.yes)
      case (true, false): candidates.formIntersection(table.mayHold)
      case (false, true): candidates.formIntersection(table.no)
      case (false, false): candidates.formIntersection(table.mayFail)
      }
    }
  }

  /// What a predicate that was asked says of a candidate.
  func answer(to predicate: Int, of shape: Int) -> Match {
    tables[predicate]?.matches[shape] ?? .maybe
  }

  /// Nil where the budget does not reach for it.
  private mutating func table(
    of predicate: Int, _ question: Question, _ budget: inout Int
  ) -> Table? {
    if let table = tables[predicate] { return table }
    let patterns = question.texts[predicate]
    budget -= shapes.count * ((patterns?.patterns.count ?? 0) / Self.patternsPerPlace + 1)
    guard budget > 0 else { return nil }
    let matches: [Match]
    switch question.predicates[predicate] {
    case .principal(let patterns):
      let names = PrincipalNames(patterns)
      matches = shapes.map {
        Match(!names.meaning($0.principal, of: $0.account, actingAs: $0.role).isEmpty)
      }
    case .exception(let exception):
      let names = PrincipalNames(exception.names)
      matches = shapes.map { exception.spares($0.principal, names) }
    case .condition(let condition):
      matches = Self.matches(condition, patterns ?? SymbolPatterns([]), shapes)
    case .action, .resource, .choice, .doubt:
      matches = Array(repeating: .maybe, count: shapes.count)
    }
    let table = Table(matches)
    tables[predicate] = table
    return table
  }

  private static func matches(
    _ condition: Condition, _ patterns: SymbolPatterns, _ shapes: [PrincipalShape]
  ) -> [Match] {
    let isOfAnyAccount =
      condition.key == PrincipalKeys.arn && patterns.patterns.allSatisfy(\.isOfAnyAccount)
    let values = condition.variables.isEmpty ? ConditionMatch(condition, value: \.fallback) : nil
    var known: [[[Symbol]]: Match] = [:]
    return shapes.map { shape in
      let arns = isOfAnyAccount ? shape.arnsOfAnyAccount : []
      if !arns.isEmpty, let match = known[arns] { return match }
      let match = shape.answer(to: condition, patterns, values)
      if !arns.isEmpty { known[arns] = match }
      return match
    }
  }
}
