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
    var places = closure([0], outer)
    for symbol in inner {
      var next: [Int] = []
      for place in places where place < outer.count {
        switch outer[place] {
        case .many: next.append(place)
        case .manyInSegment:
          let crosses = symbol == .many || symbol == .one || symbol.word == Glob.colon
          if !crosses, symbol.variableIndex == nil { next.append(place) }
        case .one:
          if symbol == .one || symbol == .oneInSegment || symbol == .digit || isCharacter(symbol) {
            next.append(place + 1)
          }
        case .oneInSegment:
          if symbol == .oneInSegment || symbol == .digit
            || isCharacter(symbol) && symbol.word != Glob.colon
          {
            next.append(place + 1)
          }
        default:
          if outer[place] == symbol, !symbol.isSkippable { next.append(place + 1) }
        }
      }
      guard !next.isEmpty else { return false }
      places = closure(next, outer)
    }
    return places.contains(outer.count)
  }

  private static func closure(_ places: [Int], _ pattern: [Symbol]) -> [Int] {
    var reached: Set<Int> = []
    for place in places {
      var place = place
      reached.insert(place)
      while place < pattern.count, pattern[place].isSkippable {
        place += 1
        reached.insert(place)
      }
    }
    return reached.sorted()
  }
}
