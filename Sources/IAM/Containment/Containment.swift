/// Whether some policies grant anything that others do not.
///
/// In: two lists of levels, each of which has to grant. Out: an answer with a request for every
/// statement that grants something new. The procedure is that of a satisfiability search in which
/// every element of a statement is a predicate on one dimension of the request, so that each
/// dimension is decided alone; every request found is judged again, as a whole, by the evaluator
/// before it is told.
package struct Containment: Sendable {
  /// Which actions requests are told of with; any text of the form `service:name` is one, since
  /// services get new ones before anybody lists them.
  package enum Actions: Sendable {
    /// Whatever text proves it.
    case open
    /// Those of a catalogue, where one of them proves it.
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
  private let memory: TextMemory?
  private var meter: Meter?

  /// `memory`: what other questions have found, which spares time and changes nothing else.
  package init(_ actions: Actions, budget: Budget = Budget(), memory: TextMemory? = nil) {
    self.actions = actions
    self.budget = budget
    self.memory = memory
  }

  /// The same, which tells a meter what its questions cost.
  package func metered(by meter: Meter) -> Containment {
    var metered = self
    metered.meter = meter
    return metered
  }

  /// Whether `candidate` grants anything that `reference` does not; both sides grant what all of
  /// their levels grant, and no level at all grants everything.
  package func check(_ candidate: [Level], within reference: [Level]) -> Answer {
    check(candidate, within: reference, asked: nil)
  }

  /// `asked`: patterns of the only actions that the reference may not grant; nil for all.
  ///
  /// Those that can be made are looked for first. Where there is none, those that can be written down
  /// are, if `requests` has them: they are more, so that none of them is a proof of both.
  func check(
    _ candidate: [Level], within reference: [Level], asked: [Pattern]?,
    of requests: Sides.Requests = .written
  ) -> Answer {
    let doubts = (candidate + reference).compactMap(\.doubt)
    guard doubts.isEmpty else { return .unknown(doubts) }
    if let excess = PolicyExtent(candidate + reference).excess { return .unknown([excess]) }
    // Most roles allow nothing of what they are asked about, which beginnings of actions tell.
    if let asked, candidate.contains(where: { !$0.mayAllow(asked) }) { return .contained }
    let sides = Sides(candidate: candidate, reference: reference)
    let answer = self.answer(to: sides, asked, of: requests)
    guard case .unknown = answer, sides.haveExceptions else { return answer }
    // Each service makes its own of exceptions, and the same of all.
    var reasons: [String] = []
    for service in ServiceReading.all {
      switch self.answer(to: sides.read(by: service), asked, of: requests) {
      case .new(let found): return .new(found)
      case .unknown(let more): reasons += more.filter { !reasons.contains($0) }
      case .contained: continue
      }
    }
    return reasons.isEmpty ? .contained : .unknown(reasons)
  }

  private func answer(
    to sides: Sides, _ asked: [Pattern]?, of requests: Sides.Requests
  ) -> Answer {
    let made = answer(to: sides, asked)
    if case .new = made { return made }
    guard requests == .written, sides.askOwnKeys else { return made }
    return answer(to: sides.with(.written), asked)
  }

  private func answer(to sides: Sides, _ asked: [Pattern]?) -> Answer {
    var verdicts = Verdicts()
    for reading in ARNReading.allCases {
      var run = ContainmentRun(sides, Question(sides, reading, isOpen: true), budget, memory)
      var listed: ContainmentRun?
      for place in run.places(of: asked) where !verdicts.isFound(place) {
        let outcome = run.outcome(at: place)
        if case .contained = outcome { continue }
        // What any text could prove, an action that people know may prove as well.
        if case .catalogue(let catalogue) = actions {
          var known =
            listed ?? ContainmentRun(sides, reading, catalogue, asked: asked, budget, memory)
          if case .new(let request) = known.outcome(at: place) {
            verdicts.add(.new(request), at: place)
          }
          listed = known
        }
        if !verdicts.isFound(place) { verdicts.add(outcome, at: place) }
      }
      meter?.add(run.spent + (listed?.spent ?? 0))
      // Where no wildcard can be read in two ways, the second reading is the first.
      if !sides.dependOnReading { break }
    }
    return verdicts.answer
  }
}

/// What is asked: does the one side grant anything that the other does not.
struct Sides {
  let candidate: [Level]
  let reference: [Level]
  var requests = Requests.made

  /// Which requests there are.
  enum Requests {
    /// Keys that follow from who asks are his own.
    case made
    /// They are whatever somebody writes down, but for those that say anew who asks
    /// (`PrincipalKeys.identifying`).
    case written
  }

  /// Whether requests that are written down may be other than those that are made.
  var askOwnKeys: Bool {
    tellPrincipals
      && !PrincipalKeys.own.subtracting(PrincipalKeys.identifying).isDisjoint(with: keysAsked)
  }

  /// Whether any statement has `NotPrincipal`.
  var haveExceptions: Bool { statements.contains { $0.principals?.isNegated == true } }

  func read(by service: ServiceReading) -> Sides {
    Sides(
      candidate: candidate.read(by: service), reference: reference.read(by: service),
      requests: requests)
  }

  func with(_ requests: Requests) -> Sides {
    Sides(candidate: candidate, reference: reference, requests: requests)
  }

  /// Whether any statement tells principals apart.
  var tellPrincipals: Bool { statements.contains { $0.principals != nil } }

  /// The keys that statements ask for, in lower case.
  var keysAsked: Set<String> {
    statements.reduce(into: []) { $0.formUnion($1.keysAsked) }
  }

  private var statements: [Statement] {
    (candidate + reference).flatMap(\.policies).flatMap(\.statements)
  }

  /// Whether the two readings of wildcards in ARNs could answer otherwise.
  var dependOnReading: Bool {
    (candidate + reference).contains { level in
      level.policies.contains { policy in
        policy.statements.contains { statement in
          (statement.resources?.patterns ?? []).contains(where: \.dependsOnReading)
        }
      }
    }
  }
}

/// What was found of each statement, over all readings.
private struct Verdicts {
  private var found: [ContainmentRun.Place: Request] = [:]
  /// Without repetition.
  private var reasons: [String] = []

  func isFound(_ place: ContainmentRun.Place) -> Bool { found[place] != nil }

  mutating func add(_ outcome: ContainmentRun.Outcome, at place: ContainmentRun.Place) {
    switch outcome {
    case .contained: return
    case .new(let request): found[place] = request
    case .unknown(let more): reasons += more.filter { !reasons.contains($0) }
    }
  }

  var answer: Containment.Answer {
    guard found.isEmpty else {
      return .new(
        found.sorted { $0.key < $1.key }.map { place, request in
          Containment.Counterexample(
            policy: place.policy, statement: place.statement, request: request)
        })
    }
    return reasons.isEmpty ? .contained : .unknown(reasons)
  }
}
