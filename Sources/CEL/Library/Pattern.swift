import CRE2

/// A compiled RE2 pattern: matching takes time linear in the text.
///
/// RE2 promises that matching is safe from any number of threads at once.
package final class Pattern: Sendable {
  /// Address of the pattern in C: a number, because pointers do not cross tasks.
  private let address: UInt
  /// Number of capturing groups, not counting the whole match.
  let groups: Int
  /// Number of instructions.
  let size: Int

  /// What a compilation gives.
  enum Compilation {
    case pattern(Pattern)
    /// Why it does not compile, in RE2's words.
    case failure(String)
  }

  /// Compiles with at most so many bytes of program.
  ///
  /// `\C`, a single byte, is refused: a part of a character is no string.
  static func compile(_ text: String, maximumBytes: Int64) -> Compilation {
    if splitsCharacters(text) { return .failure("invalid escape sequence: \\C") }
    var text = text
    let pointer = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        cre2_compile($0.baseAddress, $0.count, maximumBytes)
      }
    }
    guard let pointer else { return .failure("out of memory") }
    if let error = cre2_error(pointer) {
      let why = String(cString: error)
      cre2_free(pointer)
      return .failure(why)
    }
    return .pattern(Pattern(pointer))
  }

  /// A pattern that matches a text from its beginning to its end; nil for one that does not compile.
  package static func whole(_ text: String) -> Pattern? {
    guard case .pattern(let pattern) = compile("\\A(?:\(text))\\z", maximumBytes: 1 << 20) else {
      return nil
    }
    return pattern
  }

  /// Whether `\C` stands in a pattern, outside of `\Q…\E`.
  private static func splitsCharacters(_ text: String) -> Bool {
    var isQuoted = false
    var isEscaped = false
    for byte in text.utf8 {
      guard isEscaped else {
        isEscaped = byte == UInt8(ascii: "\\")
        continue
      }
      isEscaped = false
      switch byte {
      case UInt8(ascii: "C") where !isQuoted: return true
      case UInt8(ascii: "Q"): isQuoted = true
      case UInt8(ascii: "E"): isQuoted = false
      // Between `\Q` and `\E` a backslash escapes nothing, so another one may begin `\E`.
      case UInt8(ascii: "\\") where isQuoted: isEscaped = true
      default: break
      }
    }
    return false
  }

  private init(_ pointer: OpaquePointer) {
    address = UInt(bitPattern: pointer)
    groups = Int(cre2_groups(pointer))
    size = Int(cre2_size(pointer))
  }

  deinit {
    cre2_free(OpaquePointer(bitPattern: address))
  }

  /// Whether the pattern matches a part of the text.
  package func matches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        cre2_match(OpaquePointer(bitPattern: address), $0.baseAddress, $0.count, 0, 0, nil, 0) == 1
      }
    }
  }

  /// The first match from a byte on: byte ranges of the whole and of each group, nil for a group
  /// that took no part.
  ///
  /// Nil for no match.
  func match(_ bytes: [UInt8], from start: Int) -> [Range<Int>?]? {
    var spans = [Int32](repeating: -1, count: 2 * (groups + 1))
    // An empty array may have no address, and RE2 tells groups by their addresses.
    let found = (bytes.isEmpty ? [0] : bytes).withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) {
        cre2_match(
          OpaquePointer(bitPattern: address), $0.baseAddress, bytes.count, start, 0, &spans,
          Int32(groups + 1))
      }
    }
    guard found == 1 else { return nil }
    return (0...groups).map { group in
      let (start, end) = (Int(spans[2 * group]), Int(spans[2 * group + 1]))
      return start < 0 ? nil : start..<end
    }
  }
}

extension Context {
  /// So many patterns that are not constant are kept.
  private static let mostPatterns = 64
  /// Steps that a pattern costs that does not compile: most are given up early, some at the limit.
  private static let failureCost = 2_000

  /// A compiled pattern, from the cache when it was compiled before.
  ///
  /// It costs its size each time, so that what an expression costs does not hang on the cache.
  mutating func pattern(_ text: String) -> Result<Pattern, EvaluationError> {
    if let error = charge(bytes: text.utf8.count) { return .failure(error) }
    let key = MapKey.Text(string: text)
    if let known = patterns[key] {
      return charge(known.size).map { .failure($0) } ?? .success(known)
    }
    switch Pattern.compile(text, maximumBytes: limits.patternBytes) {
    case .failure(let why):
      return .failure(charge(Self.failureCost) ?? .badPattern(text, why))
    case .pattern(let pattern):
      if patterns.count >= Self.mostPatterns { patterns.removeAll(keepingCapacity: true) }
      patterns[key] = pattern
      return charge(pattern.size).map { .failure($0) } ?? .success(pattern)
    }
  }
}
