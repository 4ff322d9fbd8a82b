/// What every scalar condition on a key says of each value at which one of them changes its answer.
///
/// Made once for a key, so that whether conditions can hold together is a matter of a few words of
/// bits each.
struct ScalarTable {
  /// Of a place of the search's budget, what one comparison of a value costs.
  private static let comparisonsPerPlace = 128
  /// Words of bits that are put together in the time of a place.
  private static let wordsPerPlace = 1024
  private static let bits = UInt64.bitWidth

  private let texts: [String]
  /// By predicate, a bit for each text, set where the condition holds.
  private let rows: [Int: [UInt64]]

  /// Nil when that would cost more than the budget has.
  init?(_ conditions: [(predicate: Int, condition: Condition)], budget: inout Int) {
    let texts = ScalarCandidates.texts(conditions.map(\.condition))
    let values = conditions.reduce(0) { $0 + $1.condition.values.count + 1 }
    let (comparisons, isTooLarge) = texts.count.multipliedReportingOverflow(by: values)
    guard !isTooLarge, comparisons / Self.comparisonsPerPlace < budget else {
      budget = 0
      return nil
    }
    budget -= comparisons / Self.comparisonsPerPlace
    let kinds = Set(conditions.map(\.condition.operator.kind))
    let readings = Dictionary(
      uniqueKeysWithValues: kinds.map { kind in
        (kind, texts.map { ScalarReading($0, as: kind) })
      })
    var rows: [Int: [UInt64]] = [:]
    for (predicate, condition) in conditions {
      var row = [UInt64](repeating: 0, count: texts.count / Self.bits + 1)
      for (index, reading) in (readings[condition.operator.kind] ?? []).enumerated()
      where condition.matches(reading) != condition.isNegated {
        row[index / Self.bits] |= 1 << UInt64(index % Self.bits)
      }
      rows[predicate] = row
    }
    self.texts = texts
    self.rows = rows
  }

  /// The first value of which each condition holds or does not, as asked; nil when there is none.
  func first(_ constraints: [KeySearch.Constraint], budget: inout Int) -> String? {
    let words = texts.count / Self.bits + 1
    budget -= constraints.count * words / Self.wordsPerPlace + 1
    for word in 0..<words {
      var open = word == words - 1 ? (1 << UInt64(texts.count % Self.bits)) - 1 : UInt64.max
      for constraint in constraints where open != 0 {
        let row = rows[constraint.predicate]?[word] ?? 0
        open &= constraint.holds ? row : ~row
      }
      if open != 0 { return texts[word * Self.bits + open.trailingZeroBitCount] }
    }
    return nil
  }
}
