import GRDB

/// The earlier runs of a scope.
struct RunHistory {
  private let database: Database
  private let scope: Int64

  init(_ database: Database, scope: Int64) {
    self.database = database
    self.scope = scope
  }

  /// The latest run that could read every input this run could read; nil when there is none.
  ///
  /// So nothing looks new only because it was hidden then. A complete run always qualifies, a
  /// partial one when its gaps are ours too.
  func latestComparable(to gaps: InputGaps) throws -> Int64? {
    let before = try Prepared(
      database,
      """
      SELECT id FROM run WHERE scope = ? AND id < ? AND status IN ('complete', 'partial')
      ORDER BY id DESC LIMIT 1
      """)
    let hidden = try Prepared(
      database,
      "SELECT path, opened FROM input_gap WHERE scope = ? AND opened <= ? AND closed > ?")
    var limit = Int64.max
    while let run = try before.first(.integer(scope), .integer(limit)) {
      var earliest: Int64?
      try hidden.rows(.integer(scope), .integer(run), .integer(run)) { row in
        guard !gaps.contains(row.text(0)) else { return }
        earliest = min(earliest ?? Int64.max, row.integer(1))
      }
      guard let earliest else { return run }
      limit = earliest
    }
    return nil
  }
}
