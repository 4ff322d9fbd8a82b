/// What two patterns are to each other, decided at a glance; `false` says nothing.
enum PatternRelation {
  /// Whether no text matches both, told from what stands before their first wildcards and behind
  /// their last ones.
  static func areApart(_ left: [Symbol], _ right: [Symbol]) -> Bool {
    differ(left, right) || differ(left.reversed(), right.reversed())
  }

  private static func differ(
    _ left: some Sequence<Symbol>, _ right: some Sequence<Symbol>
  ) -> Bool {
    var (first, second) = (left.makeIterator(), right.makeIterator())
    while true {
      switch (first.next(), second.next()) {
      case (nil, nil): return false
      case (nil, let other?), (let other?, nil): return !other.isSkippable && !other.isLetter
      case (let one?, let other?):
        guard isCharacter(one), isCharacter(other) else { return false }
        if one != other, folded(one) != folded(other) { return true }
        if one != other, one.word & Symbol.foldFlag == 0, other.word & Symbol.foldFlag == 0 {
          return true
        }
      }
    }
  }

  private static func isCharacter(_ symbol: Symbol) -> Bool {
    symbol.word < Symbol.one.word && !symbol.isLetter
  }

  private static func folded(_ symbol: Symbol) -> UInt32 {
    let value = symbol.word & ~Symbol.foldFlag
    return Unicode.Scalar(value).map(Glob.folded) ?? value
  }

  /// Whether every text of `inner` matches `outer`, reading the wildcards of `inner` as letters
  /// that only a wildcard as wide can take.
  static func covers(_ outer: [Symbol], _ inner: [Symbol]) -> Bool {
    // Places stay ascending: each leads to itself or to the next one.
    var places: [Int] = []
    var next: [Int] = []
    reach(0, outer, &places)
    for symbol in inner {
      next.removeAll(keepingCapacity: true)
      for place in places where place < outer.count {
        switch outer[place] {
        case .many: reach(place, outer, &next)
        case .manyInSegment:
          let crosses = symbol == .many || symbol == .one || symbol.word == Glob.colon
          if !crosses, symbol.variableIndex == nil { reach(place, outer, &next) }
        case .one:
          if symbol == .one || symbol == .oneInSegment || symbol == .digit || isCharacter(symbol) {
            reach(place + 1, outer, &next)
          }
        case .oneInSegment:
          if symbol == .oneInSegment || symbol == .digit
            || isCharacter(symbol) && symbol.word != Glob.colon
          {
            reach(place + 1, outer, &next)
          }
        default:
          if outer[place] == symbol, !symbol.isSkippable { reach(place + 1, outer, &next) }
        }
      }
      guard !next.isEmpty else { return false }
      swap(&places, &next)
    }
    return places.last == outer.count
  }

  /// Adds a place and those behind it that are reached by nothing.
  private static func reach(_ place: Int, _ pattern: [Symbol], _ places: inout [Int]) {
    var place = place
    while true {
      if let last = places.last, last >= place {
        guard last == place else { return }
      } else {
        places.append(place)
      }
      guard place < pattern.count, pattern[place].isSkippable else { return }
      place += 1
    }
  }
}
