/// What is asked of one text.
struct TextQuestion: Sendable, Hashable {
  /// It has to match one of each.
  var positives: [SymbolPatterns] = []
  /// It may match none of any.
  var negatives: [SymbolPatterns] = []

  /// Finds a text, or that there is none, within the places that may still be visited.
  ///
  /// `memory`: what was found before, which makes no difference to the answer or to what it costs.
  func answer(budget: inout Int, _ memory: TextMemory?) -> TextSearch.Outcome {
    if let known = memory?.answer(to: self, within: &budget) { return known }
    let before = budget
    var search = TextSearch(
      positives: positives, negatives: negatives.flatMap(\.patterns), budget: budget)
    let outcome = search.run()
    budget = search.budget
    memory?.remember(outcome, of: self, cost: before - budget)
    return outcome
  }
}
