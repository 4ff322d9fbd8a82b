import IAM
package import Vectors

/// Makes random policies.
package struct PolicyGenerator {
  package var random: SeededGenerator
  /// Whether actions are any texts.
  let isOpen: Bool
  private let version: PolicyDocument.Version
  private let kind: PolicyKind
  /// Keys of this pair, so that statements speak of the same.
  private let keys: [FuzzKey]
  private let hasVariables: Bool
  private let hasSegments: Bool
  private let hasHoles: Bool
  private let hasLists: Bool
  private let hasMixtures: Bool
  private let hasDoubts: Bool

  /// What a template leaves open, twice.
  private static let holes = [String(Hole.scalar(0)), String(Hole.scalar(1))]

  package init(_ random: SeededGenerator) {
    var random = random
    isOpen = random.chance(50)
    version = random.chance(85) ? .v2012 : .v2008
    kind = random.chance(25) ? .resource : .identity
    hasVariables = random.chance(10)
    hasSegments = random.chance(25)
    hasHoles = random.chance(2)
    hasLists = random.chance(50)
    hasMixtures = random.chance(3)
    hasDoubts = random.chance(1)
    let count = 1 + random.below(3)
    var keys: [FuzzKey] = hasVariables ? [FuzzKey.user] : []
    for _ in 0..<count {
      let key = random.pick(FuzzKey.all)
      if !keys.contains(where: { $0.name == key.name }) { keys.append(key) }
    }
    self.keys = keys
    self.random = random
  }

  /// One policy a level.
  package mutating func side() -> [PolicyDraft] {
    var drafts = [PolicyDraft(version, kind, statements(most: 3, names: kind == .resource))]
    while random.chance(20), drafts.count < 3 {
      drafts.append(PolicyDraft(version, .identity, statements(most: 3, names: false)))
    }
    return drafts
  }

  private mutating func statements(most: Int, names: Bool) -> [StatementDraft] {
    (0...random.below(most)).map { _ in statement(names: names) }
  }

  /// A statement, with principals where the policy `names` them.
  package mutating func statement(names: Bool) -> StatementDraft {
    var statement = StatementDraft(
      random.chance(70) ? .allow : .deny, principals: names ? principals() : nil,
      actions: actions(), resources: resources())
    while random.chance(45), statement.conditions.count < 3 {
      let condition = condition()
      let isThere = statement.conditions.contains {
        $0.spelling == condition.spelling && $0.key == condition.key
      }
      if !isThere { statement.conditions.append(condition) }
    }
    return statement
  }

  private mutating func texts(_ pick: (inout Self) -> String) -> StatementDraft.Texts {
    var texts = [pick(&self)]
    while random.chance(30), texts.count < 3 { texts.append(pick(&self)) }
    return StatementDraft.Texts(texts, isNegated: random.chance(12))
  }

  private mutating func actions() -> StatementDraft.Texts {
    texts { own in
      let text =
        own.random.chance(own.isOpen ? 15 : 1)
        ? own.random.pick(FuzzWords.widePatterns) : own.random.pick(FuzzWords.actionPatterns)
      guard own.hasHoles, own.random.chance(30) else { return text }
      let hole = own.random.pick(Self.holes)
      return own.random.chance(50)
        ? hole : text.replacing("Get", with: hole).replacing("Put", with: hole)
    }
  }

  private mutating func resources() -> StatementDraft.Texts {
    texts { own in
      let text =
        own.hasVariables && own.random.chance(50)
        ? own.random.pick(FuzzWords.variablePatterns)
        : own.hasSegments && own.random.chance(40)
          ? own.random.pick(FuzzWords.segmentPatterns)
          : own.random.pick(FuzzWords.resourcePatterns)
      guard own.hasHoles, own.random.chance(50) else { return text }
      return text.replacing("ann", with: own.random.pick(Self.holes))
        .replacing(":a/", with: ":a/\(own.random.pick(Self.holes))")
    }
  }

  private mutating func principals() -> StatementDraft.Principals {
    guard !random.chance(15) else { return StatementDraft.Principals([]) }
    var entries: [StatementDraft.Principals.Entry] = []
    repeat {
      let (type, name) = random.pick(FuzzWords.principals)
      entries.append(StatementDraft.Principals.Entry(type, name))
    } while random.chance(40) && entries.count < 4
    return StatementDraft.Principals(entries, isNegated: random.chance(15))
  }

  private mutating func condition() -> ConditionDraft {
    let key = random.pick(keys)
    if random.chance(12) {
      return ConditionDraft("Null", key.name, [random.pick(["true", "false"])])
    }
    let kind = hasMixtures && random.chance(40) ? random.pick(FuzzKey.Kind.allCases) : key.kind
    var spelling = random.pick(kind.operators)
    let takesPatterns = spelling.contains("Like") || spelling.hasPrefix("Arn")
    if random.chance(20) { spelling += "IfExists" }
    if hasLists, random.chance(40) {
      spelling = random.pick(["ForAllValues:", "ForAnyValue:"]) + spelling
    }
    if hasDoubts, random.chance(30) { spelling = "StringEquels" }
    var values: [String] = []
    repeat {
      values.append(value(of: kind, key, takesPatterns: takesPatterns))
    } while random.chance(35) && values.count < 3
    // Names of keys have no case.
    let name = random.chance(10) ? key.name.lowercased() : key.name
    return ConditionDraft(spelling, name, values)
  }

  private mutating func value(
    of kind: FuzzKey.Kind, _ key: FuzzKey, takesPatterns: Bool
  ) -> String {
    if kind == .text, hasVariables, random.chance(25) {
      return random.pick(["${aws:username}", "v-${aws:username}", "${aws:username, 'ann'}"])
    }
    if kind == .text, hasHoles, random.chance(40) { return random.pick(Self.holes) }
    guard kind == key.kind else {
      if kind == .text || kind == .arn { return random.pick(key.values) }
      let others = FuzzKey.all.filter { $0.kind == kind }
      return random.pick(random.pick(others).constants)
    }
    return takesPatterns && !key.patterns.isEmpty && random.chance(60)
      ? random.pick(key.patterns) : random.pick(key.constants)
  }
}

extension PolicyGenerator {
  /// A side that differs from another in a few places.
  package mutating func changed(_ drafts: [PolicyDraft]) -> [PolicyDraft] {
    var drafts = drafts
    for _ in 0...random.below(3) { change(&drafts) }
    return drafts
  }

  private mutating func change(_ drafts: inout [PolicyDraft]) {
    let level = random.below(drafts.count)
    let names = drafts[level].kind == .resource
    let count = drafts[level].statements.count
    let index = random.below(count)
    switch random.below(9) {
    case 0: drafts[level].statements.append(statement(names: names))
    case 1 where count > 1: drafts[level].statements.remove(at: index)
    case 2: drafts[level].statements[index].actions = actions()
    case 3: drafts[level].statements[index].resources = resources()
    case 4: drafts[level].statements[index].conditions = []
    case 5:
      let condition = condition()
      drafts[level].statements[index].conditions = [condition]
    case 6 where names: drafts[level].statements[index].principals = principals()
    case 7: drafts[level].statements[index].resources = StatementDraft.Texts(["*"])
    case 8 where level > 0: drafts.remove(at: level)
    default: drafts[level].statements[index].actions = StatementDraft.Texts(["*"])
    }
  }
}
