extension PrincipalShape {
  /// Whether a condition on a key of principals holds for all of them or for none; `maybe` where that
  /// depends on who it is, or on what is not known of them.
  ///
  /// `patterns` are those of the condition; `values` tells what it says of values, nil where that
  /// depends on variables.
  func answer(
    to condition: Condition, _ patterns: SymbolPatterns, _ values: ConditionMatch?
  ) -> Match {
    let key = condition.key
    if lacks(key) { return Match(condition.holdsWhenAbsent) }
    if let value = facts[key] ?? toldByName[key] {
      return values?.holds([value]) ?? .maybe
    }
    guard arn(where: key, isLike: []) != nil else { return .maybe }
    if condition.operator == .null { return Match(condition.values.contains(.flag(false))) }
    guard condition.operator.isTextual else { return .maybe }
    let found = isLike(patterns.patterns.compactMap { arn(where: key, isLike: $0) })
    return condition.isNegated ? !found : found
  }

  /// Whether their ARNs are like one of some patterns.
  private func isLike(_ patterns: [[Symbol]]) -> Match {
    let near = patterns.filter(mayBeLike)
    guard !near.isEmpty else { return .no }
    let areAll = arns.allSatisfy { arn in
      near.contains { PatternRelation.covers($0, arn) }
    }
    return areAll ? .yes : .maybe
  }

  /// Whether any of their ARNs can be like a pattern, told at a glance.
  func mayBeLike(_ pattern: [Symbol]) -> Bool {
    if !others.accounts.isEmpty, let account = pattern.accountOfARN,
      others.accounts.contains(account)
    {
      return false
    }
    return !arns.allSatisfy { PatternRelation.areApart(pattern, $0) }
  }
}
