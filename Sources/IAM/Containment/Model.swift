/// Makes requests of what a search found.
struct Model {
  /// A request to try.
  struct Attempt {
    let request: Request
    /// Whether its resource is the one that was found, and not one that people would name.
    let isFound: Bool
  }

  let question: Question
  /// What each constrained dimension is set to.
  private(set) var assignments: [Dimension: Assignment] = [:]
  /// Why there is no request to try; nil when there is.
  private(set) var obstacle: String?

  init(_ question: Question, _ theory: inout Theory, _ trail: Trail) {
    self.question = question
    if question.tellsPrincipals, question.variables.userName != nil,
      case .feasible(let anybody) = theory.callers([])
    {
      assignments[.principal] = anybody
    }
    for (dimension, codes) in trail.literals.sorted(by: { Self.precedes($0.key, $1.key) }) {
      let found =
        dimension == .principal ? theory.callers(codes) : theory.feasibility(dimension, codes)
      switch found {
      case .feasible(let assignment): assignments[dimension] = assignment
      case .unresolved(let reason): obstacle = obstacle ?? reason
      // What was left open for want of budget may be known by now, and then this is no branch.
      case .infeasible: obstacle = obstacle ?? Budget.reason
      }
    }
  }

  private static func precedes(_ left: Dimension, _ right: Dimension) -> Bool {
    name(left) < name(right)
  }

  private static func name(_ dimension: Dimension) -> String {
    switch dimension {
    case .action: "0"
    case .resource: "1"
    case .principal: "2"
    case .key(let key): "3" + key
    }
  }

  /// Requests to try, the plainest first.
  ///
  /// Variables get the value that their key has anyway, a word that no policy uses, or a word that
  /// one does.
  func requests(action: String?, resources: [String], words: [String]) -> [Attempt] {
    guard obstacle == nil else { return [] }
    let used = usedVariables()
    guard !used.isEmpty else { return requests(action, resources, [:], callers([:])) }
    // Plainest is a request without the keys of variables, where nothing found stands for one.
    var attempts = hasVariables ? [] : requests(action, resources, [:], callers([:]))
    for (index, word) in words.enumerated() {
      var values: [String: String] = [:]
      for variable in used { values[variable.key] = value(of: variable) ?? word }
      let callers = callers(values)
      attempts += requests(
        action, resources, values, index == 0 ? callers : Array(callers.prefix(1)))
    }
    return attempts
  }

  private func requests(
    _ action: String?, _ resources: [String], _ values: [String: String], _ callers: [Caller]
  ) -> [Attempt] {
    callers.flatMap { requests(action, resources, values, $0) }
  }

  private func requests(
    _ action: String?, _ resources: [String], _ values: [String: String], _ caller: Caller
  ) -> [Attempt] {
    let principal = caller.principal ?? Principal(.aws, text(caller.arn, values))
    var values = values
    for (key, value) in PrincipalKeys.of(principal) where values[key.lowercased()] != nil {
      values[key.lowercased()] = value
    }
    var request = Request(
      principal: principal, action: action ?? text(.action, values) ?? "example:Example",
      resource: "*")
    for (key, value) in values { request[key] = [value] }
    for case (.key(let key), .values(let texts)) in assignments {
      request[key] = texts.map { text($0, values) }
    }
    for (key, texts) in caller.keys { request[key] = texts.map { text($0, values) } }
    let found = text(.resource, values) ?? "*"
    func attempt(_ resource: String, isFound: Bool) -> Attempt {
      request.resource = resource
      return Attempt(request: request, isFound: isFound)
    }
    let plainer = resources + [Self.ownedByAccount(found)].compactMap { $0 }
    return plainer.map { attempt($0, isFound: false) } + [attempt(found, isFound: true)]
  }

  /// What people would name in place of a role or user that was found without an account.
  private static func ownedByAccount(_ resource: String) -> String? {
    guard let arn = ARN(resource), arn.service == "iam", arn.account.isEmpty else { return nil }
    return "arn:\(arn.partition):iam:\(arn.region):\(account):\(arn.resource)"
  }

  /// Whether a text that was found stands for the value of a variable.
  private var hasVariables: Bool {
    assignments.values.contains { assignment in
      switch assignment {
      case .text(let text): text.contains { $0.variableIndex != nil }
      case .values(let texts): texts.contains { $0.contains { $0.variableIndex != nil } }
      case .callers, .absent: false
      }
    }
  }

  private static let account = "111122223333"

  /// Who may make the request: who was found; where no policy tells principals apart, whom the keys
  /// that were found tell of, then somebody.
  private func callers(_ values: [String: String]) -> [Caller] {
    if case .callers(let found) = assignments[.principal] { return found }
    var named: [Principal] = []
    if !question.principals.isEmpty { named.append(Principal(.anonymous, "*")) }
    named.append(Principal(.aws, "arn:aws:iam::\(Self.account):role/example"))
    var told: [Principal] = []
    if let name = single(PrincipalKeys.arn, values), ARN(name) != nil {
      told.append(Principal(name))
    }
    let (account, user) = (
      single(PrincipalKeys.account, values), single(PrincipalKeys.userName, values)
    )
    if account != nil || user != nil {
      let accounts = account.map { [$0] } ?? named.compactMap(\.account)
      let name = user.map { "user/\($0)" } ?? "role/example"
      for account in accounts {
        let principal = Principal(.aws, "arn:aws:iam::\(account):\(name)")
        if !told.contains(principal) { told.append(principal) }
      }
    }
    return (told + named).map { Caller(principal: $0, arn: [], keys: [:]) }
  }

  private func single(_ key: String, _ values: [String: String]) -> String? {
    guard case .values(let texts) = assignments[.key(key)], texts.count == 1 else { return nil }
    return text(texts[0], values)
  }

  /// The value that the key has without regard to its being a variable.
  private func value(of variable: Pattern.Variable) -> String? {
    guard case .values(let texts) = assignments[.key(variable.key)], texts.count == 1,
      texts[0].allSatisfy({ $0.variableIndex == nil })
    else { return nil }
    return text(texts[0], [:])
  }

  private func usedVariables() -> [Pattern.Variable] {
    question.variables.variables.filter {
      assignments[.key($0.key)] != .absent
    }
  }

  private func text(_ dimension: Dimension, _ values: [String: String]) -> String? {
    guard case .text(let symbols) = assignments[dimension] else { return nil }
    return text(symbols, values)
  }

  private func text(_ symbols: [Symbol], _ values: [String: String]) -> String {
    var text = ""
    for symbol in symbols {
      if let index = symbol.variableIndex {
        let variable = question.variables.variables[index]
        let value = values[variable.key] ?? variable.fallback ?? ""
        // What ignores case asks for another spelling where it differs from what does not.
        text += symbol.word & Symbol.foldFlag == 0 ? value : value.uppercased()
      } else if let scalar = Unicode.Scalar(symbol.word & ~Symbol.foldFlag) {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
