/// What a policy hangs on, which decides its elements.
package enum PolicyKind: String, Sendable, CaseIterable {
  /// On a user, group or role; boundaries, session policies and service control policies too.
  case identity
  /// On a bucket, queue, key; who may use it is said in the policy.
  case resource
  /// On a role: who may take it.
  case trust

  /// What hangs on an identity means that identity, and nothing else may.
  var namesPrincipals: Bool { self != .identity }
  /// A trust policy speaks of its role alone.
  var needsResource: Bool { self == .identity }
}
