/// Principals that policies tell apart by keys of their own alone.
///
/// What elements of policies say of one of them they say of all. Their keys are known, or follow from
/// `aws:PrincipalArn`, of which is known what it looks like: so conditions on the account, on the
/// name of a user and on the ARN are all patterns of one text.
struct PrincipalShape: Sendable, Hashable {
  /// One of them.
  let principal: Principal
  /// What his ARN tells.
  let account: String?
  let role: RoleName?
  /// What their ARNs look like; none where they have none.
  private(set) var arns: [[Symbol]] = []
  /// What does look so and is the ARN of others, who are known by shapes of their own.
  private(set) var others: Others = Others()
  /// The same for any account, where it is one that makes no difference; else none.
  private(set) var arnsOfAnyAccount: [[Symbol]] = []
  /// Whether the ARN is the name, so that whoever fits is found by it.
  private(set) var isNamedByARN = false
  /// Whether they are users with some path, of whom the ARN tells where the name ends alone.
  private(set) var hasAnyPath = false
  /// Those that are the same for all of them, whatever the ARN is; by name of the key.
  private(set) var facts: [String: String] = [:]
  /// What the ARN tells where it is known; by name of the key.
  private(set) var toldByName: [String: String] = [:]
  /// What stands before the name of a user; nil for others.
  private var beforeName: [Symbol]?
  /// Whether they are root users, whose `aws:userid` is the account.
  private var isRoot = false

  /// ARNs that are somebody else's.
  struct Others: Sendable, Hashable {
    /// Of those who are named.
    var named: Set<[Symbol]> = []
    /// Those of any principal in them.
    var accounts: Set<String> = []
    /// Looking otherwise.
    var patterns: [[Symbol]] = []

    /// Whether a text is one of somebody who is named, or of an account that is.
    func isKnown(_ arn: [Symbol]) -> Bool {
      named.contains(arn) || arn.accountOfARN.map(accounts.contains) ?? false
    }

    /// All of them, as patterns.
    var all: [[Symbol]] {
      patterns + named.sorted { $0.lexicographicallyPrecedes($1) { $0.word < $1.word } }
        + accounts.sorted().map { PrincipalShape.ofAccount([Symbol]($0), [.many]) }
    }
  }

  /// Keys that the ARN tells.
  private static let told = [
    PrincipalKeys.arn, PrincipalKeys.account, PrincipalKeys.userID, PrincipalKeys.userName,
  ]

  /// One who is named; `arns` are what the ARN looks like where the name does not tell.
  init(_ principal: Principal, arns: [[Symbol]]? = nil) {
    self.principal = principal
    account = principal.account
    role = principal.sessionRole
    for (key, value) in PrincipalKeys.of(principal) { facts[key.lowercased()] = value }
    if principal.kind == .service || principal.kind == .federated {
      // The key is in every request (IAM user guide, `aws:PrincipalAccount`), and these are of no account.
      facts[PrincipalKeys.account] = "anonymous"
    }
    guard let arn = facts[PrincipalKeys.arn] else { return }
    self.arns = arns ?? [[Symbol](arn)]
    isRoot = principal.isRoot
    if facts[PrincipalKeys.userName] != nil { beforeName = Self.beforeName(principal) }
    for key in Self.told { toldByName[key] = facts.removeValue(forKey: key) }
    if let arns {
      // Of a session the role's name is told, where it is known with its path.
      toldByName[PrincipalKeys.arn] = arns.count == 1 ? String(literal: arns[0]) : nil
    }
  }

  private static func beforeName(_ principal: Principal) -> [Symbol] {
    let name = principal.name
    return [Symbol](
      String(name[..<(name.lastIndex(of: "/").map(name.index(after:)) ?? name.startIndex)]))
  }

  /// The ARN of a user without a path, up to the name; nil for others.
  var userPrefix: [Symbol]? {
    guard beforeName != nil, ARN(principal.name)?.resource.split(separator: "/").count == 2 else {
      return nil
    }
    return Self.beforeName(principal)
  }

  /// Whether a key is in none of their requests.
  func lacks(_ key: String) -> Bool {
    PrincipalKeys.particular[principal.kind]?.contains(key) == true && facts[key] == nil
      && !(key == PrincipalKeys.userName && (beforeName != nil || hasAnyPath))
  }

  /// What the ARN looks like when a key does; nil where the ARN does not tell the key.
  func arn(where key: String, isLike pattern: [Symbol]) -> [Symbol]? {
    guard !arns.isEmpty else { return nil }
    switch key {
    case PrincipalKeys.arn: return pattern
    case PrincipalKeys.account: return Self.ofAccount(pattern.map(\.inSegment), [.many])
    case PrincipalKeys.userID where isRoot:
      return Self.ofAccount(pattern.map(\.inSegment), [Symbol]("root"))
    case PrincipalKeys.userName where hasAnyPath:
      return Self.ofAccount([.manyInSegment], [Symbol]("user/") + [.many] + [Symbol]("/") + pattern)
    case PrincipalKeys.userName: return beforeName.map { $0 + pattern }
    default: return nil
    }
  }

  fileprivate static func ofAccount(_ account: [Symbol], _ resource: [Symbol]) -> [Symbol] {
    let colon = [Symbol](":")
    return [Symbol]("arn:") + [.manyInSegment] + colon + [.manyInSegment] + colon
      + [.manyInSegment] + colon + account + colon + resource
  }
}

extension PrincipalShape {
  /// Everybody of an account, or of any account but some, whom no policy names.
  ///
  /// `account` is that of one of them, `name` no policy knows, and `named` are ARNs that they do not
  /// have.
  static func unnamed(
    of account: String, isAnyOther known: Set<String>?, name: String, named: Set<[Symbol]>
  ) -> [PrincipalShape] {
    let anyDigits = Array(repeating: Symbol.digit, count: 12)
    let digits = known == nil ? [Symbol](account) : anyDigits
    let others = Others(named: named, accounts: known ?? [])

    func shape(
      _ service: String, _ kind: String, _ own: String? = nil, path: [Symbol] = []
    ) -> PrincipalShape {
      let principal = Principal(.aws, "arn:aws:\(service)::\(account):\(kind)\(own ?? name)")
      let name = own.map([Symbol].init) ?? [.one, .many]
      func arns(_ account: [Symbol]) -> [[Symbol]] {
        let end = [Symbol]("\(service)::") + account + [Symbol](":\(kind)") + path + name
        return [
          [Symbol]("arn:aws:") + end,
          [Symbol]("arn:aws-") + [.manyInSegment] + [Symbol](":") + end,
        ]
      }

      var shape = PrincipalShape(principal)
      shape.arns = arns(digits)
      if known == nil { shape.arnsOfAnyAccount = arns(anyDigits) }
      shape.others = others
      shape.isNamedByARN = true
      shape.toldByName = known == nil ? [PrincipalKeys.account: account] : [:]
      return shape
    }

    func user(_ path: String) -> PrincipalShape {
      var user = shape("iam", "user/\(path)")
      let prefix = ofAccount([.manyInSegment], [Symbol]("user/\(path)"))
      user.beforeName = prefix
      user.others.patterns.append(prefix + [.many] + [Symbol]("/") + [.many])
      return user
    }

    var anyUser = shape("iam", "user/", path: [.one, .many] + [Symbol]("/"))
    anyUser.beforeName = nil
    anyUser.hasAnyPath = true
    return [
      shape("iam", "role/"), user(""), user("\(name)/"), anyUser, shape("sts", "federated-user/"),
      shape("iam", "", "root"),
    ]
  }
}

extension Symbol {
  /// The same step, which does not reach over a colon.
  fileprivate var inSegment: Symbol {
    switch self {
    case .many: .manyInSegment
    case .one: .oneInSegment
    default: self
    }
  }
}
