/// Finds a text that matches some patterns and none of others, or that there is none.
///
/// The patterns are automata whose states are places in them. Their product is explored breadth
/// first, over the characters that some live place asks for and one that stands for all others, so
/// the first text found is a shortest one, and an exhausted product is a proof. Nothing is
/// determinised or complemented: what must not match is asked only whether it accepts.
///
/// Letters (variables and holes) are texts nobody knows. The *pivot*, the one positive pattern that
/// the text is built along, takes a letter for itself only; other positive patterns take a letter
/// for itself or, when no text is found so, for anything; negative ones only for itself or under a
/// `*`, a variable only under one that reaches over colons. So a text may be found that no values of the variables make real, and never is one missed that some do.
struct TextSearch {
  /// What the search says.
  enum Outcome: Sendable, Hashable {
    case none
    case found([Symbol])
    /// The budget was used up.
    case exhausted
  }

  /// Sets of patterns; the text has to match one of each.
  let positives: [SymbolPatterns]
  /// Patterns of which the text may match none.
  let negatives: [[Symbol]]
  /// Places that may still be visited, over all searches of a question.
  var budget: Int

  private var product = TextProduct()

  /// Patterns that are told apart in the time of a place.
  private static let patternsPerPlace = 8

  init(positives: [SymbolPatterns], negatives: [[Symbol]], budget: Int) {
    self.positives = positives
    self.negatives = negatives
    self.budget = budget
  }

  mutating func run() -> Outcome {
    guard let pivots = pivots() else { return search([.many], [], negatives, .itself) }
    var isExhausted = false
    var others = positives
    others.remove(at: pivots)
    // A text in which each letter is but itself is the likeliest to be real.
    let isOpen = positives.contains(where: \.hasLetters)
    for letters in isOpen ? [TextProduct.Letters.itself, .anything] : [.itself] {
      for pivot in positives[pivots].patterns {
        switch search(pivot, others, negatives, letters) {
        case .found(let text): return .found(text)
        case .exhausted: isExhausted = true
        case .none: continue
        }
      }
    }
    return isExhausted ? .exhausted : .none
  }

  /// The set to build the text along: one with letters if there is any, else the smallest.
  private func pivots() -> Int? {
    positives.indices.min { left, right in
      let (first, second) = (positives[left], positives[right])
      if first.hasLetters != second.hasLetters { return first.hasLetters }
      return first.patterns.count < second.patterns.count
    }
  }

  private mutating func search(
    _ pivot: [Symbol], _ others: [SymbolPatterns], _ negatives: [[Symbol]],
    _ letters: TextProduct.Letters
  ) -> Outcome {
    // Patterns that are apart from the first cost little, but not nothing.
    budget -= (others.reduce(negatives.count) { $0 + $1.patterns.count }) / Self.patternsPerPlace
    guard budget > 0 else { return .exhausted }
    product.begin(letters)
    product.add(pivot, .pivot)
    for (index, set) in others.enumerated() {
      let candidates = set.patterns.filter { !PatternRelation.areApart($0, pivot) }
      guard !candidates.isEmpty else { return .none }
      for pattern in candidates { product.add(pattern, .positive(index)) }
    }
    for pattern in negatives where !PatternRelation.areApart(pattern, pivot) {
      if PatternRelation.covers(pattern, pivot) { return .none }
      product.add(pattern, .negative)
    }
    return product.shortest(positives: others.count, budget: &budget)
  }
}
