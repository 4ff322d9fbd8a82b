/// A request that is granted and should not be, in words and as data.
package struct Narration: Sendable {
  /// What grants it: the statement's policy, 1-based number and id.
  package let granting: String
  /// Why the other side does not.
  package let refusal: String
  package let request: Request
  /// Why it may be that no service grants it so, each as a sentence without a full stop.
  package let caveats: [String]

  /// Tells of a counterexample to `candidate` within `reference`.
  package init(
    _ example: Containment.Counterexample, _ candidate: [Level], within reference: [Level]
  ) {
    request = example.request
    let policy = candidate[0].policies[example.policy]
    granting = Statement.title(
      example.statement, sid: policy.statements[example.statement].sid, of: policy.name)
    refusal = Self.refusal(example.request, reference)
    caveats = Self.caveats(example.request, candidate, reference)
  }

  private static func caveats(
    _ request: Request, _ candidate: [Level], _ reference: [Level]
  ) -> [String] {
    let sides = Sides(candidate: candidate, reference: reference)
    var caveats: [String] = []
    let foreign =
      sides.tellPrincipals ? PrincipalKeys.foreign(in: request) : request.withheld.sorted()
    if !foreign.isEmpty {
      caveats.append(
        "AWS would not send \(foreign.joined(separator: ", ")) so for \(request.principal.name): "
          + "this request can be written down and not be made, and none that can be was found")
    }
    let isNewToAll = ServiceReading.all.allSatisfy { service in
      candidate.read(by: service).grant(request, .segmented) == .yes
        && (reference.isEmpty || reference.read(by: service).grant(request, .segmented) == .no)
    }
    if sides.haveExceptions, !isNewToAll { caveats.append(PrincipalException.doubt) }
    return caveats
  }

  private static func refusal(_ request: Request, _ levels: [Level]) -> String {
    let matcher = StatementMatch(request, .segmented)
    for level in levels {
      for policy in level.policies {
        for (index, statement) in policy.statements.enumerated()
        where statement.effect == .deny && matcher.match(statement) == .yes {
          return Statement.title(index, sid: statement.sid, of: policy.name) + " denies it"
        }
      }
    }
    guard let level = levels.first(where: { $0.grants(request, .segmented) != .yes }) else {
      return "it is not granted"
    }
    return allowance(request, level, matcher)
  }

  /// What a level does allow of the action.
  private static func allowance(
    _ request: Request, _ level: Level, _ matcher: StatementMatch
  ) -> String {
    var resources: [String] = []
    var isConditional = false
    for statement in level.policies.flatMap(\.statements)
    where statement.effect == .allow
      && matcher.matchesAction(statement) == .yes
    {
      guard let element = statement.resources else { continue }
      if matcher.matchesResource(statement) == .yes {
        isConditional = true
      }
      let prefix = element.isNegated ? "all but " : ""
      resources += element.patterns.map { prefix + $0.text }
    }
    let name = level.policies.map(\.name).joined(separator: ", ")
    let owner = name.isEmpty ? "nothing" : name
    if isConditional { return "\(owner) allows \(request.action) only under other conditions" }
    guard !resources.isEmpty else { return "\(owner) does not allow \(request.action)" }
    let shown = resources.prefix(3).joined(separator: ", ")
    let more = resources.count > 3 ? " and \(resources.count - 3) more" : ""
    return "\(owner) allows \(request.action) only on \(shown)\(more)"
  }

  /// The request in words.
  package var words: String { request.words }
}
