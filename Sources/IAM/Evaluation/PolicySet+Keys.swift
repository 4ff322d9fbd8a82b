extension PolicySet {
  /// Keys that a request does not have, and that statements about its action ask for; ascending, in
  /// lower case.
  ///
  /// An absent key is an answer of its own to a condition, which whoever wrote the request down may
  /// not have meant.
  package func absentKeys(in request: Request) -> [String] {
    let lists =
      [identity, boundaries, session ?? [], resource.map { [$0] } ?? []] + serviceControl
      + resourceControl
    let matcher = StatementMatch(request, .crossing)
    var keys: Set<String> = []
    for statement in lists.joined().flatMap(\.statements)
    where matcher.matchesAction(statement) != .no {
      keys.formUnion(statement.keysAsked)
    }
    return keys.filter { request[$0] == nil }.sorted()
  }
}
