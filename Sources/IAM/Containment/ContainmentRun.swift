/// One question in one reading of the wildcards.
struct ContainmentRun {
  private let candidate: [Level]
  private let reference: [Level]
  private let reading: ARNReading
  private let question: Question
  /// The same in both readings.
  let cells: [ActionCell]
  private let telling: TellingRequests?
  private var search: Search
  /// Confirmed in every reading.
  private(set) var found: [Containment.Counterexample] = []
  /// Why something is neither shown to be granted nor not to be, without repetition.
  private(set) var reasons: [String] = []

  /// Models that are tried for one statement before it is given up.
  private static let mostModels = 64

  init(
    candidate: [Level], reference: [Level], reading: ARNReading, actions: Containment.Actions,
    asked: [Pattern]?, cells known: [ActionCell]?, budget: Budget
  ) {
    self.candidate = candidate
    self.reference = reference
    self.reading = reading
    switch actions {
    case .open:
      question = Question(
        candidate: candidate, reference: reference, reading: reading, isOpen: true)
      cells = [.everything]
      telling = nil
    case .catalogue(let catalogue):
      question = Question(
        candidate: candidate, reference: reference, reading: reading, isOpen: false)
      cells = known ?? ActionCells(catalogue, question, asked: asked).cells()
      telling = TellingRequests(catalogue)
    }
    search = Search(question, budget)
  }

  /// Whether the other reading could answer otherwise.
  var dependsOnReading: Bool {
    (candidate + reference).contains { level in
      level.policies.contains { policy in
        policy.statements.contains { statement in
          (statement.resources?.patterns ?? []).contains {
            Glob($0, .arn(.segmented)) != Glob($0, .arn(.crossing))
          }
        }
      }
    }
  }

  /// Looks at every statement of the first level that allows and is not in `settled`, pairs of a
  /// policy's and a statement's position.
  mutating func decide(except settled: Set<[Int]>) {
    for (index, clause) in question.candidate.enumerated()
    where clause.level == 0 && clause.effect == .allow
      && !settled.contains([clause.policy, clause.statement])
    {
      for cell in cells where cell.holds(candidate: index) {
        guard isDecided(clause, cell) else { break }
      }
    }
  }

  /// False when a request was found and the statement needs no further look.
  private mutating func isDecided(_ clause: Question.Clause, _ cell: ActionCell) -> Bool {
    var trail = Trail(predicates: question.predicates.count)
    guard search.assert(clause.literals, on: &trail) else { return true }
    let denials = question.candidate.indices.filter {
      question.candidate[$0].effect == .deny && cell.holds(candidate: $0)
    }
    let clauses = denials.map { question.candidate[$0].refusals }
    return withEveryLevel(1, trail, cell) { run, trail in
      run.isDecided(trail, clauses, clause, cell)
    }
  }

  /// Goes over every way in which the further levels of the candidate allow.
  private mutating func withEveryLevel(
    _ level: Int, _ trail: Trail, _ cell: ActionCell,
    _ body: (inout ContainmentRun, Trail) -> Bool
  ) -> Bool {
    guard level < candidate.count else { return body(&self, trail) }
    for (index, clause) in question.candidate.enumerated()
    where clause.level == level && clause.effect == .allow && cell.holds(candidate: index) {
      var branch = trail
      guard search.assert(clause.literals, on: &branch) else { continue }
      guard withEveryLevel(level + 1, branch, cell, body) else { return false }
    }
    return true
  }

  /// Goes over every way in which the reference does not grant: one of its levels allows nothing
  /// of it, or one of its statements denies.
  private mutating func isDecided(
    _ trail: Trail, _ denials: [[Literal]], _ clause: Question.Clause, _ cell: ActionCell
  ) -> Bool {
    for level in reference.indices {
      let allowed = question.reference.indices.filter {
        let other = question.reference[$0]
        return other.level == level && other.effect == .allow && cell.holds(reference: $0)
      }
      let refusals = allowed.map { question.reference[$0].refusals }
      if refusals.contains(where: \.isEmpty) { continue }
      guard isDecided(trail, clauses: denials + refusals, clause, cell) else { return false }
    }
    for (index, denial) in question.reference.enumerated()
    where denial.effect == .deny && cell.holds(reference: index) {
      var branch = trail
      guard search.assert(denial.literals, on: &branch) else { continue }
      guard isDecided(branch, clauses: denials, clause, cell) else { return false }
    }
    return true
  }

  private mutating func isDecided(
    _ trail: Trail, clauses: [[Literal]], _ clause: Question.Clause, _ cell: ActionCell
  ) -> Bool {
    var models = 0
    var confirmed: Request?
    var obstacles: [String] = []
    let tester = RequestTester(
      candidate: candidate, reference: reference, reading: reading,
      statement: candidate[0].policies[clause.policy].statements[clause.statement],
      telling: telling)
    let question = question
    let outcome = search.run(trail, clauses) { theory, trail in
      models += 1
      let model = Model(question, &theory, trail)
      switch tester.test(model, cell) {
      case .confirmed(let request):
        confirmed = request
        return true
      case .unconfirmed(let reason):
        if !obstacles.contains(reason) { obstacles.append(reason) }
        return models >= Self.mostModels
      }
    }
    if let confirmed {
      found.append(
        Containment.Counterexample(
          policy: clause.policy, statement: clause.statement, request: confirmed))
      return false
    }
    if case .abandoned = outcome { note(Budget.reason) }
    for obstacle in obstacles { note(obstacle) }
    return true
  }

  private mutating func note(_ reason: String) {
    if !reasons.contains(reason) { reasons.append(reason) }
  }
}
