/// Everybody whom a question can tell apart, one of a kind each.
///
/// Those whom policies name, a session of each role, the root and somebody else of each account that
/// is spelled anywhere, and strangers of every kind. The list is finite and complete, so that nobody
/// in it for whom something holds is a proof that it holds for nobody.
struct PrincipalCandidates {
  /// The likeliest first: those whom elements of policies tell apart, then those whom they do not and
  /// who differ in their own keys.
  private(set) var shapes: [PrincipalShape] = []
  /// How many elements tell apart.
  private(set) var named = 0
  /// The place of one whom S3 alone names by an account; whoever is in it has keys under other names.
  private(set) var account: Int?

  /// Places of patterns that one more costs.
  private static let cost = 4

  /// Nil where the budget does not reach for them.
  init?(_ question: Question, budget: inout Int) {
    var seen: Set<Principal> = []
    let named = question.principals.compactMap(PrincipalNames.principal)
      .filter { seen.insert($0).inserted }
    let spelled = Self.accounts(question, named)
    let services = Self.services(question)
    // One named and a session; for an account three whom elements tell apart and six more.
    budget -= (2 * named.count + 9 * spelled.count + services.count) * Self.cost
    guard budget > 0 else { return nil }
    // A name that no policy knows, so that whoever bears it is a stranger.
    let names = Set(question.principals.compactMap(Self.lastName))
    let stranger = Self.fresh("stranger", names)
    let roles = Self.roles(named)
    var candidates = named.map { Self.shape($0, roles) }
    candidates += Self.sessions(of: named, called: Self.fresh("example", names), roles)
    let fresh = Self.account(but: spelled)
    let ofAccounts = Dictionary(grouping: named.filter { $0.kind == .aws }) { $0.account ?? "" }
    var unnamed: [PrincipalShape] = []
    let numbers = spelled.sorted() + [fresh]
    candidates += numbers.map {
      PrincipalShape(Principal(.aws, "arn:aws:iam::\($0):role/\(stranger)"))
    }
    for number in numbers {
      candidates += [
        Principal(.federated, "arn:aws:iam::\(number):oidc-provider/\(stranger).example"),
        // The only one whom a permissions boundary does not reach.
        Principal(.aws, "arn:aws:iam::\(number):root"),
      ].map { PrincipalShape($0) }
      unnamed += PrincipalShape.unnamed(
        of: number, isAnyOther: number == fresh ? spelled : nil, name: stranger,
        named: Set((ofAccounts[number] ?? []).map { [Symbol]($0.name) }))
    }
    candidates += services.map { PrincipalShape(Principal(.service, $0)) }
    let account = Principal(.canonicalUser, stranger)
    candidates += [
      Principal(.service, "\(stranger).amazonaws.com"), account,
      Principal(.federated, "\(stranger).example"), Principal(.anonymous, "*"),
    ].map { PrincipalShape($0) }
    seen = []
    shapes = candidates.filter { seen.insert($0.principal).inserted }
    self.named = shapes.count
    self.account = shapes.firstIndex { $0.principal == account }
    shapes += unnamed
  }

  /// The numbers of accounts that policies spell, in names or in conditions on keys of principals.
  private static func accounts(_ question: Question, _ named: [Principal]) -> Set<String> {
    var accounts = Set(named.compactMap { $0.kind == .aws ? $0.account : nil })
    for case .account(let number) in question.principals { accounts.insert(number) }
    guard question.tellsPrincipals else { return accounts }
    for (index, predicate) in question.predicates.enumerated() {
      guard case .condition(let condition) = predicate,
        [PrincipalKeys.account, PrincipalKeys.arn].contains(condition.key)
      else { continue }
      for pattern in question.texts[index]?.patterns ?? [] {
        let number =
          condition.key == PrincipalKeys.arn
          ? pattern.accountOfARN : String(literal: pattern[...])
        if let number, ARN.isAccount(number) { accounts.insert(number) }
      }
    }
    return accounts
  }

  /// The names of services that conditions spell, ascending.
  private static func services(_ question: Question) -> [String] {
    var services: Set<String> = []
    for (index, predicate) in question.predicates.enumerated() {
      guard case .condition(let condition) = predicate,
        condition.key == PrincipalKeys.serviceName
      else { continue }
      services.formUnion((question.texts[index]?.patterns ?? []).compactMap { String(literal: $0) })
    }
    return services.filter { $0.hasSuffix(".amazonaws.com") }.sorted()
  }

  /// The ARNs of the roles that are named, with their paths.
  private static func roles(_ named: [Principal]) -> [RoleName: [[Symbol]]] {
    named.reduce(into: [:]) { roles, principal in
      if let role = RoleName(principal.name) {
        roles[role, default: []].append([Symbol](principal.name))
      }
    }
  }

  /// A session has the role's own name for its `aws:PrincipalArn`.
  private static func shape(
    _ principal: Principal, _ roles: [RoleName: [[Symbol]]]
  ) -> PrincipalShape {
    guard let role = principal.sessionRole, let arn = ARN(principal.name) else {
      return PrincipalShape(principal)
    }
    let prefix = [Symbol]("arn:\(arn.partition):iam::\(role.account):role/")
    let name = [Symbol](role.name)
    let any = [prefix + name, prefix + [.many] + [Symbol]("/") + name]
    return PrincipalShape(principal, arns: roles[role] ?? any)
  }

  private static func sessions(
    of named: [Principal], called name: String, _ roles: [RoleName: [[Symbol]]]
  ) -> [PrincipalShape] {
    named.compactMap { principal in
      guard let role = RoleName(principal.name), let arn = ARN(principal.name) else { return nil }
      let session = "arn:\(arn.partition):sts::\(role.account):assumed-role/\(role.name)/\(name)"
      return shape(Principal(.aws, session), roles)
    }
  }

  /// What stands last in the name of a pattern, without the ends of hosts.
  private static func lastName(_ pattern: PrincipalPattern) -> String? {
    switch pattern {
    case .everyone, .account: nil
    case .arn(let name), .service(let name), .federated(let name), .canonicalUser(let name):
      name.split(separator: "/").last.map { part in
        String(part.prefix { $0 != "." })
      }
    }
  }

  /// A name that is none of `names`.
  private static func fresh(_ name: String, _ names: Set<String>) -> String {
    guard names.contains(name) else { return name }
    return (1...).lazy.map { "\(name)-\($0)" }.first { !names.contains($0) } ?? name
  }

  /// The first account that is not among some.
  private static func account(but spelled: Set<String>) -> String {
    for number in 1... {
      let digits = String(number)
      let account = String(repeating: "0", count: max(0, 12 - digits.count)) + digits
      if !spelled.contains(account) { return account }
    }
    preconditionFailure("some number is not among finitely many")
  }
}
