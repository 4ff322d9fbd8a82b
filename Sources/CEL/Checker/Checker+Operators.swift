import Documents

extension Checker {
  /// `&&` and `||`: what the left side proves when the right side counts is known there.
  mutating func conjunction(
    _ id: Expression.ID, _ operands: [Expression.ID], isOr: Bool
  ) -> Judgement {
    resolutions[Int(id)] = .overloads([isOr ? "logical_or" : "logical_and"])
    let left = condition(operands[0])
    let passed = isOr ? left.whenFalse : left.whenTrue
    let right = knowing(passed.paths) { $0.condition(operands[1]) }
    for operand in operands { reportConstant(operand) }
    var result = Judgement(.bool)
    result.truth =
      isOr
      ? Truth(
        whenTrue: left.whenTrue.or(right.whenTrue),
        whenFalse: left.whenFalse.and(right.whenFalse))
      : Truth(
        whenTrue: left.whenTrue.and(right.whenTrue),
        whenFalse: left.whenFalse.or(right.whenFalse))
    return result
  }

  mutating func negation(_ id: Expression.ID, _ operand: Expression.ID) -> Judgement {
    resolutions[Int(id)] = .overloads(["logical_not"])
    var result = Judgement(.bool)
    result.truth = condition(operand).negated
    reportConstant(operand)
    return result
  }

  mutating func conditional(_ id: Expression.ID, _ operands: [Expression.ID]) -> Judgement {
    resolutions[Int(id)] = .overloads(["conditional"])
    let test = condition(operands[0])
    reportConstant(operands[0])
    let first = knowing(test.whenTrue.paths) { $0.check(operands[1]) }
    let second = knowing(test.whenFalse.paths) { $0.check(operands[2]) }
    let type = unifier.fresh()
    guard unifier.assign([first.type, second.type], to: [type, type]) else {
      return fail(
        CheckerDiagnostics.differentResults(
          unifier.finish(first.type), unifier.finish(second.type), file, span(id)))
    }
    var result = Judgement(unifier.resolve(type))
    result.truth = Truth(
      whenTrue: test.whenTrue.and(first.truth.whenTrue)
        .or(test.whenFalse.and(second.truth.whenTrue)),
      whenFalse: test.whenTrue.and(first.truth.whenFalse)
        .or(test.whenFalse.and(second.truth.whenFalse)))
    if !first.values.isEmpty, first.values == second.values { result.values = first.values }
    return result
  }

  /// Checks an operand that has to be a bool, and says what it proves.
  private mutating func condition(_ id: Expression.ID) -> Truth {
    let judgement = check(id)
    require(.bool, of: id, judgement.type)
    return judgement.truth
  }

  mutating func list(_ elements: [Expression.Element]) -> Judgement {
    var type: CELType?
    for element in elements {
      let found = value(of: element.value, isOptional: element.isOptional)
      type = type.map { unifier.join($0, found) } ?? found
    }
    return Judgement(.list(type ?? unifier.fresh()))
  }

  mutating func map(_ entries: [Expression.Entry]) -> Judgement {
    var type: (key: CELType, value: CELType)?
    for entry in entries {
      let key = check(entry.key).type
      if !isKey(key) {
        complain(
          CheckerDiagnostics.badMapKey(unifier.finish(key), file, span(entry.key)))
      }
      let found = value(of: entry.value, isOptional: entry.isOptional)
      type = type.map { (unifier.join($0.key, key), unifier.join($0.value, found)) } ?? (key, found)
    }
    return Judgement(.map(type?.key ?? unifier.fresh(), type?.value ?? unifier.fresh()))
  }

  private func isKey(_ type: CELType) -> Bool {
    switch unifier.resolve(type) {
    case .bool, .int, .uint, .string, .double, .dyn, .error, .parameter: true
    default: false
    }
  }

  /// The type of an element or entry; of what an optional one may hold.
  private mutating func value(of id: Expression.ID, isOptional: Bool) -> CELType {
    let judgement = check(id)
    guard isOptional else { return judgement.type }
    let inner = unifier.fresh()
    guard unifier.assign(judgement.type, to: .optional(inner)) else {
      return fail(
        CheckerDiagnostics.notOptionalEntry(unifier.finish(judgement.type), file, span(id))
      ).type
    }
    let type = unifier.resolve(inner)
    if case .dyn = judgement.type { return .dyn }
    return type
  }
}

// MARK: - What calls mean beyond their types

extension Checker {
  /// Places, proofs and warnings of a call that type-checks.
  mutating func judge(
    _ result: inout Judgement, _ function: String, _ id: Expression.ID,
    _ arguments: [Expression.ID], _ judgements: [Judgement]
  ) {
    switch (function, arguments.count) {
    case ("_[_]", 2): judgeIndex(&result, id, arguments, judgements, isOptional: false)
    case ("_[?_]", 2): judgeIndex(&result, id, arguments, judgements, isOptional: true)
    case ("hasValue", 1): result.truth = Truth(proving: judgements[0].chain)
    case ("value", 1): judgeValue(&result, id, arguments, judgements[0])
    case ("orValue", 2), ("or", 2): result.values = judgements[0].values
    case ("optional.of", 1): result.values = judgements[0].values
    case ("slice", 3), ("distinct", 1), ("reverse", 1), ("sort", 1):
      result.values = judgements[0].values
      result.elements = judgements[0].everyElement
    case ("@in", 2): judgeMembership(&result, arguments, judgements)
    case ("_==_", 2), ("_!=_", 2): judgeEquality(&result, function, id, arguments, judgements)
    case ("_<_", 2), ("_<=_", 2), ("_>_", 2), ("_>=_", 2):
      judgeOrder(&result, function, id, arguments, judgements)
    default: break
    }
  }

  private mutating func judgeIndex(
    _ result: inout Judgement, _ id: Expression.ID, _ arguments: [Expression.ID],
    _ judgements: [Judgement], isOptional: Bool
  ) {
    let base = judgements[0]
    let isChained = if case .optional = unifier.resolve(base.type) { true } else { false }
    let step: Path.Step? =
      switch constant(arguments[1]) {
      case .string(let key): .key(key)
      case .int(let index) where index >= 0: .index(index)
      default: nil
      }
    if case .list = unifier.resolve(base.type) { result.values = base.values }
    let place = isChained ? base.chain.last : base.path
    let path = step.flatMap { place?.appending($0) }
    if isOptional || isChained {
      result.chain = base.chain + (path.map { [$0] } ?? [])
      return
    }
    result.path = path
    if case .key(let key)? = step { guardEntry(path, key, id) }
  }

  /// `value()` of a place in a record reads like a plain selection, and needs the same proof.
  private mutating func judgeValue(
    _ result: inout Judgement, _ id: Expression.ID, _ arguments: [Expression.ID],
    _ operand: Judgement
  ) {
    result.values = operand.values
    result.path = operand.chain.last
    guard let missing = operand.chain.first(where: { isInRecord($0) && !isProven($0) }),
      reported.insert(missing).inserted
    else { return }
    complain(
      CheckerDiagnostics.unguardedValue(source(arguments[0]), file, span(id)))
  }

  private mutating func judgeMembership(
    _ result: inout Judgement, _ arguments: [Expression.ID], _ judgements: [Judgement]
  ) {
    if case .string(let key) = constant(arguments[0]) {
      if case .map = unifier.resolve(judgements[1].type), let map = judgements[1].path {
        result.truth = Truth(proving: [map.appending(.key(key))])
      }
      checkValue(key, among: judgements[1].values, of: arguments[1], at: arguments[0])
    }
    guard !judgements[0].values.isEmpty, case .list(let elements) = expression[arguments[1]]
    else { return }
    for element in elements {
      guard case .string(let value) = constant(element.value) else { continue }
      checkValue(value, among: judgements[0].values, of: arguments[0], at: element.value)
    }
  }
}
