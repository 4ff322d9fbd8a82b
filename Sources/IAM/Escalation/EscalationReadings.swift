/// Whom to take for a principal of whom something is not known.
struct EscalationReadings {
  /// At least one; nil where nothing is known of the principal.
  let all: [Principal?]
  /// The first so many tell that a way is closed when all of them do; any tells that it is open.
  let deciding: Int

  /// Whether there are no more to look at, which could go other ways.
  let isComplete: Bool

  /// More accounts are not tried.
  private static let most = 16

  /// `account` is what stands in policies for the account of the principal where that is not known;
  /// nil where its name tells it.
  init(_ principal: Principal?, _ account: String?, _ levels: [Level]) {
    let statements = levels.flatMap { $0.policies.flatMap(\.statements) }
    guard let principal else {
      all = Self.anybody(statements)
      (deciding, isComplete) = (all.count, true)
      return
    }
    guard let account, let arn = ARN(principal.name) else {
      (all, deciding, isComplete) = ([principal], 1, true)
      return
    }
    let texts = Self.texts(of: statements)
    let accounts = Self.accounts(in: texts)
    // Anybody's that is spelled, and one that is not: no policy tells others apart.
    let fresh =
      (111_122_223_333...).lazy.map(String.init)
      .first { number in !texts.contains { $0.contains(number) } } ?? arn.account
    let others = [fresh] + accounts.filter { $0 != account }.prefix(Self.most)
    isComplete = accounts.count <= Self.most
    let partitions = Self.partitions(in: texts)
    func principals(_ accounts: [String]) -> [Principal] {
      partitions.flatMap { partition in
        accounts.map { Principal(.aws, "arn:\(partition):\(arn.service)::\($0):\(arn.resource)") }
      }
    }
    // What stands for the own account is every account at once.
    let isSymbolic = accounts.contains(account)
    let first = principals(isSymbolic ? [account] : others)
    all = first + (isSymbolic ? principals(others) : [])
    deciding = first.count
  }

  /// Whoever is not known may be a user, when policies ask for the user's name.
  private static func anybody(_ statements: [Statement]) -> [Principal?] {
    guard statements.contains(where: { $0.keysAsked.contains(PrincipalKeys.userName) }) else {
      return [nil]
    }
    let places = EscalationPlace.places(in: statements, of: nil, isBound: false)
    let place = places.first { $0.account != places[0].account } ?? places[0]
    let user = "arn:\(place.partition):iam::\(place.account):user/example"
    return [nil, Principal(.aws, user)]
  }

  /// What resources and conditions are held against.
  private static func texts(of statements: [Statement]) -> [String] {
    statements.flatMap { statement in
      (statement.resources?.patterns ?? []).map(\.text)
        + statement.conditions.flatMap(\.values).compactMap { value in
          if case .pattern(let pattern) = value { pattern.text } else { nil }
        }
    }
  }

  private static func accounts(in texts: [String]) -> [String] {
    var accounts: [String] = []
    for text in texts {
      let account = ARN(text)?.account ?? text
      let isHole =
        account.unicodeScalars.count == 1 && account.unicodeScalars.allSatisfy(Hole.isHole)
      if ARN.isAccount(account) || isHole, !accounts.contains(account) { accounts.append(account) }
    }
    return accounts
  }

  /// The partitions that are spelled; that of most accounts where none is.
  private static func partitions(in texts: [String]) -> [String] {
    var partitions: [String] = []
    for text in texts {
      guard let partition = ARN(text)?.partition, !partition.isEmpty,
        !partition.contains(where: { "*?$".contains($0) }), !partitions.contains(partition)
      else { continue }
      partitions.append(partition)
    }
    return partitions.isEmpty ? ["aws"] : Array(partitions.sorted().prefix(4))
  }
}
