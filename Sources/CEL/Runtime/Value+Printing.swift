import Records

/// Values as people read them in evidence: literals of the language, cut where they grow long.
extension Value {
  /// What is cut off, and where.
  private enum Limit {
    static let elements = 12
    static let depth = 4
    static let scalars = 200
  }

  /// The value as a literal: `"0.0.0.0/0"`, `[22, 443]`; `(unknown: …)` where there is none.
  package func printed(_ source: RecordSource) -> String { printed(source, depth: 0) }

  private func printed(_ source: RecordSource, depth: Int) -> String {
    switch self {
    case .null: return "null"
    case .bool(let bool): return bool ? "true" : "false"
    case .int(let int): return String(int)
    case .uint(let uint): return "\(uint)u"
    case .double(let double): return DoubleText.shortest(double)
    case .string(let string): return Quoting.quote(string.cut(at: Limit.scalars))
    case .bytes(let bytes): return "b\"\(Base16.text(bytes.prefix(32)))\""
    case .timestamp(let time): return time.rfc3339
    case .duration(let duration): return DurationText.text(duration)
    case .type(let type): return type.runtimeName
    case .opaque(let opaque): return opaque.printed
    case .optional(let value): return value?.printed(source, depth: depth) ?? "(absent)"
    case .record(let block): return Self.record(block, source, depth)
    case .error(let error): return "(error: \(error.message))"
    case .unknown(let set):
      return "(unknown: \(set.entries.first.map(\.reason).map(\.phrase) ?? ""))"
    case .list, .storedList, .map, .storedMap: return collection(source, depth)
    }
  }

  private func collection(_ source: RecordSource, _ depth: Int) -> String {
    if let list = ListView(self, source) {
      guard depth < Limit.depth else { return "[…]" }
      var parts = (0..<min(list.count, Limit.elements)).map {
        list[$0].printed(source, depth: depth + 1)
      }
      if list.count > Limit.elements { parts.append("… \(list.count - Limit.elements) more") }
      return "[\(parts.joined(separator: ", "))]"
    }
    guard let map = MapView(self, source), depth < Limit.depth else { return "{…}" }
    var parts = (0..<map.count).map { position in
      let key = map.key(position).printed(source, depth: depth + 1)
      return "\(key): \(map.value(position).printed(source, depth: depth + 1))"
    }
    // Maps of expressions have an order, but it means nothing: sorted, equal maps print alike.
    parts.sort()
    if parts.count > Limit.elements {
      let more = parts.count - Limit.elements
      parts = parts.prefix(Limit.elements) + ["… \(more) more"]
    }
    return "{\(parts.joined(separator: ", "))}"
  }

  /// A record by the fields it has; links to other resources only by kind.
  private static func record(_ block: BlockID, _ source: RecordSource, _ depth: Int) -> String {
    guard let schema = source.store.schema(of: block) else { return "{…}" }
    guard depth < 2 else { return "\(schema.name){…}" }
    var parts: [String] = []
    let types = source.layout.fields[Int(source.schema(block))]
    for (slot, field) in schema.fields.enumerated() {
      guard let value = source.read(block, slot, types[slot]) else { continue }
      guard parts.count < Limit.elements else {
        parts.append("…")
        break
      }
      let isLink = source.layout[types[slot]].isReference || field.isSensitive
      parts.append("\(field.name): \(isLink ? "…" : value.printed(source, depth: depth + 1))")
    }
    return "\(schema.name){\(parts.joined(separator: ", "))}"
  }
}

/// Strings as literals.
enum Quoting {
  /// In double quotes, with the escapes of the language.
  static func quote(_ string: String) -> String {
    var result = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\u{7}": result += "\\a"
      case "\u{8}": result += "\\b"
      case "\u{C}": result += "\\f"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{B}": result += "\\v"
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

/// Bytes as hexadecimal digits.
enum Base16 {
  static func text(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
