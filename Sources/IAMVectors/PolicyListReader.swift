import Documents
import IAM

/// Reads policies of a case: documents, lists of them, levels of lists.
struct PolicyListReader {
  let file: SourceFile

  func set(_ node: Node) throws(PolicyMisreading) -> PolicySet {
    let members = try node.members(
      ["identity", "boundary", "scps", "rcps", "session", "resource"], "`policies`")
    var set = PolicySet(identity: try list(members["identity"], .identity))
    set.boundaries = try list(members["boundary"], .identity)
    set.serviceControl = try levels(members["scps"])
    set.resourceControl = try levels(members["rcps"])
    let session = try list(members["session"], .identity)
    set.session = session.isEmpty ? nil : session
    set.resource = try resource(members["resource"])
    return set
  }

  /// One policy or a list of them; a kind of nil is told by the policies.
  func list(_ node: Node?, _ kind: PolicyKind?) throws(PolicyMisreading) -> [PolicyDocument] {
    guard let node, !node.isNull else { return [] }
    var policies: [PolicyDocument] = []
    for element in node.elements ?? [node] { policies.append(try policy(element, kind)) }
    return policies
  }

  /// One element a level; one policy alone is a level.
  private func levels(_ node: Node?) throws(PolicyMisreading) -> [[PolicyDocument]] {
    guard let node else { return [] }
    var levels: [[PolicyDocument]] = []
    for element in node.elements ?? [node] { levels.append(try list(element, nil)) }
    return levels
  }

  /// Several policies of one resource are read as one.
  private func resource(_ node: Node?) throws(PolicyMisreading) -> PolicyDocument? {
    let policies = try list(node, .resource)
    guard policies.count > 1 else { return policies.first }
    return PolicyDocument(
      name: policies[0].name, statements: policies.flatMap(\.statements),
      doubt: policies.lazy.compactMap(\.doubt).first)
  }

  private func policy(_ node: Node, _ kind: PolicyKind?) throws(PolicyMisreading) -> PolicyDocument
  {
    // What hangs on no resource may still name principals: a resource control policy does.
    let own: PolicyKind =
      switch kind {
      case .resource, .trust: kind ?? .resource
      case .identity, nil: Self.namesPrincipals(node) ? .resource : .identity
      }
    guard let policy = PolicyParser.parse(node, in: file, as: own).0 else {
      throw .malformed("a policy is an object")
    }
    return policy
  }

  private static func namesPrincipals(_ node: Node) -> Bool {
    let statements = node["Statement"].map { $0.elements ?? [$0] } ?? []
    return statements.contains { $0["Principal"] != nil || $0["NotPrincipal"] != nil }
  }
}
