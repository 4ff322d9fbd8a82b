/// Providers of identities whose tokens anybody can have: those of one company are its own, these
/// serve everybody, and a claim tells for whom they speak.
///
/// Source: IAM user guide, "Create a role for OpenID Connect federation", which has the subject of
/// such providers checked; the keys of each in "Available keys for AWS OIDC federation".
enum IdentityProvider {
  /// By host, the claims that a stranger chooses, or that say nothing of him.
  private static let hosts: [String: Set<String>] = [
    "token.actions.githubusercontent.com": ["aud", "iss"],
    "gitlab.com": ["aud", "iss"],
    "app.terraform.io": ["aud", "iss"],
    "agent.buildkite.com": ["aud", "iss"],
    "cognito-identity.amazonaws.com": ["amr", "iss"],
    "accounts.google.com": ["iss"],
    "graph.facebook.com": ["iss"],
    "www.amazon.com": ["iss"],
  ]

  /// The host of a provider that serves everybody, by its ARN or host; nil for others.
  static func shared(_ name: String) -> String? {
    let host =
      name.ranges(of: "oidc-provider/").first.map { String(name[$0.upperBound...]) } ?? name
    return hosts.keys.contains(host) ? host : nil
  }

  /// Whether a key, in lower case, holds a claim that tells for whom such a token speaks.
  static func tellsWhose(_ key: String) -> Bool {
    guard let colon = key.lastIndex(of: ":"), let chosen = hosts[String(key[..<colon])] else {
      return false
    }
    return !chosen.contains(String(key[key.index(after: colon)...]))
  }

  /// What a pattern spells of the owner, `repo:owner/`; nil when a wildcard stands in it.
  ///
  /// Subjects begin with a word and the owner: `repo:owner/name:…`, `project_path:group/name:…`,
  /// `organization:name:…`.
  static func scope(_ pattern: Pattern) -> String? {
    var scope = String.UnicodeScalarView()
    var ends = 0
    for step in pattern.steps {
      guard case .scalar(let scalar) = step else { return nil }
      scope.append(scalar)
      if scalar == ":" || scalar == "/" { ends += 1 }
      if ends == 2 { return String(scope) }
    }
    return nil
  }
}
