import Documents

extension Checker {
  /// Whether a place is known to be there: itself, as one of all elements of a list, or as the
  /// place that a macro variable stands for.
  func isProven(_ path: Path) -> Bool {
    if known.isEmpty { return false }
    if known.contains(path) { return true }
    let general = path.generalized
    if general != path, known.contains(general) { return true }
    guard path.isLocal, let origin = origin(of: path.variable) else { return false }
    return isProven(Path(origin.variable, origin.steps + path.steps))
  }

  /// The place that the elements behind a macro variable come from.
  private func origin(of root: String) -> Path? {
    locals.last { $0.judgement.path?.variable == root && $0.judgement.path?.steps.isEmpty == true }?
      .origin
  }

  /// Complains of reading an optional field that is not known to be there.
  mutating func guardField(
    _ path: Path?, _ field: String, _ operand: Expression.ID, _ id: Expression.ID
  ) {
    if let path {
      guard !isProven(path), reported.insert(path).inserted else { return }
    }
    complain(
      CheckerDiagnostics.unguardedField(
        field, operand: source(operand), isPlace: path != nil, file, nameRange(field, in: id)))
  }

  /// Warns of reading an entry of a map in the data that is not known to be there.
  mutating func guardEntry(_ path: Path?, _ key: String, _ id: Expression.ID) {
    guard let path, isInRecord(path), !isProven(path), reported.insert(path).inserted else {
      return
    }
    complain(CheckerDiagnostics.unguardedKey(options.doubtful, key, file, span(id)))
  }

  /// Warns of reading an element of a list in the data that may be shorter.
  mutating func guardElement(
    _ path: Path?, _ index: Int64, _ list: Expression.ID, _ id: Expression.ID
  ) {
    guard let path, isInRecord(path), reported.insert(path).inserted else { return }
    // That there is one at all says nothing of a second.
    if index == 0 ? isProven(path) : known.contains(path) { return }
    complain(
      CheckerDiagnostics.unguardedElement(
        options.doubtful, source(list), index, file, span(id)))
  }

  /// Whether a place lies in a record, and not in a plain map that somebody made.
  func isInRecord(_ path: Path) -> Bool {
    path.steps.contains { if case .field = $0 { true } else { false } }
      || (path.isLocal && origin(of: path.variable).map(isInRecord) ?? false)
  }

  /// What facts about a macro variable say of every element of the list behind it.
  func ofEveryElement(_ facts: Set<Path>, of variable: Path, in origin: Path?) -> Set<Path> {
    guard let origin else { return [] }
    return Set(facts.compactMap { $0.replacing(variable, with: origin) })
  }

  /// Facts that do not speak of a macro variable.
  func others(_ facts: Set<Path>, than variable: Path) -> Set<Path> {
    facts.filter { $0.variable != variable.variable }
  }

  /// Notes the conditions that an empty list meets by having no element.
  mutating func reportVacuous(unless facts: Set<Path>) {
    for (nonEmpty, range) in vacuous where !facts.contains(nonEmpty) {
      var list = nonEmpty
      list.steps.removeLast()
      complain(CheckerDiagnostics.vacuousAll(list.description, file, range))
    }
  }
}

extension Path {
  /// The same place in every element of each list on the way.
  var generalized: Path {
    guard steps.contains(where: { if case .index = $0 { true } else { false } }) else {
      return self
    }
    return Path(
      variable, steps.map { step in if case .index = step { .element } else { step } })
  }
}
