/// Finds what a context key has to be so that some conditions hold and others do not.
///
/// The key is absent, has one value, or, where a set qualifier asks, several. Texts are found by
/// `TextSearch`; numbers, instants, addresses and flags among the values at which one of the
/// conditions changes its answer, one between each two of them and one beyond either end.
struct KeySearch {
  /// A condition and whether it is to hold.
  typealias Constraint = (condition: Condition, holds: Bool)

  let constraints: [Constraint]
  let symbols: (Condition) -> SymbolPatterns

  func run(budget: inout Int) -> Feasibility {
    if allHold(nil) { return .feasible(.absent) }
    let present = constraints.filter { $0.condition.operator != .null }
    for constraint in constraints where constraint.condition.operator == .null {
      if (match(constraint, ["x"]) == .yes) == false { return .infeasible }
    }
    let single = value(present, budget: &budget)
    guard case .none = single else { return feasibility([single]) }
    guard present.contains(where: { $0.condition.qualifier != nil }) else { return .infeasible }
    return list(present, budget: &budget)
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

  private func allHold(_ values: [String]?) -> Bool {
    constraints.allSatisfy { match($0, values) == .yes }
  }

  private func match(_ constraint: Constraint, _ values: [String]?) -> Match {
    let match = ConditionMatch(constraint.condition) { $0.fallback }.holds(values)
    return constraint.holds ? match : !match
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
    guard scalars.isEmpty else { return scalarValue(constraints, scalars) }
    var positives: [SymbolPatterns] = []
    var negatives: [[Symbol]] = []
    for (condition, holds) in constraints {
      let patterns = symbols(condition)
      if holds != condition.isNegated {
        positives.append(patterns)
      } else {
        negatives += patterns.patterns
      }
    }
    var search = TextSearch(positives: positives, negatives: negatives, budget: budget)
    let outcome = search.run()
    budget = search.budget
    return switch outcome {
    case .none: .none
    case .found(let text): .text(text)
    case .exhausted: .unresolved(Budget.reason)
    }
  }

  private func scalarValue(_ constraints: [Constraint], _ scalars: [Constraint]) -> Found {
    let candidates = ScalarCandidates.texts(scalars.map(\.condition))
    let found = candidates.first { text in
      constraints.allSatisfy { constraint in
        let match = ConditionMatch(constraint.condition) { $0.fallback }.satisfies(text)
        return match == (constraint.holds ? .yes : .no)
      }
    }
    if let found { return .text(found.unicodeScalars.map { Symbol(word: $0.value) }) }
    let isFinite = scalars.contains { $0.condition.operator == .bool }
    guard constraints.count == scalars.count || isFinite else {
      return .unresolved(
        "`\(constraints[0].condition.key)` is compared as a text and as a number or address")
    }
    return .none
  }
}

/// The values at which scalar conditions can change their answers.
enum ScalarCandidates {
  /// As the service spells them; every region of the line that the conditions draw has one.
  static func texts(_ conditions: [Condition]) -> [String] {
    var numbers: [Double] = []
    var instants: [Int64] = []
    var networks: [Network] = []
    var flags: [String] = []
    for condition in conditions {
      if condition.operator == .bool { flags = ["true", "false"] }
      for value in condition.values {
        switch value {
        case .number(let number): numbers.append(number)
        case .instant(let instant): instants.append(instant)
        case .network(let network): networks.append(network)
        case .flag, .pattern: continue
        }
      }
      // An empty list of values still asks for a number, an instant, an address.
      guard condition.values.isEmpty else { continue }
      switch condition.operator {
      case .numeric: numbers.append(0)
      case .date: instants.append(0)
      case .ipAddress: networks += [Network("203.0.113.1")].compactMap { $0 }
      default: continue
      }
    }
    return flags + texts(numbers) + texts(instants) + texts(networks)
  }

  private static func texts(_ numbers: [Double]) -> [String] {
    let sorted = Set(numbers).sorted()
    let whole = sorted.flatMap { [$0, $0 - 1, $0 + 1] }
    let between = zip(sorted, sorted.dropFirst()).map { ($0 + $1) / 2 }
    return (whole + between).map(Scalars.text(number:))
  }

  private static func texts(_ instants: [Int64]) -> [String] {
    let sorted = Set(instants).sorted()
    let near = sorted.flatMap { [$0, $0 - 1000, $0 + 1000] }
    let between = zip(sorted, sorted.dropFirst()).map { $0 + ($1 - $0) / 2 }
    return (near + between).map(Scalars.text(instant:))
  }

  private static func texts(_ networks: [Network]) -> [String] {
    guard !networks.isEmpty else { return [] }
    var addresses: [Network.Address] = []
    for network in networks {
      let (first, last) = (network.first, network.last)
      addresses += [first, last, first.neighbour(.previous), last.neighbour(.next)]
        .compactMap { $0 }
    }
    // Both families are there, whichever the policies speak of.
    addresses += ["203.0.113.9", "2001:db8::9"].compactMap { Network.Address($0) }
    return addresses.map(\.text)
  }
}
