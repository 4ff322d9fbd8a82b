/// Policies of which one has to allow and none may deny: the policies of a role together, a
/// boundary, one level of service control policies.
package struct Level: Sendable {
  /// What they are to the principal.
  package enum Role: String, Sendable {
    case identity, boundary, session
    case serviceControl = "service control policy"
    case resourceControl = "resource control policy"
    case resource
  }

  package let role: Role
  package let policies: [PolicyDocument]

  package init(_ role: Role, _ policies: [PolicyDocument]) {
    self.role = role
    self.policies = policies
  }

  /// Why no answer about it is certain; nil when every policy was read.
  var doubt: String? {
    policies.lazy.compactMap { policy in policy.doubt.map { "\(policy.name): \($0)" } }.first
  }

  /// Whether one of the policies allows and none denies a request, no other policy considered;
  /// `isBound`: whether the principal has a permissions boundary.
  package func grants(
    _ request: Request, _ reading: ARNReading, isBound: Bool = false
  ) -> Match {
    let matcher = StatementMatch(request, reading, isBound: isBound)
    func isMatched(_ effect: Statement.Effect) -> Match {
      policies.anyMatches { policy in
        policy.statements.lazy.filter { $0.effect == effect }.anyMatches(matcher.match)
      }
    }
    let isDenied = isMatched(.deny)
    if isDenied == .yes { return .no }
    let isAllowed = isMatched(.allow)
    let granted = isAllowed && !isDenied
    return doubt == nil ? granted : .maybe
  }
}

extension Level {
  /// The same with other statements in place of its own; without those for which there are none.
  func map(_ change: (Statement) -> Statement?) -> Level {
    Level(
      role,
      policies.map { policy in
        PolicyDocument(
          name: policy.name, version: policy.version,
          statements: policy.statements.compactMap(change), doubt: policy.doubt)
      })
  }
}

extension [Level] {
  /// The same to one service.
  package func read(by service: ServiceReading) -> [Level] {
    map { level in level.map { $0.read(by: service) } }
  }

  /// Whether every level grants a request.
  package func grant(_ request: Request, _ reading: ARNReading) -> Match {
    let isBound = isBound
    return allMatch { $0.grants(request, reading, isBound: isBound) }
  }

  /// Whether they bound principals by a permissions boundary.
  var isBound: Bool { contains { $0.role == .boundary } }
}
