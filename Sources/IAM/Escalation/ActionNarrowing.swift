/// Policies, ready to be asked for one action after another.
///
/// What a policy says of a single action are its statements that cover it; once those are picked, the
/// action need not be decided again, and a question about it is a small one however large the policy.
struct ActionNarrowing {
  /// What is left of policies for one action.
  struct Narrowed {
    /// As many levels, with as many policies, as there were; statements about nothing else.
    let levels: [Level]
    /// 0-based positions of the statements that are left in the policies of the first level.
    let positions: [[Int]]
  }

  private let levels: [Level]
  /// Values of policy variables, keyed by lower-case key; nil for a key that no request has.
  private let values: [String: String?]
  /// One element a statement, by level and policy.
  private let elements: [[[Element]]]
  private var answers: [String: Bool] = [:]

  init(_ levels: [Level], assuming values: [String: String?]) {
    self.levels = levels
    self.values = values
    elements = levels.map { level in
      level.policies.map { $0.statements.map { Element($0.actions) } }
    }
  }

  /// Whether every level has a statement that may allow an action, on anything at all.
  mutating func mayGrant(_ action: String) -> Bool {
    if let answer = answers[action] { return answer }
    let name = ActionName(action)
    let answer = levels.indices.allSatisfy { level in
      levels[level].policies.indices.contains { policy in
        let statements = levels[level].policies[policy].statements
        return statements.indices.contains { index in
          statements[index].effect == .allow
            && elements[level][policy][index].match(name) != .no
        }
      }
    }
    answers[action] = answer
    return answer
  }

  /// What the policies say of an action, written as if it were `placeholder`.
  func narrowed(to action: String, as placeholder: Statement.Patterns) -> Narrowed {
    let name = ActionName(action)
    var positions: [[Int]] = []
    let narrowed = levels.indices.map { level in
      let policies = levels[level].policies.indices.map { index -> PolicyDocument in
        let policy = levels[level].policies[index]
        var kept: [Statement] = []
        var places: [Int] = []
        for (position, statement) in policy.statements.enumerated() {
          let match = elements[level][index][position].match(name)
          guard match != .no, let statement = statement.assuming(values) else { continue }
          kept.append(statement.speaking(of: placeholder, isCertain: match == .yes))
          places.append(position)
        }
        if level == 0 { positions.append(places) }
        return PolicyDocument(
          name: policy.name, version: policy.version, statements: kept, doubt: policy.doubt)
      }
      return Level(levels[level].role, policies)
    }
    return Narrowed(levels: narrowed, positions: positions)
  }
}

extension ActionNarrowing {
  /// An action's name, ready to be compared.
  fileprivate struct ActionName {
    let text: String
    let bytes: [UInt8]

    init(_ text: String) {
      self.text = text
      bytes = text.utf8.map(ActionCatalogue.lowercased)
    }
  }

  /// `Action` or `NotAction` of a statement.
  fileprivate struct Element {
    private let patterns: [[UInt8]]
    /// Patterns with a value that a template leaves open.
    private let open: [Glob]
    private let isNegated: Bool

    init(_ element: Statement.Patterns) {
      var patterns: [[UInt8]] = []
      var open: [Glob] = []
      for pattern in element.patterns {
        // Holes lie in plane 15, whose first byte no other character of use has.
        if pattern.text.utf8.contains(where: { $0 >= 0xF3 }) {
          open.append(Glob(pattern, .ignoringCase))
        } else {
          patterns.append(pattern.text.utf8.map(ActionCatalogue.lowercased))
        }
      }
      self.patterns = patterns
      self.open = open
      isNegated = element.isNegated
    }

    func match(_ name: ActionName) -> Match {
      let isCovered = patterns.contains { Wildcards.match($0[...], name.bytes[...]) }
      let found =
        isCovered ? .yes : open.map { TextMatch.match($0, name.text) }.max() ?? .no
      return isNegated ? !found : found
    }
  }
}

extension Statement {
  /// The same statement about one action alone.
  fileprivate func speaking(of actions: Patterns, isCertain: Bool) -> Statement {
    let doubt = "it depends on what stands in an action that the template leaves open"
    return Statement(
      effect: effect, sid: sid, principals: principals, actions: actions, resources: resources,
      conditions: conditions, doubts: isCertain ? doubts : doubts + [doubt], place: place)
  }
}
