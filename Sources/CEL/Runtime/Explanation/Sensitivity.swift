import Records

/// Which nodes of a program give what must not be printed: a sensitive field, or what is made of one.
///
/// One walk over the program, without a record: what flows through variables, macros and functions
/// is followed by name and type. A bool that is made of something sensitive tells next to nothing of
/// it and is printed; so is a record, which hides its own sensitive fields.
package struct Sensitivity {
  private var isSensitive: [Bool]
  /// By slot of a macro variable, while its body is walked.
  private var locals: [Bool]
  private let program: Program
  private let schemas: SchemaSet
  private let names: Set<String>

  /// Walks a program; `names` are the variables that hold something sensitive.
  init(_ program: Program, _ schemas: SchemaSet, names: Set<String>) {
    self.program = program
    self.schemas = schemas
    self.names = names
    isSensitive = Array(repeating: false, count: program.steps.count)
    locals = Array(repeating: false, count: program.localCount)
    guard !program.steps.isEmpty else { return }
    _ = visit(program.expression.root)
  }

  func contains(_ id: Int32) -> Bool { isSensitive[Int(id)] }

  /// Whether the program as a whole gives something sensitive.
  package var ofResult: Bool { contains(program.expression.root) }

  /// Whether any part of it does.
  package var isAnywhere: Bool { isSensitive.contains(true) }

  private mutating func visit(_ id: Int32) -> Bool {
    var result = false
    switch program.steps[Int(id)] {
    case .local(let slot): result = locals[Int(slot)]
    case .variable(let first, let count, let fallback):
      result = program.names[Int(first)..<Int(first + count)].contains { names.contains($0) }
      if fallback >= 0 {
        result = select(program.operands[Int(fallback)], Int(fallback) + 1) || result
      }
    case .field(let operand, _, let name), .select(let operand, let name),
      .optionalSelect(let operand, let name):
      let inherited = visit(operand)
      result = inherited || isFieldSensitive(program.names[Int(name)], of: operand)
    case .loop(let index):
      result = visit(program.loops[Int(index)])
    case .bind(let local, let value, let body):
      locals[Int(local)] = visit(value)
      result = visit(body)
    default:
      for operand in program.operands(of: id) {
        result = visit(operand) || result
      }
    }
    if isTest(id) { result = false }
    isSensitive[Int(id)] = result
    return result
  }

  /// A field of a variable whose dotted name is not in the activation.
  private mutating func select(_ operand: Int32, _ name: Int) -> Bool {
    visit(operand)
      || isFieldSensitive(program.names[Int(program.operands[name])], of: operand)
  }

  private mutating func visit(_ loop: Program.Loop) -> Bool {
    let range = visit(loop.range)
    for slot in [loop.first, loop.second] where slot >= 0 { locals[Int(slot)] = range }
    if loop.filter >= 0 { _ = visit(loop.filter) }
    let body = visit(loop.body)
    switch loop.kind {
    case .all, .exists, .existsOne: return false
    default: return range || body
    }
  }

  private func isTest(_ id: Int32) -> Bool {
    switch program.steps[Int(id)] {
    case .and, .or, .not, .equal, .notEqual, .compare, .contains, .has: true
    case .field, .select, .optionalSelect: false
    default: !program.types.isEmpty && program.types[Int(id)] == .bool
    }
  }

  /// Where the type of the record is not known, any schema's field of that name counts.
  private func isFieldSensitive(_ name: String, of operand: Int32) -> Bool {
    switch program.types.isEmpty ? .dyn : program.types[Int(operand)] {
    case .record(let schema), .optional(.record(let schema)):
      schemas[schema]?.field(name)?.isSensitive ?? false
    case .dyn: schemas.schemas.contains { $0.field(name)?.isSensitive ?? false }
    default: false
    }
  }
}

extension Context {
  /// What of a program must not be printed, with the variables at hand.
  package func sensitivity(of program: Program) -> Sensitivity {
    Sensitivity(program, source.store.schemas, names: sensitiveNames)
  }

  /// Variables that hold something sensitive; each is looked at once, for it reads only earlier ones.
  private var sensitiveNames: Set<String> {
    var names = activation.sensitiveNames
    for (name, variable) in zip(activation.names, activation.programs) {
      guard let variable else { continue }
      if Sensitivity(variable, source.store.schemas, names: names).ofResult { names.insert(name) }
    }
    return names
  }
}

extension EvaluationError {
  /// The message without the values that it quotes, and without what a pattern's compiler says of it.
  package var guardedMessage: String {
    guard let first = message.firstIndex(of: "`"), let last = message.lastIndex(of: "`") else {
      return code == .badPattern || code == .badFormat ? "(sensitive)" : message
    }
    let rest = code == .badPattern || code == .badConversion ? "" : message[last...].dropFirst()
    return "\(message[..<first])`(sensitive)`\(rest)"
  }
}
