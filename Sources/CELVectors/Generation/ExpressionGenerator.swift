package import CEL
package import Records
import Vectors

/// Makes well-typed expressions from a seed.
///
/// Every operator and function comes from the declarations that the checker has, so that a new one
/// is exercised at once; macros, literals and names are added here. What comes out type-checks
/// against the variables that it was given; whether it has a value is left to luck, which
/// conversions, indices and divisions decide often enough both ways.
package struct ExpressionGenerator: Sendable {
  let vocabulary: Vocabulary
  /// Where the fields of records are looked up.
  let schemas: SchemaSet
  var random: SeededGenerator
  /// What expressions may name, innermost last.
  var scope: [Vector.Variable]
  /// How many more nodes the expression may have before only leaves are made.
  var budget = 0
  private var candidates: [CELType: (fixed: [Vocabulary.Call], open: [Vocabulary.Call])] = [:]

  package init(
    seed: UInt64, _ vocabulary: Vocabulary = .whole, variables: [Vector.Variable] = [],
    schemas: SchemaSet = SchemaSet([])
  ) {
    self.vocabulary = vocabulary
    self.schemas = schemas
    random = SeededGenerator(seed)
    scope = variables
  }

  /// An expression of a type, of about `size` nodes at most.
  package mutating func expression(_ type: CELType, size: Int = 30) -> String {
    budget = 1 + random.below(size)
    return make(type, depth: 2 + random.below(4))
  }

  /// An expression of a type that is likely to be asked for.
  package mutating func expression(size: Int = 30) -> String {
    expression(random.pick(vocabulary.roots), size: size)
  }

  /// A node and all below it.
  mutating func make(_ type: CELType, depth: Int) -> String {
    budget -= 1
    guard depth > 0, budget > 0 else { return leaf(type) }
    switch random.below(100) {
    case 0..<14: return leaf(type)
    case 14..<18: return type == .dyn ? leaf(type) : make(.dyn, depth: depth - 1)
    case 18..<38: return macro(type, depth: depth) ?? leaf(type)
    case 38..<56:
      return call(among: calls(giving: type).open, type, depth) ?? leaf(type)
    default:
      let calls = calls(giving: type)
      return call(among: calls.fixed, type, depth) ?? call(among: calls.open, type, depth)
        ?? leaf(type)
    }
  }

  /// The calls whose result is a type: of that very type, and of any.
  private mutating func calls(
    giving type: CELType
  ) -> (fixed: [Vocabulary.Call], open: [Vocabulary.Call]) {
    if let known = candidates[type] { return known }
    let fitting = vocabulary.calls.filter { call in
      var bound: [String: CELType] = [:]
      return TypePattern.match(call.overload.result, type, &bound)
    }
    let isOpen = { (call: Vocabulary.Call) -> Bool in
      if case .parameter = call.overload.result { true } else { false }
    }
    let found = (fixed: fitting.filter { !isOpen($0) }, open: fitting.filter(isOpen))
    candidates[type] = found
    return found
  }

  // MARK: Leaves

  /// A name that has the type, or a literal.
  mutating func leaf(_ type: CELType) -> String {
    let names = names(of: type)
    if !names.isEmpty, random.chance(70) || !isWritable(type) { return random.pick(names) }
    return literal(type)
  }

  /// Whether the type has literals.
  private func isWritable(_ type: CELType) -> Bool {
    switch type {
    case .record: false
    case .list(let inner), .optional(let inner): isWritable(inner)
    case .map(_, let value): isWritable(value)
    default: true
    }
  }

  private mutating func literal(_ type: CELType) -> String {
    switch type {
    case .dyn:
      let inner = LiteralGenerator.type(&random)
      return "dyn(\(leaf(inner)))"
    case .ip: return random.pick(["ip(\"10.0.0.1\")", "ip(\"::1\")", "ip(\"224.0.0.1\")"])
    case .cidr: return random.pick(["cidr(\"10.0.0.0/8\")", "cidr(\"fe80::/10\")"])
    case .type(let inner): return typeName(inner) ?? "type(\(leaf(inner)))"
    case .list(let element): return list(element)
    case .map(let key, let value): return map(key, value)
    case .optional(let inner):
      return random.chance(70) ? "optional.of(\(leaf(inner)))" : "optional.none()"
    case .record(let name): preconditionFailure("no name has the type \(name)")
    default: return LiteralText.text(LiteralGenerator.value(type, &random), &random)
    }
  }

  /// `int`, where a name stands for the type.
  private func typeName(_ type: CELType) -> String? {
    switch type {
    case .bool, .int, .uint, .double, .string, .bytes: "\(type)"
    case .list(.dyn): "list"
    case .map(.dyn, .dyn): "map"
    case .null: "null_type"
    default: nil
    }
  }

  private mutating func list(_ element: CELType) -> String {
    let parts = (0..<random.below(4)).map { _ -> String in
      random.chance(8) ? "?\(leaf(.optional(element)))" : leaf(element)
    }
    return "[\(parts.joined(separator: ", "))]"
  }

  private mutating func map(_ key: CELType, _ value: CELType) -> String {
    // Keys that are there already make an error, which is worth having now and then.
    let count = key == .bool ? random.below(2) : random.below(4)
    let parts = (0..<count).map { _ -> String in
      random.chance(8)
        ? "?\(leaf(key)): \(leaf(.optional(value)))" : "\(leaf(key)): \(leaf(value))"
    }
    return "{\(parts.joined(separator: ", "))}"
  }

  // MARK: Names

  /// Names, and fields of records below them, that have a type.
  private func names(of type: CELType) -> [String] {
    var names: [String] = []
    for variable in visible { collect(variable.name, variable.type, type, depth: 2, &names) }
    return names
  }

  /// Variables that no inner one hides.
  var visible: [Vector.Variable] {
    var seen: Set<String> = []
    return scope.reversed().filter { seen.insert($0.name).inserted }
  }

  private func collect(
    _ text: String, _ has: CELType, _ wanted: CELType, depth: Int, _ names: inout [String]
  ) {
    if has == wanted { names.append(text) }
    guard depth > 0, case .record(let name) = has, let schema = schemas[name] else {
      if case .list(let element) = has, case .record = element, element == wanted {
        names.append("\(text)[0]")
      }
      return
    }
    for field in schema.fields {
      let type = CELType(field.type)
      collect("\(text).\(field.name)", type, wanted, depth: depth - 1, &names)
      if case .optional(let inner) = wanted, inner == type {
        names.append("\(text).?\(field.name)")
      }
    }
  }

  /// The fields of the records that variables are.
  var fields: [(text: String, type: CELType)] {
    visible.flatMap { variable -> [(text: String, type: CELType)] in
      guard case .record(let name) = variable.type, let schema = schemas[name] else { return [] }
      return schema.fields.map { ("\(variable.name).\($0.name)", CELType($0.type)) }
    }
  }

  /// A type for something in between: one that a field of a record has, where there are records.
  mutating func anyType(depth: Int = 1) -> CELType {
    let types = fields.map(\.type)
    if !types.isEmpty, random.chance(50) { return random.pick(types) }
    if random.chance(3) { return .type(LiteralGenerator.type(&random, depth: 0)) }
    return LiteralGenerator.type(&random, depth: depth)
  }
}
