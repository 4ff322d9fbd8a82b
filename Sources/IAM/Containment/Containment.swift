/// Whether some policies grant anything that others do not.
///
/// In: two lists of levels, each of which has to grant. Out: an answer with a request for every
/// statement that grants something new. The procedure is that of a satisfiability search in which
/// every element of a statement is a predicate on one dimension of the request, so that each
/// dimension is decided alone; every request found is judged again by the evaluator, which knows
/// nothing of the search, before it is told.
package struct Containment: Sendable {
  /// Which texts are actions.
  package enum Actions: Sendable {
    /// Any text of the form `service:name`.
    case open
    /// Those of the catalogue, those that the policies name, and one unknown of each service.
    case catalogue(ActionCatalogue)
  }

  /// The answer.
  package enum Answer: Sendable {
    /// Everything the one side grants, the other grants too.
    case contained
    /// One element for each statement that grants something new, in their order; never empty.
    case new([Counterexample])
    /// Neither could be shown; why, without repetition.
    case unknown([String])
  }

  /// A request that one side grants and the other does not.
  package struct Counterexample: Sendable {
    /// Position of the policy and of the statement in the first level of the side that is judged.
    package let policy: Int
    package let statement: Int
    package let request: Request
  }

  let actions: Actions
  private let budget: Budget

  package init(_ actions: Actions, budget: Budget = Budget()) {
    self.actions = actions
    self.budget = budget
  }

  /// Whether `candidate` grants anything that `reference` does not; both sides grant what all of
  /// their levels grant, and no level at all grants everything.
  package func check(_ candidate: [Level], within reference: [Level]) -> Answer {
    check(candidate, within: reference, asked: nil)
  }

  /// `asked`: patterns of the only actions that the reference may not grant; nil for all.
  func check(_ candidate: [Level], within reference: [Level], asked: [Pattern]?) -> Answer {
    let doubts = (candidate + reference).compactMap(\.doubt)
    guard doubts.isEmpty else { return .unknown(doubts) }
    var found: [Counterexample] = []
    var reasons: [String] = []
    var cells: [ActionCell]?
    for reading in ARNReading.allCases {
      var run = ContainmentRun(
        candidate: candidate, reference: reference, reading: reading, actions: actions,
        asked: asked, cells: cells, budget: budget)
      cells = run.cells
      let settled = Set(found.map { [$0.policy, $0.statement] })
      run.decide(except: settled)
      found += run.found
      for reason in run.reasons where !reasons.contains(reason) { reasons.append(reason) }
      // Where no wildcard can be read in two ways, the second reading is the first.
      if !run.dependsOnReading { break }
    }
    found.sort { ($0.policy, $0.statement) < ($1.policy, $1.statement) }
    if !found.isEmpty { return .new(found) }
    return reasons.isEmpty ? .contained : .unknown(reasons)
  }
}
