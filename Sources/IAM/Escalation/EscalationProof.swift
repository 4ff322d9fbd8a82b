/// Decides whether policies grant what ways take, and remembers the answers.
struct EscalationProof {
  /// What became of one question.
  enum Outcome {
    /// One element an action.
    case granted([Escalation.Grant])
    case refused
    case unknown([String])
  }

  private typealias Joint = EscalationTargets.Joint

  private var narrowing: ActionNarrowing
  private let principal: Principal?
  private let facts: [(key: String, value: String)]
  private let containment: Containment
  private let meter: Meter?
  /// Of this proof alone.
  private let own = Meter()
  private var answers: [EscalationTargets.Joint: Outcome] = [:]
  /// What is left for all proofs together, also those of other readings of who asks, in squares of the
  /// sizes of questions and in places that searches visit.
  var work = EscalationProof.allWork

  static let allWork = 40_000_000
  private static let workPerPlace = 8

  /// Much less than a question of a user's own may take, since there are many.
  private static let budget = Budget(places: 500_000, choices: 20_000)

  /// Letters that stand for names of roles which an input declares.
  private let declared: Set<Unicode.Scalar>
  /// What stands for the own account where that is not known.
  private let account: String?

  init(
    _ levels: [Level], _ principal: Principal?, account: String?, declared: Set<Unicode.Scalar>,
    _ meter: Meter?
  ) {
    self.principal = principal
    self.declared = declared
    self.account = account
    facts = principal.map(PrincipalKeys.of) ?? []
    // Only users have a name of a user.
    var known: [String: String?] = [PrincipalKeys.userName: nil]
    for fact in facts { known[fact.key.lowercased()] = fact.value }
    narrowing = ActionNarrowing(levels, assuming: known)
    self.meter = meter
    containment = Containment(.open, budget: Self.budget).metered(by: own)
  }

  /// Whether each action of a path may be granted on anything at all.
  mutating func mayGrant(_ path: EscalationPath) -> Bool {
    for permission in path.permissions {
      guard narrowing.mayGrant(permission.action) else { return false }
    }
    return true
  }

  /// Whether a path goes through roles, and all that may be passed or taken are named one by one.
  func goesThroughNamedRoles(_ path: EscalationPath) -> Bool {
    let actions = path.permissions.map(\.action)
    if actions.contains(Self.passing) {
      // Whose role is one that the path passes, and not one that is there already.
      return path.category == .newPassRole && !path.usesOtherRole
        && names(Self.passing) { $0.namesRole(declared) }
    }
    return actions == [Self.taking]
      && names(Self.taking) { $0.namesRole(declared) && $0.namesAccount(account) }
  }

  /// Whether all that is allowed for an action is allowed on resources that are named so.
  private func names(_ action: String, _ isNamed: (Pattern) -> Bool) -> Bool {
    let narrowed = narrowing.narrowed(to: action, as: Self.placeholder)
    let allowing = narrowed.levels[0].policies.flatMap(\.statements).filter { $0.effect == .allow }
    return allowing.allSatisfy { statement in
      guard let resources = statement.resources else { return false }
      return !resources.isNegated && resources.patterns.allSatisfy(isNamed)
    }
  }

  private static let taking = "sts:AssumeRole"
  private static let passing = "iam:PassRole"
  /// Once the statements are picked, nothing is to be decided about actions.
  private static let placeholder = Statement.Patterns(
    [Pattern("*", .wildcards)], isNegated: false)

  /// Whether all actions of a question are granted on one resource that it asks for.
  mutating func decide(_ question: EscalationTargets.Joint) -> Outcome {
    if let answer = answers[question] { return answer }
    let answer = answer(question)
    answers[question] = answer
    return answer
  }

  private mutating func answer(_ question: Joint) -> Outcome {
    let parts = question.actions.map { narrowing.narrowed(to: $0, as: Self.placeholder) }
    let levels = parts.flatMap(\.levels)
    let statements = parts.flatMap { $0.levels[0].policies.flatMap(\.statements) }
    let asking = EscalationRequests(
      question, Self.placeholder, levels, principal: principal, facts: facts)
    let isBound = question.actions.allSatisfy { !$0.hasPrefix("sts:") }
    let places = EscalationPlace.places(in: statements, of: principal, isBound: isBound)
    let size = Self.size(of: levels)
    for place in places {
      for request in asking.requests(at: place, statements) where work > 0 {
        work -= size
        meter?.add(size)
        guard asking.isGranted(request, at: place) else { continue }
        return .granted(grants(request, question, parts, isLimited(asking, at: place)))
      }
    }
    var reasons: [String] = []
    for place in places {
      switch check(asking.all(at: place) + levels, within: [.nothing]) {
      case .contained: continue
      case .new(let found):
        return .granted(
          grants(found[0].request, question, parts, isLimited(asking, at: place)))
      case .unknown(let why): reasons += why
      }
    }
    if !reasons.isEmpty {
      // What could not be read explains more than what a search could not find.
      let doubts = statements.flatMap(\.doubts)
      return .unknown(doubts.isEmpty ? reasons : doubts)
    }
    return isHeldApart(question, asking, places) ? .unknown([Self.heldApart]) : .refused
  }

  private static let heldApart =
    "each action is granted, but no one set of condition keys grants all of them"

  /// Whether actions are granted on one resource, were it not that their conditions differ: requests
  /// are made one after another, and their contexts need not be the same.
  private mutating func isHeldApart(
    _ question: Joint, _ asking: EscalationRequests, _ places: [EscalationPlace]
  ) -> Bool {
    let statements = asking.levels.flatMap { $0.policies.flatMap(\.statements) }
    guard question.actions.count > 1, statements.contains(where: { !$0.conditions.isEmpty }) else {
      return false
    }
    let relaxed = asking.levels.map(\.withoutConditions)
    for place in places {
      let answer = check(asking.all(at: place) + relaxed, within: [.nothing])
      guard case .contained = answer else { return true }
    }
    return false
  }

  private static func size(of levels: [Level]) -> Int {
    let extent = PolicyExtent(levels)
    return extent.statements + extent.texts + extent.bytes / 32
  }

  /// Proves, as long as there is work left.
  private mutating func check(
    _ candidate: [Level], within reference: [Level]
  ) -> Containment.Answer {
    let size = Self.size(of: candidate + reference)
    guard work > 0 else { return .unknown([Budget.reason]) }
    let before = own.places
    let answer = containment.check(candidate, within: reference)
    let visited = own.places - before
    work -= size * size + visited * Self.workPerPlace
    meter?.add(visited)
    return answer
  }

  /// Whether something of what is asked for is not granted.
  private mutating func isLimited(_ asking: EscalationRequests, at place: EscalationPlace) -> Bool {
    let isFree = asking.levels.allSatisfy { level in
      let statements = level.policies.flatMap(\.statements)
      return statements.allSatisfy { $0.effect == .allow }
        && statements.contains(where: \.isUnbounded)
    }
    if isFree { return false }
    let answer = check(asking.unforced(at: place), within: asking.levels)
    if case .contained = answer { return false }
    return true
  }

  private func grants(
    _ found: Request, _ question: Joint, _ parts: [ActionNarrowing.Narrowed], _ isLimited: Bool
  ) -> [Escalation.Grant] {
    zip(question.actions, parts).map { action, part in
      var request = found
      request.action = action
      if let principal { request.principal = principal }
      let told = EscalationGranting(part, found, isLimited: isLimited)
      return told.grant(action, request)
    }
  }
}
