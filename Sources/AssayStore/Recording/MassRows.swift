import AssayModel
import Sealing

/// Writes the outcomes that come in masses: one row for all resources of which a rule says the
/// same.
struct MassRows {
  private struct Key: Hashable {
    /// Row of the rule's version.
    let rule: Int64
    let outcome: Outcome
    let reason: String
  }

  private let context: RecordingContext

  init(_ context: RecordingContext) { self.context = context }

  /// Opens and closes rows.
  ///
  /// A resource that has an open finding of the rule is left out, so that
  /// nothing is counted twice; one that the rule was not asked about is not applicable, never a
  /// pass.
  func write(
    _ judgements: Judgements, rules: RuleIndex, resources: ResourceIndex,
    open: Set<FindingKey.Pair>
  ) throws {
    var sets: [Key: IDRanges] = [:]
    for (kind, numbers) in rules.byKind {
      let rows = (resources.seen[kind] ?? []).sorted()
      for number in numbers {
        guard let version = rules.active[number] else { continue }
        let masses = judgements.masses[number] ?? []
        let numbers = Self.numbers(of: masses, in: rows)
        for (place, row) in rows.enumerated() {
          let known = numbers[place].map {
            (outcome: masses[$0].outcome, reason: masses[$0].reason)
          }
          if known?.outcome == .pass { continue }
          let pair = FindingKey.Pair(resource: row, rule: number)
          guard !open.contains(pair),
            let mass = known ?? Self.mass(judgements.pairs[pair])
          else { continue }
          let key = Key(rule: version, outcome: mass.outcome, reason: mass.reason)
          sets[key, default: IDRanges()].append(row)
        }
      }
    }
    try write(sets)
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

  private static func mass(_ state: Judgements.PairState?) -> (outcome: Outcome, reason: String)? {
    guard let state else { return (.notApplicable, "not judged") }
    if let finding = state.undecided {
      return (.noData, finding.reasons.joined(separator: "; "))
    }
    guard !state.passes, !state.hasRows, let reason = state.notApplicable else { return nil }
    return (.notApplicable, reason)
  }

  private func write(_ sets: [Key: IDRanges]) throws {
    let open = try openRows()
    let close = try Prepared(context.database, "UPDATE mass SET closed = ? WHERE id = ?")
    for (key, row) in open where sets[key]?.text != row.resources {
      try close.run(.integer(context.run), .integer(row.id))
    }
    let insert = try Prepared(
      context.database,
      """
      INSERT INTO mass (scope, rule, outcome, reason, resources, size, opened)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """)
    let ordered = sets.sorted {
      ($0.key.rule, $0.key.outcome.rawValue, $0.key.reason)
        < ($1.key.rule, $1.key.outcome.rawValue, $1.key.reason)
    }
    for (key, set) in ordered where open[key]?.resources != set.text {
      try insert.run(
        .integer(context.scope), .integer(key.rule), .text(key.outcome.rawValue),
        .text(key.reason), .text(set.text), .count(set.count), .integer(context.run))
    }
  }

  private func openRows() throws -> [Key: (id: Int64, resources: String)] {
    var open: [Key: (id: Int64, resources: String)] = [:]
    try Prepared(
      context.database,
      """
      SELECT id, rule, outcome, reason, resources FROM mass
      WHERE scope = ? AND closed = 2147483647
      """
    ).rows(.integer(context.scope)) { row in
      guard let outcome = Outcome(rawValue: row.text(2)) else { return }
      let key = Key(rule: row.integer(1), outcome: outcome, reason: row.text(3))
      open[key] = (row.integer(0), row.text(4))
    }
    return open
  }
}

/// A set of ids as the ranges that it fills: a bitmap that SQL can read.
struct IDRanges {
  private(set) var count = 0
  private var ranges: [(first: Int64, last: Int64)] = []

  /// Adds an id greater than all before.
  mutating func append(_ id: Int64) {
    count += 1
    if let last = ranges.last, last.last + 1 == id {
      ranges[ranges.count - 1].last = id
    } else {
      ranges.append((id, id))
    }
  }

  /// `[[first,last],…]`.
  var text: String {
    "[" + ranges.map { "[\($0.first),\($0.last)]" }.joined(separator: ",") + "]"
  }
}
