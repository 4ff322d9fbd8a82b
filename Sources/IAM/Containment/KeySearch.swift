/// Finds what a context key has to be so that some conditions hold and others do not.
///
/// The key is absent, has one value, or, where a set qualifier asks, several. Texts are found by
/// `TextSearch`; numbers, instants, addresses and flags among the values at which one of the
/// conditions changes its answer, one between each two of them and one beyond either end.
struct KeySearch {
  /// A condition, its predicate, and whether it is to hold.
  typealias Constraint = (predicate: Int, condition: Condition, holds: Bool)

  let constraints: [Constraint]
  let traits: KeyTraits
  /// The patterns of textual conditions; keyed by predicate.
  let texts: [Int: SymbolPatterns]
  /// Of keys whose conditions are all scalar, and of one kind; else nil.
  let table: ScalarTable?
  let memory: TextMemory?

  /// Whose values have a character or more: the names of tags (AWS Tagging API, `Tag`).
  private static let neverEmpty: Set<String> = ["aws:tagkeys"]

  func run(budget: inout Int) -> Feasibility {
    let found = usual(budget: &budget)
    guard case .infeasible = found else { return found }
    return emptyText
  }

  /// Whether one empty text will do, which counts as no value where all have to match.
  private var emptyText: Feasibility {
    guard constraints.contains(where: { $0.condition.qualifier == .forAllValues }),
      !constraints.contains(where: { Self.neverEmpty.contains($0.condition.key) })
    else { return .infeasible }
    var isSure = true
    for (_, condition, holds) in constraints {
      let match =
        condition.variables.isEmpty || condition.qualifier == .forAllValues
        ? ConditionMatch(condition, value: \.fallback).holds([""]) : .maybe
      switch holds ? match : !match {
      case .no: return .infeasible
      case .maybe: isSure = false
      case .yes: continue
      }
    }
    return isSure
      ? .feasible(.values([[]])) : .unresolved("a policy variable or a hole may be an empty text")
  }

  private func usual(budget: inout Int) -> Feasibility {
    if constraints.allSatisfy({ $0.condition.holdsWhenAbsent == $0.holds }) {
      return .feasible(.absent)
    }
    let present = constraints.filter { $0.condition.operator != .null }
    for (_, condition, holds) in constraints where condition.operator == .null {
      if condition.values.contains(.flag(false)) != holds { return .infeasible }
    }
    let single = feasibility([value(present, budget: &budget)])
    if case .feasible = single { return single }
    guard traits.isList else { return single }
    let several = list(present, budget: &budget)
    if case .infeasible = several { return single }
    return several
  }

  /// Several values: each of those that ask for some value gets one that all others allow.
  private func list(_ constraints: [Constraint], budget: inout Int) -> Feasibility {
    let some = constraints.filter(Self.asksForSome)
    guard some.count > 1 else { return .infeasible }
    let all = constraints.filter { !Self.asksForSome($0) }
    return feasibility(some.map { value(all + [$0], budget: &budget) })
  }

  /// Whether one value is enough for the constraint; otherwise every value has to satisfy it.
  private static func asksForSome(_ constraint: Constraint) -> Bool {
    let isUniversal =
      switch constraint.condition.qualifier {
      case .forAllValues: true
      case .forAnyValue: false
      case nil: constraint.condition.isNegated
      }
    return isUniversal != constraint.holds
  }

  private func feasibility(_ found: [Found]) -> Feasibility {
    var values: [[Symbol]] = []
    for value in found {
      switch value {
      case .none: return .infeasible
      case .unresolved(let reason): return .unresolved(reason)
      case .text(let text): if !values.contains(text) { values.append(text) }
      }
    }
    return .feasible(.values(values))
  }

  /// One value, or why there is none.
  private enum Found {
    case none
    case text([Symbol])
    case unresolved(String)
  }

  private func value(_ constraints: [Constraint], budget: inout Int) -> Found {
    let scalars = constraints.filter { !$0.condition.operator.isTextual }
    return scalars.isEmpty
      ? text(constraints, budget: &budget) : scalar(constraints, scalars, budget: &budget)
  }

  private func text(_ constraints: [Constraint], budget: inout Int) -> Found {
    var asked = TextQuestion()
    for (predicate, condition, holds) in constraints {
      guard let patterns = texts[predicate] else { continue }
      if holds != condition.isNegated {
        asked.positives.append(patterns)
      } else {
        asked.negatives.append(patterns)
      }
    }
    return switch asked.answer(budget: &budget, memory) {
    case .none: .none
    case .found(let text): .text(text)
    case .exhausted: .unresolved(Budget.reason)
    }
  }

  private func scalar(
    _ constraints: [Constraint], _ scalars: [Constraint], budget: inout Int
  ) -> Found {
    if let table { return table.first(constraints, budget: &budget).map(text) ?? .none }
    let candidates = ScalarCandidates.texts(scalars.map(\.condition))
    budget -= candidates.count * constraints.count
    guard budget > 0 else { return .unresolved(Budget.reason) }
    if let found = candidates.first(where: { Self.satisfies($0, constraints) }) {
      return text(found)
    }
    guard traits.isMixed else { return .none }
    return mixture(constraints, budget: &budget)
  }

  /// A value of a key that is compared in several ways: it may be of any kind, or of none.
  private func mixture(_ constraints: [Constraint], budget: inout Int) -> Found {
    let reason =
      "`\(constraints[0].condition.key)` is compared as a text and as a number or address"
    switch MixedSearch(constraints: constraints).run(budget: &budget) {
    case .none: return .none
    case .found(let found): return text(found)
    case .exhausted: return .unresolved(Budget.reason)
    case .open: break
    }
    let textual = constraints.filter(\.condition.operator.isTextual)
    let found = text(textual, budget: &budget)
    if case .none = found { return .none }
    if case .text(let symbols) = found, !symbols.contains(where: \.isLetter) {
      let text = String(
        String.UnicodeScalarView(symbols.compactMap { Unicode.Scalar($0.word & ~Symbol.foldFlag) }))
      if Self.satisfies(text, constraints) { return found }
    }
    return .unresolved(reason)
  }

  private func text(_ text: String) -> Found {
    .text([Symbol](text))
  }

  /// Whether a value is as constraints ask, whatever variables and holes stand for.
  static func satisfies(_ text: String, _ constraints: [Constraint]) -> Bool {
    constraints.allSatisfy { constraint in
      let match = ConditionMatch(constraint.condition) { $0.fallback }.satisfies(text)
      return match == (constraint.holds ? .yes : .no)
    }
  }
}
