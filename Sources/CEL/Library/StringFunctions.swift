extension StandardFunctions {
  /// A function of two strings, which pays for the bytes that it reads of so many.
  private static func strings(
    _ name: String, reading read: @escaping @Sendable (Int, Int) -> Int,
    _ body: @escaping @Sendable (String, String) -> Value
  ) -> Library.Function {
    .binary(name, .member) { context, left, right in
      guard case .string(let left) = left, case .string(let right) = right else { return nil }
      if let error = context.charge(bytes: read(left.utf8.count, right.utf8.count)) {
        return .error(error)
      }
      return body(left, right)
    }
  }

  private static func mapped(
    _ name: String, _ body: @escaping @Sendable (String) -> String
  ) -> Library.Function {
    .unary(name, .member) { context, value in
      guard case .string(let string) = value else { return nil }
      if let error = context.charge(bytes: string.utf8.count) { return .error(error) }
      return context.checked(body(string))
    }
  }

  static let strings: [Library.Function] = [
    strings("contains", reading: { text, _ in text }) { .bool($0.byteOffset(of: $1) != nil) },
    strings("startsWith", reading: { min($0, $1) }) { .bool($0.startsWithBytes($1)) },
    strings("endsWith", reading: { min($0, $1) }) { .bool($0.endsWithBytes($1)) },
    mapped("lowerAscii") { $0.mappingASCII { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 } },
    mapped("upperAscii") { $0.mappingASCII { (0x61...0x7A).contains($0) ? $0 & 0xDF : $0 } },
    mapped("trim") { $0.trimmed },
    .unary("reverse", .member) { context, value in
      if case .string(let string) = value {
        if let error = context.charge(bytes: string.utf8.count) { return .error(error) }
        return context.checked(
          String(String.UnicodeScalarView(string.unicodeScalars.reversed())))
      }
      guard let list = ListView(value, context.source) else { return nil }
      if let error = context.charge(list.count) { return .error(error) }
      return .list(list.values.reversed())
    },
    .unary("strings.quote") { context, value in
      guard case .string(let string) = value else { return nil }
      if let error = context.charge(string.utf8.count) { return .error(error) }
      return context.checked(Quoting.quote(string))
    },
    .unary("join", .member) { $0.join($1, "") },
    .binary("join", .member) { context, list, separator in
      guard case .string(let separator) = separator else { return nil }
      return context.join(list, separator)
    },
    .binary("split", .member) { $0.split($1, $2, limit: .int(-1)) },
    .many("split", .member, arity: 3) { $0.split($1[0], $1[1], limit: $1[2]) },
    .many("replace", .member, arity: 3) { $0.replace($1[0], $1[1], $1[2], limit: .int(-1)) },
    .many("replace", .member, arity: 4) { $0.replace($1[0], $1[1], $1[2], limit: $1[3]) },
  ]
}

extension String {
  fileprivate func mappingASCII(_ transform: (UInt8) -> UInt8) -> String {
    String(decoding: utf8.map { $0 < 0x80 ? transform($0) : $0 }, as: UTF8.self)
  }

  /// A part by byte offsets, which stand between code points.
  func bytes(_ range: Range<Int>) -> String {
    let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
    let end = utf8.index(start, offsetBy: range.count)
    return String(self[start..<end])
  }

  fileprivate func parts(_ separator: String, most: Int) -> [Value] {
    var result: [Value] = []
    var start = 0
    while result.count < most - 1, let offset = byteOffset(of: separator, from: start) {
      result.append(.string(bytes(start..<offset)))
      start = offset + separator.utf8.count
    }
    return result + [.string(bytes(start..<utf8.count))]
  }

  fileprivate func scalars(most: Int) -> [Value] {
    guard !isEmpty else { return [.string("")] }
    let scalars = unicodeScalars
    let singles = scalars.prefix(scalars.count > most ? most - 1 : scalars.count)
    let rest = scalars.dropFirst(singles.count)
    return singles.map { .string(String($0)) } + (rest.isEmpty ? [] : [.string(String(rest))])
  }

  /// Without white space, as Unicode defines it, at both ends.
  fileprivate var trimmed: String {
    var scalars = Substring(self).unicodeScalars
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars)
  }
}

extension Context {
  fileprivate mutating func join(_ value: Value, _ separator: String) -> Value? {
    guard let list = ListView(value, source) else { return nil }
    if let error = charge(list.count) { return .error(error) }
    if let set = list.unknown { return .unknown(set) }
    var result = ""
    for index in 0..<list.count {
      guard case .string(let part) = list[index] else { return nil }
      if index > 0 { result += separator }
      result += part
      guard result.utf8.count <= limits.stringBytes else { return checked(result) }
    }
    return checked(result)
  }

  /// At most `limit` parts; all for a negative limit, none for 0.
  ///
  /// An empty separator parts every code point from the next.
  fileprivate mutating func split(_ text: Value, _ separator: Value, limit: Value) -> Value? {
    guard case .string(let text) = text, case .string(let separator) = separator,
      case .int(let limit) = limit
    else { return nil }
    if limit == 0 { return .list([]) }
    let most = limit < 0 ? Int.max : Int(limit)
    if let error = charge(text.utf8.count / 8) { return .error(error) }
    return checked(
      separator.isEmpty ? text.scalars(most: most) : text.parts(separator, most: most))
  }

  /// The first `limit` places replaced; all for a negative limit.
  ///
  /// An empty text to replace stands before every code point and at the end.
  fileprivate mutating func replace(
    _ text: Value, _ old: Value, _ new: Value, limit: Value
  ) -> Value? {
    guard case .string(let text) = text, case .string(let old) = old,
      case .string(let new) = new, case .int(let limit) = limit
    else { return nil }
    if let error = charge(text.utf8.count / 8) { return .error(error) }
    let most = limit < 0 ? Int.max : Int(limit)
    var result = ""
    var replaced = 0
    if old.isEmpty {
      for scalar in text.unicodeScalars {
        if replaced < most { result += new }
        replaced += 1
        result.unicodeScalars.append(scalar)
        guard result.utf8.count <= limits.stringBytes else { return checked(result) }
      }
      return checked(replaced < most ? result + new : result)
    }
    var start = 0
    while replaced < most, let offset = text.byteOffset(of: old, from: start) {
      result += text.bytes(start..<offset) + new
      start = offset + old.utf8.count
      replaced += 1
      guard result.utf8.count <= limits.stringBytes else { return checked(result) }
    }
    return checked(result + text.bytes(start..<text.utf8.count))
  }
}
