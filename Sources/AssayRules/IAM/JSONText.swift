import Documents

/// A tree of YAML or JSON as a JSON text.
enum JSONText {
  /// Plain scalars become texts too: the policy language has no others that matter.
  static func text(of node: Node) -> String {
    var writer = JSONWriter(pretty: false)
    write(node, to: &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private static func write(_ node: Node, to writer: inout JSONWriter) {
    switch node.content {
    case .scalar(let scalar):
      if scalar.isNull { writer.null() } else { writer.string(scalar.text) }
    case .sequence(let elements):
      writer.array { writer in for element in elements { write(element, to: &writer) } }
    case .mapping(let pairs):
      writer.object { writer in
        for pair in pairs {
          writer.key(pair.key.scalar?.text ?? "")
          write(pair.value, to: &writer)
        }
      }
    }
  }
}
