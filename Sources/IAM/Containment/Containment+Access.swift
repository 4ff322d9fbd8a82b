extension Containment {
  /// Whether some policies grant any of some actions on any of some resources (the question of
  /// Access Analyzer's CheckAccessNotGranted).
  ///
  /// `actions` and `resources` are patterns as in a policy; no resource at all stands for every one.
  /// `contained` says that nothing of it is granted.
  package func check(
    _ candidate: [Level], grantsNoneOf actions: [String], on resources: [String] = []
  ) -> Answer {
    let everything = Statement(
      effect: .allow, actions: Self.patterns(["*"]), resources: Self.patterns(["*"]))
    let asked = Statement(
      effect: .deny, actions: Self.patterns(actions),
      resources: Self.patterns(resources.isEmpty ? ["*"] : resources))
    let reference = PolicyDocument(name: "what is asked for", statements: [everything, asked])
    return check(candidate, within: [Level(.identity, [reference])])
  }

  /// Whether a resource's policy lets strangers in: people without credentials, or of an account
  /// that no policy names.
  ///
  /// A stranger cannot choose what tells who he is or where he comes from, so the keys that do are
  /// absent from his requests or have a value that nobody expects. `contained` says that the policy
  /// lets no stranger in.
  package func checkNoPublicAccess(_ policy: PolicyDocument) -> Answer {
    let strangers = PolicyDocument(
      name: "strangers",
      statements: [
        Statement(
          effect: .allow, principals: Stranger.principals(of: policy),
          actions: Self.patterns(["*"]), resources: nil,
          conditions: Stranger.conditions(of: policy))
      ])
    return check([Level(.resource, [policy]), Level(.resource, [strangers])], within: [.nothing])
  }

  private static func patterns(_ texts: [String]) -> Statement.Patterns {
    Statement.Patterns(texts.map { Pattern($0, .wildcards) }, isNegated: false)
  }
}

extension Level {
  /// What grants nothing.
  static let nothing = Level(.identity, [])
}
