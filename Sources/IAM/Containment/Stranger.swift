/// Somebody of whom a policy knows nothing.
enum Stranger {
  private static let account = "000000000000"

  /// Whoever is of no account and no kind that the policy names: an anonymous caller, or somebody of
  /// another account.
  static func principals(of policy: PolicyDocument) -> Statement.Principals {
    var known: Set<PrincipalPattern> = [.service("*"), .federated("*")]
    for statement in policy.statements {
      for principal in statement.principals?.principals ?? [] where principal != .everyone {
        known.insert(principal)
        if case .arn(let name) = principal, let arn = ARN(name) {
          known.insert(.account(arn.account))
        }
      }
    }
    return Statement.Principals(
      known.sorted { "\($0)" < "\($1)" }, isNegated: true)
  }

  /// The keys that tell who calls, or from where (IAM user guide, "Global condition context keys";
  /// the list of Access Analyzer's and S3's meaning of "public").
  ///
  /// Each has the values that a stranger's request may show.
  private static let trusted: [String: [String]] = [
    "aws:principalarn": ["arn:aws:iam::\(account):role/stranger"],
    "aws:principalaccount": [account],
    "aws:principalorgid": ["o-0000000000"],
    "aws:principalorgpaths": ["o-0000000000/r-0000/ou-0000-00000000/"],
    "aws:principalservicename": ["stranger.amazonaws.com"],
    "aws:principalservicenameslist": ["stranger.amazonaws.com"],
    "aws:principalisawsservice": ["false"],
    "aws:principaltype": ["AssumedRole", "Anonymous"],
    "aws:userid": ["AROA0000000000000000:stranger"],
    "aws:username": ["stranger"],
    "aws:sourcearn": [
      "arn:aws:s3:::stranger", "arn:aws:sns:us-east-1:\(account):stranger",
      "arn:aws:events:us-east-1:\(account):rule/stranger",
      "arn:aws:lambda:us-east-1:\(account):function:stranger",
      "arn:aws:cloudfront::\(account):distribution/STRANGER",
    ],
    "aws:sourceaccount": [account],
    "aws:sourceowner": [account],
    "aws:sourceorgid": ["o-0000000000"],
    "aws:sourceorgpaths": ["o-0000000000/r-0000/ou-0000-00000000/"],
    "aws:sourcevpc": ["vpc-00000000"],
    "aws:sourcevpce": ["vpce-00000000"],
    "aws:vpcsourceip": ["10.0.0.1"],
    "aws:sourcevpcarn": ["arn:aws:ec2:us-east-1:\(account):vpc/vpc-00000000"],
    "aws:vpceaccount": [account],
    "aws:vpceorgid": ["o-0000000000"],
    "aws:vpceorgpaths": ["o-0000000000/r-0000/ou-0000-00000000/"],
    "kms:calleraccount": [account],
    "s3:dataaccesspointaccount": [account],
    "s3:dataaccesspointarn": ["arn:aws:s3:us-east-1:\(account):accesspoint/stranger"],
    "lambda:functionarn": ["arn:aws:lambda:us-east-1:\(account):function:stranger"],
    "elasticfilesystem:accessedviamounttarget": ["false"],
    "cognito-identity.amazonaws.com:aud": ["us-east-1:00000000-0000-0000-0000-000000000000"],
  ]

  /// What holds of every request of a stranger: of the trusted keys that the policy asks for.
  static func conditions(of policy: PolicyDocument) -> [Condition] {
    let asked = Set(policy.statements.flatMap { $0.conditions.map(\.key) })
    var conditions = asked.sorted().compactMap { key -> Condition? in
      guard let values = trusted[key] else { return nil }
      return Condition(
        qualifier: .forAllValues, operator: .stringEquals, isNegated: false, ifExists: true,
        key: key, values: values.map { .pattern(Pattern($0, [])) }, spelling: "StringEquals")
    }
    if let addresses = addresses(of: policy) { conditions.append(addresses) }
    return conditions
  }

  /// A stranger's address lies in no range that is narrower than what a provider's customers share:
  /// S3 takes /8 of version 4 and /32 of version 6 for public.
  private static func addresses(of policy: PolicyDocument) -> Condition? {
    var narrow: [Condition.Value] = []
    for condition in policy.statements.flatMap(\.conditions) where condition.key == "aws:sourceip" {
      for case .network(let network) in condition.values
      where network.prefix > (network.first.isVersion6 ? 32 : 8) {
        narrow.append(.network(network))
      }
    }
    guard !narrow.isEmpty else { return nil }
    return Condition(
      qualifier: nil, operator: .ipAddress, isNegated: true, ifExists: true, key: "aws:sourceip",
      values: narrow, spelling: "NotIpAddress")
  }
}
