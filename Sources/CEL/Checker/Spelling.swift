/// Which of the known names somebody may have meant.
enum Spelling {
  /// The closest of some names, when it is close enough to be worth a guess.
  ///
  /// A third of the letters may differ. Ties go to the first in alphabetical order.
  static func closest(to name: String, among names: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().utf8)
    guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
    var best: (distance: Int, name: String)?
    for candidate in names where candidate != name && candidate.utf8.count <= 64 {
      let other = Array(candidate.lowercased().utf8)
      let limit = max(1, min(wanted.count, other.count) / 3)
      guard abs(other.count - wanted.count) <= limit else { continue }
      let distance = distance(wanted, other)
      guard distance <= limit else { continue }
      if let found = best, (found.distance, found.name) <= (distance, candidate) { continue }
      best = (distance, candidate)
    }
    return best?.name
  }

  /// Insertions, deletions, replacements and swaps of neighbours that lead from one to the other.
  private static func distance(_ first: [UInt8], _ second: [UInt8]) -> Int {
    var before: [Int] = []
    var previous = Array(0...second.count)
    for i in first.indices {
      var row = [i + 1]
      row.reserveCapacity(second.count + 1)
      for j in second.indices {
        let cost = first[i] == second[j] ? 0 : 1
        var value = min(previous[j + 1] + 1, row[j] + 1, previous[j] + cost)
        if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
          value = min(value, before[j - 1] + 1)
        }
        row.append(value)
      }
      before = previous
      previous = row
    }
    return previous[second.count]
  }
}
