import Documents

/// Comparisons that type-check and still cannot mean what they say.
extension Checker {
  mutating func judgeEquality(
    _ result: inout Judgement, _ function: String, _ id: Expression.ID,
    _ arguments: [Expression.ID], _ judgements: [Judgement]
  ) {
    let isEqual = function == "_==_"
    for (this, other) in [(0, 1), (1, 0)] {
      let literal = constant(arguments[this])
      switch literal {
      case .string(let value):
        checkValue(
          value, among: judgements[other].values, of: arguments[other], at: arguments[this])
      case .bool(let value):
        let truth = judgements[other].truth
        result.truth = value == isEqual ? truth : truth.negated
      case .null where isDataPlace(arguments[other]):
        complain(
          CheckerDiagnostics.comparedWithNull(source(arguments[other]), file, span(id)))
      case .int(0):
        if let list = sizedPlace(arguments[other]) {
          let nonEmpty = Truth(proving: [list.appending(.element)])
          result.truth = isEqual ? nonEmpty.negated : nonEmpty
        }
      default: break
      }
      if case .list(let elements) = expression[arguments[this]], elements.isEmpty,
        let list = judgements[other].path
      {
        let nonEmpty = Truth(proving: [list.appending(.element)])
        result.truth = isEqual ? nonEmpty.negated : nonEmpty
      }
    }
    reportEvident(function, id, arguments, judgements)
  }

  private func isDataPlace(_ id: Expression.ID) -> Bool {
    guard case .field = resolutions[Int(id)] else { return false }
    return places[Int(id)] != nil
  }

  /// Reports a string that an enumerated place never has.
  mutating func checkValue(
    _ value: String, among values: [String], of place: Expression.ID, at literal: Expression.ID
  ) {
    guard !values.isEmpty, !values.contains(value) else { return }
    let close =
      values.first { $0.lowercased() == value.lowercased() }
      ?? Spelling.closest(to: value, among: values)
    complain(
      CheckerDiagnostics.unknownValue(
        value, of: source(place), values: values, suggestion: close, file, span(literal)))
  }

  mutating func judgeOrder(
    _ result: inout Judgement, _ function: String, _ id: Expression.ID,
    _ arguments: [Expression.ID], _ judgements: [Judgement]
  ) {
    if unifier.resolve(judgements[0].type) == .string,
      unifier.resolve(judgements[1].type) == .string
    {
      reportTextOrder(id, arguments)
    }
    reportEvident(function, id, arguments, judgements)
    // `size(x) > 0` in its spellings.
    let (sized, bound, sign) =
      constant(arguments[0]) == nil
      ? (arguments[0], arguments[1], function) : (arguments[1], arguments[0], flip(function))
    guard case .int(let number) = constant(bound), isSize(sized) else { return }
    switch (sign, number) {
    case ("_>_", 0...), ("_>=_", 1...):
      if let list = sizedPlace(sized) {
        result.truth = Truth(proving: [list.appending(.element)])
      }
    case ("_<_", 1), ("_<=_", 0):
      if let list = sizedPlace(sized) {
        result.truth = Truth(proving: [list.appending(.element)]).negated
      }
    case ("_>=_", ...0), ("_>_", ..<0):
      complain(CheckerDiagnostics.constantCondition(true, file, span(id)))
    case ("_<_", ...0), ("_<=_", ..<0):
      complain(CheckerDiagnostics.constantCondition(false, file, span(id)))
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
  private func sizedPlace(_ id: Expression.ID) -> Path? {
    switch expression[id] {
    case .call("size", let target?, _): places[Int(target)]
    case .call("size", nil, let arguments) where arguments.count == 1:
      places[Int(arguments[0])]
    default: nil
    }
  }

  /// Reports versions that are ordered as texts, `"3.10" < "3.9"`.
  ///
  /// Two that look like versions are refused; a place that is called a version is warned about.
  private mutating func reportTextOrder(_ id: Expression.ID, _ arguments: [Expression.ID]) {
    var looks = 0
    var names = 0
    for argument in arguments {
      if case .string(let text) = constant(argument) {
        if text.looksLikeVersion { looks += 1 }
      } else if isCalledVersion(argument) {
        names += 1
      }
    }
    guard names > 0 || looks == 2 else { return }
    complain(
      CheckerDiagnostics.versionsAsText(
        names + looks == 2 ? .error : .warning, file, span(id)))
  }

  private func isCalledVersion(_ id: Expression.ID) -> Bool {
    let name: String? =
      switch expression[id] {
      case .select(_, let field, _): field
      case .identifier(let name): name
      default: nil
      }
    return name?.lowercased().hasSuffix("version") ?? false
  }

  /// Warns of comparing two literals, or a thing with itself.
  private mutating func reportEvident(
    _ function: String, _ id: Expression.ID, _ arguments: [Expression.ID],
    _ judgements: [Judgement]
  ) {
    if constant(arguments[0]) != nil, constant(arguments[1]) != nil {
      complain(CheckerDiagnostics.constantComparison(file, span(id)))
    } else if let place = judgements[0].path, place == judgements[1].path,
      unifier.resolve(judgements[0].type) != .double
    {
      let isTrue = function == "_==_" || function == "_<=_" || function == "_>=_"
      complain(CheckerDiagnostics.comparedWithItself(isTrue, file, span(id)))
    }
  }

  /// Warns of a condition that is a literal.
  mutating func reportConstant(_ id: Expression.ID) {
    guard case .literal(.bool(let value)) = expression[id] else { return }
    complain(CheckerDiagnostics.constantCondition(value, file, span(id)))
  }

  /// The same for the expression as a whole, unless it is meant to be a value.
  mutating func reportConstantRoot() {
    reportConstant(expression.root)
  }
}

extension String {
  /// Whether it is made of numbers with dots between, such as `3.10`.
  fileprivate var looksLikeVersion: Bool {
    let parts = split(separator: ".", omittingEmptySubsequences: false)
    return parts.count > 1
      && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(\.isDigit) }
  }
}
