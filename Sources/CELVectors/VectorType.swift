package import CEL

/// Types as vectors write them: `map(string,list(int))`, `opaque(optional_type,int)`, `param(T)`.
package enum VectorType {
  /// Deeper types are refused.
  private static let deepest = 32

  /// The type that a text stands for.
  ///
  /// - Throws: Why it stands for none that this implementation has.
  package static func read(_ text: String) throws(Misreading) -> CELType {
    var rest = text[...]
    let type = try read(&rest, depth: 0, of: text)
    guard rest.isEmpty else { throw .malformed("the type `\(text)`") }
    return type
  }

  private static func read(
    _ rest: inout Substring, depth: Int, of text: String
  ) throws(Misreading) -> CELType {
    guard depth < deepest else { throw .malformed("the type `\(text.prefix(60))…`") }
    let name = take(&rest)
    guard rest.first == "(" else { return try simple(name, text) }
    rest.removeFirst()
    switch name {
    case "param", "message", "opaque":
      let inner = take(&rest)
      guard !inner.isEmpty else { throw .malformed("the type `\(text)`") }
      var parameters: [CELType] = []
      while rest.first == "," {
        rest.removeFirst()
        parameters.append(try read(&rest, depth: depth + 1, of: text))
      }
      try close(&rest, text)
      return try named(name, inner, parameters, text)
    default:
      var parameters = [try read(&rest, depth: depth + 1, of: text)]
      while rest.first == "," {
        rest.removeFirst()
        parameters.append(try read(&rest, depth: depth + 1, of: text))
      }
      try close(&rest, text)
      return try generic(name, parameters, text)
    }
  }

  /// A name: everything up to a bracket or a comma.
  private static func take(_ rest: inout Substring) -> String {
    let name = rest.prefix { $0 != "(" && $0 != ")" && $0 != "," }
    rest = rest.dropFirst(name.count)
    return String(name)
  }

  private static func close(_ rest: inout Substring, _ text: String) throws(Misreading) {
    guard rest.first == ")" else { throw .malformed("the type `\(text)`") }
    rest.removeFirst()
  }

  private static let simple: [String: CELType] = [
    "dyn": .dyn, "null_type": .null, "bool": .bool, "int": .int, "uint": .uint,
    "double": .double, "string": .string, "bytes": .bytes, "timestamp": .timestamp,
    "duration": .duration,
  ]

  private static func simple(_ name: String, _ text: String) throws(Misreading) -> CELType {
    guard let type = simple[name] else { throw .unknown("type `\(text)`") }
    return type
  }

  private static func named(
    _ name: String, _ inner: String, _ parameters: [CELType], _ text: String
  ) throws(Misreading) -> CELType {
    switch (name, inner, parameters.count) {
    case ("param", _, 0): return .parameter(inner)
    case ("message", _, 0): throw .unsupported("protobuf messages")
    case ("opaque", "optional_type", 1): return .optional(parameters[0])
    case ("opaque", _, _): return .opaque(inner, parameters)
    default: throw .malformed("the type `\(text)`")
    }
  }

  private static func generic(
    _ name: String, _ parameters: [CELType], _ text: String
  ) throws(Misreading) -> CELType {
    switch (name, parameters.count) {
    case ("list", 1): return .list(parameters[0])
    case ("map", 2): return .map(parameters[0], parameters[1])
    case ("type", 1): return .type(parameters[0])
    case ("wrapper", 1): throw .unsupported("wrapper types")
    default: throw .unknown("type `\(text)`")
    }
  }

  /// How a type is written; records and errors by their names, which no vector has.
  package static func text(of type: CELType) -> String {
    switch type {
    case .null: "null_type"
    case .list(let element): "list(\(text(of: element)))"
    case .map(let key, let value): "map(\(text(of: key)),\(text(of: value)))"
    case .optional(let inner): "opaque(optional_type,\(text(of: inner)))"
    case .type(let inner): "type(\(text(of: inner)))"
    case .opaque(let name, let parameters):
      "opaque(\(([name] + parameters.map(text)).joined(separator: ",")))"
    case .parameter(let name): "param(\(name))"
    case .dyn, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .record,
      .error:
      "\(type)"
    }
  }
}
