extension TextProduct {
  /// A character that no pattern names.
  func representative() -> Symbol {
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
  func nextSymbols(_ state: [Int32], _ other: Symbol) -> [Symbol] {
    var isPivotOpen = false
    var hasSegments = false
    var words: Set<UInt32> = []
    for place in state {
      let symbol = symbols[Int(place)]
      if sets[Int(place)] == 0 {
        switch symbol {
        case .one, .many, .oneInSegment, .manyInSegment: isPivotOpen = true
        case .digit: words.formUnion(Glob.digits)
        case .end: break
        default: insert(symbol, into: &words)
        }
      }
      if symbol == .oneInSegment || symbol == .manyInSegment { hasSegments = true }
    }
    guard isPivotOpen else { return Self.ordered(words) }
    for place in state {
      let symbol = symbols[Int(place)]
      if symbol == .digit {
        words.formUnion(Glob.digits)
      } else if symbol.word < Symbol.one.word, !symbol.isLetter {
        insert(symbol, into: &words)
      }
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
    words.formUnion(Glob.counterparts(of: folded))
  }

  /// Where a state leads; places that cannot read the symbol drop out.
  func step(_ state: [Int32], _ read: Symbol) -> [Int32] {
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
      case .digit: if Glob.digits.contains(read.word) { next.append(place + 1) }
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
  func settled(_ places: [Int32], _ positives: Int) -> [Int32]? {
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
