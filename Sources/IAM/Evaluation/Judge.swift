/// Goes through the policies of one request.
struct Judge {
  private let request: Request
  private let matcher: StatementMatch
  private(set) var trace: [Authorization.Step] = []
  private(set) var isDenied = Match.no
  private(set) var reasons: [String] = []

  init(request: Request, reading: ARNReading, isBound: Bool) {
    self.request = request
    matcher = StatementMatch(request, reading, isBound: isBound)
  }

  mutating func isAllowed(_ policies: PolicySet, isExempt: Bool) -> Match {
    var allowed = Match.yes
    // Organisations do not bind roles that services made for themselves, and service control policies
    // bind the principals of accounts only (Organizations user guide, "Service control policies").
    if !isExempt {
      for level in policies.resourceControl {
        let isAllowed = allows(level, .resourceControl)
        // AWS's policy of full access is always attached there, and cannot be taken away
        // (Organizations user guide, "Resource control policies").
        if !Level.deniesOnly(level) { allowed = allowed && (isAllowed || !reach) }
      }
      for level in policies.serviceControl where request.principal.kind == .aws {
        let isAllowed = allows(level, .serviceControl)
        allowed = allowed && isAllowed
      }
    }
    let grants = resourceGrants(policies.resource)
    let identity = allows(policies.identity, .identity)
    var bounds = Match.yes
    for boundary in policies.boundaries {
      let isAllowed = allows([boundary], .boundary)
      bounds = bounds && isAllowed
    }
    var session = Match.yes
    if let policies = policies.session { session = allows(policies, .session) }
    return allowed && base(policies, identity, bounds, session, grants)
  }

  /// Services whose resources resource control policies reach; the list of the Organizations user
  /// guide has grown since it was five, so that of others it is not known.
  private static let reached: Set<Substring> = [
    "s3", "sts", "kms", "sqs", "secretsmanager", "ecr", "aoss",
  ]

  /// Whether resource control policies bind the request.
  private var reach: Match {
    Self.reached.contains(request.action.lowercased().prefix { $0 != ":" }) ? .yes : .maybe
  }

  /// How the policies of the principal and of the resource combine.
  private mutating func base(
    _ policies: PolicySet, _ identity: Match, _ bounds: Match, _ session: Match,
    _ grants: ResourceGrants
  ) -> Match {
    let principal = request.principal
    // Nobody has to give the root user of an account anything in it.
    let identity = principal.isRoot ? .yes : identity
    let own = identity && bounds && session
    guard principal.kind == .aws else { return grants.any }
    guard PrincipalKeys.resourceAccount(of: request) == principal.account else {
      note(own, "the policies of the principal do not allow it, and it belongs to another account")
      note(grants.any, "the policy of the resource does not let another account in")
      return own && grants.any
    }
    note(identity, "no policy of the principal allows it")
    note(bounds, "the permissions boundary does not allow it")
    note(session, "the session's policies do not allow it")
    // A grant to a role is one to its sessions within their bounds; a grant to a user, to one
    // session or to everybody is not bounded by what merely does not allow (IAM user guide, "Policy
    // evaluation for requests within a single account").
    let direct = grants.session || (grants.direct && (principal.isRole ? bounds && session : .yes))
    if needsResourcePolicy, policies.resource != nil {
      note(grants.any, "the policy of the resource has to allow it, and does not")
      return direct || (grants.account && own)
    }
    return own || direct
  }

  /// A key's policy and a role's trust decide alone whether policies of principals count.
  private var needsResourcePolicy: Bool {
    let action = request.action.lowercased()
    return action.hasPrefix("kms:") || action.hasPrefix("sts:assumerole")
      || action == "sts:tagsession" || action == "sts:setsourceidentity"
  }

  private mutating func note(_ match: Match, _ reason: String) {
    if match == .no { reasons.append(reason) }
  }

  private mutating func allows(_ policies: [PolicyDocument], _ role: Level.Role) -> Match {
    var allowed = Match.no
    for policy in policies {
      for (index, statement) in policy.statements.enumerated() {
        let match = record(statement, index, of: policy, role)
        if statement.effect == .allow { allowed = allowed || match }
      }
      if let doubt = policy.doubt { allowed = max(allowed, doubted(doubt, policy)) }
    }
    if role == .serviceControl || role == .resourceControl && !Level.deniesOnly(policies) {
      note(allowed, "a \(role.rawValue) does not allow it")
    }
    return allowed
  }

  /// A policy that could not be read may allow, and may deny.
  private mutating func doubted(_ doubt: String, _ policy: PolicyDocument) -> Match {
    reasons.append("\(policy.name): \(doubt)")
    isDenied = max(isDenied, .maybe)
    return .maybe
  }

  private mutating func record(
    _ statement: Statement, _ index: Int, of policy: PolicyDocument, _ role: Level.Role
  ) -> Match {
    var match = matcher.match(statement)
    if role == .resourceControl, statement.effect == .deny, reach != .yes, match != .no {
      match = min(match, reach)
      let service = request.action.prefix { $0 != ":" }
      reasons.append("whether resource control policies reach `\(service)` is not known")
    }
    guard match != .no else { return .no }
    if matcher.matchesPrincipal(statement) == .maybe, !reasons.contains(PrincipalException.doubt) {
      reasons.append(PrincipalException.doubt)
    }
    if statement.effect == .deny { isDenied = max(isDenied, match) }
    trace.append(
      Authorization.Step(
        role: role, policy: policy.name, statement: index, sid: statement.sid,
        effect: statement.effect, match: match, place: statement.place))
    return match
  }

  /// Whom the policy of the resource lets in, by how it names them.
  private struct ResourceGrants {
    /// By the ARN of the session, or with everybody.
    var session = Match.no
    /// By the ARN of the user or role.
    var direct = Match.no
    /// With the account, which leaves it to the account's own policies.
    var account = Match.no

    var any: Match { session || direct || account }
  }

  private mutating func resourceGrants(_ policy: PolicyDocument?) -> ResourceGrants {
    var grants = ResourceGrants()
    guard let policy else { return grants }
    for (index, statement) in policy.statements.enumerated() {
      let match = record(statement, index, of: policy, .resource)
      guard statement.effect == .allow, match != .no else { continue }
      switch naming(statement.principals) {
      case .session: grants.session = max(grants.session, match)
      case .direct: grants.direct = max(grants.direct, match)
      case .account: grants.account = max(grants.account, match)
      }
    }
    if let doubt = policy.doubt { grants.direct = max(grants.direct, doubted(doubt, policy)) }
    return grants
  }

  private enum Naming { case session, direct, account }

  /// The most direct way in which a statement that matches names the principal.
  private func naming(_ principals: Statement.Principals?) -> Naming {
    guard let principals, !principals.isNegated else { return .session }
    let meant = principals.principals.filter { StatementMatch.covers($0, request.principal) }
    if meant.contains(.everyone) { return .session }
    if request.principal.sessionRole != nil, meant.contains(.arn(request.principal.name)) {
      return .session
    }
    let isDirect = meant.contains { if case .account = $0 { false } else { true } }
    return isDirect ? .direct : .account
  }
}
