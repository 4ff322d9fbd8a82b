import Records

/// The leaves: parts that read values and compare them.
extension Explainer {
  mutating func leaf(_ program: Program, _ id: Int32, _ wanted: Bool) {
    switch context.run(program, id) {
    case .unknown(let set): add(set, id, allowed: nil)
    case .error(let error): failure(program, id, error)
    default:
      let remarks = remarks(program, id)
      for remark in remarks {
        add(
          ExplanationItem(
            path: remark.path, got: remark.got, allowed: remark.allowed, origin: remark.origin,
            reason: nil, element: nil, node: id))
      }
      guard remarks.isEmpty else { return }
      for read in reads(program, id) {
        add(read.located, id, allowed: allowed(program, id, read.id, wanted), reason: nil)
      }
    }
  }

  /// What functions below a node say of their calls.
  private mutating func remarks(_ program: Program, _ id: Int32) -> [Remark] {
    var remarks: [Remark] = []
    for node in program.nodes(below: id) {
      let call: Int32
      switch program.steps[Int(node)] {
      case .call1(let function, _), .call2(let function, _, _), .call(let function, _, _):
        call = function
      default: continue
      }
      guard let account = program.functions[Int(call)].account else { continue }
      let arguments = program.operands(of: node).map { context.run(program, $0) }
      if !arguments.contains(where: \.isMissing) { remarks += account(&context, arguments) }
    }
    return remarks
  }

  /// Unknown places, each with its reason.
  mutating func add(_ set: UnknownSet, _ id: Int32, allowed: String?) {
    let named = set.withPaths { paths.path(of: $0) }
    for entry in named.entries {
      add(
        ExplanationItem(
          path: entry.path, got: "(unknown: \(entry.reason.phrase))", allowed: allowed,
          origin: entry.origin, reason: entry.reason.phrase, element: nil, node: id))
    }
  }

  private mutating func failure(_ program: Program, _ id: Int32, _ error: EvaluationError) {
    let reads = reads(program, id)
    let isHidden = isSensitive(program, id) || reads.contains { $0.located.isSensitive }
    let message = isHidden ? error.guardedMessage : error.message
    guard !reads.isEmpty else {
      return add(
        ExplanationItem(
          path: Unparser.text(of: program.expression, id), got: "(error: \(message))",
          allowed: nil, origin: nil, reason: message, element: nil, node: id))
    }
    for read in reads { add(read.located, id, allowed: nil, reason: message) }
  }

  private mutating func add(
    _ located: Located, _ id: Int32, allowed: String?, reason: String?
  ) {
    // What a filter found is telling one by one.
    if located.place == nil, case .list(let elements) = located.value, !elements.isEmpty,
      elements.allSatisfy({ if case .record = $0 { true } else { false } })
    {
      addMore(max(0, elements.count - Explanation.elementLimit))
      for (index, value) in elements.prefix(Explanation.elementLimit).enumerated() {
        let inner = element(index, value, of: located.value, located)
        add(inner, id, allowed: allowed, reason: reason)
      }
      return
    }
    add(
      ExplanationItem(
        path: path(of: located), got: got(located), allowed: allowed, origin: located.origin,
        reason: reason, element: located.element, node: id))
  }

  private func got(_ located: Located) -> String {
    switch located.value {
    case .error(let error) where error.code == .noSuchKey: return "(absent)"
    case .optional(nil): return "(absent)"
    case .error, .unknown: return located.value.printed(context.source)
    default: return located.isSensitive ? "(sensitive)" : located.value.printed(context.source)
    }
  }

  /// The path of a place, of a record, or as the expression spells it.
  mutating func path(of located: Located) -> String {
    if let place = located.place { return paths.path(of: place) }
    if case .record(let block) = located.value, let path = paths.path(of: block) { return path }
    return located.text
  }

  /// The values that a leaf reads, in order, each with the node that reads it.
  private mutating func reads(_ program: Program, _ id: Int32) -> [(located: Located, id: Int32)] {
    var result: [(located: Located, id: Int32)] = []
    var stack = [id]
    while let next = stack.popLast() {
      if let located = locate(program, next) {
        result.append((located, next))
      } else {
        stack += program.operands(of: next).reversed()
      }
    }
    // Parameters and other plain variables tell less than what is judged by them.
    let placed = result.filter { $0.located.place != nil || isRecord($0.located.value) }
    return placed.isEmpty ? result : placed
  }

  private func isRecord(_ value: Value) -> Bool {
    switch value {
    case .record: true
    case .list(let elements): elements.contains { isRecord($0) }
    default: false
    }
  }
}

// MARK: What would have been good

extension Explainer {
  /// What a read would have had to be; nil when the leaf does not say.
  private mutating func allowed(
    _ program: Program, _ id: Int32, _ read: Int32, _ wanted: Bool
  ) -> String? {
    if case .has = program.steps[Int(id)] { return wanted ? "present" : "absent" }
    if id == read { return wanted ? "true" : "false" }
    switch program.steps[Int(id)] {
    case .equal(let left, let right):
      return equality(program, id, (left, right), read, wanted)
    case .notEqual(let left, let right):
      return equality(program, id, (left, right), read, !wanted)
    case .compare(let relation, let left, let right):
      return order(program, id, (left, right), read, wanted ? relation : relation.negated)
    case .contains(let element, let container):
      if read == element {
        return "\(wanted ? "one of" : "none of") \(printed(program, container))"
      }
      if program.nodes(below: element).contains(read) {
        // What is made of the read stands in the list, not the read itself.
        let text = Unparser.text(of: program.expression, element)
        return "\(text) \(wanted ? "one of" : "none of") \(printed(program, container))"
      }
      return "\(wanted ? "" : "not ")containing \(printed(program, element))"
    default: return test(program, id, read, wanted)
    }
  }

  private mutating func printed(_ program: Program, _ id: Int32) -> String {
    printed(context.run(program, id), of: program, id)
  }

  /// What a node gave, unless it must not be printed.
  mutating func printed(_ value: Value, of program: Program, _ id: Int32) -> String {
    isSensitive(program, id) ? "(sensitive)" : value.printed(context.source)
  }

  private mutating func equality(
    _ program: Program, _ id: Int32, _ sides: (Int32, Int32), _ read: Int32, _ isEqual: Bool
  ) -> String {
    guard read == sides.0 || read == sides.1 else {
      if let size = sizeName(program, sides.0, of: read) {
        return "\(size) \(isEqual ? "==" : "!=") \(printed(program, sides.1))"
      }
      return whole(program, id, isWanted: isEqual == program.isEquality(id))
    }
    let other = printed(program, read == sides.0 ? sides.1 : sides.0)
    return isEqual ? other : "not \(other)"
  }

  /// `size` for a node that is the size of a read.
  private func sizeName(_ program: Program, _ id: Int32, of read: Int32) -> String? {
    guard case .call("size", let target, let arguments) = program.expression[id],
      (target.map { [$0] } ?? []) + arguments == [read]
    else { return nil }
    return "size"
  }

  private mutating func order(
    _ program: Program, _ id: Int32, _ sides: (Int32, Int32), _ read: Int32,
    _ relation: Program.Relation
  ) -> String {
    if read == sides.0 { return "\(relation.sign) \(printed(program, sides.1))" }
    if read == sides.1 { return "\(relation.mirrored.sign) \(printed(program, sides.0))" }
    let left =
      sizeName(program, sides.0, of: read) ?? Unparser.text(of: program.expression, sides.0)
    return "\(left) \(relation.sign) \(printed(program, sides.1))"
  }

  /// `matches("^a")` for `x.matches("^a")`.
  private mutating func test(
    _ program: Program, _ id: Int32, _ read: Int32, _ wanted: Bool
  ) -> String {
    guard case .call(let name, let target?, let arguments) = program.expression[id],
      target == read
    else { return whole(program, id, isWanted: wanted) }
    let list = arguments.map { printed(program, $0) }.joined(separator: ", ")
    return "\(wanted ? "" : "not ")\(name)(\(list))"
  }

  private mutating func whole(_ program: Program, _ id: Int32, isWanted: Bool) -> String {
    let text = Unparser.text(of: program.expression, id)
    let names = bound(program, below: id)
    let with = names.isEmpty ? "" : " with \(names.joined(separator: ", "))"
    return (isWanted ? text : "not (\(text))") + with
  }

  /// Macro variables below a node that stand for a constant: `p = "sts:AssumeRole"`.
  private mutating func bound(_ program: Program, below id: Int32) -> [String] {
    var names: [String] = []
    for node in program.nodes(below: id) {
      guard case .local(let index) = program.steps[Int(node)] else { continue }
      let slot = context.base + Int(index)
      guard scope[slot]?.place == nil, !isSensitive(program, node) else { continue }
      switch context.locals[slot] {
      case .string, .int, .uint, .double, .bool: break
      default: continue
      }
      let text =
        "\(Unparser.text(of: program.expression, node)) = \(context.locals[slot].printed(context.source))"
      if !names.contains(text) { names.append(text) }
    }
    return names
  }
}

extension Program {
  /// A node and all that it is made of.
  fileprivate func nodes(below id: Int32) -> [Int32] {
    var found: [Int32] = []
    var stack = [id]
    while let next = stack.popLast() {
      found.append(next)
      stack += operands(of: next).reversed()
    }
    return found
  }

  /// The nodes that a step runs.
  func operands(of id: Int32) -> [Int32] {
    switch steps[Int(id)] {
    case .constant, .variable, .local: []
    case .field(let operand, _, _), .select(let operand, _), .optionalSelect(let operand, _),
      .has(let operand, _), .not(let operand), .negate(let operand), .call1(_, let operand):
      [operand]
    case .conditional(let condition, let yes, let no): [condition, yes, no]
    case .equal(let left, let right), .notEqual(let left, let right),
      .compare(_, let left, let right), .calculate(_, let left, let right),
      .contains(let left, let right), .index(let left, let right),
      .optionalIndex(let left, let right), .orElse(let left, let right, _),
      .call2(_, let left, let right):
      [left, right]
    case .and(let first, let count), .or(let first, let count), .call(_, let first, let count):
      Array(operands[Int(first)..<Int(first + count)])
    case .list(let first, let count):
      operands[Int(first)..<Int(first + count)].map { $0 < 0 ? ~$0 : $0 }
    case .map(let first, let count):
      operands[Int(first)..<Int(first + 2 * count)].map { $0 < 0 ? ~$0 : $0 }
    // What a body reads has a value only inside.
    case .loop(let index): [loops[Int(index)].range]
    case .bind(_, let value, _): [value]
    }
  }

  fileprivate func isEquality(_ id: Int32) -> Bool {
    if case .equal = steps[Int(id)] { true } else { false }
  }
}

extension Program.Relation {
  fileprivate var sign: String {
    switch self {
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    }
  }

  fileprivate var negated: Program.Relation {
    switch self {
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    }
  }

  /// The same with its sides changed.
  fileprivate var mirrored: Program.Relation {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}
