import Documents

/// Operands of one `&&` that are never true together, and of one `||` of which one always is.
///
/// `x == "a" && x == "b"` and `x != "a" || x != "b"` are mistakes that type-check. Operands that
/// compare the same thing with a constant are looked at two by two.
extension Checker {
  /// More operands than this are not compared with each other.
  private static let operandLimit = 64

  mutating func reportContradictions() {
    guard options.typing == .strict else { return }
    var inner: Set<Expression.ID> = []
    for id in expression.nodes.indices.reversed() {
      let id = Expression.ID(id)
      guard let isOr = joint(id), !inner.contains(id) else { continue }
      var operands: [Expression.ID] = []
      var stack = [id]
      while let next = stack.popLast() {
        if joint(next) == isOr, case .call(_, _, let arguments) = expression[next] {
          if next != id { inner.insert(next) }
          stack += arguments.reversed()
        } else {
          operands.append(next)
        }
      }
      report(operands, isOr: isOr)
    }
  }

  /// Whether a node is an `||`, or an `&&`; nil for any other.
  private func joint(_ id: Expression.ID) -> Bool? {
    switch expression[id] {
    case .call("_||_", _, _): true
    case .call("_&&_", _, _): false
    default: nil
    }
  }

  private mutating func report(_ operands: [Expression.ID], isOr: Bool) {
    var seen: [(id: Expression.ID, claim: Claim)] = []
    for id in operands.prefix(Self.operandLimit) {
      // A text is long before it says the same twice; nothing is the same as what has no text.
      guard span(id).start < span(id).end, let claim = claim(id, isNegated: false) else { continue }
      let same = seen.first { $0.claim.subject == claim.subject && $0.claim.says(claim, isOr) }
      if let same {
        complain(complaint(same, id, claim, isOr))
      } else {
        if !isOr, let others = exhausted(by: claim, after: seen) {
          let text = others.map { source($0) }.joined(separator: "` and `")
          complain(CheckerDiagnostics.neverTogether(options.doubtful, text, file, span(id)))
        }
        seen.append((id, claim))
      }
    }
  }

  /// The operands of an `&&` that with one more leave no value of an enumeration; nil when one is
  /// left, or none was before.
  ///
  /// An `||` that leaves none out is no mistake: it asks whether the value is known.
  private func exhausted(
    by claim: Claim, after seen: [(id: Expression.ID, claim: Claim)]
  ) -> [Expression.ID]? {
    var rest = Set(claim.closed)
    var others: [Expression.ID] = []
    for (id, other) in seen where other.subject == claim.subject {
      guard let met = other.domain.met(of: claim.closed) else { continue }
      rest.formIntersection(met)
      others.append(id)
    }
    guard !others.isEmpty, !rest.isEmpty, let met = claim.domain.met(of: claim.closed) else {
      return nil
    }
    return rest.isDisjoint(with: met) ? others : nil
  }

  private func complaint(
    _ first: (id: Expression.ID, claim: Claim), _ id: Expression.ID, _ claim: Claim, _ isOr: Bool
  ) -> Diagnostic {
    if first.claim.domain == claim.domain {
      return CheckerDiagnostics.repeatedOperand(file, span(id))
    }
    let text = source(first.id)
    return isOr
      ? CheckerDiagnostics.alwaysEither(options.doubtful, text, file, span(id))
      : CheckerDiagnostics.neverTogether(options.doubtful, text, file, span(id))
  }

  /// What an operand says of what.
  private func claim(_ id: Expression.ID, isNegated: Bool) -> Claim? {
    switch expression[id] {
    case .literal: return nil
    case .call("!_", _, let arguments) where arguments.count == 1:
      return claim(arguments[0], isNegated: !isNegated)
    case .call(let function, _, let arguments) where arguments.count == 2:
      if let claim = comparison(function, arguments) {
        return isNegated ? claim.negated : claim
      }
    default: break
    }
    return Claim(subject: source(id), domain: .flag(!isNegated), isWhole: true)
  }

  private func comparison(_ function: String, _ arguments: [Expression.ID]) -> Claim? {
    if function == "@in", case .list(let elements) = expression[arguments[1]] {
      let values = elements.compactMap { constant($0.value)?.claimed }
      guard !values.isEmpty, values.count == elements.count else { return nil }
      return Claim(
        subject: source(arguments[0]), domain: .values(Set(values)), isWhole: isExact(arguments[0]),
        closed: closedValues[arguments[0]] ?? [])
    }
    let isMirrored = constant(arguments[0]) != nil
    let (subject, other) = isMirrored ? (arguments[1], arguments[0]) : (arguments[0], arguments[1])
    guard constant(subject) == nil, let value = constant(other)?.claimed else { return nil }
    let domain: Claim.Domain
    switch (function, value) {
    case ("_==_", _): domain = .values([value])
    case ("_!=_", _): domain = .others([value])
    case (_, .number(let number)):
      guard let range = Claim.range(function, number, isMirrored, isWhole: isExact(subject)) else {
        return nil
      }
      domain = range
    default: return nil
    }
    return Claim(
      subject: source(subject), domain: domain, isWhole: isExact(subject),
      closed: closedValues[subject] ?? [])
  }

  /// Whether what is not below a number is at or above it: not so for doubles.
  private func isExact(_ id: Expression.ID) -> Bool {
    switch unifier.resolve(types[Int(id)]) {
    case .int, .uint, .string, .bool: true
    default: false
    }
  }
}

/// What one operand says of one subject: the values that make it true.
private struct Claim {
  /// A constant.
  enum Value: Hashable {
    case number(Double)
    case text(String)
    case bool(Bool)
  }

  /// Which values of the subject make the operand true.
  enum Domain: Hashable {
    case values(Set<Value>)
    case others(Set<Value>)
    /// Bounds are included; infinite for none.
    case range(Double, Double)
    /// The subject is the operand itself.
    case flag(Bool)
  }

  /// As it is written.
  let subject: String
  let domain: Domain
  /// Whether the negation is true wherever this is not.
  let isWhole: Bool
  /// All values that the subject can have; empty when they are not listed.
  var closed: [String] = []

  var negated: Claim? {
    switch domain {
    case .values(let values):
      Claim(subject: subject, domain: .others(values), isWhole: isWhole, closed: closed)
    case .others(let values):
      Claim(subject: subject, domain: .values(values), isWhole: isWhole, closed: closed)
    case .flag(let flag): Claim(subject: subject, domain: .flag(!flag), isWhole: isWhole)
    case .range(let low, let high):
      if !isWhole {
        nil
      } else if low == -.infinity {
        Claim(subject: subject, domain: .range(high + 1, .infinity), isWhole: true)
      } else if high == .infinity {
        Claim(subject: subject, domain: .range(-.infinity, low - 1), isWhole: true)
      } else {
        nil
      }
    }
  }

  /// Whether two operands say too much together: the same twice; in an `&&` what is never both, in
  /// an `||` what is always one of them.
  func says(_ other: Claim, _ isOr: Bool) -> Bool {
    if domain == other.domain { return true }
    guard isOr else { return domain.excludes(other.domain) }
    guard let left = negated, let right = other.negated else { return false }
    return left.domain.excludes(right.domain)
  }

  /// What is true of numbers that stand so to a bound; nil where strictness cannot be told.
  static func range(
    _ function: String, _ number: Double, _ isMirrored: Bool, isWhole: Bool
  ) -> Domain? {
    let step = isWhole ? 1.0 : 0
    switch (function, isMirrored) {
    case ("_<=_", false), ("_>=_", true): return .range(-.infinity, number)
    case ("_>=_", false), ("_<=_", true): return .range(number, .infinity)
    case ("_<_", false), ("_>_", true): return isWhole ? .range(-.infinity, number - step) : nil
    case ("_>_", false), ("_<_", true): return isWhole ? .range(number + step, .infinity) : nil
    default: return nil
    }
  }
}

extension Claim.Domain {
  /// Which of some texts are in it; nil for what says nothing of texts.
  fileprivate func met(of texts: [String]) -> Set<String>? {
    switch self {
    case .values(let values): Set(texts.filter { values.contains(.text($0)) })
    case .others(let values): Set(texts.filter { !values.contains(.text($0)) })
    case .range, .flag: nil
    }
  }

  /// Whether no value is in both.
  fileprivate func excludes(_ other: Claim.Domain) -> Bool {
    switch (self, other) {
    case (.values(let left), .values(let right)): left.isDisjoint(with: right)
    case (.values(let values), .others(let others)), (.others(let others), .values(let values)):
      values.isSubset(of: others)
    case (.values(let values), .range(let low, let high)),
      (.range(let low, let high), .values(let values)):
      values.allSatisfy { value in
        guard case .number(let number) = value else { return false }
        return number < low || number > high
      }
    case (.range(let low, let high), .range(let otherLow, let otherHigh)):
      max(low, otherLow) > min(high, otherHigh)
    case (.flag(let left), .flag(let right)): left != right
    default: false
    }
  }
}

extension Expression.Constant {
  /// As a claim compares it; nil for what it does not compare.
  fileprivate var claimed: Claim.Value? {
    switch self {
    case .string(let text): .text(text)
    case .bool(let bool): .bool(bool)
    // Beyond 2^53 neighbours fall together.
    case .int(let int): abs(int) < 1 << 53 ? .number(Double(int)) : nil
    case .double(let double): double.isFinite ? .number(double) : nil
    default: nil
    }
  }
}
