import Documents
package import IAM

/// A policy as it is about to be written.
package struct PolicyDraft: Sendable {
  package var version: PolicyDocument.Version
  package var kind: PolicyKind
  package var statements: [StatementDraft]

  package init(
    _ version: PolicyDocument.Version = .v2012, _ kind: PolicyKind = .identity,
    _ statements: [StatementDraft]
  ) {
    self.version = version
    self.kind = kind
    self.statements = statements
  }

  /// As JSON, indented.
  package var text: String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("Version", version.rawValue)
      writer.key("Statement")
      writer.array { writer in for statement in statements { statement.write(to: &writer) } }
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// Read back from its text; what cannot be read of it is a doubt in the value.
  package func document(_ name: String) -> PolicyDocument {
    let (document, _) = PolicyParser.parse(SourceFile(path: name, text: text), as: kind)
    guard let document else { preconditionFailure("a draft is an object") }
    return document
  }
}

/// A statement as it is about to be written.
package struct StatementDraft: Sendable {
  package var sid: String?
  package var effect: Statement.Effect
  /// Nil where the policy names nobody.
  package var principals: Principals?
  package var actions: Texts
  package var resources: Texts
  /// No two with the same operator and key.
  package var conditions: [ConditionDraft] = []

  /// An element and whether it is the one that begins with `Not`.
  package struct Texts: Sendable, Hashable {
    package var texts: [String]
    package var isNegated: Bool

    package init(_ texts: [String], isNegated: Bool = false) {
      self.texts = texts
      self.isNegated = isNegated
    }
  }

  /// Whom it names; no entry at all is `"*"`.
  package struct Principals: Sendable, Hashable {
    package var entries: [Entry]
    package var isNegated: Bool

    package init(_ entries: [Entry], isNegated: Bool = false) {
      self.entries = entries
      self.isNegated = isNegated
    }

    /// `"AWS": "111122223333"`.
    package struct Entry: Sendable, Hashable {
      package var type: String
      package var name: String

      package init(_ type: String, _ name: String) {
        self.type = type
        self.name = name
      }
    }
  }

  package init(
    _ effect: Statement.Effect, principals: Principals? = nil, actions: Texts, resources: Texts,
    conditions: [ConditionDraft] = []
  ) {
    self.effect = effect
    self.principals = principals
    self.actions = actions
    self.resources = resources
    self.conditions = conditions
  }
}

/// A condition as it is about to be written.
package struct ConditionDraft: Sendable, Hashable {
  /// With qualifier and suffix: `ForAnyValue:StringLikeIfExists`.
  package var spelling: String
  package var key: String
  package var values: [String]

  package init(_ spelling: String, _ key: String, _ values: [String]) {
    self.spelling = spelling
    self.key = key
    self.values = values
  }
}

extension StatementDraft {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      if let sid { writer.member("Sid", sid) }
      writer.member("Effect", effect.rawValue)
      if let principals { Self.write(principals, to: &writer) }
      Self.write(actions, "Action", to: &writer)
      Self.write(resources, "Resource", to: &writer)
      guard !conditions.isEmpty else { return }
      writer.key("Condition")
      writer.object { writer in
        for spelling in Self.distinct(conditions.map(\.spelling)) {
          writer.key(spelling)
          writer.object { writer in
            for condition in conditions where condition.spelling == spelling {
              writer.member(condition.key, condition.values)
            }
          }
        }
      }
    }
  }

  private static func write(_ element: Texts, _ name: String, to writer: inout JSONWriter) {
    writer.member(element.isNegated ? "Not\(name)" : name, element.texts)
  }

  private static func write(_ principals: Principals, to writer: inout JSONWriter) {
    writer.key(principals.isNegated ? "NotPrincipal" : "Principal")
    guard !principals.entries.isEmpty else { return writer.string("*") }
    writer.object { writer in
      for type in Self.distinct(principals.entries.map(\.type)) {
        writer.member(type, principals.entries.filter { $0.type == type }.map(\.name))
      }
    }
  }

  private static func distinct(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}
