/// The standard library of the language and its extensions, as signatures.
///
/// Overload ids are those of the specification and of its reference implementation; evaluators
/// dispatch on them.
package enum StandardDeclarations {
  /// Every function, sorted by name.
  package static let functions: [FunctionDeclaration] = {
    let all = [
      logic, arithmetic, relations, conversions, strings, stringExtensions, lists, sets, maths,
      bits, extremes, times, network, optionals, expressions, encoders,
    ]
    return all.flatMap { $0 }.sorted { $0.name < $1.name }
  }()

  /// The same, keyed by name.
  static let byName: [String: FunctionDeclaration] = Dictionary(
    functions.map { ($0.name, $0) }, uniquingKeysWith: { $0.adding($1.overloads) })

  /// Names that stand for types in expressions such as `type(x) == int`.
  static let types: [String: CELType] = [
    "bool": .bool, "int": .int, "uint": .uint, "double": .double, "string": .string,
    "bytes": .bytes, "list": .list(.dyn), "map": .map(.dyn, .dyn), "null_type": .null,
    "type": .type(.dyn), "google.protobuf.Timestamp": .timestamp,
    "google.protobuf.Duration": .duration, "optional_type": .optional(.dyn), "net.IP": .ip,
    "net.CIDR": .cidr,
  ]
}
