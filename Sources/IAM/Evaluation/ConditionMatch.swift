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
    guard let values, !values.isEmpty else { return Match(condition.holdsWhenAbsent) }
    if condition.operator == .null { return Match(condition.values.contains(.flag(false))) }
    switch condition.qualifier {
    // One empty text is no value (IAM user guide, "Multivalued context keys": a null data set).
    case .forAllValues: return values == [""] ? .yes : values.allMatch(satisfies)
    case .forAnyValue: return values.anyMatches(satisfies)
    // Not meant for several values; the service then compares each: one has to match, and for a
    // negated operator none may.
    case nil: return condition.isNegated ? values.allMatch(satisfies) : values.anyMatches(satisfies)
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
    condition.matches(ScalarReading(text, as: condition.operator.kind))
  }
}

/// What a text is when it is read as a number, an instant, an address or a flag.
enum ScalarReading {
  case number(Double)
  case instant(Int64)
  case flag(Bool)
  case address(Network.Address)
  /// Not a value of that kind, or a text.
  case none

  init(_ text: String, as kind: ConditionOperator.Kind) {
    let reading: ScalarReading? =
      switch kind {
      case .number: Scalars.number(text).map(Self.number)
      case .instant: Scalars.instant(text).map(Self.instant)
      case .flag: Scalars.flag(text).map(Self.flag)
      case .address: Network.Address(text).map(Self.address)
      case .text: nil
      }
    self = reading ?? .none
  }
}

extension Condition {
  /// Whether one of its values is met, negation left aside.
  func matches(_ reading: ScalarReading) -> Bool {
    values.contains { value in
      switch (self.operator, reading, value) {
      case (.numeric(let order), .number(let number), .number(let own)): order.holds(number, own)
      case (.date(let order), .instant(let instant), .instant(let own)): order.holds(instant, own)
      case (.bool, .flag(let flag), .flag(let own)): flag == own
      case (.ipAddress, .address(let address), .network(let own)): own.contains(address)
      default: false
      }
    }
  }
}

extension Condition {
  /// Whether a request without the key satisfies it.
  var holdsWhenAbsent: Bool {
    if self.operator == .null { return values.contains(.flag(true)) }
    // A qualifier goes over the values, and `IfExists` speaks of each of them: of none, it says
    // nothing. So it was found of the service (AWS re:Post, "ForAnyValue:StringEqualsIfExists behaving
    // unexpectedly"), where the guide's sentence on `IfExists` would have it true.
    return switch qualifier {
    case .forAllValues: true
    case .forAnyValue: false
    case nil: ifExists || isNegated
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
