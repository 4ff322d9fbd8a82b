/// Somebody of whom a policy knows nothing.
///
/// Sources: IAM user guide, "AWS global condition context keys"; S3 user guide, "The meaning of
/// public"; IAM Access Analyzer, "Findings for public access".
struct Stranger {
  private let policy: PolicyDocument

  init(to policy: PolicyDocument) {
    self.policy = policy
  }

  private static let account = "000000000000"

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
        if case .federated(let name) = principal, IdentityProvider.shared(name) != nil {
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
    return known.sorted { "\($0)" < "\($1)" }
  }

  /// What holds of every request of a stranger, of the keys that the policy asks for.
  private var conditions: [Condition] {
    let own = Dictionary(grouping: policy.statements.flatMap(\.conditions), by: \.key)
    var conditions: [Condition] = []
    for (key, asked) in own.sorted(by: { $0.key < $1.key }) {
      let patterns = asked.flatMap(\.values).compactMap { value -> Pattern? in
        guard case .pattern(let pattern) = value else { return nil }
        return pattern
      }
      if let values = Self.fixed[key] {
        conditions.append(Self.condition(key, .stringEquals, values))
      } else if let names = Self.names[key] {
        conditions.append(Self.condition(key, .arnLike, names))
        conditions += Self.except(key, .stringEquals, patterns.compactMap(\.literal))
      } else if key == "aws:userid" {
        conditions += Self.except(key, .stringLike, patterns.compactMap(Self.uniqueID))
        conditions += Self.except(key, .stringEquals, patterns.compactMap(\.literal))
      } else if IdentityProvider.tellsWhose(key) {
        conditions += Self.except(
          key, .stringLike, patterns.compactMap(IdentityProvider.scope).map { $0 + "*" })
        conditions += Self.except(key, .stringEquals, patterns.compactMap(\.literal))
      } else if key == "aws:sourceip" {
        conditions += Self.addresses(asked)
      }
    }
    return conditions
  }

  /// Keys whose values AWS sets, with those that a stranger's request may have: an organisation, a
  /// network or an account of his own.
  private static let fixed: [String: [String]] = [
    "aws:principalaccount": [account],
    "aws:principalorgid": ["o-0000000000"],
    "aws:principalorgpaths": ["o-0000000000/r-0000/ou-0000-00000000/"],
    "aws:principalservicename": ["stranger.amazonaws.com"],
    "aws:principalservicenameslist": ["stranger.amazonaws.com"],
    "aws:principalisawsservice": ["false"],
    "aws:sourceaccount": [account],
    "aws:sourceowner": [account],
    "aws:sourceorgid": ["o-0000000000"],
    "aws:sourceorgpaths": ["o-0000000000/r-0000/ou-0000-00000000/"],
    "aws:sourcevpc": ["vpc-00000000"],
    "aws:sourcevpce": ["vpce-00000000"],
    "aws:vpceaccount": [account],
    "aws:vpceorgid": ["o-0000000000"],
    "aws:vpceorgpaths": ["o-0000000000/r-0000/ou-0000-00000000/"],
    "kms:calleraccount": [account],
    "s3:dataaccesspointaccount": [account],
    "elasticfilesystem:accessedviamounttarget": ["false"],
  ]

  /// Keys that hold the name of something, with what a stranger's may be called: all but the account
  /// is his choice, and buckets have none.
  private static let names: [String: [String]] = [
    "aws:principalarn": [
      "arn:aws*:iam::\(account):root", "arn:aws*:iam::\(account):role/?*",
      "arn:aws*:iam::\(account):user/?*", "arn:aws*:sts::\(account):federated-user/?*",
    ],
    "aws:sourcearn": ["arn:aws*:?*:*:\(account):?*", "arn:aws*:?*:*::?*"],
    "aws:sourcevpcarn": ["arn:aws*:ec2:?*:\(account):vpc/?*"],
    "s3:dataaccesspointarn": ["arn:aws*:s3:?*:\(account):accesspoint/?*"],
    "lambda:functionarn": ["arn:aws*:lambda:?*:\(account):function:?*"],
  ]

  /// `AROA…:*`: the sessions of a role whose id is spelled out.
  private static func uniqueID(_ pattern: Pattern) -> String? {
    guard let colon = pattern.text.firstIndex(of: ":") else { return nil }
    let id = pattern.text[..<colon]
    return !id.isEmpty && isSpelled(String(id)) ? "\(id):*" : nil
  }

  private static func isSpelled(_ text: String) -> Bool {
    !text.utf8.contains {
      $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "$")
    }
  }

  /// Each value of a key is one of some.
  private static func condition(
    _ key: String, _ op: ConditionOperator, _ values: [String], isNegated: Bool = false
  ) -> Condition {
    Condition(
      qualifier: .forAllValues, operator: op, isNegated: isNegated, ifExists: true, key: key,
      values: values.map { .pattern(Pattern($0, op.syntax.subtracting(.variables))) },
      spelling: isNegated ? "StringNotEquals" : "StringEquals")
  }

  /// No value of a key is one of some; nothing for none.
  private static func except(
    _ key: String, _ op: ConditionOperator, _ values: [String]
  ) -> [Condition] {
    values.isEmpty ? [] : [condition(key, op, Set(values).sorted(), isNegated: true)]
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

extension Pattern {
  /// The one text that it stands for, holes included; nil when there are more.
  fileprivate var literal: String? {
    var text = String.UnicodeScalarView()
    for step in steps {
      guard case .scalar(let scalar) = step else { return nil }
      text.append(scalar)
    }
    return String(text)
  }
}
