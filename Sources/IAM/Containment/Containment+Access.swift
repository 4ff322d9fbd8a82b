extension Containment {
  /// Whether some policies grant any of some actions on any of some resources (the question of
  /// Access Analyzer's CheckAccessNotGranted).
  ///
  /// `actions` and `resources` are patterns as in a policy; no resource at all stands for every one.
  /// `contained` says that nothing of it is granted.
  package func check(
    _ candidate: [Level], grantsNoneOf actions: [String], on resources: [String] = [],
    strangers keys: Set<String> = []
  ) -> Answer {
    let reference = [Level.everything(but: actions, on: resources, strangers: keys)]
    if let plain = plain(candidate, reference, actions, resources) { return .new([plain]) }
    return check(
      candidate, within: reference, asked: actions.map { Pattern($0, .wildcards) })
  }

  /// An obvious request that is granted, so that nothing has to be searched for: one without any
  /// context, for the first action and resource; nil when it proves nothing.
  private func plain(
    _ candidate: [Level], _ reference: [Level], _ actions: [String], _ resources: [String]
  ) -> Counterexample? {
    guard let action = actions.first, !action.contains("*"), !action.contains("?"),
      candidate.allSatisfy({ $0.doubt == nil })
    else { return nil }
    let request = Request(
      principal: Principal(.aws, "arn:aws:iam::111122223333:role/example"), action: action,
      resource: plainResource(of: action, resources))
    let isNew = ARNReading.allCases.allSatisfy { reading in
      candidate.grant(request, reading) == .yes && reference.grant(request, reading) == .no
    }
    guard isNew, let level = candidate.first else { return nil }
    let matcher = StatementMatch(request, .segmented)
    for (policy, document) in level.policies.enumerated() {
      for (statement, entry) in document.statements.enumerated()
      where entry.effect == .allow && matcher.match(entry) == .yes {
        return Counterexample(policy: policy, statement: statement, request: request)
      }
    }
    return nil
  }

  /// A resource that people would name: of the asked ones one of the action's own service.
  private func plainResource(of action: String, _ resources: [String]) -> String {
    let service = action.prefix { $0 != ":" }.lowercased()
    guard let chosen = resources.first(where: { ARN($0)?.service == service }) ?? resources.first
    else {
      guard case .catalogue(let catalogue) = actions else { return "*" }
      return TellingRequests(catalogue).resources(of: action).first ?? "*"
    }
    let parts = chosen.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    let usual = ["arn", "aws", service, "us-east-1", "111122223333", "example"]
    guard parts.count == usual.count else { return chosen.replacing("*", with: "example") }
    let filled = zip(parts, usual).map { part, usual -> String in
      part == "*" ? usual : Self.filled(part)
    }
    return filled.joined(separator: ":")
  }

  private static func filled(_ part: Substring) -> String {
    // To look is much cheaper than to replace, and there is mostly nothing to replace.
    guard part.utf8.contains(where: { $0 == Wildcards.star || $0 == Wildcards.one }) else {
      return String(part)
    }
    return String(part).replacing("*", with: "example").replacing("?", with: "x")
  }

  /// Whether a resource's policy lets strangers in: people without credentials, or of an account
  /// that no policy names.
  ///
  /// Strangers choose what they call their own things and how they call; what tells whose the things
  /// are, or where a request comes from, is absent from their requests or of a value that the policy
  /// does not spell out. Somebody of a provider of identities that anybody may use is one as well.
  /// `contained` says that the policy lets no stranger in.
  package func checkNoPublicAccess(_ policy: PolicyDocument) -> Answer {
    check(
      [
        Level(.resource, [policy.facingCallers]), Level(.resource, [Stranger(to: policy).requests]),
      ],
      within: [.nothing], asked: nil, of: .made)
  }
}

extension Level {
  /// What grants nothing.
  static let nothing = Level(.identity, [])

  /// What grants everything but some actions on some resources; no resource stands for all.
  ///
  /// `strangers` are keys, such as `aws:username`: of the requests in question are then only those
  /// whose values for them occur in no resource, so that nobody is asked about what is his own.
  package static func everything(
    but actions: [String], on resources: [String], strangers keys: Set<String> = []
  ) -> Level {
    let everything = Statement(
      effect: .allow, actions: Statement.Patterns(["*"]), resources: Statement.Patterns(["*"]))
    let owners = keys.isEmpty ? [] : Self.parts(of: resources)
    let asked = Statement(
      effect: .deny, actions: Statement.Patterns(actions),
      resources: Statement.Patterns(resources.isEmpty ? ["*"] : resources),
      conditions: keys.sorted().map { key in
        Condition(
          qualifier: nil, operator: .stringEquals, isNegated: true, ifExists: true, key: key,
          values: owners.map { .pattern(Pattern($0, [])) }, spelling: "StringNotEqualsIfExists")
      })
    return Level(
      .identity, [PolicyDocument(name: "what is asked for", statements: [everything, asked])])
  }
}

extension Level {
  /// The names that stand in resources, ascending.
  private static func parts(of resources: [String]) -> [String] {
    let parts = Set(resources.flatMap { $0.split { $0 == ":" || $0 == "/" }.map(String.init) })
    return parts.filter { !$0.contains("*") && !$0.contains("?") }.sorted()
  }
}

extension [Level] {
  /// The keys of policy variables in the resources of statements.
  package var variablesOfResources: Set<String> {
    var keys: Set<String> = []
    for statement in flatMap(\.policies).flatMap(\.statements) {
      for pattern in statement.resources?.patterns ?? [] {
        keys.formUnion(pattern.variables.map(\.key))
      }
    }
    return keys
  }
}

extension Statement.Patterns {
  /// Texts with wildcards and without variables.
  fileprivate init(_ texts: [String]) {
    self.init(texts.map { Pattern($0, [.wildcards, .strictSegments]) }, isNegated: false)
  }
}
