/// The product of several patterns, explored lazily.
///
/// All patterns stand one behind the other in one array, so that a state is one sorted list of
/// places in it. A search explores many products, so its buffers are filled anew and not made anew.
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

  /// A step of a pattern, with what is asked of it again and again.
  struct Place {
    let symbol: Symbol
    /// 0 the pivot, then the positive sets, -1 for what must not match.
    let set: Int32
    /// The place behind the last step of the same pattern.
    let end: Int32
    let isLetter: Bool
    /// Whether it may stand for nothing.
    let isSkippable: Bool
    /// Whether the pattern ends in a `*` there, so that it accepts whatever follows.
    let acceptsAnything: Bool
  }

  private(set) var letters = Letters.itself
  private(set) var places: [Place] = []
  private var starts: [Int32] = []
  private var named = CharacterMask()
  var states = ProductStates()
  var next = NextSymbols()

  /// Forgets all patterns.
  mutating func begin(_ letters: Letters) {
    self.letters = letters
    places.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    named = CharacterMask()
  }

  /// Adds a pattern; the pivot first, then positive sets in their order, then what must not match.
  mutating func add(_ pattern: [Symbol], _ part: Part) {
    let set: Int32 =
      switch part {
      case .pivot: 0
      case .positive(let index): Int32(index + 1)
      case .negative: -1
      }
    starts.append(Int32(places.count))
    let end = Int32(places.count + pattern.count)
    for symbol in pattern {
      let isLetter = symbol.isLetter
      let isFree = isLetter && set > 0 && letters == .anything
      let isLast = places.count + 1 == Int(end)
      if symbol.word < Symbol.one.word { named.insert(symbol.word & ~Symbol.foldFlag) }
      places.append(
        Place(
          symbol: symbol, set: set, end: end, isLetter: isLetter,
          isSkippable: symbol.isSkippable || isFree, acceptsAnything: symbol == .many && isLast))
    }
    places.append(
      Place(
        symbol: .end, set: set, end: end, isLetter: false, isSkippable: false,
        acceptsAnything: false))
  }

  /// A shortest text of at least one character that every positive set accepts and no negative
  /// pattern does; the empty text only when there is no other.
  mutating func shortest(positives: Int, budget: inout Int) -> TextSearch.Outcome {
    states.removeAll()
    guard start(positives) else { return .none }
    _ = states.keep(from: -1, reading: .end)
    let other = representative()
    var head = 0
    while head < states.count {
      let state = states[head]
      findNext(state, other)
      for index in 0..<next.count {
        let symbol = next[index]
        budget -= state.count + 1
        guard budget > 0 else { return .exhausted }
        // The empty text leads nowhere that counts, so the start may be reached again.
        guard !next.isLikeBefore(symbol), step(state, symbol, positives),
          states.keep(from: head, reading: symbol)
        else { continue }
        let last = states.count - 1
        if accepts(states[last], positives) { return .found(states.text(to: last)) }
      }
      head += 1
    }
    return accepts(states[0], positives) ? again(other, positives) : .none
  }

  /// The start accepts: a text of one character or more that leads back to it, if any does.
  private mutating func again(_ other: Symbol, _ positives: Int) -> TextSearch.Outcome {
    let start = states[0]
    findNext(start, other)
    for index in 0..<next.count where step(start, next[index], positives) {
      if accepts(states.drafted, positives) { return .found([next[index]]) }
      states.dropDraft()
    }
    return .found([])
  }

  /// Drafts the state before any character; false when no text can be accepted.
  private mutating func start(_ positives: Int) -> Bool {
    for place in starts { reach(place) }
    return isAlive(states.drafted, positives)
  }

  private func accepts(_ state: Range<Int>, _ positives: Int) -> Bool {
    // Places of a set stand together, so a set is counted once.
    var accepted = 0
    var last: Int32 = -1
    for index in state {
      let place = places[Int(states.places[index])]
      guard place.symbol == .end else { continue }
      if place.set < 0 { return false }
      if place.set != last { accepted += 1 }
      last = place.set
    }
    return accepted == positives + 1
  }

  /// A character that no pattern names.
  private func representative() -> Symbol {
    if let free = Self.preferred.first(where: { !named.contains($0) }) { return Symbol(word: free) }
    var words: Set<UInt32> = []
    for place in places where place.symbol.word < Symbol.one.word {
      words.insert(place.symbol.word & ~Symbol.foldFlag)
    }
    // Letters without case, so that what ignores it cannot name them either.
    let far = (0x0627...0xFFFF as ClosedRange<UInt32>).first { !words.contains($0) } ?? 0x0627
    return Symbol(word: far)
  }

  private static let preferred =
    "xyzabcdefghijklmnopqrstuvw0123456789-_".unicodeScalars.map(\.value)
}
