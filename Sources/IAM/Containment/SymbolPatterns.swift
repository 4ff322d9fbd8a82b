/// Texts of which one is to match, ready for the search.
struct SymbolPatterns: Sendable, Hashable {
  let patterns: [[Symbol]]
  /// Whether any pattern has a variable or a hole.
  let hasLetters: Bool
  /// Of the patterns, as they are looked up again and again.
  private let digest: Int

  init(_ patterns: [[Symbol]]) {
    self.patterns = patterns
    hasLetters = patterns.contains { $0.contains(where: \.isLetter) }
    var hasher = Hasher()
    for pattern in patterns {
      hasher.combine(pattern.count)
      pattern.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
    digest = hasher.finalize()
  }

  /// Whether every text matches.
  var matchesEverything: Bool { patterns.contains([.many]) }

  static func == (left: Self, right: Self) -> Bool {
    left.digest == right.digest && left.patterns == right.patterns
  }

  func hash(into hasher: inout Hasher) { hasher.combine(digest) }
}
