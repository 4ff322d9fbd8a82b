import Documents
import IAM

/// Reads the request of a case.
enum RequestReader {
  static func request(_ node: Node) throws(PolicyMisreading) -> Request {
    let members = try node.members(
      ["principal", "action", "resource", "resourceAccount", "context"], "a request")
    guard let action = members["action"]?.text else {
      throw .malformed("a request has an action")
    }
    var request = Request(
      principal: try principal(members["principal"]), action: action,
      resource: try text(members["resource"], "resource") ?? "*",
      resourceAccount: try text(members["resourceAccount"], "resourceAccount"))
    for (key, values) in try context(members["context"]) {
      guard request[key] == nil, !request.withheld.contains(key.lowercased()) else {
        throw .malformed("the key `\(key)` stands twice")
      }
      request[key] = values
      if values.isEmpty { request.withhold(key) }
    }
    return request
  }

  private static func text(_ node: Node?, _ name: String) throws(PolicyMisreading) -> String? {
    guard let node else { return nil }
    guard let text = node.text else { throw .malformed("`\(name)` is a text") }
    return text
  }

  /// A text, or as in a policy: `{"Service": "ec2.amazonaws.com"}`; null is nobody.
  private static func principal(_ node: Node?) throws(PolicyMisreading) -> Principal {
    guard let node else { return Principal(.anonymous, "*") }
    if let text = node.text { return Principal(text) }
    guard let pairs = node.pairs, pairs.count == 1, let name = pairs[0].value.text else {
      throw .malformed("a principal is a text")
    }
    switch pairs[0].key.text {
    case "AWS": return Principal(name)
    case "Service": return Principal(.service, name)
    case "Federated": return Principal(.federated, name)
    case "CanonicalUser": return Principal(.canonicalUser, name)
    default: throw .malformed("unknown kind of principal `\(pairs[0].key.text ?? "")`")
    }
  }

  /// Values are texts, numbers or flags, alone or in a list; null and an empty list are absent keys,
  /// the list also where the principal would have one.
  private static func context(
    _ node: Node?
  ) throws(PolicyMisreading) -> [(key: String, values: [String])] {
    guard let node else { return [] }
    guard let pairs = node.pairs else { throw .malformed("the context is an object") }
    var context: [(key: String, values: [String])] = []
    for pair in pairs where !pair.value.isNull {
      guard let key = pair.key.scalar?.text else { throw .malformed("a key is a text") }
      let elements = pair.value.elements ?? [pair.value]
      let values = elements.compactMap(\.scalar).filter { !$0.isNull }.map(\.text)
      guard values.count == elements.count else {
        throw .malformed("the values of `\(key)` are texts, numbers or flags")
      }
      context.append((key, values))
    }
    return context
  }
}
