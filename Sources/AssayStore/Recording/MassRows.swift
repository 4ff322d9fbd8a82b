import AssayModel

/// Writes the outcomes that come in masses: one word for 64 resources of which a rule says the same.
struct MassRows {
  private struct Key: Hashable {
    /// Row of the rule's version.
    let rule: Int64
    let outcome: String
    let reason: String
  }

  /// A mass as it stands in the file: its row, and its open words with the run that opened each.
  private struct Stored {
    let row: Int64
    var words: [Int64: (members: UInt64, opened: Int64)] = [:]
  }

  private let context: RecordingContext

  init(_ context: RecordingContext) { self.context = context }

  /// Opens and closes words in which something changed.
  ///
  /// A resource that has an open finding of the rule is left out, so that
  /// nothing is counted twice; one that the rule was not asked about is not applicable, never a
  /// pass.
  func write(
    _ judgements: Judgements, rules: RuleIndex, resources: ResourceIndex,
    open: Set<FindingKey.Pair>
  ) throws {
    var sets: [Key: ResourceSet] = [:]
    for (kind, numbers) in rules.byKind {
      let rows = (resources.seen[kind] ?? []).sorted()
      for number in numbers {
        guard let version = rules.active[number] else { continue }
        let masses = judgements.masses[number] ?? []
        let numbers = Self.numbers(of: masses, in: rows)
        // A rule says few different things; the set that grows is looked up when that changes.
        var current: (key: Key, set: ResourceSet)?
        for (place, row) in rows.enumerated() {
          let known = numbers[place].map {
            (outcome: masses[$0].outcome, reason: masses[$0].reason)
          }
          if known?.outcome == .pass { continue }
          let pair = FindingKey.Pair(resource: row, rule: number)
          guard !open.contains(pair),
            let mass = known ?? Self.mass(of: pair, judgements)
          else { continue }
          let key = Key(rule: version, outcome: mass.outcome.rawValue, reason: mass.reason)
          if current?.key != key {
            if let current { sets[current.key] = current.set }
            current = (key, sets.removeValue(forKey: key) ?? ResourceSet())
          }
          current?.set.insert(row)
        }
        if let current { sets[current.key] = current.set }
      }
    }
    try write(sets, reach: resources.reach.map(ResourceSet.init))
  }

  /// For each row, which of the masses it is in; both ascend.
  private static func numbers(of masses: [Judgements.RowMass], in rows: [Int64]) -> [Int?] {
    var numbers: [Int?] = Array(repeating: nil, count: rows.count)
    for (number, mass) in masses.enumerated() {
      var place = 0
      for row in mass.rows {
        while place < rows.count, rows[place] < row { place += 1 }
        if place < rows.count, rows[place] == row { numbers[place] = number }
      }
    }
    return numbers
  }

  private static func mass(
    of pair: FindingKey.Pair, _ judgements: Judgements
  ) -> (outcome: Outcome, reason: String)? {
    guard let state = judgements.pairs[pair] else { return (.notApplicable, "not judged") }
    if let finding = judgements.undecided[pair] {
      return (.noData, finding.reasons.joined(separator: "; "))
    }
    guard !state.passes, !state.hasRows, let reason = state.notApplicable else { return nil }
    return (.notApplicable, reason)
  }

  /// `reach`: the rows of which something is said; nil for all of the scope.
  private func write(_ sets: [Key: ResourceSet], reach: ResourceSet?) throws {
    let stored = try storedMasses()
    let writer = try WordWriter(context)
    // What is said of others stays.
    let sets = reach.map { Self.completed(sets, by: stored, beside: $0) } ?? sets
    for (key, mass) in stored {
      for (word, old) in mass.words where sets[key]?.words[word] != old.members {
        try writer.close(mass.row, word, opened: old.opened)
      }
    }
    let ordered = sets.sorted {
      ($0.key.rule, $0.key.outcome, $0.key.reason) < ($1.key.rule, $1.key.outcome, $1.key.reason)
    }
    for (key, set) in ordered {
      let mass = try stored[key] ?? Stored(row: newMass(key))
      for (word, members) in set.words.sorted(by: { $0.key < $1.key })
      where mass.words[word]?.members != members {
        try writer.open(mass.row, word, members)
      }
    }
  }

  /// The sets with the members of stored ones that are not reached.
  private static func completed(
    _ sets: [Key: ResourceSet], by stored: [Key: Stored], beside reach: ResourceSet
  ) -> [Key: ResourceSet] {
    var sets = sets
    for (key, mass) in stored {
      var set = sets.removeValue(forKey: key) ?? ResourceSet()
      for (word, old) in mass.words { set.add(old.members & ~reach[word], to: word) }
      sets[key] = set
    }
    return sets
  }

  private func newMass(_ key: Key) throws -> Int64 {
    try Prepared(
      context.database, "INSERT INTO mass (scope, rule, outcome, reason) VALUES (?, ?, ?, ?)"
    ).insert(
      .integer(context.scope), .integer(key.rule), .text(key.outcome), .text(key.reason))
  }

  private func storedMasses() throws -> [Key: Stored] {
    var keys: [Int64: Key] = [:]
    try Prepared(
      context.database, "SELECT id, rule, outcome, reason FROM mass WHERE scope = ?"
    ).rows(.integer(context.scope)) { row in
      let id = row.integer(0)
      keys[id] = Key(rule: row.integer(1), outcome: row.text(2), reason: row.text(3))
    }
    let parts = try Prepared(
      context.database,
      """
      SELECT word, members, opened FROM mass_part WHERE mass = ? AND closed = 2147483647
      """)
    var masses: [Key: Stored] = [:]
    for (id, key) in keys {
      var mass = Stored(row: id)
      try parts.rows(.integer(id)) { row in
        mass.words[row.integer(0)] = (UInt64(bitPattern: row.integer(1)), row.integer(2))
      }
      masses[key] = mass
    }
    return masses
  }

  /// Writes words of masses.
  private final class WordWriter {
    private let context: RecordingContext
    private let closing: Prepared
    private let opening: Prepared

    init(_ context: RecordingContext) throws {
      self.context = context
      closing = try Prepared(
        context.database,
        "UPDATE mass_part SET closed = ? WHERE mass = ? AND word = ? AND opened = ?")
      opening = try Prepared(
        context.database,
        "INSERT INTO mass_part (mass, word, opened, members, size) VALUES (?, ?, ?, ?, ?)")
    }

    func close(_ mass: Int64, _ word: Int64, opened: Int64) throws {
      try closing.run(
        .integer(context.run), .integer(mass), .integer(word), .integer(opened))
    }

    func open(_ mass: Int64, _ word: Int64, _ members: UInt64) throws {
      try opening.run(
        .integer(mass), .integer(word), .integer(context.run),
        .integer(Int64(bitPattern: members)), .count(members.nonzeroBitCount))
    }
  }
}

/// A set of rows of resources, as the file keeps it: words of 64 bits by number, none of them zero.
struct ResourceSet {
  private(set) var words: [Int64: UInt64] = [:]

  init() {}

  init(_ rows: [Int64]) { for row in rows { insert(row) } }

  subscript(word: Int64) -> UInt64 { words[word] ?? 0 }

  /// Adds members of a word.
  mutating func add(_ members: UInt64, to word: Int64) {
    if members != 0 { words[word, default: 0] |= members }
  }

  mutating func insert(_ row: Int64) { words[row >> 6, default: 0] |= 1 << UInt64(row & 63) }

  /// The rows of a word, ascending.
  static func rows(of word: Int64, _ members: UInt64) -> [Int64] {
    (0..<64).filter { members >> UInt64($0) & 1 == 1 }.map { word << 6 | $0 }
  }
}
