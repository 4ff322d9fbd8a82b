/// Whether the values of a context key satisfy a condition.
///
/// Source: IAM user guide, "Condition operators" and "Multivalued context keys".
struct ConditionMatch {
  let condition: Condition
  /// The patterns of its values, variables filled in.
  ///
  /// Those whose variable has no value are left out: nothing is equal to it or like it (IAM user
  /// guide, "Policy variables with no value"), so that a negated operator is satisfied.
  private let globs: [Glob]

  init(_ condition: Condition, value: (Pattern.Variable) -> String?) {
    self.condition = condition
    globs = condition.values.compactMap { own in
      guard case .pattern(let pattern) = own else { return nil }
      return Glob(pattern, condition.operator.comparison).filled(value)
    }
  }

  /// `values` is nil when the key is absent.
  func holds(_ values: [String]?) -> Match {
    if condition.operator == .null {
      return Match(condition.values.contains(.flag(values == nil)))
    }
    guard let values, !values.isEmpty else { return Match(holdsWhenAbsent) }
    switch condition.qualifier {
    case .forAllValues: return values.allMatch(satisfies)
    case .forAnyValue: return values.anyMatches(satisfies)
    // Not meant for several values; the service then compares each: one has to match, and for a
    // negated operator none may.
    case nil: return condition.isNegated ? values.allMatch(satisfies) : values.anyMatches(satisfies)
    }
  }

  private var holdsWhenAbsent: Bool {
    // A qualifier goes over the values, and `IfExists` speaks of each of them: of none, it says
    // nothing. So it was found of the service (AWS re:Post, "ForAnyValue:StringEqualsIfExists behaving
    // unexpectedly"), where the guide's sentence on `IfExists` would have it true.
    switch condition.qualifier {
    case .forAllValues: true
    case .forAnyValue: false
    case nil: condition.ifExists || condition.isNegated
    }
  }

  /// Whether one value does.
  func satisfies(_ value: String) -> Match {
    let found = condition.operator.isTextual ? matchesText(value) : Match(matchesScalar(value))
    return condition.isNegated ? !found : found
  }

  private func matchesText(_ value: String) -> Match {
    globs.anyMatches { TextMatch.match($0, value) }
  }

  private func matchesScalar(_ text: String) -> Bool {
    switch condition.operator {
    case .numeric(let order):
      guard let number = Scalars.number(text) else { return false }
      return condition.values.contains {
        if case .number(let own) = $0 { order.holds(number, own) } else { false }
      }
    case .date(let order):
      guard let instant = Scalars.instant(text) else { return false }
      return condition.values.contains {
        if case .instant(let own) = $0 { order.holds(instant, own) } else { false }
      }
    case .bool:
      guard let flag = Scalars.flag(text) else { return false }
      return condition.values.contains(.flag(flag))
    case .ipAddress:
      guard let address = Network.Address(text) else { return false }
      return condition.values.contains {
        if case .network(let network) = $0 { network.contains(address) } else { false }
      }
    default: return false
    }
  }
}

extension ConditionOperator {
  /// How its texts are compared.
  var comparison: Comparison {
    switch self {
    case .stringEqualsIgnoreCase: .ignoringCase
    case .arnLike: .arn(.segmented)
    default: .exact
    }
  }
}

extension ConditionOperator.Order {
  /// Whether `left` stands in this order to `right`.
  func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
    switch self {
    case .equals: left == right
    case .lessThan: left < right
    case .lessThanEquals: left <= right
    case .greaterThan: left > right
    case .greaterThanEquals: left >= right
    }
  }
}
