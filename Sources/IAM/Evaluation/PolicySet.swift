/// All policies that apply to one request.
package struct PolicySet: Sendable {
  /// On the user or role and on its groups.
  package var identity: [PolicyDocument]
  /// Permissions boundaries, each of which has to allow; empty when the principal has none.
  package var boundaries: [PolicyDocument]
  /// Service control policies from the root of the organisation down, one element a level; empty
  /// when the account is in none.
  package var serviceControl: [[PolicyDocument]]
  /// Resource control policies of the resource's account, one element a level.
  package var resourceControl: [[PolicyDocument]]
  /// Policies of the session, of which one has to allow; nil when it was begun without any.
  package var session: [PolicyDocument]?
  /// On the resource; nil when it has none.
  package var resource: PolicyDocument?

  package init(
    identity: [PolicyDocument], boundaries: [PolicyDocument] = [],
    serviceControl: [[PolicyDocument]] = [], resourceControl: [[PolicyDocument]] = [],
    session: [PolicyDocument]? = nil, resource: PolicyDocument? = nil
  ) {
    self.identity = identity
    self.boundaries = boundaries
    self.serviceControl = serviceControl
    self.resourceControl = resourceControl
    self.session = session
    self.resource = resource
  }
}
