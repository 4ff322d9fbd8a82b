extension TextProduct {
  /// Finds what may come next: only what the pivot can read.
  mutating func findNext(_ state: Range<Int>, _ other: Symbol) {
    var isPivotOpen = false
    var hasSegments = false
    var named = NamedCharacters()
    var ofPivot = CharacterMask()
    var wideOfPivot = 0
    for index in state {
      let place = places[Int(states.places[index])]
      switch place.symbol {
      case .end: continue
      case .many, .one: if place.set == 0 { isPivotOpen = true }
      case .manyInSegment, .oneInSegment:
        hasSegments = true
        if place.set == 0 { isPivotOpen = true }
      default:
        // The pivot's places come first, and alone may ask for letters.
        if place.set == 0 {
          named.insert(place)
          ofPivot = named.characters
          wideOfPivot = named.wide.count
        } else if !place.isLetter {
          named.insert(place)
        }
      }
    }
    guard isPivotOpen else {
      if !named.wide.isEmpty { named.wide.removeSubrange(wideOfPivot...) }
      next.set(other: nil, ofPivot, exact: named.exact, wide: named.wide)
      return
    }
    if hasSegments { named.characters.insert(Glob.colon) }
    named.characters.remove(other.word)
    if !named.wide.isEmpty { named.wide.removeAll { $0 == other.word } }
    next.set(other: other, named.characters, exact: named.exact, wide: named.wide)
  }

  /// Drafts where a state leads; places that cannot read the symbol drop out.
  ///
  /// False, with nothing drafted, when no continuation can be accepted.
  mutating func step(_ state: Range<Int>, _ read: Symbol, _ positives: Int) -> Bool {
    if read.isLetter {
      stepOverLetter(state, read)
    } else {
      stepOver(state, read)
    }
    guard isAlive(states.drafted, positives) else {
      states.dropDraft()
      return false
    }
    return true
  }

  private mutating func stepOver(_ state: Range<Int>, _ read: Symbol) {
    let folded = Unicode.Scalar(read.word).map(Glob.folded) ?? read.word
    let caseless = folded | Symbol.foldFlag
    for index in state {
      let number = states.places[index]
      let place = places[Int(number)]
      switch place.symbol {
      case .many: reach(number)
      case .manyInSegment: if read.word != Glob.colon { reach(number) }
      case .one: reach(number + 1)
      case .digit: if Glob.digits.contains(read.word) { reach(number + 1) }
      case .oneInSegment: if read.word != Glob.colon { reach(number + 1) }
      case .end: break
      default:
        if place.isLetter {
          if place.isSkippable { reach(number) }
        } else if place.symbol == read || place.symbol.word == caseless {
          reach(number + 1)
        }
      }
    }
  }

  private mutating func stepOverLetter(_ state: Range<Int>, _ read: Symbol) {
    for index in state {
      let number = states.places[index]
      let place = places[Int(number)]
      let own = place.symbol
      if place.set > 0, letters == .anything {
        // Any text may stand here, so any later place is reached.
        for later in number...place.end { reach(later) }
      } else if own == read || place.set < 0 && own.surelyTakes(read) {
        reach(number + 1)
      } else if own == .many
        || own == .manyInSegment && (place.set == 0 || read.variableIndex == nil)
      {
        reach(number)
      }
    }
  }

  /// Adds a place and those behind what may stand for nothing to the draft, without what says
  /// nothing more.
  ///
  /// Places come ascending, and what is reached from one includes what is reached from those that
  /// it reached.
  mutating func reach(_ number: Int32) {
    var number = number
    while true {
      let place = places[Int(number)]
      let draft = states.drafted
      if let last = draft.last {
        if states.places[last] >= number { return }
        // A `*` accepts whatever any earlier place of its pattern does.
        if place.symbol == .many { dropBefore(place, draft) }
      }
      states.append(number)
      guard place.isSkippable else { return }
      number += 1
    }
  }

  private mutating func dropBefore(_ place: Place, _ draft: Range<Int>) {
    for index in draft.reversed() {
      guard places[Int(states.places[index])].end == place.end else { return }
      states.removeLast()
    }
  }

  /// Whether something that follows can be accepted.
  func isAlive(_ state: Range<Int>, _ positives: Int) -> Bool {
    var alive = 0
    var last: Int32 = -1
    for index in state {
      let place = places[Int(states.places[index])]
      if place.set < 0 {
        if place.acceptsAnything { return false }
        continue
      }
      if place.set != last { alive += 1 }
      last = place.set
    }
    return alive == positives + 1
  }
}

/// The characters that places of a state name.
private struct NamedCharacters {
  var characters = CharacterMask()
  /// Those that are told from their counterparts.
  var exact = CharacterMask()
  /// Words beyond ASCII, and letters.
  var wide: [UInt32] = []

  mutating func insert(_ place: TextProduct.Place) {
    let word = place.symbol.word
    guard place.symbol != .digit else {
      characters.formUnion(.digits)
      return
    }
    guard !place.isLetter, word & Symbol.foldFlag != 0 else {
      exact.insert(word)
      insert(word)
      return
    }
    let folded = word & ~Symbol.foldFlag
    insert(folded)
    // Another character of the same letter tells apart what ignores case from what does not.
    if (97...122).contains(folded) {
      characters.insert(folded - 32)
    } else if folded > 127 {
      for counterpart in Glob.counterparts(of: folded) { insert(counterpart) }
    }
  }

  private mutating func insert(_ word: UInt32) {
    if word < 128 { characters.insert(word) } else { wide.append(word) }
  }
}
