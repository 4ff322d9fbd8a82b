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
    return result
  }

  mutating func conditional(_ id: Expression.ID, _ operands: [Expression.ID]) -> Judgement {
    resolutions[Int(id)] = .overloads(["conditional"])
    let test = condition(operands[0])
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
    result.values = Judgement.values(first, second)
    result.text = first.text.adding(second.text).asChoice
    return result
  }

  /// Checks an operand that has to be a bool, and says what it proves.
  private mutating func condition(_ id: Expression.ID) -> Truth {
    let judgement = check(id)
    require(.bool, of: id, judgement.type, judgement.values)
    reportConstant(id, judgement)
    return judgement.truth
  }

  mutating func list(_ elements: [Expression.Element]) -> Judgement {
    var type: CELType?
    var result = Judgement(.error)
    result.text.isWritten = true
    result.isConstant = true
    for (index, element) in elements.enumerated() {
      let found = value(of: element.value, isOptional: element.isOptional)
      type = type.map { unifier.join($0, found.type) } ?? found.type
      result.values = index == 0 ? found.values : Judgement.values(result, found)
      result.text = result.text.adding(found.text)
      result.isConstant = result.isConstant && found.isConstant
    }
    result.type = .list(type ?? unifier.fresh())
    return result
  }

  mutating func map(_ entries: [Expression.Entry]) -> Judgement {
    var type: (key: CELType, value: CELType)?
    for entry in entries {
      let key = check(entry.key).type
      if !isKey(key) {
        complain(
          CheckerDiagnostics.badMapKey(unifier.finish(key), file, span(entry.key)))
      }
      let found = value(of: entry.value, isOptional: entry.isOptional).type
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

  /// An element or entry; of an optional one, what it may hold.
  private mutating func value(of id: Expression.ID, isOptional: Bool) -> Judgement {
    var judgement = check(id)
    guard isOptional else { return judgement }
    let inner = unifier.fresh()
    guard unifier.assign(judgement.type, to: .optional(inner)) else {
      return fail(
        CheckerDiagnostics.notOptionalEntry(unifier.finish(judgement.type), file, span(id)))
    }
    if case .dyn = judgement.type { return judgement }
    judgement.type = unifier.resolve(inner)
    return judgement
  }
}

// MARK: - What calls mean beyond their types

extension Checker {
  /// Places, proofs and warnings of a call that type-checks.
  mutating func judge(
    _ result: inout Judgement, _ function: String, _ id: Expression.ID,
    _ arguments: [Expression.ID], _ judgements: [Judgement]
  ) {
    result.isConstant =
      !judgements.isEmpty && judgements.allSatisfy(\.isConstant) && function != "age"
    switch (function, arguments.count) {
    case ("_[_]", 2): judgeIndex(&result, id, arguments, judgements, isOptional: false)
    case ("_[?_]", 2): judgeIndex(&result, id, arguments, judgements, isOptional: true)
    case ("hasValue", 1): result.truth = Truth(proving: judgements[0].chain)
    case ("value", 1): judgeValue(&result, id, arguments, judgements[0])
    case ("orValue", 2), ("or", 2):
      result.values = Judgement.values(judgements[0], judgements[1])
      result.text = judgements[0].text.adding(judgements[1].text.asChoice)
    case ("slice", 3), ("distinct", 1), ("reverse", 1), ("sort", 1):
      result.takeTexts(of: judgements[0])
      result.elements = judgements[0].everyElement
      if function == "sort" { reportTextSort(judgements[0], id) }
    case ("@in", 2): judgeMembership(&result, id, arguments, judgements)
    case ("_==_", 2), ("_!=_", 2): judgeEquality(&result, function, id, arguments, judgements)
    case ("_<_", 2), ("_<=_", 2), ("_>_", 2), ("_>=_", 2):
      judgeOrder(&result, function, id, arguments, judgements)
    default: judgeTexts(&result, function, id, arguments, judgements)
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
    if case .list = unifier.resolve(base.type) { result.takeTexts(of: base) }
    let place = isChained ? base.chain.last : base.path
    let path = step.flatMap { place?.appending($0) }
    if isOptional || isChained {
      result.chain = base.chain + (path.map { [$0] } ?? [])
      return
    }
    result.path = path
    switch step {
    case .key(let key)?: guardEntry(path, key, id)
    case .index(let index)?:
      guard case .list = unifier.resolve(base.type) else { return }
      guardElement(path, index, arguments[0], id)
    default: break
    }
  }

  /// `value()` of a place in a record reads like a plain selection, and needs the same proof.
  private mutating func judgeValue(
    _ result: inout Judgement, _ id: Expression.ID, _ arguments: [Expression.ID],
    _ operand: Judgement
  ) {
    result.takeTexts(of: operand)
    result.path = operand.chain.last
    guard let missing = operand.chain.first(where: { isInRecord($0) && !isProven($0) }),
      reported.insert(missing).inserted
    else { return }
    complain(
      CheckerDiagnostics.unguardedValue(source(arguments[0]), file, span(id)))
  }

  private mutating func judgeMembership(
    _ result: inout Judgement, _ id: Expression.ID, _ arguments: [Expression.ID],
    _ judgements: [Judgement]
  ) {
    if case .string(let key) = constant(arguments[0]),
      case .map = unifier.resolve(judgements[1].type), let map = judgements[1].path
    {
      result.truth = Truth(proving: [map.appending(.key(key))])
    }
    checkTexts(judgements[0], against: judgements[1], at: arguments[1])
    checkTexts(judgements[1], against: judgements[0], at: arguments[0])
    guard case .list(let elements) = expression[arguments[1]] else { return }
    if elements.isEmpty { complain(oneAnswer(false, id)) }
    let written = judgements[1].text.isWritten ? judgements[1].text.written.map(\.text) : []
    if !judgements[0].values.isEmpty, judgements[0].values.allSatisfy(written.contains) {
      complain(CheckerDiagnostics.constantCondition(.warning, true, file, span(id)))
    }
    // A list of several types is as open as dyn; what is written in it is not.
    if case .list(.dyn) = unifier.resolve(judgements[1].type) {
      _ = reportUnlikeElements(judgements[0].type, arguments)
    }
  }

  /// Reports elements of a written list that the value looked for never equals; false for none.
  mutating func reportUnlikeElements(_ type: CELType, _ arguments: [Expression.ID]) -> Bool {
    guard case .list(let elements) = expression[arguments[1]] else { return false }
    let type = unifier.resolve(type)
    var hasSome = false
    for element in elements where !element.isOptional {
      let other = unifier.resolve(types[Int(element.value)])
      guard !unifier.mayEqual(type, other) else { continue }
      hasSome = true
      complain(
        CheckerDiagnostics.neverEqual(
          side(type, arguments[0]), "in", side(other, element.value), file, span(element.value)))
    }
    return hasSome
  }
}
