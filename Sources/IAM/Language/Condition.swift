/// One condition of a statement: an operator, a key, and the values of which one is to match.
package struct Condition: Sendable, Hashable {
  /// How a key with several values is read.
  package enum Qualifier: String, Sendable {
    case forAllValues = "ForAllValues"
    case forAnyValue = "ForAnyValue"
  }

  package let qualifier: Qualifier?
  package let `operator`: ConditionOperator
  /// Whether it is turned around: `StringNotEquals`.
  package let isNegated: Bool
  /// Whether a request without the key satisfies it.
  package let ifExists: Bool
  /// Lower case: names of keys are compared without it.
  package let key: String
  let values: [Value]
  /// As written: `ForAnyValue:StringLikeIfExists`.
  package let spelling: String

  /// One value of the policy, read as its operator reads it.
  enum Value: Sendable, Hashable {
    case pattern(Pattern)
    case number(Double)
    /// Milliseconds since 1970-01-01T00:00:00Z.
    case instant(Int64)
    case flag(Bool)
    case network(Network)
  }

  /// Equal when they ask the same, however they are spelled.
  package static func == (left: Self, right: Self) -> Bool {
    left.qualifier == right.qualifier && left.operator == right.operator
      && left.isNegated == right.isNegated && left.ifExists == right.ifExists
      && left.key == right.key && left.values == right.values
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(qualifier)
    hasher.combine(self.operator)
    hasher.combine(isNegated)
    hasher.combine(ifExists)
    hasher.combine(key)
    hasher.combine(values)
  }
}

extension Condition {
  /// Why a condition cannot be read, as a sentence's end.
  package struct Failure: Error {
    package let reason: String
  }

  /// A condition of a document; throws what cannot be read, which then must not be read as "no".
  package init(
    spelling: String, key: String, values: [String], variables: Bool
  ) throws(Failure) {
    var name = Substring(spelling)
    var qualifier: Qualifier?
    if let colon = name.firstIndex(of: ":") {
      let prefix = name[..<colon].lowercased()
      guard
        let found = [Qualifier.forAllValues, .forAnyValue].first(where: {
          $0.rawValue.lowercased() == prefix
        })
      else { throw Failure(reason: "the operator `\(spelling)` is not known") }
      qualifier = found
      name = name[name.index(after: colon)...]
    }
    var ifExists = false
    if name.lowercased().hasSuffix("ifexists") {
      ifExists = true
      name = name.dropLast("IfExists".count)
    }
    guard let (op, isNegated) = ConditionOperator.named(String(name)),
      !(op == .null && (ifExists || qualifier != nil))
    else { throw Failure(reason: "the operator `\(spelling)` is not known") }
    var read: [Value] = []
    for value in values {
      read.append(try Self.value(value, of: op, variables: variables, spelling))
    }
    self.init(
      qualifier: qualifier, operator: op, isNegated: isNegated, ifExists: ifExists,
      key: key.lowercased(), values: read, spelling: spelling)
  }

  private static func value(
    _ text: String, of op: ConditionOperator, variables: Bool, _ spelling: String
  ) throws(Failure) -> Value {
    let read: Value? =
      switch op {
      case .stringEquals, .stringEqualsIgnoreCase, .stringLike, .arnLike, .binaryEquals:
        .pattern(Pattern(text, variables ? op.syntax : op.syntax.subtracting(.variables)))
      case .numeric: Scalars.exactNumber(text).map(Value.number)
      case .date: Scalars.comparableInstant(text).map(Value.instant)
      case .bool, .null: Scalars.flag(text).map(Value.flag)
      case .ipAddress: Network(text).map(Value.network)
      }
    guard let read else {
      throw Failure(reason: "the value `\(text)` of `\(spelling)` cannot be read")
    }
    return read
  }

  /// The variables of its own values, in their order.
  package var variables: [Pattern.Variable] {
    values.flatMap { value -> [Pattern.Variable] in
      guard case .pattern(let pattern) = value else { return [] }
      return pattern.variables
    }
  }
}
