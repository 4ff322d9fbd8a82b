package import Documents

/// A request that is granted and should not be, in words and as data.
package struct Narration: Sendable {
  /// What grants it: the statement's policy, 1-based number and id.
  package let granting: String
  /// Why the other side does not.
  package let refusal: String
  package let request: Request

  /// Tells of a counterexample to `candidate` within `reference`.
  package init(
    _ example: Containment.Counterexample, _ candidate: [Level], within reference: [Level]
  ) {
    request = example.request
    let policy = candidate[0].policies[example.policy]
    granting = Self.name(of: policy.statements[example.statement], example.statement, of: policy)
    refusal = Self.refusal(example.request, reference)
  }

  /// `statement 3 (\`Logs\`) of policy.json`.
  private static func name(
    of statement: Statement, _ index: Int, of policy: PolicyDocument
  ) -> String {
    let sid = statement.sid.map { " (`\($0)`)" } ?? ""
    return "statement \(index + 1)\(sid) of \(policy.name)"
  }

  private static func refusal(_ request: Request, _ levels: [Level]) -> String {
    let matcher = StatementMatch(request, .segmented)
    for level in levels {
      for policy in level.policies {
        for (index, statement) in policy.statements.enumerated()
        where statement.effect == .deny && matcher.match(statement) == .yes {
          return "\(name(of: statement, index, of: policy)) denies it"
        }
      }
    }
    guard let level = levels.first(where: { $0.grants(request, .segmented) != .yes }) else {
      return "it is not granted"
    }
    return allowance(request, level, matcher)
  }

  /// What a level does allow of the action.
  private static func allowance(
    _ request: Request, _ level: Level, _ matcher: StatementMatch
  ) -> String {
    var resources: [String] = []
    var isConditional = false
    for statement in level.policies.flatMap(\.statements)
    where statement.effect == .allow
      && matcher.matchesAction(statement) == .yes
    {
      guard let element = statement.resources else { continue }
      if matcher.matchesResource(statement) == .yes {
        isConditional = true
      }
      let prefix = element.isNegated ? "all but " : ""
      resources += element.patterns.map { prefix + $0.text }
    }
    let name = level.policies.map(\.name).joined(separator: ", ")
    let owner = name.isEmpty ? "nothing" : name
    if isConditional { return "\(owner) allows \(request.action) only under other conditions" }
    guard !resources.isEmpty else { return "\(owner) does not allow \(request.action)" }
    let shown = resources.prefix(3).joined(separator: ", ")
    let more = resources.count > 3 ? " and \(resources.count - 3) more" : ""
    return "\(owner) allows \(request.action) only on \(shown)\(more)"
  }

  /// `iam:PassRole on arn:aws:iam::111122223333:role/admin, with aws:SourceVpc absent`.
  package var words: String {
    let keys = request.context.keys.sorted().map { key in
      "\(key) = \((request.context[key] ?? []).joined(separator: ", "))"
    }
    let context = keys.isEmpty ? "" : " with \(keys.joined(separator: " and "))"
    return "\(request.action) on \(request.resource)\(context)"
  }
}

extension Request {
  /// As a member of a document: the form that `simulate` reads.
  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("principal", principal.name)
      writer.member("action", action)
      writer.member("resource", resource)
      if let resourceAccount { writer.member("resourceAccount", resourceAccount) }
      writer.key("context")
      writer.object { writer in
        for key in context.keys.sorted() {
          writer.key(key)
          let values = context[key] ?? []
          if values.count == 1 {
            writer.string(values[0])
          } else {
            writer.array { writer in for value in values { writer.string(value) } }
          }
        }
      }
    }
  }
}
