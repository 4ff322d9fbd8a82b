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
  private let node: Node
  private let policies: PolicyListReader
  private var unread: Set<String>

  init(_ node: Node, in file: SourceFile) throws(PolicyMisreading) {
    guard let pairs = node.pairs else { throw .malformed("a case is an object") }
    self.node = node
    policies = PolicyListReader(file: file)
    unread = Set(pairs.filter { !$0.value.isNull }.compactMap { $0.key.text })
  }

  /// What a person may want to know and no case depends on.
  private static let remarks: Set<String> = [
    "id", "name", "title", "note", "notes", "comment", "description", "source", "why", "reason",
    "rationale", "documentation", "url", "category", "group", "tags",
  ]

  mutating func read() throws(PolicyMisreading) -> PolicyVector {
    let kind = try text("kind")
    let question: PolicyVector.Question
    switch kind {
    case "containment": question = .containment(try containment())
    case "evaluate": question = .evaluation(try evaluation())
    default: throw .unscored("kind `\(kind)` is not scored")
    }
    let dispute = try dispute()
    if let key = unread.subtracting(Self.remarks).sorted().first {
      throw .malformed("unknown key `\(key)`")
    }
    return PolicyVector(question: question, dispute: dispute)
  }

  /// `true` or why; `false` is none.
  private mutating func dispute() throws(PolicyMisreading) -> String? {
    guard let node = optional("contested") else { return nil }
    guard let text = node.text else { return "contested" }
    return text == "false" ? nil : text
  }

  private mutating func containment() throws(PolicyMisreading) -> ContainmentCase {
    if let check = optional("check"), check.text != "CheckNoNewAccess" {
      throw .malformed("unknown check `\(check.text ?? "")`")
    }
    let kind = try policyKind()
    let expected = try text("expected")
    guard let expectation = ContainmentCase.Expectation(rawValue: expected.uppercased()) else {
      throw .malformed("`expected` is PASS or FAIL, not `\(expected)`")
    }
    return ContainmentCase(
      reference: try some(policies.list(member("reference"), kind), "reference"),
      candidate: try some(policies.list(member("candidate"), kind), "candidate"),
      expectation: expectation)
  }

  private func some(
    _ policies: [PolicyDocument], _ name: String
  ) throws(PolicyMisreading) -> [PolicyDocument] {
    guard !policies.isEmpty else { throw .malformed("no policy in `\(name)`") }
    return policies
  }

  /// Nil when the policies themselves tell.
  private mutating func policyKind() throws(PolicyMisreading) -> PolicyKind? {
    guard let node = optional("policyType") else { return nil }
    switch node.text?.uppercased() {
    case "IDENTITY_POLICY", "SERVICE_CONTROL_POLICY", "PERMISSIONS_BOUNDARY",
      "PERMISSIONS_BOUNDARY_POLICY", "SESSION_POLICY":
      return .identity
    case "RESOURCE_POLICY", "RESOURCE_CONTROL_POLICY": return .resource
    case "TRUST_POLICY", "ROLE_TRUST_POLICY": return .trust
    case let other: throw .malformed("unknown policyType `\(other ?? "")`")
    }
  }

  private mutating func evaluation() throws(PolicyMisreading) -> EvaluationCase {
    EvaluationCase(
      request: try RequestReader.request(member("request")),
      policies: try policies.set(member("policies")),
      expectation: try decision(text("expected")))
  }

  /// As the evaluation logic calls them, or as the simulator's API does.
  private func decision(
    _ text: String
  ) throws(PolicyMisreading) -> Authorization.Decision {
    switch text.lowercased() {
    case "allowed", "allow": .allowed
    case "implicitlydenied", "implicitdeny": .implicitlyDenied
    case "explicitlydenied", "explicitdeny": .explicitlyDenied
    default: throw .malformed("unknown decision `\(text)`")
    }
  }

  // MARK: Single keys

  /// Nil where it is null, too.
  private mutating func optional(_ key: String) -> Node? {
    unread.remove(key)
    return node[key].flatMap { $0.isNull ? nil : $0 }
  }

  private mutating func member(_ key: String) throws(PolicyMisreading) -> Node {
    guard let member = optional(key) else { throw .malformed("`\(key)` lacks") }
    return member
  }

  private mutating func text(_ key: String) throws(PolicyMisreading) -> String {
    guard let text = try member(key).text else { throw .malformed("`\(key)` is a text") }
    return text
  }
}

extension Node {
  /// The members of an object that are not null; throws for others than `allowed`.
  func members(_ allowed: Set<String>, _ what: String) throws(PolicyMisreading) -> [String: Node] {
    guard let pairs else { throw .malformed("\(what) is an object") }
    var members: [String: Node] = [:]
    for pair in pairs {
      let key = pair.key.text ?? ""
      guard allowed.contains(key) else { throw .malformed("unknown key `\(key)` of \(what)") }
      if !pair.value.isNull { members[key] = pair.value }
    }
    return members
  }
}
