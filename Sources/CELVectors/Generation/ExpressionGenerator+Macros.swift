import CEL
import Vectors

extension ExpressionGenerator {
  /// A macro whose result has a type; nil when the one that was drawn has none of it.
  mutating func macro(_ type: CELType, depth: Int) -> String? {
    let fitting = vocabulary.macros.filter { Self.gives($0, type) }
    return fitting.isEmpty ? nil : macro(random.pick(fitting), type, depth - 1)
  }

  private static func gives(_ macro: Vocabulary.Macro, _ type: CELType) -> Bool {
    switch (macro, type) {
    case (.bind, _), (.select, _): true
    case (.quantifier, .bool), (.twoVariableQuantifier, .bool), (.has, .bool): true
    case (.filter, .list), (.map, .list), (.transformList, .list), (.sortBy, .list): true
    case (.transformMap, .map), (.transformMapEntry, .map): true
    case (.optionalSelect, .optional), (.optionalMap, .optional): true
    case (.extreme, .int), (.extreme, .uint), (.extreme, .double): true
    default: false
    }
  }

  private mutating func macro(_ macro: Vocabulary.Macro, _ type: CELType, _ depth: Int) -> String? {
    switch (macro, type) {
    case (.bind, _):
      let inner = anyType()
      let value = make(inner, depth: depth)
      return within([inner]) { generator, names in
        "cel.bind(\(names[0]), \(value), \(generator.make(type, depth: depth)))"
      }
    case (.select, _):
      let key = random.pick(Self.keys)
      if random.chance(75), let name = Self.quotedKeys[key] {
        return "{\(name): \(make(type, depth: depth))}.\(key)"
      }
      return "\(receiver(make(.map(.string, type), depth: depth))).\(key)"
    case (.has, _): return has(depth)
    case (.quantifier, _): return quantifier(depth)
    case (.twoVariableQuantifier, _): return twoVariableQuantifier(depth)
    case (.filter, .list(let element)): return filter(element, depth)
    case (.map, .list(let element)): return map(element, depth)
    case (.sortBy, .list(let element)): return sortBy(element, depth)
    case (.transformList, .list(let element)): return transform("transformList", element, depth)
    case (.transformMap, .map(let key, let value)): return transformMap(key, value, depth)
    case (.transformMapEntry, .map(let key, let value)): return transformEntry(key, value, depth)
    case (.optionalSelect, .optional(let inner)):
      let key = random.pick(Self.keys)
      return "\(receiver(make(.map(.string, inner), depth: depth))).?\(key)"
    case (.optionalMap, .optional(let inner)): return optionalMap(inner, depth)
    case (.extreme, _):
      let parts = (0..<(3 + random.below(2))).map { _ in make(type, depth: depth) }
      return "math.\(random.pick(["greatest", "least"]))(\(parts.joined(separator: ", ")))"
    default: return nil
    }
  }

  /// Keys that are asked for with a dot; some maps have them.
  private static let keys = quotedKeys.keys.sorted()
  private static let quotedKeys = [
    "a": "'a'", "b": "\"b\"", "ab": "\"ab\"", "k": "r'k'", "`x y`": "'x y'", "`0`": "'0'",
  ]

  /// Runs a body with variables in scope, whose names may hide others.
  private mutating func within(
    _ types: [CELType], _ body: (inout ExpressionGenerator, [String]) -> String
  ) -> String {
    var names: [String] = []
    while names.count < types.count {
      let name = random.pick(["x", "y", "z", "k", "v", "e\(scope.count)"])
      if !names.contains(name) { names.append(name) }
    }
    scope += zip(names, types).map { Vector.Variable($0, $1) }
    defer { scope.removeLast(types.count) }
    return body(&self, names)
  }

  /// A list or a map to go through, with the types of its variables: element or key, and value.
  ///
  /// With `isOrdered`, a list only: maps have an order here, and another one elsewhere.
  private mutating func range(
    _ depth: Int, isOrdered: Bool = false
  ) -> (text: String, first: CELType, second: CELType) {
    let lists = fields.map(\.type).filter { if case .list = $0 { true } else { false } }
    if !lists.isEmpty, random.chance(60), case .list(let element) = random.pick(lists) {
      return (receiver(leaf(.list(element))), element, .int)
    }
    if isOrdered || random.chance(70) {
      let element = LiteralGenerator.type(&random, depth: 1)
      return (receiver(make(.list(element), depth: depth)), element, .int)
    }
    let key = random.pick(LiteralGenerator.keyTypes)
    let value = LiteralGenerator.type(&random, depth: 1)
    return (receiver(make(.map(key, value), depth: depth)), key, value)
  }

  private mutating func has(_ depth: Int) -> String {
    let fields = fields
    if !fields.isEmpty, random.chance(70) { return "has(\(random.pick(fields).text))" }
    let map = make(.map(.string, LiteralGenerator.type(&random, depth: 1)), depth: depth)
    return "has(\(receiver(map)).\(random.pick(Self.keys)))"
  }

  private mutating func quantifier(_ depth: Int) -> String {
    let (text, first, _) = range(depth)
    let name = random.pick(["all", "exists", "exists_one"])
    return within([first]) { generator, names in
      "\(text).\(name)(\(names[0]), \(generator.make(.bool, depth: depth)))"
    }
  }

  /// The variables of a two-variable macro: index and element, or key and value.
  private mutating func pairs(_ depth: Int) -> (text: String, first: CELType, second: CELType) {
    let element = LiteralGenerator.type(&random, depth: 1)
    if random.chance(50) {
      return (receiver(make(.list(element), depth: depth)), .int, element)
    }
    let key = random.pick(LiteralGenerator.keyTypes)
    return (receiver(make(.map(key, element), depth: depth)), key, element)
  }

  private mutating func twoVariableQuantifier(_ depth: Int) -> String {
    let (text, first, second) = pairs(depth)
    let name = random.pick(["all", "exists", "exists_one", "existsOne"])
    return within([first, second]) { generator, names in
      "\(text).\(name)(\(names[0]), \(names[1]), \(generator.make(.bool, depth: depth)))"
    }
  }

  private mutating func filter(_ element: CELType, _ depth: Int) -> String {
    let isKey =
      !vocabulary.isCommon && LiteralGenerator.keyTypes.contains(element) && random.chance(25)
    let type: CELType = isKey ? .map(element, .int) : .list(element)
    let text = receiver(make(type, depth: depth))
    return within([element]) { generator, names in
      "\(text).filter(\(names[0]), \(generator.make(.bool, depth: depth)))"
    }
  }

  private mutating func map(_ element: CELType, _ depth: Int) -> String {
    let (text, first, _) = range(depth, isOrdered: vocabulary.isCommon)
    return within([first]) { generator, names in
      let filter = generator.random.chance(30) ? generator.make(.bool, depth: depth) + ", " : ""
      return "\(text).map(\(names[0]), \(filter)\(generator.make(element, depth: depth)))"
    }
  }

  private mutating func sortBy(_ element: CELType, _ depth: Int) -> String {
    let text = receiver(make(.list(element), depth: depth))
    let key = random.pick([CELType.int, .string, .double, .bool, .timestamp, .uint])
    return within([element]) { generator, names in
      "\(text).sortBy(\(names[0]), \(generator.make(key, depth: depth)))"
    }
  }

  private mutating func transform(_ name: String, _ result: CELType, _ depth: Int) -> String {
    let (text, first, second) = pairs(depth)
    return transform(name, text, [first, second], result, depth)
  }

  private mutating func transform(
    _ name: String, _ text: String, _ types: [CELType], _ result: CELType, _ depth: Int
  ) -> String {
    within(types) { generator, names in
      let filter = generator.random.chance(30) ? generator.make(.bool, depth: depth) + ", " : ""
      return "\(text).\(name)(\(names[0]), \(names[1]), \(filter)"
        + "\(generator.make(result, depth: depth)))"
    }
  }

  /// The keys of the result are those of the map, or the indices of the list.
  private mutating func transformMap(_ key: CELType, _ value: CELType, _ depth: Int) -> String {
    let inner = LiteralGenerator.type(&random, depth: 1)
    let isList = key == .int && random.chance(50)
    let text = receiver(make(isList ? .list(inner) : .map(key, inner), depth: depth))
    return transform("transformMap", text, [key, inner], value, depth)
  }

  private mutating func transformEntry(_ key: CELType, _ value: CELType, _ depth: Int) -> String {
    let (text, first, second) = pairs(depth)
    return within([first, second]) { generator, names in
      "\(text).transformMapEntry(\(names[0]), \(names[1]), "
        + "{\(generator.make(key, depth: depth)): \(generator.make(value, depth: depth))})"
    }
  }

  private mutating func optionalMap(_ inner: CELType, _ depth: Int) -> String {
    let from = LiteralGenerator.type(&random, depth: 1)
    let text = receiver(make(.optional(from), depth: depth))
    let isFlat = random.chance(40)
    return within([from]) { generator, names in
      let body = generator.make(isFlat ? .optional(inner) : inner, depth: depth)
      return "\(text).\(isFlat ? "optFlatMap" : "optMap")(\(names[0]), \(body))"
    }
  }
}
