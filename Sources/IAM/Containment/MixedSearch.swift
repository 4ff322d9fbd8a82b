/// Finds a value of a key that conditions compare in several ways, as a text, a number, an address.
///
/// Whatever conditions on scalars can tell apart is tried (`MixedCandidates`), so that only texts with
/// wildcards, which no list holds, can leave it open.
struct MixedSearch {
  let constraints: [KeySearch.Constraint]

  /// What the search says.
  enum Outcome {
    case none
    case found(String)
    /// None of what was tried will do, and there may be others.
    case open
    case exhausted
  }

  private var scalars: [KeySearch.Constraint] {
    constraints.filter { !$0.condition.operator.isTextual }
  }

  private var textual: [KeySearch.Constraint] { constraints.filter(\.condition.operator.isTextual) }

  /// The cheap proofs come first: that no value is as the conditions of one kind ask, or that no value
  /// of a kind that is needed looks like the texts.
  ///
  /// Then there is none where the value has to be one of those that were tried: a flag, a text by
  /// name, or anything at all that the other conditions can tell apart. What a variable or a hole
  /// stands for may be any of them.
  func run(budget: inout Int) -> Outcome {
    if isUnreadable || Set(scalars.map(\.condition.operator.kind)).contains(where: isHopeless) {
      return .none
    }
    let (required, excepted) = (texts(wanted: true), texts(wanted: false))
    let exceptions = min(excepted.known.count, MixedCandidates.mostExceptions)
    let candidates = MixedCandidates(conditions: scalars.map(\.condition), exceptions: exceptions)
    let texts = candidates.texts + required.known + excepted.known
    budget -= texts.count * constraints.count
    guard budget > 0 else { return .exhausted }
    if let found = texts.first(where: satisfies) { return .found(found) }
    guard !textual.contains(where: Self.isOpen) else { return .open }
    // One condition that names its texts is enough to have the value chosen from them.
    if isFlag || required.finite > 0 { return .none }
    // Nothing is asked for by a text: all that conditions on scalars tell apart was tried.
    let isComplete =
      excepted.finite == excepted.conditions && excepted.known.count <= exceptions
      && !excepted.known.contains { Network.Address($0)?.isVersion6 == true }
    return required.conditions == 0 && isComplete ? .none : .open
  }

  /// Whether no value is as all conditions of a kind ask, nor is one of another kind.
  private func isHopeless(_ kind: ConditionOperator.Kind) -> Bool {
    let own = scalars.filter { $0.condition.operator.kind == kind }
    let known = ScalarCandidates.texts(own.map(\.condition)) + ["x"]
    return !known.contains { text in KeySearch.satisfies(text, own) }
  }

  /// Whether it asks for what a variable or a hole stands for.
  private static func isOpen(_ constraint: KeySearch.Constraint) -> Bool {
    constraint.condition.values.contains { value in
      guard case .pattern(let pattern) = value else { return false }
      return !pattern.variables.isEmpty || pattern.text.unicodeScalars.contains(where: Hole.isHole)
    }
  }

  /// Whether only a flag will do, of which all spellings are candidates.
  private var isFlag: Bool { kinds.contains(.flag) }

  /// What the value has to be readable as; empty where any text may do.
  private var kinds: Set<ConditionOperator.Kind> {
    Set(scalars.filter { !KeySearch.satisfies("x", [$0]) }.map(\.condition.operator.kind))
  }

  /// Whether a text is asked for, and nothing like it is a value of a kind that is needed.
  private var isUnreadable: Bool {
    textual.contains { constraint in
      Self.isWanted(constraint) && constraint.condition.values.allSatisfy(isUnreadable)
    }
  }

  private func isUnreadable(_ value: Condition.Value) -> Bool {
    guard case .pattern(let pattern) = value else { return true }
    let alphabets = kinds.map(\.alphabet)
    return pattern.steps.contains { step in
      guard case .scalar(let scalar) = step, !Hole.isHole(scalar) else { return false }
      return alphabets.contains { !$0.contains(scalar) }
    }
  }

  /// Texts that are asked for, or excepted, by name.
  private struct Named {
    /// In every spelling that is one of them.
    var known: [String] = []
    /// How many conditions there are.
    let conditions: Int
    /// How many of them have all their texts among the known.
    var finite = 0
  }

  private func texts(wanted: Bool) -> Named {
    let conditions = textual.filter { Self.isWanted($0) == wanted }
    let isAnyText = kinds.isEmpty
    var named = Named(conditions: conditions.count)
    for (_, condition, _) in conditions {
      let isCaseless = condition.operator == .stringEqualsIgnoreCase
      let literals = condition.values.filter { wanted || !isUnreadable($0) }.map {
        value -> [String]? in
        guard let literal = Self.literal(value) else { return nil }
        guard isCaseless else { return [literal] }
        // Letters that no number has may have more than two cases.
        return isAnyText ? nil : CaseVariants.of(literal)
      }
      named.known += literals.flatMap { $0 ?? [] }
      if literals.allSatisfy({ $0 != nil }) { named.finite += 1 }
    }
    return named
  }

  /// Whether a text that matches is asked for, not one that does not.
  private static func isWanted(_ constraint: KeySearch.Constraint) -> Bool {
    constraint.holds != constraint.condition.isNegated
  }

  private static func literal(_ value: Condition.Value) -> String? {
    guard case .pattern(let pattern) = value, pattern.isLiteral else { return nil }
    return String(
      String.UnicodeScalarView(
        pattern.steps.compactMap { if case .scalar(let scalar) = $0 { scalar } else { nil } }))
  }

  private func satisfies(_ text: String) -> Bool { KeySearch.satisfies(text, constraints) }
}

extension ConditionOperator.Kind {
  /// The characters of which values of the kind are made, as `Scalars` and `Network` read them.
  fileprivate var alphabet: Set<Unicode.Scalar> {
    switch self {
    case .number: Set("0123456789+-.eE".unicodeScalars)
    case .instant: Set("0123456789+-.: TtZz".unicodeScalars)
    case .address: Set("0123456789abcdefABCDEF.:".unicodeScalars)
    case .flag: Set("truefalsTRUEFALS".unicodeScalars)
    case .text: []
    }
  }
}
