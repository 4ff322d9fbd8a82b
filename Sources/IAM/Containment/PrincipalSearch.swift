/// Finds somebody whom some lists of principals mean and others do not, and whose own keys are as
/// conditions ask.
///
/// Whoever a policy can tell apart from everybody else is a candidate, so an answer of none is a
/// proof.
struct PrincipalSearch {
  private let question: Question
  private var answers: PrincipalAnswers
  /// Whom elements tell apart.
  private let named: CandidateSet
  /// Those and those whom only their own keys do.
  private let all: CandidateSet
  /// Of whom it was found that their keys are not as literals ask; by the literals' codes.
  ///
  /// They are not as more literals ask either, and a search asks for more and more.
  private var unfit: [[Int32]: CandidateSet] = [:]
  private var hopeless: Set<PrincipalFit.Problem> = []

  /// The conditions on each key, ascending.
  typealias Conditions = [(key: String, constraints: [KeySearch.Constraint])]

  /// More are not tried in requests.
  static let most = 12

  /// Nil where there are more candidates than the budget reaches for.
  init?(_ question: Question, budget: inout Int) {
    guard let candidates = PrincipalCandidates(question, budget: &budget) else { return nil }
    self.question = question
    answers = PrincipalAnswers(candidates.shapes)
    named = CandidateSet(0..<candidates.named)
    var all = CandidateSet(0..<candidates.shapes.count)
    if let account = candidates.account { all.remove(account) }
    self.all = all
  }

  /// Some for whom literals hold, on principals and on their own keys: surely if there is anybody,
  /// else perhaps; none when there is nobody.
  ///
  /// One is enough to know that there is somebody; `most` are for requests, the likeliest first.
  mutating func find(_ literals: [Literal], most: Int, budget: inout Int) -> Feasibility {
    let conditions = conditions(literals)
    let elements = literals.filter { !isCondition($0) }
    let codes = literals.map(\.code)
    var unfit = knownUnfit(codes)
    defer { self.unfit[codes] = unfit }
    var perhaps = conditions.isEmpty ? named : all
    answers.keep(&perhaps, literals.filter(isOfCaller), surely: false, question, budget: &budget)
    perhaps.subtract(unfit)
    var sure = perhaps
    answers.keep(&sure, elements, surely: true, question, budget: &budget)
    perhaps.subtract(sure)
    var reason: String?
    for candidates in [sure, perhaps] {
      switch fitting(candidates, conditions, most, &unfit, &budget) {
      case .infeasible: continue
      case .unresolved(let why): reason = reason ?? why
      case .feasible(.callers(let found)) where most > 1 && conditions.isEmpty:
        return .feasible(.callers(found + users(elements, &budget)))
      case .feasible(let found): return .feasible(found)
      }
    }
    return reason.map(Feasibility.unresolved) ?? .infeasible
  }

  private func knownUnfit(_ codes: [Int32]) -> CandidateSet {
    var known = CandidateSet(0..<0)
    for index in codes.indices {
      var fewer = codes
      fewer.remove(at: index)
      if let candidates = unfit[fewer] { known.formUnion(candidates) }
    }
    return known
  }

  private func isCondition(_ literal: Literal) -> Bool {
    if case .condition = question.predicates[literal.predicate] { true } else { false }
  }

  /// Whether it is the candidate itself that says whether it holds.
  private func isOfCaller(_ literal: Literal) -> Bool {
    guard question.requests == .written,
      case .condition(let condition) = question.predicates[literal.predicate]
    else { return true }
    return PrincipalKeys.identifying.contains(condition.key)
  }

  private func conditions(_ literals: [Literal]) -> Conditions {
    let constraints = literals.compactMap(question.constraint)
    return Dictionary(grouping: constraints, by: \.condition.key)
      .sorted { $0.key < $1.key }.map { (key: $0.key, constraints: $0.value) }
  }

  /// Users whose name is whatever a variable stands for.
  private mutating func users(_ elements: [Literal], _ budget: inout Int) -> [Caller] {
    guard let variable = question.variables.userName else { return [] }
    var candidates = all
    answers.keep(&candidates, elements, surely: true, question, budget: &budget)
    return candidates.compactMap { answers.shapes[$0].userPrefix }.map {
      Caller(principal: nil, arn: $0 + [.variable(variable)], keys: [:])
    }
  }

  private mutating func fitting(
    _ candidates: CandidateSet, _ conditions: Conditions, _ most: Int, _ unfit: inout CandidateSet,
    _ budget: inout Int
  ) -> Feasibility {
    var sure: [Caller] = []
    var others: [Caller] = []
    var reason: String?
    for candidate in candidates where sure.count < most && others.count < most {
      switch fit(candidate, conditions, &budget) {
      case .nobody: unfit.insert(candidate)
      case .unresolved(let why): reason = reason ?? why
      case .somebody(let caller, true): sure.append(caller)
      case .somebody(let caller, false): others.append(caller)
      }
      if budget <= 0 { return .unresolved(Budget.reason) }
    }
    let found = sure + others
    if !found.isEmpty { return .feasible(.callers(Array(found.prefix(most)))) }
    return reason.map(Feasibility.unresolved) ?? .infeasible
  }

  private mutating func fit(
    _ candidate: Int, _ conditions: Conditions, _ budget: inout Int
  ) -> PrincipalFit.Outcome {
    budget -= 1 + conditions.count
    guard budget > 0 else { return .unresolved(Budget.reason) }
    let answers = answers
    var fit = PrincipalFit(answers.shapes[candidate], conditions, question) {
      answers.answer(to: $0, of: candidate) != .maybe
    }
    return fit.run(question.requests, budget: &budget, hopeless: &hopeless)
  }
}
