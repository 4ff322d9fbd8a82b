/// Writes which open findings could not be decided again, by what, and since when.
struct UnconfirmedRows {
  /// Why a finding was left open.
  struct State: Equatable {
    /// As stored: `unknown`, `error` or `no_data`.
    let outcome: String
    /// Row of the evidence.
    let evidence: Int64
  }

  private let context: RecordingContext

  init(_ context: RecordingContext) { self.context = context }

  /// Opens and closes rows, so that just these are open; keyed by row of the finding.
  ///
  /// `reach`: the rows that were open before and are written about; nil for all of the scope. Returns the rows of
  /// others, which are left as they are.
  func write(_ states: [Int64: State], among reach: Set<Int64>?) throws -> [Int64] {
    var left: [Int64] = []
    var open: [Int64: (opened: Int64, state: State)] = [:]
    try Prepared(
      context.database,
      """
      SELECT unconfirmed.finding, unconfirmed.opened, unconfirmed.outcome, unconfirmed.evidence
      FROM unconfirmed JOIN finding ON finding.id = unconfirmed.finding
      WHERE finding.scope = ? AND unconfirmed.closed = 2147483647
      """
    ).rows(.integer(context.scope)) { row in
      guard reach?.contains(row.integer(0)) ?? true else {
        return left.append(row.integer(0))
      }
      open[row.integer(0)] = (
        row.integer(1), State(outcome: row.text(2), evidence: row.integer(3))
      )
    }
    guard !open.isEmpty || !states.isEmpty else { return left }
    let close = try Prepared(
      context.database, "UPDATE unconfirmed SET closed = ? WHERE finding = ? AND opened = ?")
    for (finding, row) in open where states[finding] != row.state {
      try close.run(.integer(context.run), .integer(finding), .integer(row.opened))
    }
    let insert = try Prepared(
      context.database,
      "INSERT INTO unconfirmed (finding, opened, outcome, evidence) VALUES (?, ?, ?, ?)")
    for (finding, state) in states.sorted(by: { $0.key < $1.key })
    where open[finding]?.state != state {
      try insert.run(
        .integer(finding), .integer(context.run), .text(state.outcome), .integer(state.evidence))
    }
    return left
  }
}
