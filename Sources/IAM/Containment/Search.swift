/// Looks for requests that satisfy a conjunction of literals and of disjunctions of literals.
///
/// Davis-Putnam-Logemann-Loveland over the theory of `Theory`: a disjunction with no option left
/// ends the branch, one with a single option asserts it, and else the one with the fewest is
/// branched on. Every model is handed to `visit`, which says whether to go on.
struct Search {
  /// What became of a search.
  enum Outcome {
    /// `visit` stopped it.
    case stopped
    /// Every branch was explored.
    case exhausted
    /// The budget was used up.
    case abandoned
  }

  private let dimensions: [Dimension?]
  var theory: Theory
  var choices: Int

  init(_ question: Question, _ budget: Budget, _ memory: TextMemory?) {
    dimensions = question.dimensions
    theory = Theory(question, places: budget.places, memory)
    choices = budget.choices
  }

  /// Whether the budget is used up.
  var isSpent: Bool { choices <= 0 || theory.places <= 0 }

  /// Adds literals to a branch; false when they contradict it.
  mutating func assert(_ literals: [Literal], on trail: inout Trail) -> Bool {
    for literal in literals {
      guard isFeasible(literal, trail) else { return false }
      trail.assert(literal, dimensions[literal.predicate])
    }
    return true
  }

  private mutating func isFeasible(_ literal: Literal, _ trail: Trail) -> Bool {
    let value = trail.value(of: literal)
    if value != 0 { return value > 0 }
    guard let dimension = dimensions[literal.predicate] else { return true }
    let codes = trail.literals(of: dimension, with: literal)
    return theory.feasibility(dimension, codes) != .infeasible
  }

  mutating func run(
    _ trail: Trail, _ clauses: [[Literal]], _ visit: (inout Theory, Trail) -> Bool
  ) -> Outcome {
    choices -= 1
    guard !isSpent else { return .abandoned }
    var trail = trail
    guard let open = propagate(&trail, clauses) else { return .exhausted }
    guard let shortest = open.indices.min(by: { open[$0].count < open[$1].count }) else {
      return visit(&theory, trail) ? .stopped : .exhausted
    }
    for option in open[shortest] where isFeasible(option, trail) {
      var branch = trail
      branch.assert(option, dimensions[option.predicate])
      switch run(branch, open, visit) {
      case .exhausted: break
      case let other: return other
      }
      // What this option led to was seen; the others are tried without it.
      guard isFeasible(!option, trail) else { return .exhausted }
      trail.assert(!option, dimensions[option.predicate])
    }
    return .exhausted
  }

  /// Asserts what has no alternative; the disjunctions still open, or nil when one cannot hold.
  private mutating func propagate(_ trail: inout Trail, _ clauses: [[Literal]]) -> [[Literal]]? {
    var open = clauses
    while true {
      var rest: [[Literal]] = []
      var hasAsserted = false
      for clause in open {
        if clause.contains(where: { trail.value(of: $0) > 0 }) { continue }
        var options: [Literal] = []
        for literal in clause where isFeasible(literal, trail) { options.append(literal) }
        guard let first = options.first else { return nil }
        if options.count == 1 {
          trail.assert(first, dimensions[first.predicate])
          hasAsserted = true
        } else {
          rest.append(options)
        }
      }
      open = rest
      if !hasAsserted { return open }
    }
  }
}
