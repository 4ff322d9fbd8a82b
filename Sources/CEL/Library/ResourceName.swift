import Records

/// An Amazon Resource Name: `arn:partition:service:region:account:resource`.
package struct ResourceName: Sendable, Hashable, OpaqueValue {
  /// The six parts, the first being `arn`; the last may have colons.
  private let parts: [String]
  private let text: String

  /// Nil for what has not six parts, or an empty partition, service or resource.
  package init?(_ text: String) {
    guard text.utf8.count <= 2_048, let parts = Self.split(text) else { return nil }
    guard parts[0] == "arn", !parts[1].isEmpty, !parts[2].isEmpty, !parts[5].isEmpty else {
      return nil
    }
    self.parts = parts
    self.text = text
  }

  private static func split(_ text: String) -> [String]? {
    let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    return parts.count == 6 ? parts.map(String.init) : nil
  }

  package var partition: String { parts[1] }
  package var service: String { parts[2] }
  /// Empty for a global service.
  package var region: String { parts[3] }
  /// Empty where names need none, as in S3.
  package var account: String { parts[4] }
  package var resource: String { parts[5] }

  /// Whether each part matches that of a pattern with `*` and `?`, as `ArnLike` has it.
  func matches(_ pattern: String) -> Bool {
    if pattern == "*" { return true }
    guard let patterns = Self.split(pattern) else { return false }
    return zip(parts, patterns).allSatisfy { Glob.matches($0, $1) }
  }

  package var type: CELType { .arn }
  package var printed: String { text }

  package func isEqual(to other: any OpaqueValue) -> Bool {
    (other as? ResourceName)?.text.hasSameBytes(as: text) ?? false
  }

  package func order(against other: any OpaqueValue) -> Int? { nil }
}

/// Patterns in which `*` is any run of code points and `?` any one.
enum Glob {
  /// Takes at most the product of the two lengths.
  static func matches(_ text: String, _ pattern: String) -> Bool {
    let text = Array(text.unicodeScalars)
    let pattern = Array(pattern.unicodeScalars)
    var (at, next) = (0, 0)
    /// Where the last star stands, and where the text stood then: what to come back to.
    var star: (pattern: Int, text: Int)?
    while at < text.count {
      if next < pattern.count, pattern[next] == "*" {
        star = (next, at)
        next += 1
      } else if next < pattern.count, pattern[next] == "?" || pattern[next] == text[at] {
        at += 1
        next += 1
      } else if let back = star {
        star = (back.pattern, back.text + 1)
        at = back.text + 1
        next = back.pattern + 1
      } else {
        return false
      }
    }
    return pattern[next...].allSatisfy { $0 == "*" }
  }
}
