/// The ways to write a text that are one without regard to case.
enum CaseVariants {
  private static let mostLetters = 8

  /// Nil where there are too many.
  static func of(_ text: String) -> [String]? {
    guard text.filter({ $0.isLetter }).count <= mostLetters else { return nil }
    var variants = [""]
    for character in text {
      let (lower, upper) = (character.lowercased(), character.uppercased())
      let ways = lower == upper ? [lower] : [lower, upper]
      variants = ways.flatMap { way in variants.map { $0 + way } }
    }
    return variants
  }
}
