/// Texts of which one is to match, ready for the search.
struct SymbolPatterns: Sendable, Hashable {
  let patterns: [[Symbol]]
  /// Whether any pattern has a variable or a hole.
  let hasLetters: Bool

  init(_ patterns: [[Symbol]]) {
    self.patterns = patterns
    hasLetters = patterns.contains { $0.contains(where: \.isLetter) }
  }

  /// Whether every text matches.
  var matchesEverything: Bool { patterns.contains([.many]) }
}
