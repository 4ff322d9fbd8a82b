/// Finds somebody whom some lists of principals mean and others do not, and whose own keys are as
/// conditions ask.
///
/// Whoever a policy can tell apart from everybody else is a candidate: those it names, a session of
/// each role, the root and somebody else of each account, and strangers of every kind. The list is
/// finite and complete, so an answer of none is a proof.
struct PrincipalSearch {
  private let question: Question
  /// Whom elements tell apart, the likeliest first.
  private var candidates: [PrincipalShape] = []
  /// Those whom no element names, who differ in their own keys.
  private var unnamed: [PrincipalShape] = []
  /// An account that nobody knows, as S3 alone names it; whoever is in it has keys under other names.
  private let account: Principal

  init(_ question: Question) {
    self.question = question
    // A name that no policy knows, so that whoever bears it is a stranger.
    let names = Set(question.principals.compactMap(Self.lastName))
    let stranger = Self.fresh("stranger", names)
    account = Principal(.canonicalUser, stranger)
    let named = question.principals.compactMap(Self.principal)
    let roles = Self.roles(named)
    candidates = named.map { Self.shape($0, roles) }
    candidates += Self.sessions(of: named, called: Self.fresh("example", names), roles)
    var accounts = Set(named.compactMap { $0.kind == .aws ? $0.account : nil })
    for case .account(let number) in question.principals { accounts.insert(number) }
    let fresh = (1...).lazy.map(Self.account).first { !accounts.contains($0) } ?? ""
    let users = named.filter { $0.kind == .aws }.map(\.name)
    for number in accounts.sorted() + [fresh] {
      candidates += [
        Principal(.aws, "arn:aws:iam::\(number):role/\(stranger)"),
        Principal(.federated, "arn:aws:iam::\(number):oidc-provider/\(stranger).example"),
        // The only one whom a permissions boundary does not reach.
        Principal(.aws, "arn:aws:iam::\(number):root"),
      ].map { PrincipalShape($0) }
      unnamed += PrincipalShape.unnamed(
        of: number, isAnyOther: number == fresh ? accounts : nil, name: stranger, named: users)
    }
    candidates += [
      Principal(.service, "\(stranger).amazonaws.com"), account,
      Principal(.federated, "\(stranger).example"), Principal(.anonymous, "*"),
    ].map { PrincipalShape($0) }
    var seen: Set<Principal> = []
    candidates = candidates.filter { seen.insert($0.principal).inserted }
  }

  /// The one whom a pattern names; nil where it means many.
  private static func principal(_ pattern: PrincipalPattern) -> Principal? {
    switch pattern {
    case .everyone, .account, .service("*"), .federated("*"): nil
    case .arn(let name): Principal(.aws, name)
    case .service(let name): Principal(.service, name)
    case .federated(let name): Principal(.federated, name)
    case .canonicalUser(let id): Principal(.canonicalUser, id)
    }
  }

  /// What sessions can be of: an account and the name of a role, which is unique there.
  private struct Role: Hashable {
    let account: String
    let name: String

    /// Nil for what is no role.
    init?(_ principal: Principal) {
      guard principal.kind == .aws, let arn = ARN(principal.name), arn.resource.hasPrefix("role/"),
        let last = arn.resource.split(separator: "/").last
      else { return nil }
      account = arn.account
      name = String(last)
    }

    init(account: String, name: String) {
      self.account = account
      self.name = name
    }
  }

  /// The ARNs of the roles that are named, with their paths.
  private static func roles(_ named: [Principal]) -> [Role: [[Symbol]]] {
    named.reduce(into: [:]) { roles, principal in
      if let role = Role(principal) {
        roles[role, default: []].append(Symbol.texts(principal.name))
      }
    }
  }

  /// A session has the role's own name for its `aws:PrincipalArn`.
  private static func shape(
    _ principal: Principal, _ roles: [Role: [[Symbol]]]
  ) -> PrincipalShape {
    guard let session = principal.sessionRole, let arn = ARN(principal.name) else {
      return PrincipalShape(principal)
    }
    let prefix = Symbol.texts("arn:\(arn.partition):iam::\(session.account):role/")
    let name = Symbol.texts(session.name)
    let any = [prefix + name, prefix + [.many] + Symbol.texts("/") + name]
    let known = roles[Role(account: session.account, name: session.name)]
    return PrincipalShape(principal, arns: known ?? any)
  }

  private static func sessions(
    of named: [Principal], called name: String, _ roles: [Role: [[Symbol]]]
  ) -> [PrincipalShape] {
    named.compactMap { principal in
      guard let role = Role(principal), let arn = ARN(principal.name) else { return nil }
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

  /// Twelve digits.
  private static func account(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 12 - digits.count)) + digits
  }

  /// A predicate on principals and whether it is to hold.
  typealias Constraint = (predicate: Predicate, holds: Bool)

  /// More are not tried in requests.
  private static let most = 12

  /// Some for whom each predicate holds or does not, as asked: surely if there is anybody, else
  /// perhaps; none when there is nobody.
  func find(
    _ constraints: [Constraint], keys: [KeySearch.Constraint], budget: inout Int
  ) -> Feasibility {
    let all = keys.isEmpty ? candidates : candidates.filter { $0.principal != account } + unnamed
    let perhaps = shapes(all, constraints, atLeast: .maybe)
    let sure = shapes(perhaps, constraints, atLeast: .yes)
    let conditions = Dictionary(grouping: keys, by: \.condition.key)
      .sorted { $0.key < $1.key }.map { (key: $0.key, constraints: $0.value) }
    var reason: String?
    for shapes in [sure, perhaps] {
      switch fitting(shapes, conditions, &budget) {
      case .infeasible: continue
      case .unresolved(let why): reason = reason ?? why
      case .feasible(.callers(let found)):
        return .feasible(.callers(found + users(constraints, conditions)))
      case .feasible(let found): return .feasible(found)
      }
    }
    return reason.map(Feasibility.unresolved) ?? disagreement(perhaps, conditions, &budget)
  }

  /// Users whose name is whatever a variable stands for; none where conditions ask for keys.
  private func users(_ constraints: [Constraint], _ conditions: Conditions) -> [Caller] {
    guard let variable = question.variables.userName, conditions.isEmpty else { return [] }
    return shapes(unnamed, constraints, atLeast: .yes).compactMap(\.userPrefix).map {
      Caller(principal: nil, arn: $0 + [.variable(variable)], keys: [:])
    }
  }

  private typealias Conditions = [(key: String, constraints: [KeySearch.Constraint])]

  private func fitting(
    _ shapes: [PrincipalShape], _ conditions: Conditions, _ budget: inout Int
  ) -> Feasibility {
    var sure: [Caller] = []
    var others: [Caller] = []
    var reason: String?
    for shape in shapes where sure.count < Self.most {
      var fit = PrincipalFit(shape, conditions, question)
      switch fit.run(isLinked: true, budget: &budget) {
      case .nobody: continue
      case .unresolved(let why): reason = reason ?? why
      case .somebody(let caller, true): sure.append(caller)
      case .somebody(let caller, false): others.append(caller)
      }
    }
    let found = sure + others
    if !found.isEmpty { return .feasible(.callers(Array(found.prefix(Self.most)))) }
    return reason.map(Feasibility.unresolved) ?? .infeasible
  }

  /// What it means that nobody's own keys are as asked.
  ///
  /// It proves that there is no such request only where the keys that say anew who asks are in the
  /// way: requests are written down with the others as they come.
  private func disagreement(
    _ shapes: [PrincipalShape], _ conditions: Conditions, _ budget: inout Int
  ) -> Feasibility {
    guard conditions.contains(where: { !PrincipalFit.identifying.contains($0.key) }) else {
      return .infeasible
    }
    for shape in shapes {
      var fit = PrincipalFit(shape, conditions, question)
      if case .nobody = fit.run(isLinked: false, budget: &budget) { continue }
      return .unresolved(PrincipalFit.disagreement)
    }
    return .infeasible
  }

  private func shapes(
    _ shapes: [PrincipalShape], _ constraints: [Constraint], atLeast least: Match
  ) -> [PrincipalShape] {
    shapes.filter { candidate in
      constraints.allSatisfy { predicate, holds in
        let match = Self.match(predicate, candidate.principal)
        return (holds ? match : !match) >= least
      }
    }
  }

  private static func match(_ predicate: Predicate, _ principal: Principal) -> Match {
    switch predicate {
    case .principal(let names):
      Match(names.contains { StatementMatch.covers($0, principal) })
    case .exception(let exception): exception.spares(principal)
    case .action, .resource, .condition, .choice, .doubt: .maybe
    }
  }
}
