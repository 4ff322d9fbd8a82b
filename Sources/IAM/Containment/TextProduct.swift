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

  private let letters: Letters
  private var symbols: [Symbol] = []
  /// Parallel to `symbols`: the set a place belongs to; 0 the pivot, then the positive sets, -1 for
  /// what must not match.
  private var sets: [Int32] = []
  /// Parallel to `symbols`: the place behind the last step of the same pattern.
  private var ends: [Int32] = []
  private var starts: [Int32] = []

  init(_ letters: Letters) {
    self.letters = letters
  }

  /// A place can accept whatever follows when the pattern ends in a `*` there.
  private func acceptsAnything(_ place: Int32) -> Bool {
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

extension TextProduct {
  /// A character that no pattern names.
  private func representative() -> Symbol {
    var named: Set<UInt32> = []
    for symbol in symbols where symbol.word < Symbol.one.word {
      named.insert(symbol.word & ~Symbol.foldFlag)
    }
    let preferred = "xyzabcdefghijklmnopqrstuvw0123456789-_".unicodeScalars
    if let free = preferred.first(where: { !named.contains($0.value) }) {
      return Symbol(word: free.value)
    }
    // Letters without case, so that what ignores it cannot name them either.
    let far = (0x0627...0xFFFF as ClosedRange<UInt32>).first { !named.contains($0) } ?? 0x0627
    return Symbol(word: far)
  }

  /// What may come next: only what the pivot can read.
  private func nextSymbols(_ state: [Int32], _ other: Symbol) -> [Symbol] {
    var isPivotOpen = false
    var hasSegments = false
    var words: Set<UInt32> = []
    for place in state {
      let symbol = symbols[Int(place)]
      if sets[Int(place)] == 0 {
        switch symbol {
        case .one, .many, .oneInSegment, .manyInSegment: isPivotOpen = true
        case .end: break
        default: insert(symbol, into: &words)
        }
      }
      if symbol == .oneInSegment || symbol == .manyInSegment { hasSegments = true }
    }
    guard isPivotOpen else { return Self.ordered(words) }
    for place in state {
      let symbol = symbols[Int(place)]
      if symbol.word < Symbol.one.word, !symbol.isLetter { insert(symbol, into: &words) }
    }
    if hasSegments { words.insert(Glob.colon) }
    words.remove(other.word)
    return [other] + Self.ordered(words)
  }

  /// Capitals last: people read the others better.
  private static func ordered(_ words: Set<UInt32>) -> [Symbol] {
    let capitals = UInt32(UInt8(ascii: "A"))...UInt32(UInt8(ascii: "Z"))
    return words.sorted {
      ($0 + (capitals.contains($0) ? 0x80 : 0), $0) < ($1 + (capitals.contains($1) ? 0x80 : 0), $1)
    }
    .map(Symbol.init(word:))
  }

  private func insert(_ symbol: Symbol, into words: inout Set<UInt32>) {
    guard symbol.word & Symbol.foldFlag != 0, !symbol.isLetter else {
      words.insert(symbol.word)
      return
    }
    let folded = symbol.word & ~Symbol.foldFlag
    words.insert(folded)
    // Another character of the same letter tells apart what ignores case from what does not.
    if let other = Glob.counterpart(of: folded) { words.insert(other) }
  }

  /// Where a state leads; places that cannot read the symbol drop out.
  private func step(_ state: [Int32], _ read: Symbol) -> [Int32] {
    var next: [Int32] = []
    for place in state {
      let own = symbols[Int(place)]
      let set = sets[Int(place)]
      if read.isLetter {
        if set > 0, letters == .anything {
          // Any text may stand here, so any later place is reached.
          next += place...ends[Int(place)]
        } else if own == read || set < 0 && own.surelyTakes(read) {
          next.append(place + 1)
        } else if own == .many
          || own == .manyInSegment && (set == 0 || read.variableIndex == nil)
        {
          next.append(place)
        }
        continue
      }
      switch own {
      case .many: next.append(place)
      case .manyInSegment: if read.word != Glob.colon { next.append(place) }
      case .one: next.append(place + 1)
      case .oneInSegment: if read.word != Glob.colon { next.append(place + 1) }
      case .end: break
      default:
        if own.isLetter {
          if set > 0, letters == .anything { next.append(place) }
        } else if own == read
          || own.word & Symbol.foldFlag != 0
            && own.word & ~Symbol.foldFlag == folded(read)
        {
          next.append(place + 1)
        }
      }
    }
    return next
  }

  private func folded(_ symbol: Symbol) -> UInt32 {
    Unicode.Scalar(symbol.word).map(Glob.folded) ?? symbol.word
  }

  /// The state with what may stand for nothing passed over and what says nothing more left out;
  /// nil when no continuation can be accepted.
  private func settled(_ places: [Int32], _ positives: Int) -> [Int32]? {
    var reached: [Int32] = []
    for place in places {
      var place = place
      reached.append(place)
      while isSkippable(place) {
        place += 1
        reached.append(place)
      }
    }
    reached.sort()
    var kept: [Int32] = []
    var last: Int32 = -1
    for place in reached where place != last {
      last = place
      // A `*` accepts whatever any earlier place of its pattern does.
      if symbols[Int(place)] == .many {
        while let before = kept.last, ends[Int(before)] == ends[Int(place)] { kept.removeLast() }
      }
      kept.append(place)
    }
    return isAlive(kept, positives) ? kept : nil
  }

  private func isSkippable(_ place: Int32) -> Bool {
    let symbol = symbols[Int(place)]
    return symbol.isSkippable || symbol.isLetter && sets[Int(place)] > 0 && letters == .anything
  }

  private func isAlive(_ state: [Int32], _ positives: Int) -> Bool {
    var alive = 0
    var last: Int32 = -1
    for place in state {
      let set = sets[Int(place)]
      if set < 0 {
        if acceptsAnything(place) { return false }
        continue
      }
      if set != last { alive += 1 }
      last = set
    }
    return alive == positives + 1
  }
}
