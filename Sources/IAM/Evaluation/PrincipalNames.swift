/// Names of principals, ready to be asked often whom they mean; as `StatementMatch.covers` says it.
struct PrincipalNames {
  /// Those that mean one principal alone, or the sessions of a role beside it.
  private var single: [Principal: PrincipalPattern] = [:]
  private var accounts: [String: PrincipalPattern] = [:]
  private var roles: [RoleName: [PrincipalPattern]] = [:]
  /// Those that mean everybody, or everybody of a kind.
  private var broad: [PrincipalPattern] = []
  /// The accounts of whom ARNs name.
  private(set) var namedAccounts: Set<String> = []

  init(_ patterns: [PrincipalPattern]) {
    for pattern in patterns {
      if case .account(let number) = pattern {
        accounts[number] = pattern
      } else if let principal = Self.principal(pattern) {
        single[principal] = pattern
        guard case .arn(let name) = pattern else { continue }
        if let account = principal.account { namedAccounts.insert(account) }
        if let role = RoleName(name) { roles[role, default: []].append(pattern) }
      } else {
        broad.append(pattern)
      }
    }
  }

  /// Those that mean somebody, in no order.
  func meaning(_ principal: Principal) -> [PrincipalPattern] {
    meaning(principal, of: principal.account, actingAs: principal.sessionRole)
  }

  /// The same for whom it is known what account and, for a session, what role his ARN tells.
  func meaning(
    _ principal: Principal, of account: String?, actingAs role: RoleName?
  ) -> [PrincipalPattern] {
    var meaning = broad.filter { StatementMatch.covers($0, principal) }
    if let own = single[principal] { meaning.append(own) }
    guard principal.kind == .aws else { return meaning }
    if let account = account.flatMap({ accounts[$0] }) { meaning.append(account) }
    if let role { meaning += roles[role] ?? [] }
    return meaning
  }

  /// The one whom a pattern names; nil where it means many.
  static func principal(_ pattern: PrincipalPattern) -> Principal? {
    switch pattern {
    case .everyone, .account, .service("*"), .federated("*"): nil
    case .arn(let name): Principal(.aws, name)
    case .service(let name): Principal(.service, name)
    case .federated(let name): Principal(.federated, name)
    case .canonicalUser(let id): Principal(.canonicalUser, id)
    }
  }
}
