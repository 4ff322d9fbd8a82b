/// What may come next in a text, each symbol once and in the order in which they are tried.
struct NextSymbols {
  private var symbols: [Symbol] = []
  /// Capitals that lead where their small letters, tried before, have led.
  private var alike = CharacterMask()

  var count: Int { symbols.count }

  subscript(index: Int) -> Symbol { symbols[index] }

  /// Whether it leads where another one has led that was tried before.
  func isLikeBefore(_ symbol: Symbol) -> Bool { alike.contains(symbol.word) }

  /// `other`, which is none of `characters`, comes first; capitals last: people read the others
  /// better.
  ///
  /// `exact`: which characters the state tells from their counterparts; `wide`: further words than
  /// those of ASCII, in any order and as often as they are named.
  mutating func set(
    other: Symbol?, _ characters: CharacterMask, exact: CharacterMask, wide: [UInt32]
  ) {
    symbols.removeAll(keepingCapacity: true)
    if let other { symbols.append(other) }
    let capitals = characters.intersection(.capitals)
    alike = CharacterMask()
    guard wide.isEmpty else {
      merge(characters, wide)
      return
    }
    characters.subtracting(.capitals).forEach { symbols.append(Symbol(word: $0)) }
    guard !capitals.isEmpty else { return }
    capitals.forEach { capital in
      symbols.append(Symbol(word: capital))
      if !exact.contains(capital), !exact.contains(capital + 32) { alike.insert(capital) }
    }
  }

  private mutating func merge(_ characters: CharacterMask, _ wide: [UInt32]) {
    var words = Set(wide)
    characters.forEach { words.insert($0) }
    let far: UInt32 = 0x80
    let ordered = words.sorted {
      let (left, right) = (
        CharacterMask.capitals.contains($0) ? $0 + far : $0,
        CharacterMask.capitals.contains($1) ? $1 + far : $1
      )
      return (left, $0) < (right, $1)
    }
    symbols += ordered.map(Symbol.init(word:))
  }
}
