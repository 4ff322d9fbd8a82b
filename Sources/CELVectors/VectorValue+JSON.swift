import CEL
package import Documents

extension VectorValue {
  /// Deeper values are refused.
  private static let deepest = 64

  /// Reads an object of one key, the kind, such as `{"int": "1"}` or `{"map": [[k, v]]}`.
  package init(_ node: Node) throws(Misreading) { try self.init(node, depth: 0) }

  private init(_ node: Node, depth: Int) throws(Misreading) {
    guard depth < Self.deepest else { throw .malformed("a value nested too deeply") }
    guard let pairs = node.pairs, pairs.count == 1, let kind = pairs[0].key.text else {
      throw .malformed("a value is an object of one key, its kind")
    }
    let content = pairs[0].value
    switch kind {
    case "null":
      guard content.jsonBool == true else { throw .malformed("the null") }
      self = .null
    case "bool":
      guard let bool = content.jsonBool else { throw .malformed("the bool") }
      self = .bool(bool)
    case "list":
      guard let elements = content.elements else { throw .malformed("the list") }
      var list: [VectorValue] = []
      for element in elements { list.append(try VectorValue(element, depth: depth + 1)) }
      self = .list(list)
    case "map": self = .map(try Self.entries(content, depth: depth + 1))
    case "optional":
      self = .optional(content.isNull ? nil : try VectorValue(content, depth: depth + 1))
    case "message", "enum": throw .unsupported("protobuf messages")
    default:
      guard let text = content.jsonString else { throw .malformed("the \(kind)") }
      self = try Self.scalar(kind, text)
    }
  }

  private static func entries(_ node: Node, depth: Int) throws(Misreading) -> [Entry] {
    guard let elements = node.elements else { throw .malformed("the map") }
    var builder = MapValue.Builder()
    var entries: [Entry] = []
    for element in elements {
      guard let parts = element.elements, parts.count == 2 else {
        throw .malformed("an entry of a map is a key and a value")
      }
      let entry = Entry(
        try VectorValue(parts[0], depth: depth), try VectorValue(parts[1], depth: depth))
      guard builder.add(entry.key.value, .null) == nil else {
        throw .malformed("the key \(entry.key) of a map")
      }
      entries.append(entry)
    }
    return entries
  }

  private static func scalar(_ kind: String, _ text: String) throws(Misreading) -> VectorValue {
    let value: VectorValue?
    switch kind {
    case "string": value = .string(text)
    case "int": value = Int64(text).map { .int($0) }
    case "uint": value = UInt64(text).map { .uint($0) }
    case "double": value = double(text).map { .double($0) }
    case "bytes": value = Base64.decode(text).map { .bytes($0) }
    case "timestamp": value = Timestamp(rfc3339: text).map { .timestamp($0) }
    case "duration":
      value =
        if case .nanoseconds(let length) = DurationText.read(text) { .duration(length) } else {
          nil
        }
    case "type": value = text.isEmpty ? nil : .type(text)
    default: throw .unknown("kind of value `\(kind)`")
    }
    guard let value else { throw .malformed("the \(kind) `\(text)`") }
    return value
  }

  private static func double(_ text: String) -> Double? {
    switch text {
    case "NaN": .nan
    case "Infinity": .infinity
    case "-Infinity": -.infinity
    default: text.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) } ? Double(text) : nil
    }
  }

  /// Writes it as `init(_:)` reads it.
  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      switch self {
      case .null: writer.member("null", true)
      case .bool(let bool): writer.member("bool", bool)
      case .int(let int): writer.member("int", "\(int)")
      case .uint(let uint): writer.member("uint", "\(uint)")
      case .double(let double): writer.member("double", Self.text(of: double))
      case .string(let string): writer.member("string", string)
      case .bytes(let bytes): writer.member("bytes", Base64.encode(bytes))
      case .timestamp(let time): writer.member("timestamp", time.rfc3339)
      case .duration(let length): writer.member("duration", DurationText.text(length))
      case .type(let name): writer.member("type", name)
      case .list(let elements):
        writer.key("list")
        writer.array { writer in for element in elements { element.write(to: &writer) } }
      case .map(let entries):
        writer.key("map")
        writer.array { writer in
          for entry in entries {
            writer.array { writer in
              entry.key.write(to: &writer)
              entry.value.write(to: &writer)
            }
          }
        }
      case .optional(let inner):
        writer.key("optional")
        if let inner { inner.write(to: &writer) } else { writer.null() }
      }
    }
  }

  private static func text(of double: Double) -> String {
    double.isNaN
      ? "NaN" : double.isInfinite ? (double < 0 ? "-Infinity" : "Infinity") : "\(double)"
  }
}

extension Node {
  /// The text of a JSON string; nil for anything else.
  var jsonString: String? {
    guard let scalar, scalar.style == .doubleQuoted else { return nil }
    return scalar.text
  }

  /// `true` or `false`, unquoted; nil for anything else.
  var jsonBool: Bool? {
    guard let scalar, scalar.style == .plain else { return nil }
    return scalar.text == "true" ? true : scalar.text == "false" ? false : nil
  }
}
