import CEL
import Vectors

extension ExpressionGenerator {
  /// One of some calls, with arguments; nil when there is none.
  mutating func call(
    among calls: [Vocabulary.Call], _ type: CELType, _ depth: Int
  ) -> String? {
    guard !calls.isEmpty else { return nil }
    let call = random.pick(calls)
    let overload = call.overload
    var bound: [String: CELType] = [:]
    guard TypePattern.match(overload.result, type, &bound) else { return nil }
    let keys = overload.parameters.reduce(into: Set<String>()) {
      $0.formUnion(TypePattern.keys($1))
    }
    for name in TypePattern.names(overload.parameters) {
      if let known = bound[name] {
        // A record or a list is no key.
        if keys.contains(name), !LiteralGenerator.keyTypes.contains(known) { return nil }
      } else {
        bound[name] = keys.contains(name) ? random.pick(LiteralGenerator.keyTypes) : anyType()
      }
    }
    if overload.id == "string_format" { return format(depth) }
    if random.chance(70), let text = found(overload.id, bound, depth) { return text }
    var arguments: [String] = []
    for (index, parameter) in overload.parameters.enumerated() {
      let type = TypePattern.fill(parameter, bound)
      arguments.append(
        hinted(overload.id, index, type) ?? make(type, depth: depth - 1))
    }
    return spelled(call, arguments)
  }

  private static let infix: [String: String] = [
    "_||_": "||", "_&&_": "&&", "_==_": "==", "_!=_": "!=", "_<_": "<", "_<=_": "<=", "_>_": ">",
    "_>=_": ">=", "@in": "in", "_+_": "+", "_-_": "-", "_*_": "*", "_/_": "/", "_%_": "%",
  ]

  private func spelled(_ call: Vocabulary.Call, _ arguments: [String]) -> String {
    if let sign = Self.infix[call.name] { return "(\(arguments[0]) \(sign) \(arguments[1]))" }
    switch call.name {
    case "_?_:_": return "(\(arguments[0]) ? \(arguments[1]) : \(arguments[2]))"
    case "!_": return "(!\(arguments[0]))"
    case "-_": return "(-(\(arguments[0])))"
    case "_[_]": return "\(receiver(arguments[0]))[\(arguments[1])]"
    case "_[?_]": return "\(receiver(arguments[0]))[?\(arguments[1])]"
    default:
      guard call.overload.isMember else {
        return "\(call.name)(\(arguments.joined(separator: ", ")))"
      }
      let rest = arguments.dropFirst().joined(separator: ", ")
      return "\(receiver(arguments[0])).\(call.name)(\(rest))"
    }
  }

  /// A text that a dot or a bracket may follow.
  func receiver(_ text: String) -> String {
    let first = text.utf8.first ?? 0
    let isNumber = first == UInt8(ascii: "-") || (0x30...0x39).contains(first)
    return isNumber ? "(\(text))" : text
  }

  /// A look into a list or a map that has what is looked for; nil for other calls.
  private mutating func found(
    _ id: String, _ bound: [String: CELType], _ depth: Int
  ) -> String? {
    guard let element = bound["A"] else { return nil }
    switch id {
    case "index_list", "list_optindex_optional_int":
      let parts = (0..<(1 + random.below(2))).map { _ in make(element, depth: depth - 1) }
      let index = random.below(parts.count)
      return "[\(parts.joined(separator: ", "))][\(id == "index_list" ? "" : "?")\(index)]"
    case "index_map", "map_optindex_optional_value":
      guard let value = bound["B"] else { return nil }
      let key = leaf(element)
      let text = "{\(key): \(make(value, depth: depth - 1))}"
      return "\(text)[\(id == "index_map" ? "" : "?")\(key)]"
    case "optional_value": return "optional.of(\(make(element, depth: depth - 1))).value()"
    default: return nil
    }
  }

  // MARK: Arguments that random ones would never hit

  /// A literal that the function is likely to take; nil for an argument like any other.
  private mutating func hinted(_ id: String, _ index: Int, _ type: CELType) -> String? {
    guard random.chance(75) else { return nil }
    if index > 0, type == .int, Self.counting.contains(where: { id.hasPrefix($0) }) {
      return "\(random.below(5) - (random.chance(10) ? 1 : 0))"
    }
    switch id {
    case "lists_range": return "\(random.below(6))"
    case "string_to_timestamp":
      return quoted([
        "2026-03-01T12:34:56Z", "1970-01-01T00:00:00Z", "2024-02-29T23:59:59.999+05:30",
        "0001-01-01T00:00:00Z", "2026-13-01T00:00:00Z", "2026-03-01",
      ])
    case "string_to_duration": return quoted(["1h30m", "-1.5s", "90s", "0s", "1ms", "3x", "-2h"])
    case "string_to_int64", "string_to_uint64":
      return quoted(["12", "-3", "0", "9223372036854775807", "18446744073709551615", "1.5", "x"])
    case "string_to_double": return quoted(["1.5", "-0.0", "1e10", "NaN", "-Infinity", "7", "x"])
    case "string_to_bool": return quoted(["true", "false", "1", "t", "False", "yes"])
    case "string_to_ip", "is_ip", "ip_is_canonical", "cidr_contains_ip_string":
      guard index == (id == "cidr_contains_ip_string" ? 1 : 0) else { return nil }
      return quoted(["10.1.2.3", "::1", "fe80::1%en0", "FE80::1", "1.2.3", "192.168.0.1"])
    case "string_to_cidr", "is_cidr", "cidr_contains_cidr_string":
      guard index == (id == "cidr_contains_cidr_string" ? 1 : 0) else { return nil }
      return quoted(["10.0.0.0/8", "10.1.0.0/16", "::/0", "2001:db8::/32", "10.0.0.0/33"])
    case "base64_decode_string": return quoted(["YQ==", "YWI", "", "YWJj", "?", "YWJj="])
    case "matches", "matches_string": return index == 1 ? pattern() : nil
    case "regex_extract_string_string", "regex_extractAll_string_string",
      "regex_replace_string_string_string", "regex_replace_string_string_string_int":
      if index == 1 { return pattern() }
      return index == 2 ? quoted(["x", "<\\\\1>", "\\\\0\\\\0", "", "\\\\9"]) : nil
    default:
      guard id.hasSuffix("_with_tz"), index == 1 else { return nil }
      return quoted(["UTC", "+02:00", "-08:30", "America/New_York", "Europe/Berlin", "02:00", "x"])
    }
  }

  /// Overloads whose numbers are positions, counts or depths.
  private static let counting = [
    "string_char_at", "string_index_of", "string_last_index_of", "string_replace", "string_split",
    "string_substring", "list_slice", "list_flatten", "index_list", "list_optindex",
    "optional_list", "regex_replace", "math_bitShift",
  ]

  private mutating func quoted(_ texts: [String]) -> String { "\"\(random.pick(texts))\"" }

  private mutating func pattern() -> String {
    LiteralText.text(.string(PatternGenerator.pattern(&random, depth: 2)), &random)
  }

  /// `"…%d…".format([…])`.
  private mutating func format(_ depth: Int) -> String {
    let clauses: [(String, [CELType])] = [
      ("%s", [.string, .int, .bool, .double, .list(.int), .duration, .timestamp, .bytes]),
      ("%d", [.int, .uint, .double]), ("%f", [.double]), ("%.2f", [.double]),
      ("%e", [.double]), ("%.3e", [.double]), ("%x", [.int, .uint, .string, .bytes]),
      ("%X", [.int, .string]), ("%o", [.int, .uint]), ("%b", [.int, .uint, .bool]), ("%%", []),
      ("%q", [.int]),
    ]
    var text = ""
    var arguments: [String] = []
    for _ in 0..<random.below(4) {
      let (clause, types) = random.pick(clauses)
      text += random.pick(["", "a", " ", "é"]) + clause
      if types.isEmpty || random.chance(3) { continue }
      arguments.append(make(random.pick(types), depth: depth - 1))
    }
    return "\"\(text)\".format([\(arguments.joined(separator: ", "))])"
  }
}
