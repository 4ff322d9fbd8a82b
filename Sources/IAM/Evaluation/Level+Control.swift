extension Level {
  /// One level of service or resource control policies.
  ///
  /// An organisation that only denies keeps AWS's full access attached beside its own policies,
  /// since nothing would work without it; a level in which no statement allows is therefore read as
  /// if it were there.
  package static func control(_ role: Role, _ policies: [PolicyDocument]) -> Level {
    deniesOnly(policies) ? Level(role, policies + [fullAccess]) : Level(role, policies)
  }

  /// Whether all was read and nothing in it allows.
  package static func deniesOnly(_ policies: [PolicyDocument]) -> Bool {
    !policies.isEmpty
      && policies.allSatisfy { policy in
        policy.doubt == nil && policy.statements.allSatisfy { $0.effect == .deny }
      }
  }

  private static let fullAccess = PolicyDocument(
    name: "full access",
    statements: [
      Statement(
        effect: .allow,
        actions: Statement.Patterns([Pattern("*", .wildcards)], isNegated: false),
        resources: Statement.Patterns([Pattern("*", .wildcards)], isNegated: false))
    ])
}
