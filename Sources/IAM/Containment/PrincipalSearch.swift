/// Finds somebody whom some lists of principals mean and others do not.
///
/// Whoever a policy can tell apart from everybody else is a candidate: those it names, a session of
/// each role, the root and somebody else of each account, and strangers of every kind. The list is
/// finite and complete, so an answer of none is a proof.
struct PrincipalSearch {
  private let candidates: [Principal]

  init(_ named: some Sequence<PrincipalPattern>) {
    var candidates: [Principal] = []
    var accounts: Set<String> = []
    // A name that no policy knows, so that whoever bears it is a stranger.
    let names = Set(named.compactMap(Self.lastName))
    let stranger = Self.fresh("stranger", names)
    let session = Self.fresh("example", names)
    for pattern in named {
      switch pattern {
      case .everyone: continue
      case .account(let number): accounts.insert(number)
      case .service(let name): if name != "*" { candidates.append(Principal(.service, name)) }
      case .federated(let name): if name != "*" { candidates.append(Principal(.federated, name)) }
      case .canonicalUser(let id): candidates.append(Principal(.canonicalUser, id))
      case .arn(let name):
        candidates.append(Principal(.aws, name))
        guard let arn = ARN(name) else { continue }
        accounts.insert(arn.account)
        if let role = arn.resource.split(separator: "/").last, arn.resource.hasPrefix("role/") {
          candidates.append(
            Principal(
              .aws, "arn:\(arn.partition):sts::\(arn.account):assumed-role/\(role)/\(session)"))
        }
      }
    }
    let fresh = (1...).lazy.map(Self.account).first { !accounts.contains($0) }
    for account in accounts.sorted() + [fresh].compactMap({ $0 }) {
      candidates.append(Principal(.aws, "arn:aws:iam::\(account):role/\(stranger)"))
      candidates.append(
        Principal(.federated, "arn:aws:iam::\(account):oidc-provider/\(stranger).example"))
      // The only one whom a permissions boundary does not reach.
      candidates.append(Principal(.aws, "arn:aws:iam::\(account):root"))
    }
    candidates += [
      Principal(.service, "\(stranger).amazonaws.com"), Principal(.canonicalUser, stranger),
      Principal(.federated, "\(stranger).example"), Principal(.anonymous, "*"),
    ]
    var seen: Set<Principal> = []
    self.candidates = candidates.filter { seen.insert($0).inserted }
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

  /// Some for whom each predicate holds or does not, as asked: surely if there is anybody, else
  /// perhaps; none when there is nobody.
  func find(_ constraints: [Constraint]) -> [Principal] {
    let sure = find(constraints, atLeast: .yes)
    return sure.isEmpty ? find(constraints, atLeast: .maybe) : sure
  }

  /// More are not tried in requests.
  private static let most = 12

  private func find(_ constraints: [Constraint], atLeast least: Match) -> [Principal] {
    Array(
      candidates.lazy.filter { candidate in
        constraints.allSatisfy { predicate, holds in
          let match = Self.match(predicate, candidate)
          return (holds ? match : !match) >= least
        }
      }.prefix(Self.most))
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
