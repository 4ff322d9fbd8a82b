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
  /// pass. `open`: rows of the former by number of the rule, ascending.
  func write(
    _ judgements: Judgements, _ result: RunResult, rules: RuleIndex, resources: ResourceIndex,
    open: [[Int64]]
  ) throws {
    var sets: [Key: ResourceSet] = [:]
    var seen = SeenRows(result.resources, resources)
    for (kind, numbers) in rules.byKind {
      seen.turn(to: kind)
      for number in numbers {
        guard let version = rules.active[number] else { continue }
        let said = Self.said(number, judgements, of: seen, result.findings, open: open[number])
        for (what, set) in said {
          sets[Key(rule: version, outcome: what.outcome.rawValue, reason: what.reason)] = set
        }
      }
    }
    try write(sets, reach: resources.reach.map(ResourceSet.init))
  }

  /// What a rule says alike of many resources of its kind.
  private static func said(
    _ rule: Int, _ judgements: Judgements, of seen: SeenRows, _ findings: [Finding],
    open: [Int64]
  ) -> [Said: ResourceSet] {
    var sums = SetSums()
    let masses = judgements.masses[rule] ?? []
    let places = masses.map { mass in
      mass.outcome == .pass ? SetSums.none : sums.place(of: Said(mass.outcome, mass.reason))
    }
    let marks = seen.marks(masses.map(\.positions), places)
    let states = judgements.pairs[rule]
    // How far both were gone through, which ascend as the rows do.
    var (opened, told) = (0, 0)
    for (place, row) in seen.rows.enumerated() {
      let mark = marks[place]
      guard mark != SetSums.none else { continue }
      while opened < open.count, open[opened] < row { opened += 1 }
      guard opened == open.count || open[opened] != row else { continue }
      guard mark == SeenRows.unmarked else {
        sums.add(row, to: mark)
        continue
      }
      while told < states.count, states[told].resource < row { told += 1 }
      let state = told < states.count && states[told].resource == row ? states[told] : nil
      guard let said = said(state, findings) else { continue }
      sums.add(row, to: sums.place(of: said))
    }
    return sums.sets
  }

  /// What findings say of a resource in no mass; nil where they say something of it alone.
  private static func said(_ state: Judgements.PairState?, _ findings: [Finding]) -> Said? {
    guard let state else { return Said(.notApplicable, "not judged") }
    if let position = state.undecided {
      return Said(.noData, findings[position].reasons.joined(separator: "; "))
    }
    guard !state.passes, !state.hasRows, let position = state.notApplicable else { return nil }
    return Said(.notApplicable, findings[position].reasons.joined(separator: "; "))
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
    try writer.finish()
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
    private let opening: Insertion

    init(_ context: RecordingContext) throws {
      self.context = context
      closing = try Prepared(
        context.database,
        "UPDATE mass_part SET closed = ? WHERE mass = ? AND word = ? AND opened = ?")
      opening = try Insertion(
        context.database, into: "mass_part", ["mass", "word", "members", "size"],
        fixed: ["opened": context.run])
    }

    func close(_ mass: Int64, _ word: Int64, opened: Int64) throws {
      try closing.run(
        .integer(context.run), .integer(mass), .integer(word), .integer(opened))
    }

    func open(_ mass: Int64, _ word: Int64, _ members: UInt64) throws {
      opening.add(mass)
      opening.add(word)
      opening.add(Int64(bitPattern: members))
      opening.add(Int64(members.nonzeroBitCount))
      try opening.endRow()
    }

    /// Inserts what is held back.
    func finish() throws { try opening.finish() }
  }
}
