import Synchronization

/// What searches for texts have found, for all questions that ask the same of texts: those about the
/// roles of one account do for the most part, which have the same managed policies and are held
/// against the same envelope.
///
/// An answer costs what it cost when it was found, so that nothing that is told depends on what was
/// asked before.
package final class TextMemory: Sendable {
  private struct Answer: Sendable {
    let outcome: TextSearch.Outcome
    /// Places that were visited.
    let cost: Int
  }

  private struct Known {
    var answers: [TextQuestion: Answer] = [:]
    /// Of all patterns that are kept.
    var symbols = 0
  }

  private let known = Mutex(Known())

  /// What is found sooner than remembered.
  private static let cheap = 64
  /// Of four bytes each; a memory with more is begun anew.
  private static let mostSymbols = 1 << 20

  package init() {}

  /// Nil where it is not known, or where the budget would have been used up before it was found.
  func answer(to question: TextQuestion, within budget: inout Int) -> TextSearch.Outcome? {
    guard let answer = known.withLock({ $0.answers[question] }), answer.cost < budget else {
      return nil
    }
    budget -= answer.cost
    return answer.outcome
  }

  func remember(_ outcome: TextSearch.Outcome, of question: TextQuestion, cost: Int) {
    // That a budget was used up says nothing of another one.
    guard outcome != .exhausted, cost >= Self.cheap else { return }
    let size = question.size
    guard size <= Self.mostSymbols else { return }
    known.withLock { known in
      if known.symbols + size > Self.mostSymbols { known = Known() }
      known.symbols += size
      known.answers[question] = Answer(outcome: outcome, cost: cost)
    }
  }
}

extension TextQuestion {
  /// Symbols of all patterns.
  fileprivate var size: Int {
    (positives + negatives).reduce(0) { size, patterns in
      patterns.patterns.reduce(size) { $0 + $1.count }
    }
  }
}
