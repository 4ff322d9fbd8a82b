/// One question in one reading of the wildcards: a statement of the candidate at a time.
struct ContainmentRun {
  /// A statement of the candidate's first level.
  struct Place: Hashable, Comparable {
    let policy: Int
    let statement: Int

    static func < (left: Self, right: Self) -> Bool {
      (left.policy, left.statement) < (right.policy, right.statement)
    }
  }

  /// What a statement grants beyond the reference.
  enum Outcome {
    case contained
    /// Confirmed by the evaluator, in every reading.
    case new(Request)
    /// Why neither could be shown, without repetition.
    case unknown([String])
  }

  private let sides: Sides
  private let question: Question
  private let cells: [ActionCell]
  private let telling: TellingRequests?
  /// The keys that policies ask for.
  private let asked: Set<String>
  /// Values to try for policy variables; empty where there are none.
  private let words: [String]
  private var search: Search
  /// That may be visited.
  private let budgeted: Int

  /// Models that are tried for one statement before it is given up.
  private static let mostModels = 64

  /// Takes any text for an action; the question is an open one.
  init(_ sides: Sides, _ question: Question, _ budget: Budget, _ memory: TextMemory?) {
    self.init(sides, question, [.everything], nil, budget, memory)
  }

  /// Takes the actions of a catalogue; of those only that match `asked` where that is not nil.
  init(
    _ sides: Sides, _ reading: ARNReading, _ catalogue: ActionCatalogue, asked: [Pattern]?,
    _ budget: Budget, _ memory: TextMemory?
  ) {
    let question = Question(sides, reading, isOpen: false)
    self.init(
      sides, question, ActionCells(catalogue, question, asked: asked).cells(),
      TellingRequests(catalogue), budget, memory)
  }

  private init(
    _ sides: Sides, _ question: Question, _ cells: [ActionCell], _ telling: TellingRequests?,
    _ budget: Budget, _ memory: TextMemory?
  ) {
    self.sides = sides
    self.question = question
    self.cells = cells
    self.telling = telling
    asked = sides.keysAsked
    let hasVariables = !question.variables.variables.isEmpty
    words = hasVariables ? VariableWords(sides.candidate + sides.reference).words : []
    search = Search(question, budget, memory)
    budgeted = budget.places
  }

  /// Places of patterns that were visited so far.
  var spent: Int { budgeted - search.theory.places }

  /// The statements that may allow something, in their order; where `asked` is not nil, some action like one of it.
  func places(of asked: [Pattern]?) -> [Place] {
    question.candidate.filter { clause in
      Self.mayGrant(clause) && asked.map(clause.actions.mayCover) ?? true
    }.map(Self.place)
  }

  private static func mayGrant(_ clause: Question.Clause) -> Bool {
    clause.level == 0 && clause.effect == .allow
  }

  private static func place(_ clause: Question.Clause) -> Place {
    Place(policy: clause.policy, statement: clause.statement)
  }

  /// What the statement at a place grants beyond the reference; `contained` when no action of the
  /// run is one of its.
  mutating func outcome(at place: Place) -> Outcome {
    guard
      let index = question.candidate.firstIndex(where: {
        Self.mayGrant($0) && Self.place($0) == place
      })
    else { return .contained }
    let clause = question.candidate[index]
    var reasons: [String] = []
    for cell in cells where cell.holds(candidate: index) {
      var trail = Trail(predicates: question.predicates.count)
      guard search.assert(clause.literals, on: &trail) else { continue }
      for condition in grants(cell) {
        switch outcome(trail, condition, clause, cell) {
        case .contained: continue
        case .new(let request): return .new(request)
        case .unknown(let more): reasons += more.filter { !reasons.contains($0) }
        }
        if search.isSpent { return .unknown(reasons) }
      }
    }
    return reasons.isEmpty ? .contained : .unknown(reasons)
  }

  /// The ways in which the candidate may grant what the reference does not: literals that hold, and
  /// disjunctions of literals.
  private func grants(_ cell: ActionCell) -> [(literals: [Literal], clauses: [[Literal]])] {
    var common = question.candidate.indices.filter {
      question.candidate[$0].effect == .deny && cell.holds(candidate: $0)
    }.map { question.candidate[$0].refusals }
    for level in sides.candidate.indices.dropFirst() {
      let allowing = question.candidate.indices.filter {
        let clause = question.candidate[$0]
        return clause.level == level && clause.effect == .allow && cell.holds(candidate: $0)
      }
      // One of them holds, with all that it needs.
      if allowing.contains(where: { question.candidate[$0].literals.isEmpty }) { continue }
      common.append(allowing.map { question.choices[$0] })
      for index in allowing {
        common += question.candidate[index].literals.map { [!question.choices[index], $0] }
      }
    }
    var ways: [(literals: [Literal], clauses: [[Literal]])] = []
    for level in sides.reference.indices {
      let refusals = question.reference.indices.filter {
        let clause = question.reference[$0]
        return clause.level == level && clause.effect == .allow && cell.holds(reference: $0)
      }.map { question.reference[$0].refusals }
      if refusals.contains(where: \.isEmpty) { continue }
      ways.append(([], refusals + common))
    }
    for (index, denial) in question.reference.enumerated()
    where denial.effect == .deny && cell.holds(reference: index) {
      ways.append((denial.literals, common))
    }
    return ways
  }

  private mutating func outcome(
    _ trail: Trail, _ condition: (literals: [Literal], clauses: [[Literal]]),
    _ clause: Question.Clause, _ cell: ActionCell
  ) -> Outcome {
    var trail = trail
    guard search.assert(condition.literals, on: &trail) else { return .contained }
    var models = 0
    var confirmed: Request?
    var obstacles: [String] = []
    let tester = RequestTester(
      sides: sides, reading: question.reading,
      statement: sides.candidate[0].policies[clause.policy].statements[clause.statement],
      telling: telling, asked: asked, words: words)
    let question = question
    let outcome = search.run(trail, condition.clauses) { theory, trail in
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
    if let confirmed { return .new(confirmed) }
    if case .abandoned = outcome, !obstacles.contains(Budget.reason) {
      obstacles.append(Budget.reason)
    }
    return obstacles.isEmpty ? .contained : .unknown(obstacles)
  }
}
