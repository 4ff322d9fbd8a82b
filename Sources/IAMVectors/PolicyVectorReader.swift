import Documents
import IAM

/// Why a case cannot be judged.
enum PolicyMisreading: Error {
  case malformed(String)
  /// Known not to be scored.
  case unscored(String)
}

/// Reads one case; a key that nobody asks for makes it a case that is not understood.
struct PolicyVectorReader {
  private let file: SourceFile
  private let node: Node
  private var unread: Set<String>

  /// Kinds of cases that other tools' suites have and that are reported only.
  init(_ node: Node, in file: SourceFile) throws(PolicyMisreading) {
    guard let pairs = node.pairs else { throw .malformed("a case is an object") }
    self.file = file
    self.node = node
    unread = Set(pairs.compactMap { $0.key.text })
  }

  mutating func read() throws(PolicyMisreading) -> PolicyVector {
    let kind = try text("kind")
    unread.subtract(["id", "name", "note", "check"])
    switch kind {
    case "containment":
      let vector = try containment()
      try finish()
      return .containment(vector)
    case "evaluate":
      let vector = try evaluation()
      try finish()
      return .evaluation(vector)
    default: throw .unscored("kind `\(kind)` is not scored")
    }
  }

  private func finish() throws(PolicyMisreading) {
    if let key = unread.sorted().first { throw .malformed("unknown key `\(key)`") }
  }

  private mutating func containment() throws(PolicyMisreading) -> ContainmentCase {
    let kind: PolicyKind =
      switch try text("policyType") {
      case "IDENTITY_POLICY": .identity
      case "RESOURCE_POLICY": .resource
      case let other: throw .malformed("unknown policyType `\(other)`")
      }
    if let check = node["check"], check.text != "CheckNoNewAccess" {
      throw .malformed("unknown check `\(check.text ?? "")`")
    }
    guard let expectation = ContainmentCase.Expectation(rawValue: try text("expected")) else {
      throw .malformed("`expected` is PASS or FAIL")
    }
    return ContainmentCase(
      reference: try policy(member("reference"), kind),
      candidate: try policy(member("candidate"), kind), expectation: expectation,
      dispute: dispute())
  }

  private mutating func dispute() -> String? {
    unread.remove("contested")
    return node["contested"].map { $0.text ?? "contested" }
  }

  private mutating func evaluation() throws(PolicyMisreading) -> EvaluationCase {
    let known: [Authorization.Decision] = [.allowed, .implicitlyDenied, .explicitlyDenied]
    let expected = try text("expected")
    guard let expectation = known.first(where: { $0.rawValue == expected }) else {
      throw .malformed("unknown decision `\(expected)`")
    }
    return EvaluationCase(
      request: try request(member("request")), policies: try policies(member("policies")),
      expectation: expectation, dispute: dispute())
  }

  private func request(_ node: Node) throws(PolicyMisreading) -> Request {
    try check(node, ["principal", "action", "resource", "resourceAccount", "context"])
    guard let principal = node["principal"]?.text, let action = node["action"]?.text,
      let resource = node["resource"]?.text
    else { throw .malformed("a request has a principal, an action and a resource") }
    var request = Request(
      principal: Principal(principal), action: action, resource: resource,
      resourceAccount: node["resourceAccount"]?.text)
    for pair in node["context"]?.pairs ?? [] {
      guard let key = pair.key.text else { throw .malformed("a key is a text") }
      let elements = pair.value.elements ?? [pair.value]
      let values = elements.compactMap(\.text)
      guard values.count == elements.count else {
        throw .malformed("the values of `\(key)` are texts")
      }
      request[key] = values
    }
    return request
  }

  private func policies(_ node: Node) throws(PolicyMisreading) -> PolicySet {
    try check(node, ["identity", "boundary", "scps", "rcps", "session", "resource"])
    var set = PolicySet(identity: try list(node["identity"]))
    set.boundaries = try list(node["boundary"])
    set.serviceControl = try levels(node["scps"])
    set.resourceControl = try levels(node["rcps"])
    if let session = node["session"], !session.isNull { set.session = try list(session) }
    if let resource = node["resource"], !resource.isNull {
      set.resource = try policy(resource, .resource)
    }
    return set
  }

  private func levels(_ node: Node?) throws(PolicyMisreading) -> [[PolicyDocument]] {
    guard let node, !node.isNull else { return [] }
    guard let elements = node.elements else { throw .malformed("levels are a list of lists") }
    var levels: [[PolicyDocument]] = []
    for element in elements { levels.append(try list(element)) }
    return levels
  }

  /// One policy or a list of them.
  private func list(_ node: Node?) throws(PolicyMisreading) -> [PolicyDocument] {
    guard let node, !node.isNull else { return [] }
    var policies: [PolicyDocument] = []
    for element in node.elements ?? [node] { policies.append(try policy(element, .identity)) }
    return policies
  }

  private func policy(
    _ node: Node, _ kind: PolicyKind
  ) throws(PolicyMisreading) -> PolicyDocument {
    // Resource control policies name principals although they hang on no resource.
    let kind = kind == .identity && Self.namesPrincipals(node) ? .resource : kind
    guard let policy = PolicyParser.parse(node, in: file, as: kind).0 else {
      throw .malformed("a policy is an object")
    }
    return policy
  }

  private static func namesPrincipals(_ node: Node) -> Bool {
    let statements = node["Statement"].map { $0.elements ?? [$0] } ?? []
    return statements.contains { $0["Principal"] != nil || $0["NotPrincipal"] != nil }
  }

  private func check(_ node: Node, _ allowed: [String]) throws(PolicyMisreading) {
    guard let pairs = node.pairs else { throw .malformed("an object was expected") }
    for pair in pairs where !allowed.contains(pair.key.text ?? "") {
      throw .malformed("unknown key `\(pair.key.text ?? "")`")
    }
  }

  private mutating func member(_ key: String) throws(PolicyMisreading) -> Node {
    unread.remove(key)
    guard let member = node[key] else { throw .malformed("`\(key)` lacks") }
    return member
  }

  private mutating func text(_ key: String) throws(PolicyMisreading) -> String {
    guard let text = try member(key).text else { throw .malformed("`\(key)` is a text") }
    return text
  }
}
