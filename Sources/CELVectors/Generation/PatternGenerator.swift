package import Vectors

/// Patterns of RE2's syntax, most of them valid.
package enum PatternGenerator {
  private static let atoms = [
    "a", "b", "ab", ".", "\\d", "\\w", "\\s", "\\D", "\\W", "[a-c]", "[^a]", "[[:alpha:]]", "[0-9]",
    "^", "$", "\\b", "\\B", "\\A", "\\z", "é", "😀", "\\.", "\\\\", "x{0}", "[é-ü]", "\\pL",
    "\\p{Greek}",
    "\\x41", "\\x{1F600}", "\\Qa.b\\E", "[a\\]]", "-", " ", "%", "\"", "'", "k",
  ]
  private static let quantifiers = [
    "", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,}",
  ]
  private static let groups = ["(", "(?:", "(?i:", "(?s:", "(?m:", "(?P<n>", "(?U:", "(?i)("]
  /// What RE2 refuses, or reads otherwise than others do.
  private static let oddities = [
    "(", ")", "[", "]", "{", "}", "*", "a**", "\\1", "(?=a)", "(?<n>a)", "\\8", "[z-a]", "a{2,1}",
    "a{1001}", "(?P<n", "\\", "(?x:a)", "\\C", "\\Z", "\\G", "\\h", "[[:nope:]]", "\\pX",
  ]

  /// A pattern of some depth.
  package static func pattern(_ random: inout SeededGenerator, depth: Int) -> String {
    let parts = (0..<(1 + random.below(3))).map { _ in part(&random, depth: depth) }
    let odd = random.chance(6) ? random.pick(oddities) : ""
    return parts.joined(separator: random.chance(15) ? "|" : "") + odd
  }

  private static func part(_ random: inout SeededGenerator, depth: Int) -> String {
    let quantifier = random.pick(quantifiers)
    guard depth > 0, random.chance(35) else { return random.pick(atoms) + quantifier }
    return random.pick(groups) + pattern(&random, depth: depth - 1) + ")" + quantifier
  }

  /// A text that patterns like these may match in part.
  package static func text(_ random: inout SeededGenerator) -> String {
    let pieces = [
      "a", "b", "ab", "c", "A", "0", "12", " ", "\n", "é", "ü", "😀", "_", ".", "\\", "k", "α", "-",
      "e\u{301}", "'", "\"", "%",
    ]
    return (0..<random.below(9)).map { _ in random.pick(pieces) }.joined()
  }
}
