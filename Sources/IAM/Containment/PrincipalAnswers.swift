/// What predicates say of each candidate, every one asked once.
struct PrincipalAnswers {
  let shapes: [PrincipalShape]
  /// By predicate, then by candidate.
  private var tables: [Int: Table] = [:]

  /// Patterns that are held against a candidate in the time of a place.
  private static let patternsPerPlace = 4

  private struct Table {
    let matches: [Match]
    /// Of whom it surely holds, of whom it surely does not, and the rest of both.
    let (yes, no, mayHold, mayFail): (Places, Places, Places, Places)

    init(_ matches: [Match]) {
      self.matches = matches
      yes = Places(matches) { $0 == .yes }
      no = Places(matches) { $0 == .no }
      mayHold = Places(matches) { $0 != .no }
      mayFail = Places(matches) { $0 != .yes }
    }
  }

  init(_ shapes: [PrincipalShape]) {
    self.shapes = shapes
  }

  /// Leaves those for whom literals hold, surely or perhaps; more where the budget is used up, which
  /// the caller asks for.
  mutating func keep(
    _ places: inout Places, _ literals: [Literal], surely: Bool, _ question: Question,
    budget: inout Int
  ) {
    for literal in literals {
      guard let table = table(of: literal.predicate, question, &budget) else { return }
      budget -= 1 + places.words / 64
      switch (literal.isPositive, surely) {
      case (true, true): places.formIntersection(table.yes)
      case (true, false): places.formIntersection(table.mayHold)
      case (false, true): places.formIntersection(table.no)
      case (false, false): places.formIntersection(table.mayFail)
      }
    }
  }

  /// What a predicate that was asked says of a candidate.
  func answer(to predicate: Int, of shape: Int) -> Match {
    tables[predicate]?.matches[shape] ?? .maybe
  }

  /// Nil where the budget does not reach for it.
  private mutating func table(
    of predicate: Int, _ question: Question, _ budget: inout Int
  ) -> Table? {
    if let table = tables[predicate] { return table }
    let patterns = question.texts[predicate]
    budget -= shapes.count * ((patterns?.patterns.count ?? 0) / Self.patternsPerPlace + 1)
    guard budget > 0 else { return nil }
    let matches: [Match]
    switch question.predicates[predicate] {
    case .principal(let patterns):
      let names = PrincipalNames(patterns)
      matches = shapes.map { Match(!names.meaning($0.principal).isEmpty) }
    case .exception(let exception):
      let names = PrincipalNames(exception.names)
      matches = shapes.map { exception.spares($0.principal, names) }
    case .condition(let condition):
      matches = Self.matches(condition, patterns ?? SymbolPatterns([]), shapes)
    case .action, .resource, .choice, .doubt:
      matches = Array(repeating: .maybe, count: shapes.count)
    }
    let table = Table(matches)
    tables[predicate] = table
    return table
  }

  private static func matches(
    _ condition: Condition, _ patterns: SymbolPatterns, _ shapes: [PrincipalShape]
  ) -> [Match] {
    let isOfAnyAccount =
      condition.key == PrincipalKeys.arn && patterns.patterns.allSatisfy(\.isOfAnyAccount)
    let values = condition.variables.isEmpty ? ConditionMatch(condition, value: \.fallback) : nil
    var known: [[[Symbol]]: Match] = [:]
    return shapes.map { shape in
      let arns = isOfAnyAccount ? shape.arnsOfAnyAccount : []
      if !arns.isEmpty, let match = known[arns] { return match }
      let match = shape.answer(to: condition, patterns, values)
      if !arns.isEmpty { known[arns] = match }
      return match
    }
  }
}

/// Which of the candidates; 0-based.
struct Places: Sequence {
  private var bits: [UInt64]

  init(_ matches: [Match], _ isIn: (Match) -> Bool) {
    bits = Array(repeating: 0, count: (matches.count + 63) / 64)
    for (index, match) in matches.enumerated() where isIn(match) {
      bits[index / 64] |= 1 << UInt64(index % 64)
    }
  }

  init(_ range: Range<Int>) {
    bits = Array(repeating: 0, count: (range.upperBound + 63) / 64)
    for index in range { insert(index) }
  }

  /// How long it is.
  var words: Int { bits.count }

  mutating func insert(_ index: Int) {
    if index / 64 >= bits.count {
      bits += Array(repeating: 0, count: index / 64 + 1 - bits.count)
    }
    bits[index / 64] |= 1 << UInt64(index % 64)
  }

  mutating func formUnion(_ other: Places) {
    if other.bits.count > bits.count {
      bits += Array(repeating: 0, count: other.bits.count - bits.count)
    }
    for index in other.bits.indices { bits[index] |= other.bits[index] }
  }

  mutating func remove(_ index: Int) {
    bits[index / 64] &= ~(1 << UInt64(index % 64))
  }

  mutating func formIntersection(_ other: Places) {
    for index in bits.indices { bits[index] &= index < other.bits.count ? other.bits[index] : 0 }
  }

  mutating func subtract(_ other: Places) {
    for index in bits.indices where index < other.bits.count { bits[index] &= ~other.bits[index] }
  }

  func makeIterator() -> AnyIterator<Int> {
    var (word, rest) = (0, bits.first ?? 0)
    return AnyIterator {
      while rest == 0 {
        word += 1
        guard word < bits.count else { return nil }
        rest = bits[word]
      }
      defer { rest &= rest - 1 }
      return word * 64 + rest.trailingZeroBitCount
    }
  }
}
