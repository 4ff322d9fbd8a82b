/// Judges what a search found by the evaluator.
///
/// The search asks the evaluator's code only what single names and conditions say of single values;
/// that all of it holds of one request is found here anew.
struct RequestTester {
  let sides: Sides
  let reading: ARNReading
  /// The statement that is said to grant something new.
  let statement: Statement
  /// Nil when any text is an action, which is then part of what was found.
  let telling: TellingRequests?
  /// The keys that policies ask for.
  let asked: Set<String>
  /// Values to try for policy variables.
  let words: [String]

  /// What the evaluator says.
  enum Verdict {
    case confirmed(Request)
    case unconfirmed(String)
  }

  /// Tries the requests of a model for one action of a cell.
  func test(_ model: Model, _ cell: ActionCell) -> Verdict {
    if let obstacle = model.obstacle { return .unconfirmed(obstacle) }
    var reason: String?
    let action = telling?.action(of: cell)
    let resources = resources(action)
    for attempt in model.requests(action: action, resources: resources, words: words) {
      var request = attempt.request
      if telling == nil {
        request.action = ActionSpelling.like(statement.actions, request.action)
      }
      switch closed(linked(request)) {
      case .confirmed(let request): return .confirmed(request)
      case .unconfirmed(let why):
        if attempt.isFound { reason = why }
      }
    }
    return .unconfirmed(reason ?? "no request could be made of what was found")
  }

  /// The request as its principal makes it, or as it is written down; as it is where no policy tells
  /// principals apart.
  private func linked(_ request: Request) -> Request {
    guard sides.tellPrincipals else { return request }
    return switch sides.requests {
    case .made: PrincipalKeys.agreeing(request, asked: asked)
    case .written: PrincipalKeys.asWritten(request, asked: asked)
    }
  }

  /// What the evaluator says of a request into which the service puts what follows from it, or which
  /// is stated to lack that; the plainest of those that it confirms.
  private func closed(_ request: Request) -> Verdict {
    guard let filled = PrincipalKeys.filled(request, asked: asked) else { return verdict(request) }
    if case .confirmed = verdict(filled) {
      if case .confirmed = verdict(request) { return .confirmed(request) }
      return .confirmed(filled)
    }
    return verdict(PrincipalKeys.lacking(request, asked: asked))
  }

  private func verdict(_ request: Request) -> Verdict {
    let here = isNew(request, reading)
    guard here == .yes else {
      return .unconfirmed(here == .maybe ? doubt(request) : unlike)
    }
    let elsewhere = ARNReading.allCases.allSatisfy {
      $0 == reading || isNew(request, $0) == .yes
    }
    guard elsewhere else {
      return .unconfirmed(
        "it depends on whether a `*` at the end of a part of an ARN reaches over the colon: "
          + "\(request.action) on \(request.resource)")
    }
    return .confirmed(request)
  }

  /// Why a request that was found is none.
  private var unlike: String {
    words.isEmpty
      ? "what was found to differ is no request that a principal can make"
      : "the values of policy variables cannot be told apart"
  }

  private func isNew(_ request: Request, _ reading: ARNReading) -> Match {
    sides.candidate.grant(request, reading) && !sides.reference.grant(request, reading)
  }

  /// What may hold or not, so that a request proves nothing.
  private func doubt(_ request: Request) -> String {
    let matcher = StatementMatch(request, reading)
    for level in sides.candidate + sides.reference {
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
}
