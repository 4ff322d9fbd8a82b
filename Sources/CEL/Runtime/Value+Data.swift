package import Documents

extension Value {
  /// A value out of a JSON or YAML document: plain scalars by YAML's core schema, maps keyed by text.
  ///
  /// A whole number that no int holds becomes a double, as in JSON.
  package init(data node: Node) {
    switch node.content {
    case .scalar(let scalar): self = Self.typed(scalar)
    case .sequence(let elements): self = .list(elements.map { Value(data: $0) })
    case .mapping(let pairs):
      var builder = MapValue.Builder()
      for pair in pairs {
        _ = builder.add(.string(pair.key.scalar?.text ?? ""), Value(data: pair.value))
      }
      self = .map(builder.finish())
    }
  }

  private static func typed(_ scalar: Scalar) -> Value {
    guard scalar.style == .plain else { return .string(scalar.text) }
    if scalar.isNull { return .null }
    switch scalar.text {
    case "true", "True", "TRUE": return .bool(true)
    case "false", "False", "FALSE": return .bool(false)
    default: break
    }
    if let int = Int64(scalar.text) { return .int(int) }
    let isNumber = scalar.text.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
    if isNumber, let double = Double(scalar.text) { return .double(double) }
    return .string(scalar.text)
  }

  /// Writes it as JSON: what JSON has no form for becomes text as it is printed.
  ///
  /// One list may stand in another many times over: past 200,000 values the rest is text, cut short.
  package func write(to json: inout JSONWriter, _ source: RecordSource) {
    var left = 200_000
    write(to: &json, source, &left)
  }

  private func write(to json: inout JSONWriter, _ source: RecordSource, _ left: inout Int) {
    left -= 1
    switch self {
    case .null: json.null()
    case .bool(let bool): json.bool(bool)
    case .int(let int): json.int(int)
    case .string(let string): json.string(string)
    case .optional(let value):
      if let value { value.write(to: &json, source, &left) } else { json.null() }
    case .list where left > 0, .storedList where left > 0:
      let list = ListView(self, source)?.values ?? []
      json.array { json in
        for element in list { element.write(to: &json, source, &left) }
      }
    case .map where left > 0, .storedMap where left > 0:
      guard let map = MapView(self, source) else { return json.null() }
      json.object { json in
        for position in 0..<map.count {
          let key = map.key(position)
          if case .string(let text) = key { json.key(text) } else { json.key(key.printed(source)) }
          map.value(position).write(to: &json, source, &left)
        }
      }
    default: json.string(printed(source))
    }
  }
}
