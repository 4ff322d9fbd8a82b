/// The product of several patterns, explored lazily.
///
/// All patterns stand one behind the other in one array, so that a state is one sorted list of
/// places in it.
struct TextProduct {
  /// What a pattern is asked for.
  enum Part: Equatable {
    case pivot
    /// One pattern of this positive set has to accept; 0-based.
    case positive(Int)
    case negative
  }

  /// What a letter of a pattern that has to match stands for.
  enum Letters { case itself, anything }

  let letters: Letters
  private(set) var symbols: [Symbol] = []
  /// Parallel to `symbols`: the set a place belongs to; 0 the pivot, then the positive sets, -1 for
  /// what must not match.
  private(set) var sets: [Int32] = []
  /// Parallel to `symbols`: the place behind the last step of the same pattern.
  private(set) var ends: [Int32] = []
  private(set) var starts: [Int32] = []

  init(_ letters: Letters) {
    self.letters = letters
  }

  /// A place can accept whatever follows when the pattern ends in a `*` there.
  func acceptsAnything(_ place: Int32) -> Bool {
    symbols[Int(place)] == .many && symbols[Int(place) + 1] == .end
  }

  mutating func add(_ pattern: [Symbol], _ part: Part) {
    let set: Int32 =
      switch part {
      case .pivot: 0
      case .positive(let index): Int32(index + 1)
      case .negative: -1
      }
    starts.append(Int32(symbols.count))
    let end = Int32(symbols.count + pattern.count)
    symbols += pattern
    symbols.append(.end)
    sets += Array(repeating: set, count: pattern.count + 1)
    ends += Array(repeating: end, count: pattern.count + 1)
  }

  /// A shortest text of at least one character that every positive set accepts and no negative
  /// pattern does; the empty text only when there is no other.
  func shortest(positives: Int, budget: inout Int) -> TextSearch.Outcome {
    var queue: [(state: [Int32], parent: Int, symbol: Symbol)] = []
    var seen: Set<[Int32]> = []
    guard let start = settled(starts, positives) else { return .none }
    let other = representative()
    queue.append((start, -1, .end))
    seen.insert(start)
    var head = 0
    while head < queue.count {
      let state = queue[head].state
      for symbol in nextSymbols(state, other) {
        budget -= state.count + 1
        guard budget > 0 else { return .exhausted }
        guard let next = settled(step(state, symbol), positives) else { continue }
        // The empty text leads nowhere that counts, so the start may be reached again.
        guard seen.insert(next).inserted else { continue }
        queue.append((next, head, symbol))
        if accepts(next, positives) { return .found(text(queue, queue.count - 1)) }
      }
      head += 1
    }
    return accepts(start, positives) ? again(start, other, positives) : .none
  }

  /// The start accepts: a text of one character or more that leads back to it, if any does.
  private func again(_ start: [Int32], _ other: Symbol, _ positives: Int) -> TextSearch.Outcome {
    for symbol in nextSymbols(start, other) {
      if let next = settled(step(start, symbol), positives), accepts(next, positives) {
        return .found([symbol])
      }
    }
    return .found([])
  }

  private func text(
    _ queue: [(state: [Int32], parent: Int, symbol: Symbol)], _ last: Int
  ) -> [Symbol] {
    var text: [Symbol] = []
    var index = last
    while index > 0 {
      text.append(queue[index].symbol)
      index = queue[index].parent
    }
    return text.reversed()
  }

  private func accepts(_ state: [Int32], _ positives: Int) -> Bool {
    // Places of a set stand together, so a set is counted once.
    var accepted = 0
    var last: Int32 = -1
    for place in state where symbols[Int(place)] == .end {
      let set = sets[Int(place)]
      if set < 0 { return false }
      if set != last { accepted += 1 }
      last = set
    }
    return accepted == positives + 1
  }
}
