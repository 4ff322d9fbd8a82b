/// Providers of identities whose tokens anybody can have: those of one company are its own, these
/// serve everybody, and a claim tells for whom they speak.
///
/// Sources: IAM user guide, "Create a role for OpenID Connect federation", which has the subject of
/// such providers checked, "Identity-provider controls for shared OIDC providers", which lists them
/// with the claim that tells, and "Available keys for AWS OIDC federation"; GitHub, "OpenID Connect
/// reference", for the claims.
enum IdentityProvider {
  /// How a claim spells for whom a token speaks.
  enum Claim: Sendable {
    /// By the whole value: a number, a pool, an application.
    case whole
    /// By what stands before the first slash: `owner/name`.
    case path
    /// By one of some words and what follows it, up to the next separator: `repo:owner/`.
    case subject(Set<String>)
  }

  /// By host, the claims that tell whose a token is.
  ///
  /// The others are chosen by whoever runs the job (a branch, an environment, a workflow), or do not
  /// tell where it runs: somebody's name as actor stands in the jobs that his requests to merge start
  /// in a stranger's repository, and anybody may call a workflow that is public.
  private static let hosts: [String: [String: Claim]] = [
    "vstoken.actions.githubusercontent.com": ["sub": .subject(["repo"])],
    "oidc-configuration.audit-log.githubusercontent.com": ["sub": .whole],
    "oidc.codefresh.io": ["sub": .subject(["account"])],
    "scalr.io": ["sub": .subject(["account"])],
    "tokens.cloud.shisho.dev": ["sub": .subject(["job"])],
    "proidc.upbound.io": ["sub": .subject(["mcp"])],
    "studio.datachain.ai/api": ["sub": .subject(["credentials"])],
    "oidc.vercel.com": ["aud": .whole, "sub": .subject(["owner"])],
    "api.pulumi.com/oidc": ["aud": .whole, "sub": .whole],
    "sandboxes.cloud": ["aud": .whole],
    "cognito-identity-us-gov.amazonaws.com": ["aud": .whole, "sub": .whole],
    "cognito-identity.cn-north-1.amazonaws.com.cn": ["aud": .whole, "sub": .whole],
    "token.actions.githubusercontent.com": [
      "sub": .subject([
        "repo", "repository", "repository_id", "repository_owner", "repository_owner_id",
        "enterprise", "enterprise_id",
      ]),
      "repository": .path, "workflow_ref": .path, "repository_id": .whole,
      "repository_owner": .whole, "repository_owner_id": .whole, "enterprise": .whole,
      "enterprise_id": .whole,
    ],
    "gitlab.com": ["sub": .subject(["project_path"])],
    "app.terraform.io": ["sub": .subject(["organization"])],
    "agent.buildkite.com": ["sub": .subject(["organization"])],
    "cognito-identity.amazonaws.com": ["aud": .whole, "sub": .whole],
    "accounts.google.com": ["aud": .whole, "oaud": .whole, "sub": .whole],
    "graph.facebook.com": ["app_id": .whole, "id": .whole],
    "www.amazon.com": ["app_id": .whole, "user_id": .whole],
  ]

  /// The host of a provider that serves everybody, by its ARN or host; nil for others.
  static func shared(_ name: String) -> String? {
    var host =
      name.ranges(of: "oidc-provider/").first.map { name[$0.upperBound...] } ?? name[...]
    while host.last == "/" { host.removeLast() }
    let known = host.lowercased()
    return hosts.keys.contains(known) ? known : nil
  }

  /// Whether strangers can have a token of it: the provider serves everybody, or is any.
  static func servesEverybody(_ name: String) -> Bool { name == "*" || shared(name) != nil }

  /// How a key, in lower case, tells for whom such a token speaks; nil when it does not.
  static func claim(_ key: String) -> Claim? {
    guard let colon = key.lastIndex(of: ":") else { return nil }
    return hosts[String(key[..<colon])]?[String(key[key.index(after: colon)...])]
  }

  /// The tokens of an owner whom a pattern spells out, as a pattern: `repo:owner/*`; nil when a
  /// wildcard stands in his name, or when he is not named.
  static func owner(_ pattern: Pattern, _ claim: Claim) -> String? {
    switch claim {
    case .whole: return Pattern.spelled(pattern.steps).flatMap { $0.isEmpty ? nil : $0 }
    case .path: return scope(pattern, ends: 1)
    case .subject(let words):
      guard let scope = scope(pattern, ends: 2), let colon = scope.firstIndex(of: ":"),
        words.contains(String(scope[..<colon]))
      else { return nil }
      return scope
    }
  }

  /// What stands up to and with a number of separators, and anything after it; all of it when there
  /// are fewer and it is spelled out.
  private static func scope(_ pattern: Pattern, ends: Int) -> String? {
    var rest = ends
    let end = pattern.steps.firstIndex { step in
      if step == .scalar(":") || step == .scalar("/") { rest -= 1 }
      return rest == 0
    }
    guard let end else {
      return rest < ends || ends == 1 ? Pattern.spelled(pattern.steps) : nil
    }
    return Pattern.spelled(pattern.steps[...end]).map { $0 + "*" }
  }
}
