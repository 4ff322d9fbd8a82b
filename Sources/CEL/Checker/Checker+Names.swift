import Documents
import Records

extension Checker {
  /// What a literal is.
  func literal(_ constant: Expression.Constant, _ id: Expression.ID) -> Judgement {
    var judgement = plain(constant)
    judgement.isConstant = true
    if case .string(let text) = constant {
      judgement.text = TextFacts(WrittenText(text, file, span(id)))
    }
    return judgement
  }

  private func plain(_ constant: Expression.Constant) -> Judgement {
    switch constant {
    case .null: return Judgement(.null)
    case .bool(let value):
      var judgement = Judgement(.bool)
      judgement.truth = Truth(constant: value)
      return judgement
    case .int: return Judgement(.int)
    case .uint: return Judgement(.uint)
    case .double: return Judgement(.double)
    case .string: return Judgement(.string)
    case .bytes: return Judgement(.bytes)
    }
  }

  mutating func identifier(_ id: Expression.ID, _ name: String) -> Judgement {
    if let index = locals.lastIndex(where: { $0.name == name }) {
      locals[index].isUsed = true
      resolutions[Int(id)] = .local(name)
      return locals[index].judgement
    }
    if let judgement = global(id, name) { return judgement }
    return fail(
      CheckerDiagnostics.unknownName(name, suggestion: suggestion(for: name), file, span(id)))
  }

  /// What a name of the environment stands for; nil when there is none.
  mutating func global(_ id: Expression.ID, _ name: String) -> Judgement? {
    for candidate in environment.candidates(name) {
      if let variable = environment.variables[candidate] {
        return read(variable, candidate, id)
      }
      if let constant = environment.constants[candidate] {
        resolutions[Int(id)] = .constant(constant)
        return literal(constant, id)
      }
      if let type = environment.types[candidate] {
        resolutions[Int(id)] = .typeValue(type)
        return Judgement(.type(type))
      }
    }
    return nil
  }

  private mutating func read(
    _ variable: Environment.Variable, _ name: String, _ id: Expression.ID
  ) -> Judgement {
    resolutions[Int(id)] = .variable(name)
    variables.insert(name)
    var judgement = Judgement(variable.type, path: variable.alias ?? Path(name))
    judgement.values = variable.values
    judgement.text = variable.text
    judgement.versionKind = variable.versionKind
    if name.isCalledVersion { judgement.text.isVersion = true }
    judgement.elements = variable.elements
    judgement.truth = Truth(
      whenTrue: Facts(paths: variable.facts.whenTrue),
      whenFalse: Facts(paths: variable.facts.whenFalse))
    if variable.presence == .optional, let path = judgement.path, !isProven(path),
      reported.insert(path).inserted
    {
      complain(CheckerDiagnostics.unguardedVariable(name, file, span(id)))
    }
    return judgement
  }

  private func suggestion(for name: String) -> String? {
    guard wantsSuggestions else { return nil }
    let known =
      locals.map(\.name) + environment.variables.keys + environment.constants.keys
      + environment.types.keys
    if let word = ForeignNames.word(name) { return word }
    if let close = Spelling.closest(to: name, among: known) { return close }
    let owners = environment.variables.filter { _, variable in
      guard case .record(let record) = variable.type else { return false }
      return environment.schemas[record]?.field(name) != nil
    }
    return owners.keys.min().map { "\($0).\(name)" }
  }

  /// The dotted name that a node spells, when its first word is no local variable.
  func qualifiedName(_ id: Expression.ID) -> String? {
    switch expression[id] {
    case .identifier(let name): locals.contains { $0.name == name } ? nil : name
    case .select(let operand, let field, isOptional: false):
      qualifiedName(operand).map { "\($0).\(field)" }
    default: nil
    }
  }

  /// The dotted name of a selection from a word that only begins dotted names, as `params` does.
  private mutating func unknownMember(_ operand: Expression.ID, _ field: String) -> String? {
    guard case .identifier(let word) = expression[operand], environment.container.isEmpty,
      !locals.contains(where: { $0.name == word }), environment.hasNamespace(word[...]),
      global(operand, word) == nil
    else { return nil }
    return "\(word).\(field)"
  }

  /// Whether the environment may have a dotted name that begins with this one's first word.
  func mayBeNamespaced(_ name: String) -> Bool {
    if !environment.container.isEmpty { return true }
    let name = name.utf8.first == UInt8(ascii: ".") ? name.dropFirst() : name[...]
    return environment.hasNamespace(name.prefix { $0 != "." })
  }
}

// MARK: - Selections

extension Checker {
  mutating func select(
    _ id: Expression.ID, _ operand: Expression.ID, _ field: String, isOptional: Bool
  ) -> Judgement {
    if !isOptional, let name = qualifiedName(id), mayBeNamespaced(name),
      let judgement = global(id, name)
    {
      return judgement
    }
    if !isOptional, let name = unknownMember(operand, field) {
      return fail(
        CheckerDiagnostics.unknownName(name, suggestion: suggestion(for: name), file, span(id)))
    }
    let base = check(operand)
    var result = step(id, from: base, operand, field, guarding: isOptional ? .optional : .read)
    guard isOptional else { return result }
    if case .optional(let inner) = base.type {
      result.type = inner == .error ? .error : result.type
    } else if result.type != .error {
      result.type = .optional(result.type)
      result.chain = result.path.map { [$0] } ?? []
      result.path = nil
    }
    result.truth = Truth()
    return result
  }

  mutating func has(_ id: Expression.ID, _ operand: Expression.ID, _ field: String) -> Judgement {
    let base = check(operand)
    let found = step(id, from: base, operand, field, guarding: .test)
    var result = Judgement(.bool)
    result.truth = Truth(proving: found.chain + (found.path.map { [$0] } ?? []))
    return result
  }

  /// Why a field is looked at.
  private enum Purpose { case read, optional, test }

  /// What a field of a value is; through an optional, an optional again, its chain one longer.
  private mutating func step(
    _ id: Expression.ID, from base: Judgement, _ operand: Expression.ID, _ field: String,
    guarding purpose: Purpose
  ) -> Judgement {
    let type = unifier.resolve(base.type)
    guard case .optional(let inner) = type else {
      return fieldOf(type, id, base.path, operand, field, purpose)
    }
    let place = base.chain.last
    var known = self.known
    known.formUnion(base.chain)
    swap(&known, &self.known)
    var result = fieldOf(unifier.resolve(inner), id, place, operand, field, purpose)
    self.known = known
    result.chain = base.chain + (result.path.map { [$0] } ?? [])
    result.path = nil
    result.truth = Truth()
    if result.type != .error { result.type = .optional(result.type) }
    return result
  }

  private mutating func fieldOf(
    _ type: CELType, _ id: Expression.ID, _ place: Path?, _ operand: Expression.ID,
    _ field: String, _ purpose: Purpose
  ) -> Judgement {
    switch type {
    case .record(let name):
      guard let schema = environment.schemas[name] else { return Judgement(.dyn) }
      return recordField(schema, id, place, operand, field, purpose)
    case .map(_, let value):
      let path = place?.appending(.key(field))
      if purpose == .read { guardEntry(path, field, id) }
      return Judgement(value, path: path)
    case .dyn, .parameter:
      // What it is must stay open, lest a later use give it a type that has no fields.
      _ = unifier.assign(.dyn, to: type)
      return Judgement(.dyn, path: place?.appending(.key(field)))
    case .error: return Judgement(.error)
    default:
      let isFunction = environment.functions[field]?.overloads.contains { $0.isMember } ?? false
      return fail(
        CheckerDiagnostics.noFields(
          of: unifier.finish(type), field, source(operand), isFunction: isFunction, file,
          nameRange(field, in: id)))
    }
  }

  private mutating func recordField(
    _ schema: Schema, _ id: Expression.ID, _ place: Path?, _ operand: Expression.ID,
    _ name: String, _ purpose: Purpose
  ) -> Judgement {
    guard let slot = schema.index(of: name) else {
      let close =
        wantsSuggestions
        ? Spelling.closest(to: name, among: schema.fields.lazy.map(\.name)) : nil
      return fail(
        CheckerDiagnostics.unknownProperty(
          name, of: schema, suggestion: close, file, nameRange(name, in: id)))
    }
    resolutions[Int(id)] = .field(slot: Int32(truncatingIfNeeded: slot))
    let field = schema.fields[slot]
    let path = place?.appending(.field(name))
    if field.presence == .optional, purpose == .read {
      guardField(path, name, operand, id)
    }
    if field.presence == .required, purpose == .test {
      complain(CheckerDiagnostics.alwaysPresent(name, of: schema.name, file, span(id)))
    }
    var result = Judgement(CELType(field.type), path: path)
    result.values = field.values
    result.text.isVersion = name.isCalledVersion
    return result
  }

  /// Whether a node reads a required field.
  func isAlwaysThere(_ id: Expression.ID) -> Bool {
    guard case .select(let operand, let name, _) = expression[id],
      case .record(let schema) = unifier.resolve(types[Int(operand)])
    else { return false }
    return environment.schemas[schema]?.field(name)?.presence == .required
  }

  /// Where a field's name stands in a selection or in `has`: the last place in it.
  func nameRange(_ name: String, in id: Expression.ID) -> SourceRange {
    let span = span(id)
    let bytes = Array(name.utf8)
    var start = Int(span.end) - bytes.count
    while start > Int(span.start), start + bytes.count <= file.bytes.count {
      if file.bytes[start..<start + bytes.count].elementsEqual(bytes) {
        return SourceRange(start, start + bytes.count)
      }
      start -= 1
    }
    return span
  }
}
