/// How much of something that is needed policies grant.
package enum Coverage: Sendable {
  /// Every request.
  case whole
  /// Some requests, and not this one, whatever the context.
  case part(Request)
  /// Every request in some context, and none or not all in others, which depends on these keys.
  case conditional([String])
  case nothing
  /// Neither could be shown; why, without repetition.
  case unknown([String])

  /// How much of the resources of a pattern is needed.
  package enum Amount: Sendable {
    /// All of them, in one partition.
    case all
    /// One that nobody knows: any will do.
    case some
  }

  /// How well a need is met, the higher the better.
  fileprivate var rank: Int {
    switch self {
    case .nothing: 0
    case .part: 1
    case .unknown: 2
    case .conditional: 3
    case .whole: 4
    }
  }
}

extension Containment {
  /// How much of an action on the resources of a pattern policies grant.
  ///
  /// `*` asks for what the action works on: nothing, so that only `*` grants it, or some resource of
  /// its kinds. `arn:*:` asks for all resources in one of the partitions that the policies speak of.
  /// `facts` hold in every request that needs it.
  package func coverage(
    of action: String, on resource: String, _ amount: Coverage.Amount = .all, by levels: [Level],
    facts: [Condition] = []
  ) -> Coverage {
    if resource == "*", case .catalogue(let catalogue) = actions,
      let resources = catalogue.action(action)?.resources
    {
      // A lone `*` that is no wildcard: the request names nothing else.
      guard !resources.isEmpty else { return whole(of: action, "${*}", levels, facts) }
      let forms = resources.map { ResourceForm.filled($0.type.arn) { _ in "*" } }
      return some(of: action, forms, levels, facts)
    }
    guard amount == .all else { return some(of: action, [resource], levels, facts) }
    var best: Coverage?
    for resource in Self.places(of: resource, in: levels) {
      let coverage = whole(of: action, resource, levels, facts)
      if best.map({ $0.rank < coverage.rank }) ?? true { best = coverage }
      if case .whole = coverage { break }
    }
    return best ?? .nothing
  }

  /// Of some resource of the patterns; whatever the context, or else under conditions.
  private func some(
    of action: String, _ resources: [String], _ levels: [Level], _ facts: [Condition]
  ) -> Coverage {
    let levels = levels.map { $0.assuming(facts) }
    switch check(levels.map(\.withoutConditions), grantsNoneOf: [action], on: resources) {
    case .contained: return .nothing
    case .unknown(let reasons): return .unknown(reasons)
    case .new: break
    }
    switch check(levels.map(\.inEveryContext), grantsNoneOf: [action], on: resources) {
    case .new: return .whole
    case .contained: return .conditional(Self.keys(of: levels, action, resources[0]))
    case .unknown(let reasons): return .unknown(reasons)
    }
  }

  private func whole(
    of action: String, _ resource: String, _ levels: [Level], _ facts: [Condition]
  ) -> Coverage {
    let need = [Level.need(action, resource, facts)]
    let isGranted: Answer = check(need, within: levels)
    if case .contained = isGranted { return .whole }
    // What is not granted at all explains more than a request that is not.
    if case .contained = check(levels, grantsNoneOf: [action], on: [resource]) { return .nothing }
    if case .unknown(let reasons) = isGranted { return .unknown(reasons) }
    switch check(need, within: levels.map(\.withoutConditions)) {
    case .contained: return .conditional(Self.keys(of: levels, action, resource))
    case .new(let found): return .part(found[0].request)
    case .unknown(let reasons): return .unknown(reasons)
    }
  }

  /// The resource in each partition that resources of the policies name.
  private static func places(of resource: String, in levels: [Level]) -> [String] {
    let any = "arn:*:"
    guard resource.hasPrefix(any) else { return [resource] }
    var partitions = ["aws"]
    for statement in levels.flatMap(\.policies).flatMap(\.statements) {
      for pattern in statement.resources?.patterns ?? [] {
        guard let partition = ARN(pattern.text)?.partition, !partition.contains("*"),
          !partition.contains("?"), !partitions.contains(partition)
        else { continue }
        partitions.append(partition)
      }
    }
    return partitions.map { "arn:\($0):" + resource.dropFirst(any.count) }
  }

  /// The keys that statements about an action on a resource ask for, ascending.
  private static func keys(of levels: [Level], _ action: String, _ resource: String) -> [String] {
    let request = Request(principal: Principal("*"), action: action, resource: resource)
    let matcher = StatementMatch(request, .segmented)
    let statements = levels.flatMap(\.policies).flatMap(\.statements).filter {
      matcher.matchesAction($0) != .no
    }
    return Set(statements.flatMap { $0.conditions.map(\.key) }).sorted()
  }
}

extension Level {
  /// What grants an action on the resources of a pattern under conditions, and nothing else.
  fileprivate static func need(
    _ action: String, _ resource: String, _ conditions: [Condition]
  ) -> Level {
    let statement = Statement(
      effect: .allow,
      actions: Statement.Patterns([Pattern(action, .wildcards)], isNegated: false),
      resources: Statement.Patterns(
        [Pattern(resource, [.wildcards, .strictSegments, .variables])], isNegated: false),
      conditions: conditions)
    return Level(.identity, [PolicyDocument(name: "what is needed", statements: [statement])])
  }

  /// What it would grant at most if every condition were met.
  var withoutConditions: Level {
    map { statement in
      statement.effect == .deny && !statement.conditions.isEmpty
        ? nil : statement.with(conditions: [])
    }
  }

  /// What it grants whatever the context: what allows under conditions does not, and what denies
  /// under conditions does.
  fileprivate var inEveryContext: Level {
    map { statement in
      statement.effect == .allow && !statement.conditions.isEmpty
        ? nil : statement.with(conditions: [])
    }
  }

  /// What it says where conditions on flags hold.
  fileprivate func assuming(_ facts: [Condition]) -> Level {
    map { statement in
      var open: [Condition] = []
      for condition in statement.conditions {
        guard let fact = facts.first(where: { $0.key == condition.key }) else {
          open.append(condition)
          continue
        }
        let value = fact.values.contains(.flag(true)) ? "true" : "false"
        switch ConditionMatch(condition, value: \.fallback).holds([value]) {
        case .yes: continue
        case .no: return nil
        case .maybe: open.append(condition)
        }
      }
      return statement.with(conditions: open)
    }
  }
}

extension Statement {
  fileprivate func with(conditions: [Condition]) -> Statement {
    Statement(
      effect: effect, sid: sid, principals: principals, actions: actions, resources: resources,
      conditions: conditions, doubts: doubts, place: place)
  }
}
