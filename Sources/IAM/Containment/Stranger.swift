/// Somebody of whom a policy knows nothing.
///
/// Sources: IAM user guide, "AWS global condition context keys"; S3 user guide, "The meaning of
/// public"; IAM Access Analyzer, "Findings for public access".
struct Stranger {
  private let policy: PolicyDocument

  init(to policy: PolicyDocument) {
    self.policy = policy.facingCallers
  }

  /// What allows all requests that strangers can make, and no other.
  var requests: PolicyDocument {
    let all = Statement.Patterns([Pattern("*", .wildcards)], isNegated: false)
    return PolicyDocument(
      name: "strangers",
      statements: [
        Statement(
          effect: .allow, principals: .everyone, actions: all, resources: nil,
          conditions: conditions),
        Statement(
          effect: .deny, principals: Statement.Principals(known, isNegated: false), actions: all,
          resources: nil),
      ])
  }

  /// Whoever the policy names, and everybody of an account that it does; services, which act for
  /// those whom they serve; and those for whom somebody else's provider of identities vouches.
  private var known: [PrincipalPattern] {
    var known: Set<PrincipalPattern> = [.service("*")]
    var isAnyProviderShared = false
    for statement in policy.statements {
      for principal in statement.principals?.principals ?? [] where principal != .everyone {
        if case .federated(let name) = principal, IdentityProvider.servesEverybody(name) {
          isAnyProviderShared = true
          continue
        }
        known.insert(principal)
        if case .arn(let name) = principal, let arn = ARN(name) {
          known.insert(.account(arn.account))
        }
      }
    }
    if !isAnyProviderShared { known.insert(.federated("*")) }
    return known.sorted { $0.order < $1.order }
  }

  /// What holds of every request of a stranger, of the keys that the policy asks for.
  private var conditions: [Condition] {
    let own = Dictionary(grouping: policy.statements.flatMap(\.conditions), by: \.key)
    var conditions: [Condition] = []
    for (key, asked) in own.sorted(by: { $0.key < $1.key }) {
      if key == "aws:sourceip" { conditions += Self.addresses(asked) }
      guard let values = StrangerValues.of(key) else { continue }
      switch values.forms {
      case .anything: break
      case .absent:
        conditions.append(
          Condition(
            qualifier: nil, operator: .null, isNegated: false, ifExists: false, key: key,
            values: [.flag(true)], spelling: "Null"))
      case .texts(let texts): conditions += Self.conditions(key, .stringLike, texts)
      case .arns(let texts): conditions += Self.conditions(key, .arnLike, texts)
      }
      // What AWS sets is never empty, which `ForAllValues` would let pass.
      conditions.append(
        Condition(
          qualifier: nil, operator: .stringEquals, isNegated: true, ifExists: true, key: key,
          values: [.pattern(Pattern("", []))], spelling: "StringNotEquals"))
      let known = asked.flatMap { Self.known($0, values) }
      for (op, patterns) in Dictionary(grouping: known, by: \.operator).sorted(by: {
        "\($0.key)" < "\($1.key)"
      }) {
        conditions += Self.conditions(key, op, patterns.map(\.text), isNegated: true)
      }
    }
    return conditions
  }

  /// The values of a condition that are somebody's whom the policy knows.
  private static func known(
    _ asked: Condition, _ values: StrangerValues
  ) -> [StrangerValues.Known] {
    asked.values.compactMap { value in
      guard case .pattern(let pattern) = value, let known = values.known(pattern) else {
        return nil
      }
      // However it is spelled, where the policy does not ask.
      let isCaseless = asked.operator == .stringEqualsIgnoreCase && known.operator == .stringEquals
      return isCaseless
        ? StrangerValues.Known(operator: .stringEqualsIgnoreCase, text: known.text) : known
    }
  }

  /// Each value of a key is like one of some, or like none of them; nothing for none.
  private static func conditions(
    _ key: String, _ op: ConditionOperator, _ texts: [String], isNegated: Bool = false
  ) -> [Condition] {
    guard !texts.isEmpty else { return [] }
    let syntax: Pattern.Syntax = isNegated ? op.syntax : [.wildcards, .digits, .strictSegments]
    return [
      Condition(
        qualifier: .forAllValues, operator: op, isNegated: isNegated, ifExists: true, key: key,
        values: Set(texts).sorted().map { .pattern(Pattern($0, syntax)) },
        spelling: isNegated ? "StringNotLike" : "StringLike")
    ]
  }

  /// A stranger's address lies in no range that is known.
  ///
  /// S3 takes ranges wider than /8 of version 4 and /32 of version 6 for public. Many that together
  /// are half of all addresses are no better.
  private static func addresses(_ asked: [Condition]) -> [Condition] {
    var narrow: [Condition.Value] = []
    for isVersion6 in [false, true] {
      var networks: Set<Network> = []
      for case .network(let network) in asked.flatMap(\.values)
      where network.first.isVersion6 == isVersion6 && network.prefix >= (isVersion6 ? 32 : 8) {
        networks.insert(network)
      }
      let share = networks.reduce(0.0) {
        $0 + Double(sign: .plus, exponent: -$1.prefix, significand: 1)
      }
      if share < 0.5 { narrow += networks.sorted { $0.first < $1.first }.map { .network($0) } }
    }
    guard !narrow.isEmpty else { return [] }
    return [
      Condition(
        qualifier: nil, operator: .ipAddress, isNegated: true, ifExists: true, key: "aws:sourceip",
        values: narrow, spelling: "NotIpAddress")
    ]
  }
}

extension PrincipalPattern {
  /// What one comes before others by.
  fileprivate var order: (kind: String, name: String) {
    switch self {
    case .everyone: ("everyone", "")
    case .account(let number): ("account", number)
    case .arn(let name): ("arn", name)
    case .service(let name): ("service", name)
    case .federated(let name): ("federated", name)
    case .canonicalUser(let name): ("canonicalUser", name)
    }
  }
}

extension PolicyDocument {
  /// The same, with conditions that hold a key of the resource's owner against one of the caller
  /// (`aws:ResourceOrgID` equal to `${aws:PrincipalOrgID}`) turned round, so that they are about
  /// whoever asks.
  var facingCallers: PolicyDocument {
    PolicyDocument(
      name: name,
      statements: statements.map { statement in
        Statement(
          effect: statement.effect, sid: statement.sid, principals: statement.principals,
          actions: statement.actions, resources: statement.resources,
          conditions: statement.conditions.map(\.facingCallers), doubts: statement.doubts,
          place: statement.place)
      }, doubt: doubt)
  }
}

extension Condition {
  fileprivate var facingCallers: Condition {
    // A key that is absent satisfies a negated operator anyway.
    let isPlain = qualifier == nil && (isNegated || !ifExists)
    let isAny = qualifier == .forAnyValue && !isNegated && !ifExists
    guard StrangerValues.owners.contains(key), isPlain || isAny, values.count == 1,
      case .pattern(let pattern) = values[0], pattern.steps.count == 1,
      case .variable(let variable) = pattern.steps[0], variable.fallback == nil,
      StrangerValues.of(variable.key) != nil
    else { return self }
    // Either way both have to be there and have the same value.
    return Condition(
      qualifier: nil, operator: self.operator, isNegated: isNegated, ifExists: false,
      key: variable.key, values: [.pattern(Pattern("${\(key)}", [.wildcards, .variables]))],
      spelling: spelling)
  }
}
