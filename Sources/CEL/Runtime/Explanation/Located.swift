import Records

/// A value with where it was read.
struct Located {
  var value: Value
  /// The slot it was read from; nil for what was computed.
  var place: Place?
  /// How the expression leads there, for values without a place.
  var text: String
  /// Where it stands in its document, else what encloses it.
  var origin: Origin?
  var isSensitive = false
  /// The key of the innermost keyed element on the way.
  var element: String?
}

extension Explainer {
  /// The value of a node that only reads: a variable, or steps down from one.
  ///
  /// Nil for a node that computes, and for one whose operand has no value.
  mutating func locate(_ program: Program, _ id: Int32) -> Located? {
    guard var located = place(program, id) else { return nil }
    if isSensitive(program, id) { located.isSensitive = true }
    return located
  }

  private mutating func place(_ program: Program, _ id: Int32) -> Located? {
    switch program.steps[Int(id)] {
    case .local(let index):
      let slot = context.base + Int(index)
      return scope[slot]
        ?? Located(value: context.locals[slot], text: Unparser.text(of: program.expression, id))
    case .variable(let first, let count, let fallback):
      return variable(program, id, Int(first), Int(count), fallback)
    case .field(let operand, _, let name), .select(let operand, let name),
      .optionalSelect(let operand, let name):
      return locate(program, operand).flatMap {
        step(from: $0, to: program.names[Int(name)], context.run(program, id))
      }
    case .has(let operand, let name):
      // What is asked for is the field, there or not.
      guard let base = locate(program, operand) else { return nil }
      let name = program.names[Int(name)]
      return step(from: base, to: name, context.optionalSelect(base.value, name))
    case .index(let operand, let index), .optionalIndex(let operand, let index):
      guard let base = locate(program, operand) else { return nil }
      return step(from: base, at: context.run(program, index), context.run(program, id))
    case .orElse(let optional, _, _):
      guard var base = locate(program, optional) else { return nil }
      if case .optional(let value?) = base.value { base.value = value }
      return base
    case .loop(let index) where program.loops[Int(index)].kind == .filter:
      let range = locate(program, program.loops[Int(index)].range)
      return Located(
        value: context.run(program, id), text: Unparser.text(of: program.expression, id),
        origin: range?.origin)
    default: return nil
    }
  }

  private mutating func variable(
    _ program: Program, _ id: Int32, _ first: Int, _ count: Int, _ fallback: Int32
  ) -> Located? {
    for name in program.names[first..<(first + count)] {
      guard let value = context.variable(name) else { continue }
      var located = Located(value: value, text: name, origin: origin(of: value))
      if let element = context.activation.element, element.name == name {
        located.move(to: element.place, context.source)
      }
      return located
    }
    guard fallback >= 0 else { return nil }
    let name = program.names[Int(program.operands[Int(fallback) + 1])]
    return locate(program, program.operands[Int(fallback)]).flatMap {
      step(from: $0, to: name, context.run(program, id))
    }
  }

  /// One step to a field or key.
  private func step(from base: Located, to name: String, _ value: Value) -> Located? {
    var result = base
    result.text = "\(base.text).\(name)"
    result.value = value
    result.place = nil
    switch base.value.unwrapped {
    case .record(let block)?:
      guard let schema = context.source.store.schema(of: block),
        let slot = schema.index(of: name)
      else { return nil }
      result.move(to: Place(block: block, index: slot), context.source)
      // `has` of a sensitive field gives a bool, and what is shown of it is the field.
      if schema.fields[slot].isSensitive { result.isSensitive = true }
    case .storedMap(let block, _)?: moveToKey(name, of: block, &result)
    case .map?, nil: break
    default: return nil
    }
    return result
  }

  /// One step to an element or key.
  private func step(from base: Located, at index: Value, _ value: Value) -> Located? {
    var result = base
    result.text = "\(base.text)[\(index.printed(context.source))]"
    result.value = value
    result.place = nil
    switch (base.value.unwrapped, index) {
    case (.record?, .string(let name)): return step(from: base, to: name, value)
    case (.storedMap(let block, _)?, .string(let name)): moveToKey(name, of: block, &result)
    case (.storedList(let block, _)?, .int(let position))
    where position >= 0 && position < context.source.count(block):
      result.move(to: Place(block: block, index: Int(position)), context.source)
    case (.storedList?, .string(let key)):
      result.element = key
      if let origin = origin(of: value.unwrapped ?? value) { result.origin = origin }
    default: break
    }
    return result
  }

  private func moveToKey(_ name: String, of block: BlockID, _ result: inout Located) {
    let source = context.source
    for position in 0..<source.count(block) / 2
    where source.text(block, position * 2).hasSameBytes(as: name) {
      result.move(to: Place(block: block, index: position * 2 + 1), source)
      return
    }
  }

  /// An element of a range.
  func element(_ index: Int, _ value: Value, of range: Value, _ located: Located?) -> Located {
    let text = located?.text ?? "(element)"
    var result = Located(value: value, text: "\(text)[\(index)]", origin: located?.origin)
    result.isSensitive = located?.isSensitive ?? false
    result.element = located?.element
    if case .storedList(let block, let type) = range {
      result.move(to: Place(block: block, index: index), context.source)
      let row = context.source.layout[type]
      if row.key >= 0, case .record(let record) = value,
        context.source.state(record, Int(row.key)).hasValue
      {
        result.element = context.source.text(record, Int(row.key))
      }
    } else if let origin = origin(of: value) {
      result.origin = origin
    }
    return result
  }

  /// Where a record stands as a whole.
  func origin(of value: Value) -> Origin? {
    guard case .record(let block) = value else { return nil }
    return context.source.store.origin(block)
  }
}

extension Located {
  /// Goes to a slot: its origin, or that of the record in it, is nearer than what encloses it.
  fileprivate mutating func move(to place: Place, _ source: RecordSource) {
    self.place = place
    let record: Origin? =
      if case .record(let block) = value { source.store.origin(block) } else { nil }
    if let own = source.store.origin(source.store.slot(place.block, place.index)) ?? record {
      origin = own
    }
  }
}

extension Value {
  /// What an optional holds; itself when it is none.
  fileprivate var unwrapped: Value? {
    if case .optional(let value) = self { value } else { self }
  }
}
