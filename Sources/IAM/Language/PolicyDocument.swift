package import Documents

/// A policy as values, with the place of each statement.
package struct PolicyDocument: Sendable {
  /// Which edition of the language it is written in; only the newer one has policy variables.
  package enum Version: String, Sendable, CaseIterable {
    case v2008 = "2008-10-17"
    case v2012 = "2012-10-17"
  }

  /// What people call it: the path of its file, the name of the policy.
  package let name: String
  package let version: Version
  /// In file order.
  package let statements: [Statement]
  /// Why the document as a whole says nothing certain; nil when all statements were read.
  ///
  /// A statement whose effect cannot be read may allow or deny, so no answer about the document
  /// can be given, whatever its other statements say.
  package let doubt: String?

  package init(
    name: String, version: Version = .v2012, statements: [Statement], doubt: String? = nil
  ) {
    self.name = name
    self.version = version
    self.statements = statements
    self.doubt = doubt
  }
}

/// One statement of a policy.
package struct Statement: Sendable {
  /// What happens to the requests that match.
  package enum Effect: String, Sendable { case allow = "Allow", deny = "Deny" }

  /// Texts of which one is to match, or none.
  package struct Patterns: Sendable, Hashable {
    package let patterns: [Pattern]
    /// Whether it is `NotAction` or `NotResource`.
    package let isNegated: Bool

    package init(_ patterns: [Pattern], isNegated: Bool) {
      self.patterns = patterns
      self.isNegated = isNegated
    }

    /// Any text at all.
    package static let everything = Patterns([], isNegated: true)
  }

  /// Who is meant, in policies that say it.
  package struct Principals: Sendable, Hashable {
    package let principals: [PrincipalPattern]
    /// Whether it is `NotPrincipal`.
    package let isNegated: Bool
    /// How a service takes `NotPrincipal`.
    fileprivate(set) var service = ServiceReading.any

    package init(_ principals: [PrincipalPattern], isNegated: Bool) {
      self.principals = principals
      self.isNegated = isNegated
    }

    /// Anybody at all.
    package static let everyone = Principals([.everyone], isNegated: false)
  }

  /// Whether an action names a service and an action, or has wildcards that may stand for both;
  /// nobody knows what a hole has.
  package static func namesService(_ action: String) -> Bool {
    action.contains { ":*?".contains($0) } || action.unicodeScalars.contains(where: Hole.isHole)
  }

  package let effect: Effect
  package let sid: String?
  /// Nil in policies of identities.
  package private(set) var principals: Principals?
  package let actions: Patterns
  /// Nil where the policy hangs on the resource and need not name it.
  package let resources: Patterns?
  package let conditions: [Condition]
  /// What could not be read of it.
  ///
  /// Where there is something, the elements say at least all that the
  /// statement may match: it surely matches nothing else, and of this nothing surely.
  package let doubts: [String]
  /// Where it stands; nil when it was not read from a file.
  package let place: Place?

  /// A range of a file.
  package struct Place: Sendable {
    package let file: SourceFile
    package let range: SourceRange

    package init(file: SourceFile, range: SourceRange) {
      self.file = file
      self.range = range
    }
  }

  package init(
    effect: Effect, sid: String? = nil, principals: Principals? = nil, actions: Patterns,
    resources: Patterns?, conditions: [Condition] = [], doubts: [String] = [],
    place: Place? = nil
  ) {
    self.effect = effect
    self.sid = sid
    self.principals = principals
    self.actions = actions
    self.resources = resources
    self.conditions = conditions
    self.doubts = doubts
    self.place = place
  }

  /// The same to one service.
  func read(by service: ServiceReading) -> Self {
    var statement = self
    statement.principals?.service = service
    return statement
  }
}

/// Whom a statement's `Principal` names.
package enum PrincipalPattern: Sendable, Hashable {
  /// `*`: anybody, also without credentials.
  case everyone
  /// An account by its number: every principal in it.
  case account(String)
  /// A role, user or session by its ARN; a role's covers its sessions.
  case arn(String)
  /// `ec2.amazonaws.com`.
  case service(String)
  /// A provider of identities: its ARN or its host.
  case federated(String)
  /// The canonical id of an account, which S3 alone knows.
  case canonicalUser(String)
}
