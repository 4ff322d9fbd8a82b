import Documents

extension Checker {
  mutating func bind(
    _ id: Expression.ID, _ variable: String, _ value: Expression.ID, _ body: Expression.ID
  ) -> Judgement {
    var bound = check(value)
    if bound.path == nil { bound.path = freshRoot(variable) }
    locals.append(Local(name: variable, judgement: bound))
    var result = check(body)
    dropLocals(1, of: id)
    if result.path == bound.path, bound.path?.isLocal == true { result.path = nil }
    return result
  }

  mutating func comprehension(
    _ id: Expression.ID, _ macro: Expression.Comprehension
  ) -> Judgement {
    let range = check(macro.range)
    if macro.kind == .optionalMap || macro.kind == .optionalFlatMap {
      return optionalMacro(id, macro, range)
    }
    macroDepth += 1
    defer { macroDepth -= 1 }
    if macroDepth > options.macroDepth {
      return fail(
        CheckerDiagnostics.macrosTooDeep(limit: options.macroDepth, file, span(id)))
    }
    guard let scope = declare(macro, over: range) else {
      return fail(
        CheckerDiagnostics.notIterable(
          macro.kind.macroName, unifier.finish(range.type), file, span(macro.range)))
    }
    let result = knowing(scope.facts) { checker in
      checker.body(id, macro, range, scope)
    }
    dropLocals(macro.secondVariable == nil ? 1 : 2, of: id)
    return result
  }

  /// What a macro declares for its body.
  private struct Scope {
    /// Of the variable that stands for an element or a value.
    var root: Path
    /// The place the elements come from.
    var origin: Path?
    /// What is known in the body.
    var facts: Set<Path>
    var element: CELType
    /// Of the first variable; the same as `element` when there is one variable.
    var first: CELType
  }

  /// Declares the variables of a macro; nil when it has nothing to go over.
  private mutating func declare(
    _ macro: Expression.Comprehension, over range: Judgement
  ) -> Scope? {
    let type = unifier.resolve(range.type)
    let hasTwo = macro.secondVariable != nil
    let root = freshRoot(macro.secondVariable ?? macro.variable)
    var scope = Scope(root: root, facts: [], element: .dyn, first: .dyn)
    var element = Judgement(.dyn, path: root)
    switch type {
    case .list(let inner):
      scope.element = inner
      scope.first = hasTwo ? .int : inner
      let elements = range.everyElement
      scope.origin = elements.origin
      scope.facts = Set(elements.proven.map { Path(root.variable, $0) })
      // Elements of a list of enumerated strings are enumerated strings.
      element.takeTexts(of: range)
    case .map(let key, let value):
      scope.element = hasTwo ? value : key
      scope.first = key
      scope.origin = hasTwo ? range.path?.appending(.element) : nil
    case .dyn, .error: break
    case .parameter: _ = unifier.assign(.dyn, to: type)
    default: return nil
    }
    element.type = scope.element
    if hasTwo {
      let first = Judgement(scope.first, path: freshRoot(macro.variable))
      locals.append(Local(name: macro.variable, judgement: first))
    }
    locals.append(
      Local(
        name: macro.secondVariable ?? macro.variable, judgement: element, origin: scope.origin))
    return scope
  }

  /// Checks the filter and the body of a macro and judges the whole.
  private mutating func body(
    _ id: Expression.ID, _ macro: Expression.Comprehension, _ range: Judgement, _ scope: Scope
  ) -> Judgement {
    var filtered: Set<Path> = []
    if let filter = macro.filter {
      let judgement = check(filter)
      require(.bool, of: filter, judgement.type)
      filtered = judgement.truth.whenTrue.paths
    }
    let body = knowing(filtered) { $0.check(macro.body) }
    switch macro.kind {
    case .all, .exists, .existsOne, .filter: require(.bool, of: macro.body, body.type)
    case .transformMapEntry:
      require(
        .map(unifier.fresh(), unifier.fresh()), of: macro.body, body.type)
    case .sortBy:
      reportTextSort(body, macro.body)
      if !isSortable(body.type) {
        return fail(
          CheckerDiagnostics.notSortable(unifier.finish(body.type), file, span(macro.body)))
      }
    default: break
    }
    var result = Judgement(resultType(macro, range, scope, body.type))
    switch macro.kind {
    case .all: judgeAll(&result, id, range, scope, body.truth)
    case .exists, .existsOne: judgeExists(&result, macro.kind, range, scope, body.truth)
    case .map, .transformList: result.takeTexts(of: body)
    case .filter, .sortBy:
      result.takeTexts(of: range)
      result.elements = range.everyElement
      if macro.kind == .filter {
        let proven = body.truth.whenTrue.paths.filter { $0.variable == scope.root.variable }
        result.elements?.proven.formUnion(proven.map(\.steps))
      }
    default: break
    }
    return result
  }

  private func resultType(
    _ macro: Expression.Comprehension, _ range: Judgement, _ scope: Scope, _ body: CELType
  ) -> CELType {
    switch macro.kind {
    case .all, .exists, .existsOne: .bool
    case .filter, .sortBy: .list(scope.first)
    case .map, .transformList: .list(body)
    case .transformMap: .map(scope.first, body)
    case .transformMapEntry: body
    case .optionalMap, .optionalFlatMap: .optional(body)
    }
  }

  private mutating func judgeAll(
    _ result: inout Judgement, _ id: Expression.ID, _ range: Judgement, _ scope: Scope,
    _ body: Truth
  ) {
    result.truth.whenTrue.paths = ofEveryElement(
      body.whenTrue.paths, of: scope.root, in: scope.origin)
    result.truth.whenFalse.paths = others(body.whenFalse.paths, than: scope.root)
    guard let list = range.path, case .list = unifier.resolve(range.type) else { return }
    let nonEmpty = list.appending(.element)
    if !list.isLocal, !list.steps.isEmpty, !isProven(nonEmpty) {
      vacuous.append((nonEmpty, span(id)))
    }
  }

  private func judgeExists(
    _ result: inout Judgement, _ kind: Expression.Comprehension.Kind, _ range: Judgement,
    _ scope: Scope, _ body: Truth
  ) {
    result.truth.whenTrue.paths = others(body.whenTrue.paths, than: scope.root)
    if let list = range.path { result.truth.whenTrue.paths.insert(list.appending(.element)) }
    guard kind == .exists else { return }
    result.truth.whenFalse.paths = ofEveryElement(
      body.whenFalse.paths, of: scope.root, in: scope.origin)
  }

  private func isSortable(_ type: CELType) -> Bool {
    switch unifier.resolve(type) {
    case .dyn, .error, .parameter: true
    case let type: StandardDeclarations.sortable.contains { $0.type == type }
    }
  }

  /// `optMap` and `optFlatMap`: the body sees the value, which is there.
  private mutating func optionalMacro(
    _ id: Expression.ID, _ macro: Expression.Comprehension, _ range: Judgement
  ) -> Judgement {
    let inner = unifier.fresh()
    guard unifier.assign(range.type, to: .optional(inner)) else {
      return fail(
        CheckerDiagnostics.notOptional(
          macro.kind.macroName, unifier.finish(range.type), file, span(macro.range)))
    }
    let type = unifier.resolve(inner)
    var value = Judgement(type, path: range.chain.last ?? freshRoot(macro.variable))
    value.takeTexts(of: range)
    locals.append(Local(name: macro.variable, judgement: value))
    let body = knowing(Set(range.chain)) { $0.check(macro.body) }
    dropLocals(1, of: id)
    if macro.kind == .optionalMap {
      var result = Judgement(.optional(body.type))
      result.takeTexts(of: body)
      return result
    }
    let result = CELType.optional(unifier.fresh())
    require(result, of: macro.body, body.type)
    return Judgement(unifier.resolve(result))
  }

  /// Ends the scope of the innermost variables, and warns when none of them was used.
  private mutating func dropLocals(_ count: Int, of id: Expression.ID) {
    let dropped = locals.suffix(count)
    if dropped.allSatisfy({ !$0.isUsed && !$0.name.hasPrefix("_") }) {
      complain(
        CheckerDiagnostics.unusedVariable(dropped.map(\.name), file, span(id)))
    }
    locals.removeLast(dropped.count)
  }
}
