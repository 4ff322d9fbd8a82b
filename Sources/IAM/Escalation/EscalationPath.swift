/// A way in which somebody who may do a few things comes to be allowed more.
///
/// Which permissions make a way, and what they work on, are facts collected by pathfinding.cloud
/// (see NOTICE), whose ids are kept so that people find its pages; words and form are ours.
package struct EscalationPath: Sendable {
  /// What kind of way it is, in the words of pathfinding.cloud.
  package enum Category: String, Sendable, CaseIterable {
    /// It gives a role to something that it makes.
    case newPassRole = "new-passrole"
    /// It uses something that has a role already.
    case existingPassRole = "existing-passrole"
    /// It widens the policies of the principal itself.
    case selfEscalation = "self-escalation"
    /// It becomes another user or role.
    case principalAccess = "principal-access"
  }

  /// `iam-014`; unique, and stable from version to version.
  package let id: String
  /// What is done, in a few words that begin with a verb.
  package let title: String
  package let category: Category
  /// All of these are needed; never empty.
  package let permissions: [Permission]
  /// What else has to exist, each as the end of "needs …"; empty when the permissions are enough.
  package let needs: [String]

  /// Whether what it gains is not the role that it passes, but another that this one leads to.
  ///
  /// The role of a stack set's administration takes the execution role of each account.
  var usesOtherRole: Bool { ["cloudformation-003", "cloudformation-004"].contains(id) }

  /// One action that has to be allowed.
  package struct Permission: Sendable {
    /// `iam:PassRole`, as AWS spells it.
    package let action: String
    let target: Target
    /// The service that a role is passed to; nil for every other action.
    let service: String?

    init(_ action: String, on target: Target = .required, to service: String? = nil) {
      self.action = action
      self.target = target
      self.service = service
    }
  }

  /// What an action has to be allowed on.
  enum Target: Sendable, Hashable {
    /// One resource of each kind that the catalogue says a request always names.
    case required
    /// One resource of each of these kinds, by their names in the catalogue.
    case kinds([String])
    /// The principal itself.
    case own(Identity)
    /// A user who is not the principal.
    case otherUser
  }

  /// What a principal can be.
  enum Identity: String, Sendable, Hashable { case role, user }
}

extension EscalationPath.Permission: ExpressibleByStringLiteral {
  /// An action on what it requires.
  package init(stringLiteral action: String) {
    self.init(action)
  }
}
