extension StandardFunctions {
  /// RE2.
  static let patterns: [Library.Function] = [
    matches,
    .binary("regex.extract") { context, text, expression in
      context.withPattern(text, expression) { text, pattern in
        guard pattern.groups <= 1 else { return tooManyGroups(expression) }
        var matches = Matches(pattern, text)
        guard let spans = matches.next() else { return .optional(nil) }
        return .optional(spans[pattern.groups].map { .string(text.string($0)) })
      }
    },
    .binary("regex.extractAll") { context, text, expression in
      let limit = context.limits.elements
      return context.withPattern(text, expression) { text, pattern in
        guard pattern.groups <= 1 else { return tooManyGroups(expression) }
        var result: [Value] = []
        for spans in Matches(pattern, text) {
          if let span = spans[pattern.groups] { result.append(.string(text.string(span))) }
          guard result.count <= limit else { return .error(.tooLarge("list", limit: limit)) }
        }
        return .list(result)
      }
    },
    .many("regex.replace", arity: 3) { $0.replacePattern($1, limit: .int(-1)) },
    .many("regex.replace", arity: 4) { $0.replacePattern($1, limit: $1[3]) },
  ]

  private static func tooManyGroups(_ expression: Value) -> Value {
    guard case .string(let text) = expression else { return .null }
    return .error(.badPattern(text, "more than one group"))
  }

  /// A constant pattern is compiled with the program.
  private static let matches: Library.Function = {
    var function = Library.Function.binary("matches", .both) { context, text, pattern in
      guard case .string(let text) = text, case .string(let pattern) = pattern else { return nil }
      if let error = context.charge(text.utf8.count / 16) { return .error(error) }
      switch context.pattern(pattern) {
      case .failure(let error): return .error(error)
      case .success(let pattern): return .bool(pattern.matches(text))
      }
    }
    function.specialized = { arguments, limits in
      guard case .string(let text)? = arguments[1] else { return nil }
      switch Pattern.compile(text, maximumBytes: limits.patternBytes) {
      case .failure(let why):
        let error = EvaluationError.badPattern(text, why)
        return .binary { _, _, _ in .error(error) }
      case .pattern(let pattern):
        return .binary { context, text, _ in
          guard case .string(let text) = text else { return nil }
          if let error = context.charge(text.utf8.count / 16) { return .error(error) }
          return .bool(pattern.matches(text))
        }
      }
    }
    return function
  }()

  /// Why a text is no pattern; nil when it is one.
  ///
  /// What checkers say of literals.
  package static func problem(ofPattern text: String) -> String? {
    switch Pattern.compile(text, maximumBytes: Limits().patternBytes) {
    case .pattern: nil
    case .failure(let why): why
    }
  }
}

/// All matches of a pattern that do not overlap, from left to right.
///
/// An empty one right behind another does not count, as in RE2's global replacement, nor one between
/// the bytes of a character, which RE2 finds for `\B`.
private struct Matches: Sequence, IteratorProtocol {
  private let pattern: Pattern
  private let text: [UInt8]
  private var start = 0
  /// Where the last match ended; nil before the first.
  private var end: Int?

  init(_ pattern: Pattern, _ text: [UInt8]) {
    self.pattern = pattern
    self.text = text
  }

  mutating func next() -> [Range<Int>?]? {
    while start <= text.count, let spans = pattern.match(text, from: start), let whole = spans[0] {
      let isBehind = whole.isEmpty && whole.lowerBound == end
      let isInside = whole.lowerBound < text.count && text[whole.lowerBound] & 0xC0 == 0x80
      start = whole.upperBound
      end = start
      if whole.isEmpty {
        // Past an empty match the search goes on at the next code point.
        start += 1
        while start < text.count, text[start] & 0xC0 == 0x80 { start += 1 }
      }
      if !isBehind, !isInside { return spans }
    }
    return nil
  }
}

extension [UInt8] {
  fileprivate func string(_ range: Range<Int>) -> String {
    String(decoding: self[range], as: UTF8.self)
  }
}

extension Context {
  fileprivate mutating func withPattern(
    _ text: Value, _ pattern: Value, _ body: ([UInt8], Pattern) -> Value
  ) -> Value? {
    guard case .string(let text) = text, case .string(let pattern) = pattern else { return nil }
    if let error = charge(text.utf8.count / 4) { return .error(error) }
    switch self.pattern(pattern) {
    case .failure(let error): return .error(error)
    case .success(let pattern):
      let result = body(Array(text.utf8), pattern)
      guard case .string(let made) = result else { return result }
      return checked(made)
    }
  }

  /// `\1` in the replacement is the first group, `\\` a backslash.
  fileprivate mutating func replacePattern(_ arguments: [Value], limit: Value) -> Value? {
    guard case .string(let replacement) = arguments[2], case .int(let limit) = limit else {
      return nil
    }
    let most = limit < 0 ? Int64.max : limit
    let maximum = limits.stringBytes
    return withPattern(arguments[0], arguments[1]) { text, pattern in
      let parts: [ReplacementPart]
      switch ReplacementPart.parse(replacement, groups: pattern.groups) {
      case .failure(let error): return .error(error)
      case .success(let found): parts = found
      }
      var result: [UInt8] = []
      var start = 0
      var count: Int64 = 0
      var matches = Matches(pattern, text)
      while count < most, let spans = matches.next(), let whole = spans[0] {
        result += text[start..<whole.lowerBound]
        for part in parts {
          switch part {
          case .text(let bytes): result += bytes
          case .group(let group): if let span = spans[group] { result += text[span] }
          }
        }
        start = whole.upperBound
        count += 1
        guard result.count <= maximum else {
          return .error(.tooLarge("string", limit: maximum))
        }
      }
      return .string(String(decoding: result + text[start...], as: UTF8.self))
    }
  }
}

/// A piece of a replacement.
private enum ReplacementPart {
  case text([UInt8])
  case group(Int)

  static func parse(
    _ text: String, groups: Int
  ) -> Result<[ReplacementPart], EvaluationError> {
    var parts: [ReplacementPart] = []
    var bytes = Array(text.utf8)[...]
    while let byte = bytes.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        parts.append(.text([byte]))
        continue
      }
      switch bytes.popFirst() {
      case UInt8(ascii: "\\")?: parts.append(.text([byte]))
      case let digit? where (0x30...0x39).contains(digit):
        let group = Int(digit - 0x30)
        guard group <= groups else {
          return .failure(.badReplacement("the pattern has no group \(group)"))
        }
        parts.append(.group(group))
      default: return .failure(.badReplacement("a backslash stands before a digit or a backslash"))
      }
    }
    return .success(parts)
  }
}
