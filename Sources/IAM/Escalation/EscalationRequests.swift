/// The requests that a question of a way asks about.
struct EscalationRequests {
  /// What has to grant them, for all actions of the question.
  let levels: [Level]
  private let question: EscalationTargets.Joint
  private let placeholder: Statement.Patterns
  private let principal: Principal?
  /// Keys that hold the same value in every request of the principal, as far as policies ask.
  private let facts: [(key: String, value: String)]
  private let asksForUserName: Bool

  /// The most resources that are tried before anything is proven.
  private static let mostTried = 8

  /// `facts` are the keys of the principal; those that no policy asks for are left out.
  init(
    _ question: EscalationTargets.Joint, _ placeholder: Statement.Patterns, _ levels: [Level],
    principal: Principal?, facts: [(key: String, value: String)]
  ) {
    self.question = question
    self.placeholder = placeholder
    self.levels = levels
    self.principal = principal
    let statements = levels.flatMap { $0.policies.flatMap(\.statements) }
    let asked = statements.reduce(into: Set<String>()) { $0.formUnion($1.keysAsked) }
    self.facts = facts.filter { asked.contains($0.key.lowercased()) }
    asksForUserName = asked.contains(PrincipalKeys.userName)
  }

  /// Requests of the least said, with resources that people would name.
  func requests(at place: EscalationPlace, _ statements: [Statement]) -> [Request] {
    var resources = [question.form.example(at: place)]
    if case .kind = question.form {
      let named = statements.lazy.filter { $0.effect == .allow && $0.resources?.isNegated == false }
        .flatMap { $0.resources?.patterns ?? [] }.compactMap(\.example)
      resources += named.prefix(Self.mostTried)
    }
    return resources.map { resource in
      var request = Request(
        principal: principal ?? Principal(.aws, "arn:aws:iam::111122223333:role/example"),
        action: question.actions[0], resource: resource)
      if let service = question.service { request["iam:PassedToService"] = [service] }
      for fact in facts { request[fact.key] = [fact.value] }
      return request
    }
  }

  /// Whether the evaluator, which judges requests as wholes, says that one is asked for and granted,
  /// however wildcards are read.
  func isGranted(_ request: Request, at place: EscalationPlace) -> Bool {
    let all = all(at: place) + levels
    return ARNReading.allCases.allSatisfy { all.grant(request, $0) == .yes }
  }

  /// Levels that grant what is asked for.
  func all(at place: EscalationPlace) -> [Level] {
    var conditions = factConditions
    if let service = question.service {
      conditions.append(Self.equals("iam:PassedToService", service))
    }
    return levels(place, conditions)
  }

  /// The same, to whatever service a role is passed.
  func unforced(at place: EscalationPlace) -> [Level] { levels(place, factConditions) }

  private func levels(_ place: EscalationPlace, _ conditions: [Condition]) -> [Level] {
    let asked = Statement(
      effect: .allow, actions: placeholder,
      resources: Statement.Patterns([question.form.pattern(at: place)], isNegated: false),
      conditions: conditions)
    return [asked.level] + (others.map { [$0.level] } ?? [])
  }

  private var factConditions: [Condition] {
    var conditions = facts.map { Self.equals($0.key, $0.value) }
    // Only users have a name of a user.
    if asksForUserName,
      !facts.contains(where: { $0.key.lowercased() == PrincipalKeys.userName })
    {
      conditions.append(Self.noUserName)
    }
    return conditions
  }

  /// What allows whatever is not done to the principal itself; nil when it is no user.
  private var others: Statement? {
    guard question.isOfOtherUser, let principal, let arn = ARN(principal.name),
      arn.resource.hasPrefix("user/")
    else { return nil }
    return Statement(
      effect: .allow, actions: placeholder,
      resources: Statement.Patterns([Pattern(principal.name, [])], isNegated: true))
  }

  private static func equals(_ key: String, _ value: String) -> Condition {
    Condition(
      qualifier: nil, operator: .stringEquals, isNegated: false, ifExists: false,
      key: key.lowercased(), values: [.pattern(Pattern(value, []))], spelling: "StringEquals")
  }

  private static let noUserName = Condition(
    qualifier: nil, operator: .null, isNegated: false, ifExists: false, key: PrincipalKeys.userName,
    values: [.flag(true)], spelling: "Null")
}

extension Statement {
  fileprivate var level: Level {
    Level(.identity, [PolicyDocument(name: "what is asked for", statements: [self])])
  }
}
