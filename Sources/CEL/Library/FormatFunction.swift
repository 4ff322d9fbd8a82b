extension StandardFunctions {
  static let formatting: [Library.Function] = [
    .binary("format", .member) { context, template, arguments in
      guard case .string(let template) = template,
        let list = ListView(arguments, context.source)
      else { return nil }
      if let set = list.unknown { return .unknown(set) }
      if let error = context.charge(template.utf8.count / 8 + list.count) { return .error(error) }
      var formatter = Formatter(source: context.source, arguments: list, limit: context.limits)
      switch formatter.format(template) {
      case .success(let text): return context.checked(text)
      case .failure(let error): return .error(error)
      }
    }
  ]
}

/// Fills the clauses of a template: `%s %d %f %e %b %o %x %X %%`, `%.3f`.
private struct Formatter {
  let source: RecordSource
  let arguments: ListView
  let limit: Limits
  private var next = 0
  /// Bytes that values were printed to so far.
  ///
  /// One list may stand in another many times over: what it prints to is bounded here, long before it
  /// is put together.
  private var spent = 0
  /// Whether something cannot be formatted, so that nothing more needs to be.
  private var hasFailed = false

  init(source: RecordSource, arguments: ListView, limit: Limits) {
    self.source = source
    self.arguments = arguments
    self.limit = limit
  }

  mutating func format(_ template: String) -> Result<String, EvaluationError> {
    var result = ""
    var rest = Substring(template).unicodeScalars
    while let percent = rest.firstIndex(of: "%") {
      result += String(rest[..<percent])
      rest = rest[rest.index(after: percent)...]
      switch clause(&rest) {
      case .failure(let error): return .failure(error)
      case .success(let text): result += text
      }
      guard result.utf8.count <= limit.stringBytes else { return .success(result) }
    }
    return .success(result + String(rest))
  }

  private mutating func clause(
    _ rest: inout Substring.UnicodeScalarView
  ) -> Result<String, EvaluationError> {
    var precision: Int?
    if rest.first == "." {
      rest.removeFirst()
      let digits = rest.prefix { ("0"..."9").contains($0) }
      rest = rest.dropFirst(digits.count)
      guard let number = Int(String(digits)), number <= 1_000 else {
        return .failure(.badFormat("bad precision in a formatting clause"))
      }
      precision = number
    }
    guard let verb = rest.popFirst() else {
      return .failure(.badFormat("a formatting clause ends early"))
    }
    if verb == "%" { return .success("%") }
    guard "sdfebxXo".unicodeScalars.contains(verb) else {
      return .failure(.badFormat("unrecognized formatting clause `\(verb)`"))
    }
    guard next < arguments.count else { return .failure(.badFormat("index \(next) out of range")) }
    let value = arguments[next]
    next += 1
    if let text = text(of: value, verb, precision) { return .success(text) }
    return .failure(
      spent > limit.stringBytes
        ? .tooLarge("string", limit: limit.stringBytes)
        : .badFormat("`%\(verb)` cannot format \(value.kindName)"))
  }

  private mutating func text(of value: Value, _ verb: Unicode.Scalar, _ precision: Int?) -> String?
  {
    switch verb {
    case "s": string(value)
    case "d": decimal(value)
    case "f": number(value).map { fixed($0, precision ?? 6) }
    case "e":
      number(value).map {
        DoubleText.special($0) ?? DoubleText.scientific($0, digits: precision ?? 6)
      }
    case "b": binary(value)
    case "o": integer(value, radix: 8)
    case "x": hexadecimal(value)
    default:
      hexadecimal(value).map {
        String(decoding: $0.utf8.map { $0 >= 0x61 ? $0 - 0x20 : $0 }, as: UTF8.self)
      }
    }
  }

  private func fixed(_ double: Double, _ precision: Int) -> String {
    DoubleText.special(double) ?? DoubleText.fixed(double, digits: precision)
  }

  private mutating func string(_ value: Value, depth: Int = 0) -> String? {
    guard !hasFailed, depth < 32, spent <= limit.stringBytes else {
      hasFailed = true
      return nil
    }
    if case .null = value { return spending("null") }
    if let list = ListView(value, source) {
      var parts: [String] = []
      for index in 0..<list.count {
        guard let part = string(list[index], depth: depth + 1) else { return nil }
        parts.append(part)
      }
      return spending("[\(parts.joined(separator: ", "))]")
    }
    if let map = MapView(value, source) {
      var entries: [(key: String, value: String)] = []
      for position in 0..<map.count {
        guard let key = string(map.key(position), depth: depth + 1),
          let value = string(map.value(position), depth: depth + 1)
        else { return nil }
        entries.append((key, value))
      }
      entries.sort { $0.key.byteOrder(against: $1.key) < 0 }
      return spending("{\(entries.map { "\($0.key): \($0.value)" }.joined(separator: ", "))}")
    }
    guard case .string(let text) = Conversions.string(value) else {
      hasFailed = true
      return nil
    }
    return spending(text)
  }

  private mutating func spending(_ text: String) -> String {
    spent += text.utf8.count
    return text
  }

  private func decimal(_ value: Value) -> String? {
    switch value {
    case .int(let int): String(int)
    case .uint(let uint): String(uint)
    case .double(let double): DoubleText.special(double) ?? DoubleText.fixed(double, digits: 6)
    default: nil
    }
  }

  private func number(_ value: Value) -> Double? {
    switch value {
    case .double(let double): double
    case .int(let int): Double(int)
    case .uint(let uint): Double(uint)
    default: nil
    }
  }

  private func binary(_ value: Value) -> String? {
    if case .bool(let bool) = value { return bool ? "1" : "0" }
    return integer(value, radix: 2)
  }

  private func integer(_ value: Value, radix: Int) -> String? {
    switch value {
    case .int(let int): String(int, radix: radix)
    case .uint(let uint): String(uint, radix: radix)
    default: nil
    }
  }

  private func hexadecimal(_ value: Value) -> String? {
    switch value {
    case .string(let text): Base16.text(text.utf8)
    case .bytes(let bytes): Base16.text(bytes)
    default: integer(value, radix: 16)
    }
  }
}
