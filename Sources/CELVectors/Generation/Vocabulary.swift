import CEL

/// What generated expressions may use.
package struct Vocabulary: Sendable {
  /// An overload and the name that it is called by.
  struct Call: Sendable {
    let name: String
    let overload: Overload
  }

  let calls: [Call]
  let macros: [Macro]
  /// Types of whole expressions.
  let roots: [CELType]
  /// Whether others have all of it.
  let isCommon: Bool

  /// Macros, by what they are made of.
  enum Macro: Sendable {
    case quantifier, filter, map, bind, has, select, optionalSelect, optionalMap, extreme
    case twoVariableQuantifier, transformList, transformMap, transformMapEntry, sortBy
  }

  /// Everything that the language has here.
  package static let whole = Vocabulary(
    StandardDeclarations.functions, macros: shared + ours,
    roots: scalars + [
      .list(.int), .list(.string), .map(.string, .int), .list(.list(.int)), .optional(.int),
      .optional(.list(.string)), .dyn, .timestamp, .duration,
    ], isCommon: false)

  /// What `cel-expr-python` has as well, and can hand to Python.
  package static let common = Vocabulary(
    StandardDeclarations.functions.compactMap { function in
      guard !missing.contains(function.name) else { return nil }
      let overloads = function.overloads.filter { !isMissing($0) }
      return overloads.isEmpty ? nil : FunctionDeclaration(function.name, overloads)
    }, macros: shared,
    roots: scalars + [
      .list(.int), .list(.string), .map(.string, .int), .list(.list(.int)), .list(.dyn), .dyn,
      .timestamp, .duration, .list(.double), .map(.int, .list(.string)),
    ], isCommon: true)

  private static let scalars: [CELType] = [
    .bool, .bool, .int, .uint, .double, .string, .bytes,
  ]

  private static let shared: [Macro] = [
    .quantifier, .filter, .map, .bind, .has, .select, .optionalSelect, .optionalMap, .extreme,
  ]
  private static let ours: [Macro] = [
    .twoVariableQuantifier, .transformList, .transformMap, .transformMapEntry, .sortBy,
  ]

  /// Functions that `cel-expr-python` 0.1.3 does not offer.
  private static let missing: Set<String> = [
    "sort", "distinct", "flatten", "lists.range", "slice", "sets.contains", "sets.equivalent",
    "sets.intersects", "regex.extract", "regex.extractAll", "regex.replace", "optional.unwrap",
    "unwrapOpt",
  ]

  private static let missingOverloads: Set<String> = [
    "list_reverse", "is_ip", "is_cidr", "ip_is_canonical",
    // Declared there, without a function.
    "duration_to_int64",
    // Gives an optional that holds an error where the list ends before the index.
    "optional_list_index_int",
  ]

  private static func isMissing(_ overload: Overload) -> Bool {
    let types = overload.parameters + [overload.result]
    if types.contains(.ip) || types.contains(.cidr) || types.contains(.optional(.ip)) {
      return true
    }
    if missingOverloads.contains(overload.id) { return true }
    // Relations across types of numbers.
    let numbers: Set<CELType> = [.int, .uint, .double]
    return overload.result == .bool && overload.parameters.count == 2
      && Set(overload.parameters).isSubset(of: numbers)
      && overload.parameters[0] != overload.parameters[1]
  }

  private init(
    _ functions: [FunctionDeclaration], macros: [Macro], roots: [CELType], isCommon: Bool
  ) {
    calls = functions.flatMap { function in
      function.overloads.map { Call(name: function.name, overload: $0) }
    }
    self.macros = macros
    self.roots = roots
    self.isCommon = isCommon
  }
}

/// Types of a call: its parameters bound so that the result is what is wanted.
enum TypePattern {
  /// Binds the parameters of a pattern; false when it cannot stand for the type.
  static func match(
    _ pattern: CELType, _ type: CELType, _ bound: inout [String: CELType]
  ) -> Bool {
    switch (pattern, type) {
    case (.parameter(let name), _):
      guard let known = bound[name] else {
        bound[name] = type
        return true
      }
      return known == type
    case (.list(let pattern), .list(let type)), (.optional(let pattern), .optional(let type)),
      (.type(let pattern), .type(let type)):
      return match(pattern, type, &bound)
    case (.map(let key, let value), .map(let otherKey, let otherValue)):
      return match(key, otherKey, &bound) && match(value, otherValue, &bound)
    default: return pattern == type
    }
  }

  /// The pattern with its parameters filled in.
  static func fill(_ pattern: CELType, _ bound: [String: CELType]) -> CELType {
    switch pattern {
    case .parameter(let name): bound[name] ?? .dyn
    case .list(let inner): .list(fill(inner, bound))
    case .optional(let inner): .optional(fill(inner, bound))
    case .type(let inner): .type(fill(inner, bound))
    case .map(let key, let value): .map(fill(key, bound), fill(value, bound))
    default: pattern
    }
  }

  /// Names of the parameters that stand for keys of a map.
  static func keys(_ pattern: CELType) -> Set<String> {
    switch pattern {
    case .map(.parameter(let name), let value): keys(value).union([name])
    case .list(let inner), .optional(let inner): keys(inner)
    default: []
    }
  }

  /// All names of parameters, in order of first use.
  static func names(_ patterns: [CELType]) -> [String] {
    var names: [String] = []
    func collect(_ type: CELType) {
      switch type {
      case .parameter(let name): if !names.contains(name) { names.append(name) }
      case .list(let inner), .optional(let inner), .type(let inner): collect(inner)
      case .map(let key, let value):
        collect(key)
        collect(value)
      default: break
      }
    }
    patterns.forEach(collect)
    return names
  }
}
