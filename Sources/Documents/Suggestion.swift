/// Finds the word that was probably meant.
package enum Suggestion {
  /// Words longer than this, in Unicode scalars, get no suggestion: comparing is quadratic.
  private static let longest = 64

  /// The candidate with the fewest slips from `word`, when there are few enough.
  ///
  /// Allowed is one for every three characters, at least one; of equals the first by name wins. A slip is a character more, less, other, or swapped with its neighbour (Damerau-Levenshtein in
  /// the restricted form); upper and lower case don't count.
  package static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(word.lowercased().unicodeScalars.prefix(longest + 1))
    guard !wanted.isEmpty, wanted.count <= longest else { return nil }
    var best: (slips: Int, candidate: String)?
    for candidate in candidates where candidate != word {
      let limit = min(max(1, wanted.count / 3), best?.slips ?? .max)
      let scalars = Array(candidate.lowercased().unicodeScalars.prefix(longest + 1))
      guard !scalars.isEmpty, let slips = distance(wanted, scalars, limit: limit) else { continue }
      if let best, (best.slips, best.candidate) <= (slips, candidate) { continue }
      best = (slips, candidate)
    }
    return best?.candidate
  }

  /// The number of slips between two words; nil when it is more than `limit`.
  private static func distance(
    _ left: [Unicode.Scalar], _ right: [Unicode.Scalar], limit: Int
  ) -> Int? {
    guard abs(left.count - right.count) <= limit else { return nil }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (row, scalar) in left.enumerated() {
      var current = [row + 1]
      for column in right.indices {
        var slips = min(
          last[column] + (scalar == right[column] ? 0 : 1), last[column + 1] + 1,
          current[column] + 1)
        if row > 0, column > 0, scalar == right[column - 1], left[row - 1] == right[column] {
          slips = min(slips, beforeLast[column - 1] + 1)
        }
        current.append(slips)
      }
      guard current.contains(where: { $0 <= limit }) else { return nil }
      (beforeLast, last) = (last, current)
    }
    guard let slips = last.last, slips <= limit else { return nil }
    return slips
  }
}
