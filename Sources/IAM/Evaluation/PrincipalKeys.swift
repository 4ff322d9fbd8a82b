/// Condition keys whose values follow from who asks and from whose resource is asked for.
///
/// The service puts them into every request (IAM user guide, "AWS global condition context keys"),
/// so that people leave them out when they write one down. `aws:userid` holds a unique id that an ARN
/// does not tell, but for accounts and nobody.
package enum PrincipalKeys {
  /// The keys that a request does not state, as AWS spells them, ascending; each with one value.
  package static func missing(from request: Request) -> [(key: String, value: String)] {
    all(of: request).filter { key, _ in
      request[key] == nil && !request.withheld.contains(key.lowercased())
    }.sorted { $0.key < $1.key }
  }

  /// The request as the service judges it: with what follows from who asks and for what.
  package static func completed(_ request: Request) -> Request {
    var whole = request
    whole.resourceAccount = resourceAccount(of: request)
    for (key, value) in missing(from: request) { whole[key] = [value] }
    return whole
  }

  static let arn = "aws:principalarn"
  static let account = "aws:principalaccount"
  static let serviceName = "aws:principalservicename"
  static let userID = "aws:userid"
  static let userName = "aws:username"

  /// Keys that say anew who asks, so that no request has them otherwise.
  ///
  /// Of what else follows from a principal people think as of any other key, and requests are written
  /// down with it.
  static let identifying: Set<String> = [
    account, arn, "aws:principalisawsservice", "aws:principaltype",
  ]

  /// Keys that follow from who asks, or that some principals never have.
  static let own = identifying.union([
    "aws:principalorgid", "aws:principalorgpaths", serviceName,
    "aws:principalservicenameslist", userID, userName,
  ])

  /// Those whose values follow from who asks or from whose the resource is.
  private static let following = own.union(["aws:resourceaccount"])

  /// Keys that only some principals have; of others they are absent.
  static let particular: [Principal.Kind: Set<String>] = {
    let accounts: Set<String> = [
      account, arn, "aws:principalorgid", "aws:principalorgpaths", userName,
    ]
    let services: Set<String> = [serviceName, "aws:principalservicenameslist"]
    // This one is in every request, whoever asks.
    let nobodys = accounts.subtracting([account])
    return [
      .aws: services.union([userName]), .anonymous: nobodys.union(services),
      .service: nobodys, .federated: nobodys.union(services), .canonicalUser: [],
    ]
  }()

  /// A request as its principal makes it: of the keys that are asked for or stated, those that follow
  /// from the principal have the values that they have, and those that it cannot have are absent.
  ///
  /// `keys` are those that are made to agree.
  static func agreeing(
    _ request: Request, asked: Set<String>, keys: Set<String> = own
  ) -> Request {
    var agreeing = request
    let told = of(request.principal).map { (key: $0.key.lowercased(), value: $0.value) }
    for key in particular[request.principal.kind] ?? [] where keys.contains(key) {
      agreeing[key] = nil
    }
    for (key, value) in told
    where keys.contains(key) && (asked.contains(key) || request[key] != nil) {
      if key == arn, let stated = request[key]?.first,
        let role = request.principal.sessionRole, role == RoleName(stated)
      {
        // The role's path is not in a session's name, so that any is right.
        continue
      }
      agreeing[key] = [value]
    }
    return agreeing
  }

  /// A request as it is written down: but for what says anew who asks, with the keys that stand there,
  /// and with no others of those that are asked for.
  static func asWritten(_ request: Request, asked: Set<String>) -> Request {
    agreeing(request, asked: asked, keys: identifying)
  }

  /// The request with what follows from it of the keys that are asked for; nil where it has all.
  static func filled(_ request: Request, asked: Set<String>) -> Request? {
    let open = open(request, asked)
    guard !open.isEmpty else { return nil }
    return open.reduce(into: request) { filled, key in filled[key.key] = [key.value] }
  }

  /// The request that is stated to lack what would follow from it of the keys that are asked for.
  static func lacking(_ request: Request, asked: Set<String>) -> Request {
    open(request, asked).reduce(into: request) { lacking, key in lacking.withhold(key.key) }
  }

  private static func open(
    _ request: Request, _ asked: Set<String>
  ) -> [(key: String, value: String)] {
    guard !asked.isDisjoint(with: following) else { return [] }
    return missing(from: request).filter { asked.contains($0.key.lowercased()) }
  }

  /// Keys of a request that its principal would not have so, ascending.
  package static func foreign(in request: Request) -> [String] {
    let stated = Set(request.context.keys)
    let agreeing = agreeing(request, asked: stated)
    return own.filter { agreeing[$0] != request[$0] }.union(request.withheld).sorted()
  }

  private static func all(of request: Request) -> [(key: String, value: String)] {
    var keys = of(request.principal)
    if let account = resourceAccount(of: request) { keys.append(("aws:ResourceAccount", account)) }
    return keys
  }

  /// The account of the resource: as stated, else as its ARN says, else the principal's own.
  package static func resourceAccount(of request: Request) -> String? {
    if let stated = request.resourceAccount { return stated }
    if let account = ARN(request.resource)?.account, ARN.isAccount(account) {
      return account
    }
    return request.principal.account
  }

  /// The keys that tell of a principal, in no order.
  static func of(_ principal: Principal) -> [(key: String, value: String)] {
    switch principal.kind {
    case .anonymous:
      // IAM user guide, `aws:PrincipalAccount`: "Anonymous requests return anonymous."
      return [
        ("aws:PrincipalAccount", "anonymous"), ("aws:PrincipalType", "Anonymous"),
        ("aws:userid", "anonymous"),
      ]
    case .service:
      return [
        ("aws:PrincipalIsAWSService", "true"), ("aws:PrincipalServiceName", principal.name),
      ]
    case .federated, .canonicalUser: return []
    case .aws: return ofAccount(principal)
    }
  }

  private static func ofAccount(_ principal: Principal) -> [(key: String, value: String)] {
    guard let arn = ARN(principal.name) else { return [] }
    var keys = [
      ("aws:PrincipalAccount", arn.account), ("aws:PrincipalIsAWSService", "false"),
    ]
    let parts = arn.resource.split(separator: "/", omittingEmptySubsequences: false)
    let name = String(parts.last ?? "")
    switch String(parts[0]) {
    case "root":
      keys += [
        ("aws:PrincipalType", "Account"), ("aws:userid", arn.account),
        ("aws:PrincipalArn", principal.name),
      ]
    case "user":
      keys += [
        ("aws:PrincipalType", "User"), ("aws:username", name),
        ("aws:PrincipalArn", principal.name),
      ]
    case "federated-user":
      keys += [("aws:PrincipalType", "FederatedUser"), ("aws:PrincipalArn", principal.name)]
    case "role":
      keys += [("aws:PrincipalType", "AssumedRole"), ("aws:PrincipalArn", principal.name)]
    case "assumed-role" where parts.count >= 3:
      // The role's path is not in a session's name; most roles have none.
      let role = "arn:\(arn.partition):iam::\(arn.account):role/\(parts[1])"
      keys += [("aws:PrincipalType", "AssumedRole"), ("aws:PrincipalArn", role)]
    default: break
    }
    return keys
  }
}
