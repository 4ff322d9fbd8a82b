import Documents
import Records

extension Checker {
  mutating func call(
    _ id: Expression.ID, _ function: String, _ target: Expression.ID?,
    _ arguments: [Expression.ID]
  ) -> Judgement {
    switch function {
    case "_&&_" where arguments.count == 2: return conjunction(id, arguments, isOr: false)
    case "_||_" where arguments.count == 2: return conjunction(id, arguments, isOr: true)
    case "!_" where arguments.count == 1: return negation(id, arguments[0])
    case "_?_:_" where arguments.count == 3: return conditional(id, arguments)
    default: break
    }
    guard let target else {
      if let judgement = misused(function, nil, id) ?? foreign(function, nil, arguments.first, id) {
        return judgement
      }
      let judgements = arguments.map { check($0) }
      return global(id, function, arguments, judgements)
    }
    if let namespace = qualifiedName(target) {
      for name in environment.candidates("\(namespace).\(function)") {
        guard let declaration = environment.functions[name] else { continue }
        expression.nodes[Int(id)] = .call(function: name, target: nil, arguments: arguments)
        let judgements = arguments.map { check($0) }
        return resolve(id, declaration, arguments, judgements, isMember: false)
      }
      if let judgement = misspelled(namespace, function, target, id) { return judgement }
    }
    if let judgement = misused(function, target, id) ?? foreign(function, target, target, id) {
      return judgement
    }
    if options.typing == .strict,
      let judgement = misspeltMacro(function, target, arguments, id)
    {
      return judgement
    }
    let receiver = check(target)
    let judgements = [receiver] + arguments.map { check($0) }
    guard let declaration = environment.functions[function] else {
      return unknownFunction(id, function, target, judgements)
    }
    return resolve(id, declaration, [target] + arguments, judgements, isMember: true)
  }

  private mutating func global(
    _ id: Expression.ID, _ function: String, _ arguments: [Expression.ID],
    _ judgements: [Judgement]
  ) -> Judgement {
    for name in environment.candidates(function) {
      guard let declaration = environment.functions[name] else { continue }
      if name != function {
        expression.nodes[Int(id)] = .call(function: name, target: nil, arguments: arguments)
      }
      return resolve(id, declaration, arguments, judgements, isMember: false)
    }
    return unknownFunction(id, function, nil, judgements)
  }

  /// A call by the name that another language has for it; nil for any other.
  ///
  /// Asked before the arguments are: what is written there may be that language as well.
  private mutating func foreign(
    _ function: String, _ target: Expression.ID?, _ subject: Expression.ID?, _ id: Expression.ID
  ) -> Judgement? {
    guard options.typing == .strict,
      environment.candidates(function).allSatisfy({ environment.functions[$0] == nil }),
      let known = ForeignNames.call(function, on: subject.map { source($0) })
    else { return nil }
    return fail(
      CheckerDiagnostics.foreignFunction(
        function, known, file, functionRange(function, id, target)))
  }

  /// A call that has the name of a macro but not its shape; nil for any other.
  private mutating func misused(
    _ function: String, _ target: Expression.ID?, _ id: Expression.ID
  ) -> Judgement? {
    guard let usage = CheckerDiagnostics.macroUsage(function, isMember: target != nil),
      environment.functions[function] == nil
    else { return nil }
    return fail(
      CheckerDiagnostics.macroArguments(
        function, usage: usage, file, functionRange(function, id, target)))
  }

  /// A call whose receiver can only be a namespace, of a function that is not in it; nil when the
  /// receiver may be something else.
  private mutating func misspelled(
    _ namespace: String, _ function: String, _ target: Expression.ID, _ id: Expression.ID
  ) -> Judgement? {
    guard wantsSuggestions, case .identifier(let root) = expression[target],
      environment.candidates(root).allSatisfy({ environment.variables[$0] == nil })
    else { return nil }
    let name = "\(namespace).\(function)"
    let dotted = environment.functions.keys.filter { $0.utf8.contains(UInt8(ascii: ".")) }
    let close = Spelling.closest(to: name, among: dotted)
    guard close != nil || dotted.contains(where: { $0.hasPrefix("\(namespace).") }) else {
      return nil
    }
    let range = span(target).union(functionRange(function, id, target))
    return fail(CheckerDiagnostics.unknownFunction(name, suggestion: close, file, range))
  }

  private mutating func unknownFunction(
    _ id: Expression.ID, _ name: String, _ target: Expression.ID?, _ judgements: [Judgement]
  ) -> Judgement {
    // A receiver that could not be named says enough: its name may be the mistake.
    if judgements.contains(where: { $0.type == .error }) { return Judgement(.error) }
    let range = functionRange(name, id, target)
    let close = wantsSuggestions ? functionSuggestion(for: name, isMember: target != nil) : nil
    return fail(CheckerDiagnostics.unknownFunction(name, suggestion: close, file, range))
  }

  private func functionSuggestion(for name: String, isMember: Bool) -> String? {
    let known = environment.functions.values.lazy
      .filter { $0.overloads.contains { $0.isMember == isMember } }.map(\.name)
    return Spelling.closest(
      to: name, among: Array(known) + CheckerDiagnostics.macroNames(isMember: isMember))
  }

  /// Where the name of a called function stands.
  func functionRange(
    _ name: String, _ id: Expression.ID, _ target: Expression.ID?
  ) -> SourceRange {
    let word = Array((name.split(separator: ".").last.map(String.init) ?? name).utf8)
    let span = span(id)
    var start = Int(target.map { self.span($0).end } ?? span.start)
    while start + word.count <= min(Int(span.end), file.bytes.count) {
      if file.bytes[start..<start + word.count].elementsEqual(word) {
        return SourceRange(start, start + word.count)
      }
      start += 1
    }
    return span
  }
}

// MARK: - Overloads

extension Checker {
  /// Chooses among the overloads of a function by the types of its arguments, receiver first.
  mutating func resolve(
    _ id: Expression.ID, _ function: FunctionDeclaration, _ arguments: [Expression.ID],
    _ judgements: [Judgement], isMember: Bool
  ) -> Judgement {
    let types = judgements.map(\.type)
    var ids: [String] = []
    var result: CELType?
    for overload in function.overloads where overload.isMember == isMember {
      guard let type = unifier.apply(overload, to: types) else { continue }
      ids.append(overload.id)
      if let known = result, known != type { result = .dyn } else { result = type }
    }
    guard let result else { return noOverload(id, function, arguments, types, isMember: isMember) }
    resolutions[Int(id)] = .overloads(ids)
    checkLiterals(ids, arguments, judgements)
    var judgement = Judgement(result)
    judge(&judgement, function.name, id, arguments, judgements)
    return judgement
  }

  private mutating func noOverload(
    _ id: Expression.ID, _ function: FunctionDeclaration, _ arguments: [Expression.ID],
    _ types: [CELType], isMember: Bool
  ) -> Judgement {
    if options.typing == .lenient {
      let ids = function.overloads.filter {
        $0.isMember == isMember && $0.parameters.count == types.count
      }
      resolutions[Int(id)] = ids.isEmpty ? .none : .overloads(ids.map(\.id))
      return Judgement(.dyn)
    }
    let sides = zip(types, arguments).map { side($0, $1) }
    if types.count == 2, let sign = CheckerDiagnostics.equality[function.name] {
      return neverEqual(sign, id, arguments, sides)
    }
    if function.name == "@in", reportUnlikeElements(types[0], arguments) {
      return Judgement(.error)
    }
    if let judgement = recordAsMap(function.name, id, arguments, sides) { return judgement }
    let target = isMember ? arguments.first : nil
    let isOperator = CheckerDiagnostics.isOperator(function.name)
    return fail(
      CheckerDiagnostics.noMatchingOverload(
        function, sides, isMember: isMember, other: isMember ? relative(of: function, sides) : nil,
        file, isOperator ? span(id) : functionRange(function.name, id, target)))
  }

  /// The function of a receiver whose name begins like one that it does not have: `containsIP`.
  private func relative(
    of function: FunctionDeclaration, _ sides: [CheckerDiagnostics.Side]
  ) -> String? {
    guard let receiver = sides.first?.type else { return nil }
    return environment.functions.values.filter { other in
      other.name.hasPrefix(function.name) && other.name != function.name
        && other.overloads.contains { $0.isMember && $0.parameters.first == receiver }
    }.map { "`\($0.name)`" }.sorted().joined(separator: " or ").nonEmpty
  }

  /// A record that is read like a map: `resource["name"]`, `"name" in resource`; nil for all else.
  private mutating func recordAsMap(
    _ function: String, _ id: Expression.ID, _ arguments: [Expression.ID],
    _ sides: [CheckerDiagnostics.Side]
  ) -> Judgement? {
    guard ["_[_]", "_[?_]", "@in"].contains(function), sides.count == 2 else { return nil }
    let (record, key) = function == "@in" ? (sides[1], sides[0]) : (sides[0], sides[1])
    guard case .record(let name) = record.type, let schema = environment.schemas[name],
      case .string(let field) = key.constant
    else { return nil }
    guard schema.index(of: field) != nil else {
      let close =
        wantsSuggestions
        ? Spelling.closest(to: field, among: schema.fields.lazy.map(\.name)) : nil
      return fail(
        CheckerDiagnostics.unknownProperty(
          field, of: schema, suggestion: close.map { Expression.Constant.string($0).description },
          file, key.range))
    }
    let way =
      switch function {
      case "_[_]": "\(record.text).\(field)"
      case "_[?_]": "\(record.text).?\(field)"
      default: "has(\(record.text).\(field))"
      }
    return fail(CheckerDiagnostics.recordAsMap(way, file, span(id)))
  }

  /// An operand as messages tell of it.
  func side(_ type: CELType, _ id: Expression.ID) -> CheckerDiagnostics.Side {
    CheckerDiagnostics.Side(
      type: unifier.finish(type), text: source(id), range: span(id), constant: constant(id))
  }

  private mutating func neverEqual(
    _ sign: String, _ id: Expression.ID, _ arguments: [Expression.ID],
    _ sides: [CheckerDiagnostics.Side]
  ) -> Judgement {
    for (index, side) in sides.enumerated() where side.type == .null {
      let other = arguments[1 - index]
      if case .select = expression[other], places[Int(other)] != nil {
        return fail(
          CheckerDiagnostics.comparedWithNull(
            source(other), isAlwaysThere: isAlwaysThere(other), file, span(id)))
      }
    }
    return fail(CheckerDiagnostics.neverEqual(sides[0], sign, sides[1], file, span(id)))
  }

  /// Lets the environment look at what is written for the arguments.
  ///
  /// Of several texts some may be left out by a test: `filter(r, isCIDR(r))`.
  private mutating func checkLiterals(
    _ overloads: [String], _ arguments: [Expression.ID], _ judgements: [Judgement]
  ) {
    guard overloads.count == 1, !environment.literalChecks.isEmpty,
      let checks = environment.literalChecks[overloads[0]]
    else { return }
    let literals = judgements.map { judgement in
      judgement.text.isWritten && judgement.text.written.count == 1
        ? judgement.text.written.first?.text : nil
    }
    for check in checks where judgements.indices.contains(check.argument) {
      let texts = judgements[check.argument].text.written
      for written in texts {
        guard let problem = check.problem(written.text, literals),
          !written.isChoice && texts.count == 1 || !isTested(arguments[check.argument])
        else { continue }
        complain(
          CheckerDiagnostics.badLiteral(
            written.text, kind: check.kind, problem, written.file, written.range))
      }
    }
  }
}

extension Checker {
  /// Whether the expression asks somewhere whether a text, spelt like this node, is an address or a
  /// range.
  private func isTested(_ id: Expression.ID) -> Bool {
    let text = source(id)
    return expression.nodes.contains { node in
      guard case .call(let function, nil, let arguments) = node, arguments.count == 1 else {
        return false
      }
      return (function == "isCIDR" || function == "isIP") && source(arguments[0]) == text
    }
  }

  /// A call of a misspelt macro; nil for any other.
  ///
  /// Its first argument is a name that nothing has, and no function is called so.
  private mutating func misspeltMacro(
    _ function: String, _ target: Expression.ID, _ arguments: [Expression.ID], _ id: Expression.ID
  ) -> Judgement? {
    guard arguments.count >= 2, environment.functions[function] == nil,
      case .identifier(let name) = expression[arguments[0]],
      !locals.contains(where: { $0.name == name }),
      environment.candidates(name).allSatisfy({
        environment.variables[$0] == nil && environment.constants[$0] == nil
          && environment.types[$0] == nil
      })
    else { return nil }
    // A receiver that could not be named says enough.
    if check(target).type == .error { return Judgement(.error) }
    let close = wantsSuggestions ? functionSuggestion(for: function, isMember: true) : nil
    return fail(
      CheckerDiagnostics.unknownFunction(
        function, suggestion: close, file, functionRange(function, id, target)))
  }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}

extension TypeUnifier {
  /// The result of an overload for arguments of some types; nil when it does not take them.
  mutating func apply(_ overload: Overload, to types: [CELType]) -> CELType? {
    guard overload.parameters.count == types.count else { return nil }
    if overload.typeParameters.isEmpty {
      return assign(types, to: overload.parameters) ? overload.result : nil
    }
    var fresh: [String: CELType] = [:]
    for name in overload.typeParameters { fresh[name] = self.fresh() }
    let parameters = overload.parameters.map { $0.replacing(fresh) }
    guard assign(types, to: parameters) else { return nil }
    return resolve(overload.result.replacing(fresh))
  }
}

extension CELType {
  /// This type with parameters replaced.
  func replacing(_ parameters: [String: CELType]) -> CELType {
    switch self {
    case .parameter(let name): parameters[name] ?? self
    case .list(let inner): .list(inner.replacing(parameters))
    case .optional(let inner): .optional(inner.replacing(parameters))
    case .type(let inner): .type(inner.replacing(parameters))
    case .map(let key, let value):
      .map(key.replacing(parameters), value.replacing(parameters))
    case .opaque(let name, let inner) where !inner.isEmpty:
      .opaque(name, inner.map { $0.replacing(parameters) })
    default: self
    }
  }
}
