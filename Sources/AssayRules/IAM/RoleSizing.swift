import IAM
import Records

/// A builder's role held against what its builds need, both ways.
struct RoleSizing {
  /// A permission that a build needs, and what the role says to it.
  struct Missing {
    let action: String
    let resource: String
    let need: BuildNeeds.Need
    /// A request that is needed and not granted, where others are; nil where none is.
    let refused: Request?

    /// `s3:PutObject on arn:*:s3:::logs/*: build logs`, holes included.
    var text: String {
      let part = refused.map { ", granted in part and not on \($0.resource)" } ?? ""
      return "\(action) on \(resource)\(part): \(need.reason)"
    }
  }

  /// Something that the role grants and no build is known to need.
  struct Excess {
    let narration: Narration
    let block: BlockID?
    let level: AccessLevel?
  }

  let needs: BuildNeeds
  /// Nil when the role is not known.
  let policies: RolePolicies?
  let reading: PolicyReading
  /// Whether a part of what is built is not known, so that there may be more needs.
  let hasUnknownNeeds: Bool
  private let catalogue: ActionCatalogue
  private var containment: Containment

  /// `view` is a record of an image pipeline, image or infrastructure configuration.
  init(_ view: RecordView, _ catalogue: ActionCatalogue = .bundled) {
    self.catalogue = catalogue
    containment = Containment(.catalogue(catalogue))
    var reading = PolicyReading()
    needs = BuildNeeds(view, &reading)
    hasUnknownNeeds = !reading.unknown.isEmpty
    policies = needs.role.value.map { RolePolicies($0, &reading) }
    self.reading = reading
  }

  /// Needs that the role does not meet, and those of which that is not known.
  struct Shortfall {
    /// In the order of the needs.
    var missing: [Missing] = []
    /// Why it is not known whether a need is met.
    var undecided: [String] = []
    /// Steps of an expression that finding out costs.
    var cost = 0

    fileprivate mutating func add(
      _ action: String, _ resource: String, _ need: BuildNeeds.Need, by sizing: RoleSizing
    ) {
      var refused: Request?
      switch sizing.coverage(of: action, on: resource, need.amount) {
      case .whole: return
      case .nothing: break
      case .part(let request): refused = request
      case .conditional(let keys):
        note(
          "\(action) on \(resource) is granted under conditions on \(keys.joined(separator: ", "))")
        return
      case .unknown(let reasons):
        for reason in reasons { note(reason) }
        return
      }
      missing.append(Missing(action: action, resource: resource, need: need, refused: refused))
    }

    private mutating func note(_ reason: String) {
      if !undecided.contains(reason) { undecided.append(reason) }
    }
  }

  /// What is short among the actions that match one of some patterns.
  func shortfall(of actions: [String] = ["*"]) -> Shortfall {
    var shortfall = Shortfall()
    // A profile without a role grants nothing; one that is unknown may grant all.
    if policies == nil, case .unknown = needs.role { return shortfall }
    if let excess = policies.flatMap({ PolicyExtent($0.levels).excess }) {
      shortfall.undecided.append(excess)
      return shortfall
    }
    let wanted = Statement.Patterns(actions.map { Pattern($0, .wildcards) }, isNegated: false)
    let meter = Meter()
    var metered = self
    metered.containment = containment.metered(by: meter)
    for need in needs.needs {
      for action in need.actions where wanted.match(action: action) {
        for resource in need.resources { shortfall.add(action, resource, need, by: metered) }
      }
    }
    shortfall.cost = meter.steps
    return shortfall
  }

  /// How much of what is needed the role grants; a profile without a role grants nothing.
  fileprivate func coverage(
    of action: String, on resource: String, _ amount: Coverage.Amount
  ) -> Coverage {
    containment.coverage(
      of: action, on: resource, amount, by: policies?.levels ?? [Level(.identity, [])],
      facts: Self.facts)
  }

  /// What holds of each request of a build: the agent and the tools of AWS speak TLS, and no service
  /// asks for them.
  private static let facts: [Condition] = [
    ("aws:SecureTransport", "true"), ("aws:ViaAWSService", "false"),
    ("aws:PrincipalIsAWSService", "false"),
  ].compactMap { key, value in
    try? Condition(spelling: "Bool", key: key, values: [value], variables: false)
  }

  /// What the role grants beyond its needs, most at stake first.
  ///
  /// The policies that AWS's documentation asks a builder to have are no excess. The cost is in steps
  /// of an expression.
  func excess() -> (answer: Result<[Excess], Undecided>, cost: Int) {
    let meter = Meter()
    let answer = excess(containment.metered(by: meter))
    return (answer, meter.steps)
  }

  private func excess(_ containment: Containment) -> Result<[Excess], Undecided> {
    guard let policies else { return .failure(Undecided(reasons: ["the role is not known"])) }
    if let excess = PolicyExtent(policies.levels).excess {
      return .failure(Undecided(reasons: [excess]))
    }
    let reference = [Level(.identity, [policy] + Self.documented)]
    switch containment.check(policies.levels, within: reference) {
    case .contained: return .success([])
    case .unknown(let reasons): return .failure(Undecided(reasons: reasons))
    case .new(let found):
      let excess = found.map { example in
        Excess(
          narration: Narration(example, policies.levels, within: reference),
          block: policies.block(policy: example.policy, statement: example.statement),
          level: catalogue.action(example.request.action)?.level)
      }
      return .success(
        excess.enumerated().sorted { left, right in
          let (first, second) = (left.element.level, right.element.level)
          return first == second ? left.offset < right.offset : Self.rank(first) > Self.rank(second)
        }.map(\.element))
    }
  }

  /// Why something could not be decided.
  struct Undecided: Error {
    let reasons: [String]
  }

  /// What nobody grades may be anything.
  private static func rank(_ level: AccessLevel?) -> Int {
    level.flatMap { AccessLevel.allCases.firstIndex(of: $0) } ?? AccessLevel.allCases.count
  }

  private static let documented = [
    "AmazonSSMManagedInstanceCore", "EC2InstanceProfileForImageBuilder",
  ].compactMap { ManagedPolicies.policy(named: $0) }
    .compactMap(ManagedPolicies.statements)

  /// The least policy that the known needs ask for; one statement a set of resources.
  var policy: PolicyDocument {
    var statements: [Statement] = []
    for (actions, resources) in grouped {
      statements.append(
        Statement(
          effect: .allow,
          actions: Statement.Patterns(actions.map { Pattern($0, .wildcards) }, isNegated: false),
          resources: Statement.Patterns(
            resources.map { Pattern($0, .wildcards) }, isNegated: false)))
    }
    return PolicyDocument(name: "what the builds need", statements: statements)
  }

  /// Actions by the resources they are needed on, both sorted.
  var grouped: [(actions: [String], resources: [String])] {
    var actions: [[String]: Set<String>] = [:]
    for need in needs.needs {
      actions[need.resources.sorted(), default: []].formUnion(need.actions)
    }
    return actions.map { ($0.value.sorted(), $0.key) }
      .sorted { ($0.actions.first ?? "", $0.resources) < ($1.actions.first ?? "", $1.resources) }
  }
}

private func < (left: (String, [String]), right: (String, [String])) -> Bool {
  left.0 == right.0 ? left.1.lexicographicallyPrecedes(right.1) : left.0 < right.0
}
