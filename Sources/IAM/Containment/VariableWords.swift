/// Values that policy variables may take so that policies tell them apart: one that no policy knows,
/// then those that stand in policies where a variable stands in others.
struct VariableWords {
  /// The likeliest first, without repetition.
  let words: [String]

  private static let most = 64
  private static let unknown = "example-value-of-nobody"

  init(_ levels: [Level]) {
    let statements = levels.flatMap(\.policies).flatMap(\.statements)
    let patterns = statements.flatMap { statement in
      let conditions = statement.conditions.flatMap(\.values).compactMap { value -> Pattern? in
        if case .pattern(let pattern) = value { pattern } else { nil }
      }
      return conditions + (statement.resources?.patterns ?? [])
    }
    let named = statements.flatMap { $0.principals?.principals ?? [] }.compactMap(Self.pattern)
    var words = [Self.unknown]
    words += patterns.filter(\.isLiteral).map(\.text)
    let pieces = (patterns + named).flatMap { Self.pieces($0.steps[...]) }
    words += pieces
    // Of `team-a` what stands where `team-${…}` has the variable.
    for (before, after) in Set(patterns.flatMap(Self.surroundings)).sorted(by: <).map(\.texts)
    where !before.isEmpty || !after.isEmpty {
      for piece in pieces
      where piece.utf8.count > before.utf8.count + after.utf8.count && piece.hasPrefix(before)
        && piece.hasSuffix(after)
      {
        words.append(String(piece.dropFirst(before.count).dropLast(after.count)))
      }
    }
    var seen: Set<String> = []
    self.words = Array(words.filter { seen.insert($0).inserted }.prefix(Self.most))
  }

  private static func pattern(_ principal: PrincipalPattern) -> Pattern? {
    switch principal {
    case .arn(let name): Pattern(name, [])
    case .account(let number): Pattern(number, [])
    case .everyone, .service, .federated, .canonicalUser: nil
    }
  }

  /// The texts of a pattern between its wildcards, variables, colons and slashes.
  private static func pieces(_ steps: ArraySlice<Pattern.Step>) -> [String] {
    steps.split(whereSeparator: isBoundary).map(text)
  }

  private static func isBoundary(_ step: Pattern.Step) -> Bool {
    switch step {
    case .scalar(let scalar): scalar == "/" || scalar == ":" || Hole.isHole(scalar)
    case .one, .many, .digit, .variable: true
    }
  }

  private static func text(_ steps: some Sequence<Pattern.Step>) -> String {
    var text = String.UnicodeScalarView()
    for case .scalar(let scalar) in steps { text.append(scalar) }
    return String(text)
  }

  /// What stands right before and behind a variable.
  private struct Surroundings: Hashable, Comparable {
    let before: String
    let after: String

    var texts: (String, String) { (before, after) }

    static func < (left: Self, right: Self) -> Bool { left.texts < right.texts }
  }

  private static func surroundings(_ pattern: Pattern) -> [Surroundings] {
    pattern.steps.indices.compactMap { index in
      guard case .variable = pattern.steps[index] else { return nil }
      let before = pattern.steps[..<index].reversed().prefix { !isBoundary($0) }.reversed()
      let after = pattern.steps[(index + 1)...].prefix { !isBoundary($0) }
      return Surroundings(before: text(before), after: text(after))
    }
  }
}
