/// A JSON value whose text is always the same: the JSON Canonicalization Scheme (RFC 8785), without
/// fractions, which nothing that we seal needs.
package indirect enum CanonicalJSON: Sendable {
  case null
  case bool(Bool)
  /// Written as a string beyond 2^53 - 1 either way, where readers of JSON lose digits (RFC 7493,
  /// section 2.2).
  case integer(Int64)
  case string(String)
  case array([CanonicalJSON])
  /// Members in any order, each name once.
  case object([(String, CanonicalJSON)])

  /// The canonical text as UTF-8.
  package var bytes: [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(256)
    write(to: &output)
    return output
  }

  /// The canonical text.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  private func write(to output: inout [UInt8]) {
    switch self {
    case .null: output += "null".utf8
    case .bool(let value): output += (value ? "true" : "false").utf8
    case .integer(let value):
      let isSafe = value.magnitude < 1 << 53
      output += (isSafe ? String(value) : "\"\(value)\"").utf8
    case .string(let value): Self.write(value, to: &output)
    case .array(let elements):
      Self.write(elements, between: ("[", "]"), to: &output) { $0.write(to: &$1) }
    case .object(let members):
      let sorted = members.sorted { $0.0.utf16.lexicographicallyPrecedes($1.0.utf16) }
      Self.write(sorted, between: ("{", "}"), to: &output) { member, output in
        Self.write(member.0, to: &output)
        output.append(UInt8(ascii: ":"))
        member.1.write(to: &output)
      }
    }
  }

  private static func write<Element>(
    _ elements: [Element], between marks: (Unicode.Scalar, Unicode.Scalar),
    to output: inout [UInt8], _ body: (Element, inout [UInt8]) -> Void
  ) {
    output.append(UInt8(ascii: marks.0))
    var isFirst = true
    for element in elements {
      if !isFirst { output.append(UInt8(ascii: ",")) }
      isFirst = false
      body(element, &output)
    }
    output.append(UInt8(ascii: marks.1))
  }

  /// Escapes what RFC 8785, section 3.2.2.2, names, and nothing else.
  private static func write(_ value: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "\""): output += #"\""#.utf8
      case UInt8(ascii: "\\"): output += #"\\"#.utf8
      case 0x08: output += #"\b"#.utf8
      case 0x09: output += #"\t"#.utf8
      case 0x0A: output += #"\n"#.utf8
      case 0x0C: output += #"\f"#.utf8
      case 0x0D: output += #"\r"#.utf8
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        output += (byte < 16 ? #"\u000"# : #"\u00"#).utf8
        output += digits.utf8
      default: output.append(byte)
      }
    }
    output.append(UInt8(ascii: "\""))
  }
}
