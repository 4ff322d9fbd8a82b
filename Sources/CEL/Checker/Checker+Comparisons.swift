import Documents

/// Comparisons that type-check and still cannot mean what they say.
extension Checker {
  mutating func judgeEquality(
    _ result: inout Judgement, _ function: String, _ id: Expression.ID,
    _ arguments: [Expression.ID], _ judgements: [Judgement]
  ) {
    let isEqual = function == "_==_"
    for (this, other) in [(0, 1), (1, 0)] {
      checkTexts(judgements[this], against: judgements[other], at: arguments[other])
      switch constant(arguments[this]) {
      case .bool(let value):
        let truth = judgements[other].truth
        result.truth = value == isEqual ? truth : truth.negated
      case .null where isDataPlace(arguments[other]):
        complain(
          CheckerDiagnostics.comparedWithNull(
            source(arguments[other]), isAlwaysThere: isAlwaysThere(arguments[other]), file,
            span(id)))
      case .int(0):
        if let list = sizedPlace(arguments[other]) {
          let nonEmpty = Truth(proving: [list.appending(.element)])
          result.truth = isEqual ? nonEmpty.negated : nonEmpty
        }
      case .int(..<0) where isSize(arguments[other]): complain(negativeSize(!isEqual, id))
      default: break
      }
      if case .list(let elements) = expression[arguments[this]], elements.isEmpty,
        let list = judgements[other].path
      {
        let nonEmpty = Truth(proving: [list.appending(.element)])
        result.truth = isEqual ? nonEmpty.negated : nonEmpty
      }
    }
    let (left, right) = (judgements[0].values, judgements[1].values)
    if !left.isEmpty, !right.isEmpty, Set(left).isDisjoint(with: right) {
      complain(
        CheckerDiagnostics.nothingInCommon(
          source(arguments[0]), source(arguments[1]), file, span(id)))
    }
    reportVersionKinds(judgements, id)
    reportEvident(function, id, arguments, judgements)
  }

  private func isDataPlace(_ id: Expression.ID) -> Bool {
    guard case .field = resolutions[Int(id)] else { return false }
    return places[Int(id)] != nil
  }

  mutating func judgeOrder(
    _ result: inout Judgement, _ function: String, _ id: Expression.ID,
    _ arguments: [Expression.ID], _ judgements: [Judgement]
  ) {
    if unifier.resolve(judgements[0].type) == .string,
      unifier.resolve(judgements[1].type) == .string
    {
      reportTextOrder(id, judgements)
    }
    reportVersionKinds(judgements, id)
    reportEvident(function, id, arguments, judgements)
    // `size(x) > 0` in its spellings.
    let (sized, bound, sign) =
      constant(arguments[0]) == nil
      ? (arguments[0], arguments[1], function) : (arguments[1], arguments[0], flip(function))
    guard case .int(let number) = constant(bound), isSize(sized) else { return }
    switch (sign, number) {
    case ("_>_", 0...), ("_>=_", 1...):
      if let list = sizedPlace(sized) {
        let count = sign == "_>_" ? number : number - 1
        result.truth = Truth(
          proving: [list.appending(.element)]
            + (0...min(count, 16)).map { list.appending(.index($0)) })
      }
    case ("_<_", 1), ("_<=_", 0):
      if let list = sizedPlace(sized) {
        result.truth = Truth(proving: [list.appending(.element)]).negated
      }
    case ("_>=_", ...0), ("_>_", ..<0): complain(negativeSize(true, id))
    case ("_<_", ...0), ("_<=_", ..<0): complain(negativeSize(false, id))
    default: break
    }
  }

  private func flip(_ function: String) -> String {
    switch function {
    case "_<_": "_>_"
    case "_<=_": "_>=_"
    case "_>_": "_<_"
    default: "_<=_"
    }
  }

  private func isSize(_ id: Expression.ID) -> Bool {
    if case .call("size", _, _) = expression[id] { true } else { false }
  }

  /// The place whose size a node is.
  func sizedPlace(_ id: Expression.ID) -> Path? {
    switch expression[id] {
    case .call("size", let target?, _): places[Int(target)]
    case .call("size", nil, let arguments) where arguments.count == 1:
      places[Int(arguments[0])]
    default: nil
    }
  }

  /// Reports versions of two kinds, which have no order and are never equal.
  private mutating func reportVersionKinds(_ judgements: [Judgement], _ id: Expression.ID) {
    guard let left = judgements[0].versionKind, let right = judgements[1].versionKind,
      left != right
    else { return }
    complain(CheckerDiagnostics.versionKinds(left, right, file, span(id)))
  }

  /// Warns of comparing two constants, or a thing with itself.
  private mutating func reportEvident(
    _ function: String, _ id: Expression.ID, _ arguments: [Expression.ID],
    _ judgements: [Judgement]
  ) {
    if judgements[0].isConstant, judgements[1].isConstant {
      guard isSound(id) else { return }
      complain(CheckerDiagnostics.constantComparison(options.doubtful, file, span(id)))
      return
    }
    let isSamePlace = judgements[0].path.map { $0 == judgements[1].path } ?? false
    guard isSamePlace || source(arguments[0]) == source(arguments[1]) else { return }
    switch unifier.resolve(judgements[0].type) {
    // Not a number is not equal to itself.
    case .double, .dyn, .error, .parameter: return
    default: break
    }
    let isTrue = function == "_==_" || function == "_<=_" || function == "_>=_"
    complain(
      CheckerDiagnostics.comparedWithItself(options.doubtful, isTrue, file, span(id)))
  }

  private func negativeSize(_ value: Bool, _ id: Expression.ID) -> Diagnostic {
    CheckerDiagnostics.negativeSize(options.doubtful, value, file, span(id))
  }

  /// That a comparison has one answer only.
  func oneAnswer(_ value: Bool, _ id: Expression.ID) -> Diagnostic {
    CheckerDiagnostics.constantCondition(options.doubtful, value, file, span(id))
  }

  /// Whether no error was found inside of a node, which would be the thing to mend first.
  private func isSound(_ id: Expression.ID) -> Bool {
    let span = span(id)
    return !diagnostics.contains {
      $0.severity == .error && $0.range.start >= span.start && $0.range.end <= span.end
    }
  }

  /// Warns of a condition that is the same for every resource.
  mutating func reportConstant(_ id: Expression.ID, _ judgement: Judgement) {
    switch expression[id] {
    case .literal(.bool(let value)):
      complain(CheckerDiagnostics.constantCondition(.warning, value, file, span(id)))
    case .call(let function, _, _)
    where judgement.isConstant && judgement.type == .bool
      && !CheckerDiagnostics.isOperator(function) && isSound(id):
      complain(CheckerDiagnostics.constantTest(options.doubtful, file, span(id)))
    default: break
    }
  }
}
