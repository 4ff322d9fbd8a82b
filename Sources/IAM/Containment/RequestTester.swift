/// Judges what a search found by the evaluator.
///
/// The search asks the evaluator's code only what single names and conditions say of single values;
/// that all of it holds of one request is found here anew.
struct RequestTester {
  let candidate: [Level]
  let reference: [Level]
  let reading: ARNReading
  /// The statement that is said to grant something new.
  let statement: Statement
  /// Nil when any text is an action, which is then part of what was found.
  let telling: TellingRequests?
  /// The keys that policies ask for; nil where none of them tells principals apart.
  let asked: Set<String>?

  /// What the evaluator says.
  enum Verdict {
    case confirmed(Request)
    case unconfirmed(String)
  }

  /// Tries the requests of a model for one action of a cell.
  func test(_ model: Model, _ cell: ActionCell) -> Verdict {
    if let obstacle = model.obstacle { return .unconfirmed(obstacle) }
    var reason: String?
    var isContradicted = false
    let action = telling?.action(of: cell)
    let resources = resources(action)
    for (index, request) in model.requests(action: action, resources: resources, words: words())
      .enumerated()
    {
      var request = request
      if telling == nil {
        request.action = ActionSpelling.like(statement.actions, request.action)
      }
      // The service puts in what follows from the principal: no other request can be made.
      let whole = linked(request)
      if whole != request { isContradicted = true }
      switch verdict(whole) {
      case .confirmed(let request): return .confirmed(request)
      case .unconfirmed(let why):
        // The resources that people would name were a try; the last one is what was found.
        if index % (resources.count + 1) == resources.count { reason = reason ?? why }
      }
    }
    if isContradicted, reason == Self.sameVariables {
      return .unconfirmed(
        "nobody was found whose own keys, such as aws:username, are as conditions ask")
    }
    return .unconfirmed(reason ?? "no request could be made of what was found")
  }

  private static let sameVariables = "the values of policy variables cannot be told apart"

  /// The keys that policies ask for; nil where none of them tells principals apart.
  static func asked(by levels: [Level]) -> Set<String>? {
    let statements = levels.flatMap(\.policies).flatMap(\.statements)
    guard statements.contains(where: { $0.principals != nil }) else { return nil }
    return statements.reduce(into: []) { $0.formUnion($1.keysAsked) }
  }

  /// The request as its principal makes it, of the keys that policies ask for; as it is where no
  /// policy tells principals apart.
  private func linked(_ request: Request) -> Request {
    asked.map { PrincipalKeys.agreeing(request, asked: $0) } ?? request
  }

  private func verdict(_ request: Request) -> Verdict {
    let here = isNew(request, reading)
    guard here == .yes else {
      return .unconfirmed(
        here == .maybe ? doubt(request) : Self.sameVariables)
    }
    let elsewhere = ARNReading.allCases.allSatisfy { isNew(request, $0) == .yes }
    guard elsewhere else {
      return .unconfirmed(
        "it depends on whether a `*` at the end of a part of an ARN reaches over the colon: "
          + "\(request.action) on \(request.resource)")
    }
    return .confirmed(request)
  }

  private func isNew(_ request: Request, _ reading: ARNReading) -> Match {
    candidate.grant(request, reading) && !reference.grant(request, reading)
  }

  /// What may hold or not, so that a request proves nothing.
  private func doubt(_ request: Request) -> String {
    let matcher = StatementMatch(request, reading)
    for level in candidate + reference {
      for statement in level.policies.flatMap(\.statements) {
        if let doubt = statement.doubts.first { return doubt }
        if matcher.matchesPrincipal(statement) == .maybe { return PrincipalException.doubt }
      }
    }
    return "it depends on what stands in a value that the template leaves open"
  }

  /// Resources that people would name, from the statement's own patterns and from the action.
  private func resources(_ action: String?) -> [String] {
    let known = action.flatMap { action in telling?.resources(of: action) } ?? []
    guard let resources = statement.resources, !resources.isNegated else { return known }
    return known.filter { !$0.isEmpty && resources.patterns.contains(where: \.matchesEverything) }
      + resources.patterns.prefix(8).compactMap(\.example)
  }

  /// Values to try for policy variables: one that no policy knows, then those that one does.
  private func words() -> [String] {
    var words = ["example-value-of-nobody"]
    for level in candidate + reference {
      for statement in level.policies.flatMap(\.statements) {
        for condition in statement.conditions {
          for case .pattern(let pattern) in condition.values where pattern.isLiteral {
            words.append(pattern.text)
          }
        }
        for pattern in statement.resources?.patterns ?? [] {
          words += pattern.text.split { $0 == "/" || $0 == ":" }.map(String.init)
            .filter { !$0.contains("*") && !$0.contains("$") && !$0.contains("?") }
        }
      }
    }
    var seen: Set<String> = []
    return Array(words.filter { seen.insert($0).inserted }.prefix(40))
  }
}
