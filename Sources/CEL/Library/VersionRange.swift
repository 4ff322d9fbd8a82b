import Records

/// A range of semantic versions: `>=1.2.0 <2.0.0 || ^3.1`.
///
/// Parts with blanks between must all hold; `||` separates alternatives. A version may leave out
/// numbers or write `x` or `*` for them. `^` allows what keeps the first number that is not zero,
/// `~` what keeps the second. A pre-release is in a range only when a bound names the same three
/// numbers.
package struct VersionRange: Sendable, OpaqueValue {
  package let text: String
  private let alternatives: [[Bound]]

  private struct Bound: Sendable {
    enum Side: Sendable { case from, above, upTo, below }
    let side: Side
    let version: Version

    func holds(_ version: Version) -> Bool {
      guard let order = version.order(against: self.version) else { return false }
      switch side {
      case .from: return order >= 0
      case .above: return order > 0
      case .upTo: return order <= 0
      case .below: return order < 0
      }
    }
  }

  /// Nil for what is no range.
  package init?(_ text: String) {
    guard text.utf8.count <= 512 else { return nil }
    self.text = text
    var alternatives: [[Bound]] = []
    var rest = Substring(text)
    while true {
      let end = Self.separator(rest)
      guard let bounds = Self.bounds(end.map { rest[..<$0] } ?? rest) else { return nil }
      alternatives.append(bounds)
      guard let end else { break }
      rest = rest[rest.index(end, offsetBy: 2)...]
    }
    self.alternatives = alternatives
  }

  /// Where `||` stands.
  private static func separator(_ text: Substring) -> Substring.Index? {
    text.indices.first { text[$0...].hasPrefix("||") }
  }

  /// Whether a version is in the range.
  package func contains(_ version: Version) -> Bool {
    alternatives.contains { bounds in
      guard bounds.allSatisfy({ $0.holds(version) }) else { return false }
      return !version.isPrerelease
        || bounds.contains {
          $0.version.isPrerelease && $0.version.semanticNumbers == version.semanticNumbers
        }
    }
  }

  private static func bounds(_ text: Substring) -> [Bound]? {
    // An operator may stand apart from its version.
    var words: [String] = []
    for word in text.split(separator: " ") {
      if let last = words.last, !last.isEmpty, last.allSatisfy({ "<>=^~".contains($0) }) {
        words[words.count - 1] = last + word
      } else {
        words.append(String(word))
      }
    }
    guard !words.isEmpty else { return nil }
    var result: [Bound] = []
    for word in words {
      let sign = word.prefix { "<>=^~".contains($0) }
      guard let bounds = bounds(String(sign), String(word.dropFirst(sign.count))) else {
        return nil
      }
      result += bounds
    }
    return result
  }

  private static func bounds(_ sign: String, _ text: String) -> [Bound]? {
    if text.utf8.contains(UInt8(ascii: "-")) || text.utf8.contains(UInt8(ascii: "+")) {
      guard let version = Version(text, .semver), let numbers = version.semanticNumbers else {
        return nil
      }
      return bounds(sign, lower: version, numbers)
    }
    var numbers: [UInt64] = []
    for part in text.split(separator: ".", omittingEmptySubsequences: false) {
      if part == "x" || part == "X" || part == "*" { break }
      guard let number = UInt64(part), number < 1 << 53 else { return nil }
      numbers.append(number)
    }
    guard numbers.count <= 3, let lower = version(numbers) else { return nil }
    return bounds(sign, lower: lower, numbers)
  }

  private static func bounds(
    _ sign: String, lower: Version, _ numbers: [UInt64]
  ) -> [Bound]? {
    let isWhole = numbers.count == 3
    // The first version after all that the given numbers begin.
    let next = numbers.isEmpty ? nil : bumped(numbers, at: numbers.count - 1)
    switch sign {
    case "", "=":
      if isWhole {
        return [Bound(side: .from, version: lower), Bound(side: .upTo, version: lower)]
      }
      return span(lower, next)
    case ">=": return [Bound(side: .from, version: lower)]
    case "<": return [Bound(side: .below, version: lower)]
    case ">":
      if isWhole { return [Bound(side: .above, version: lower)] }
      return next.map { [Bound(side: .from, version: $0)] }
    case "<=":
      if isWhole { return [Bound(side: .upTo, version: lower)] }
      return next.map { [Bound(side: .below, version: $0)] }
    case "~":
      return span(lower, numbers.isEmpty ? nil : bumped(numbers, at: min(1, numbers.count - 1)))
    case "^":
      let kept = numbers.firstIndex { $0 != 0 } ?? max(0, numbers.count - 1)
      return span(lower, numbers.isEmpty ? nil : bumped(numbers, at: kept))
    default: return nil
    }
  }

  private static func span(_ lower: Version, _ end: Version?) -> [Bound] {
    [Bound(side: .from, version: lower)] + (end.map { [Bound(side: .below, version: $0)] } ?? [])
  }

  private static func bumped(_ numbers: [UInt64], at index: Int) -> Version? {
    version(Array(numbers[..<index]) + [numbers[index] + 1])
  }

  private static func version(_ numbers: [UInt64]) -> Version? {
    let full = numbers + Array(repeating: 0, count: max(0, 3 - numbers.count))
    return Version(full.map { "\($0)" }.joined(separator: "."), .semver)
  }

  package var type: CELType { .versionRange }
  package var printed: String { text }

  package func isEqual(to other: any OpaqueValue) -> Bool {
    (other as? VersionRange)?.text.hasSameBytes(as: text) ?? false
  }

  package func order(against other: any OpaqueValue) -> Int? { nil }
}
