package import Records

/// A static type.
package indirect enum CELType: Hashable, Sendable {
  /// Anything, decided at run time.
  case dyn
  case null
  case bool
  case int
  case uint
  case double
  case string
  case bytes
  case timestamp
  case duration
  case list(CELType)
  case map(CELType, CELType)
  case optional(CELType)
  /// The type of a type.
  case type(CELType)
  /// A record, by the name of its schema.
  case record(String)
  /// An opaque type by the name that `type(x)` prints, such as `net.IP` or `version`; parameters
  /// for abstract test types.
  case opaque(String, [CELType])
  /// A type parameter of an overload: `A`.
  case parameter(String)
  /// What the checker gives a part that it refused.
  case error

  /// An IPv4 or IPv6 address.
  package static let ip = CELType.opaque("net.IP", [])
  /// An address range.
  package static let cidr = CELType.opaque("net.CIDR", [])
}

extension CELType {
  /// The type of what a field holds: maps are keyed by string, references are the records that
  /// they lead to.
  package init(_ type: FieldType) {
    switch type {
    case .bool: self = .bool
    case .int: self = .int
    case .double: self = .double
    case .string: self = .string
    case .timestamp: self = .timestamp
    case .duration: self = .duration
    case .list(let element): self = .list(CELType(element))
    case .map(let value): self = .map(.string, CELType(value))
    case .record(let name), .reference(let name): self = .record(name)
    }
  }

  /// Adds the names of the type parameters in this type that `names` lacks.
  func collectParameters(into names: inout [String]) {
    switch self {
    case .parameter(let name):
      if !names.contains(name) { names.append(name) }
    case .list(let inner), .optional(let inner), .type(let inner):
      inner.collectParameters(into: &names)
    case .map(let key, let value):
      key.collectParameters(into: &names)
      value.collectParameters(into: &names)
    case .opaque(_, let parameters):
      for parameter in parameters { parameter.collectParameters(into: &names) }
    case .dyn, .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .record,
      .error:
      break
    }
  }
}

extension CELType: CustomStringConvertible {
  /// As messages and documentation write it: `map(string, int)`.
  package var description: String {
    switch self {
    case .dyn: "dyn"
    case .null: "null"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .list(let element): "list(\(element))"
    case .map(let key, let value): "map(\(key), \(value))"
    case .optional(let value): "optional(\(value))"
    case .type(let inner): "type(\(inner))"
    case .record(let name): name
    case .opaque(let name, let parameters):
      parameters.isEmpty
        ? name : "\(name)(\(parameters.map(\.description).joined(separator: ", ")))"
    case .parameter(let name): name
    case .error: "error"
    }
  }
}
