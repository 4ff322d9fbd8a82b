/// One request: the point of the space that a policy allows or denies.
package struct Request: Sendable, Hashable {
  package var principal: Principal
  /// `s3:PutObject`.
  package var action: String
  /// An ARN, or `*` for actions on no resource.
  package var resource: String
  /// The account that owns the resource; nil when it is that of the resource's ARN, or else the
  /// principal's own.
  package var resourceAccount: String?
  /// Keyed by the key's name in lower case; a key that is absent is not in the request, and no
  /// list is empty.
  package private(set) var context: [String: [String]]
  /// Keys that follow from the principal and are stated to be absent all the same; in lower case.
  package private(set) var withheld: Set<String> = []

  package init(
    principal: Principal, action: String, resource: String, resourceAccount: String? = nil,
    context: [String: [String]] = [:]
  ) {
    self.principal = principal
    self.action = action
    self.resource = resource
    self.resourceAccount = resourceAccount
    self.context = [:]
    for (key, values) in context { self[key] = values }
  }

  /// The values of a context key, whatever the case of its name; nil when it is absent.
  package subscript(key: String) -> [String]? {
    get { context[key.lowercased()] }
    set { context[key.lowercased()] = newValue.flatMap { $0.isEmpty ? nil : $0 } }
  }

  /// States that a key is absent.
  package mutating func withhold(_ key: String) {
    self[key] = nil
    withheld.insert(key.lowercased())
  }
}

/// Who makes a request.
package struct Principal: Sendable, Hashable {
  /// What kind of name it has.
  package enum Kind: Sendable, Hashable {
    /// Nobody: a request without credentials.
    case anonymous
    /// A user, role, session or account by its ARN.
    case aws
    /// `ec2.amazonaws.com`, calling for itself.
    case service
    /// Somebody whom a provider of identities vouches for.
    case federated
    case canonicalUser
  }

  package let kind: Kind
  /// The ARN, the service or the provider; `*` when anonymous.
  package let name: String

  package init(_ kind: Kind, _ name: String) {
    self.kind = kind
    self.name = name
  }

  /// As people write it: an ARN, an account's number, a service's host, a provider, or `*`.
  package init(_ text: String) {
    if text == "*" || text.isEmpty || text.lowercased() == "anonymous" {
      self.init(.anonymous, "*")
    } else if ARN.isAccount(text) {
      self.init(.aws, "arn:aws:iam::\(text):root")
    } else if let arn = ARN(text) {
      let isProvider =
        arn.service == "iam"
        && (arn.resource.hasPrefix("saml-provider/") || arn.resource.hasPrefix("oidc-provider/"))
      self.init(isProvider ? .federated : .aws, text)
    } else if text.hasSuffix(".amazonaws.com") || text.hasSuffix(".amazonaws.com.cn") {
      self.init(text.hasPrefix("cognito-identity.") ? .federated : .service, text)
    } else {
      self.init(text.contains(".") ? .federated : .canonicalUser, text)
    }
  }

  /// The account it belongs to; nil for anonymous, services and providers elsewhere.
  package var account: String? {
    guard kind == .aws || kind == .federated, let arn = ARN(name), !arn.account.isEmpty else {
      return nil
    }
    return arn.account
  }

  /// The role of a session; nil for others.
  var sessionRole: RoleName? {
    guard kind == .aws, let arn = ARN(name), arn.service == "sts",
      arn.resource.hasPrefix("assumed-role/")
    else { return nil }
    let parts = arn.resource.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count >= 3 ? RoleName(account: arn.account, name: String(parts[1])) : nil
  }

  /// Whether it is the root user of an account.
  var isRoot: Bool {
    guard kind == .aws, let arn = ARN(name) else { return false }
    return arn.service == "iam" && arn.resource == "root"
  }

  /// Whether it is a role that a service made for itself, or a session of one.
  ///
  /// The path of such roles is reserved, their names are not, and a session's ARN does not tell the
  /// path.
  var isServiceLinked: Match {
    guard kind == .aws, let arn = ARN(name) else { return .no }
    if arn.resource.hasPrefix("role/aws-service-role/") { return .yes }
    return arn.resource.hasPrefix("assumed-role/AWSServiceRoleFor") ? .maybe : .no
  }

  /// Whether it is a role or a session of one.
  var isRole: Bool {
    guard kind == .aws, let arn = ARN(name) else { return false }
    return arn.resource.hasPrefix("role/") || arn.resource.hasPrefix("assumed-role/")
  }
}
