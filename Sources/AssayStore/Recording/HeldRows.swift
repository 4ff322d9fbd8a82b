/// Writes which open findings are held back, and tells which were.
struct HeldRows {
  private let context: RecordingContext

  init(_ context: RecordingContext) { self.context = context }

  /// Opens and closes rows, so that just these findings are held back.
  ///
  /// - Parameters:
  ///   - held: Rows of findings that this run says are held back.
  ///   - undecided: Rows of findings that it could not check again: they stay as they are.
  /// - Throws: What SQLite throws.
  func write(_ held: Set<Int64>, undecided: Set<Int64>) throws {
    var open: [Int64: Int64] = [:]
    try Prepared(
      context.database,
      """
      SELECT held.finding, held.opened FROM held JOIN finding ON finding.id = held.finding
      WHERE finding.scope = ? AND held.closed = 2147483647
      """
    ).rows(.integer(context.scope)) { open[$0.integer(0)] = $0.integer(1) }
    guard !open.isEmpty || !held.isEmpty else { return }
    let close = try Prepared(
      context.database, "UPDATE held SET closed = ? WHERE finding = ? AND opened = ?")
    for (finding, opened) in open where !held.contains(finding) && !undecided.contains(finding) {
      try close.run(.integer(context.run), .integer(finding), .integer(opened))
    }
    let insert = try Prepared(context.database, "INSERT INTO held (finding, opened) VALUES (?, ?)")
    for finding in held.sorted() where open[finding] == nil {
      try insert.run(.integer(finding), .integer(context.run))
    }
  }
}

/// Which findings an earlier run held back, or failed.
struct PastStates {
  private let rows: Prepared
  private let failure: Prepared
  private let scope: Int64
  private let run: Int64
  /// Asked for each failure that changed; by the index over closed findings, not through all of them.
  static let failureQuery = """
    SELECT max(finding.closed) FROM finding JOIN rule ON rule.id = finding.rule
    WHERE finding.scope = ? AND finding.resource = ? AND finding.locus = ?
      AND finding.closed < 2147483647 AND rule.uid = ?
      AND finding.outcome = 'fail' AND finding.opened <= ? HAVING count(*) > 0
    """

  init(_ context: RecordingContext, at run: Int64) throws {
    scope = context.scope
    self.run = run
    rows = try Prepared(
      context.database,
      """
      SELECT finding.resource, rule.uid, finding.locus
      FROM held JOIN finding ON finding.id = held.finding JOIN rule ON rule.id = finding.rule
      WHERE finding.scope = ? AND held.opened <= ? AND held.closed > ?
      """)
    failure = try Prepared(context.database, Self.failureQuery)
  }

  /// Findings that were held back at the run.
  func held(_ body: (_ resource: Int64, _ rule: String, _ locus: String) throws -> Void) throws {
    try rows.rows(.integer(scope), .integer(run), .integer(run)) {
      try body($0.integer(0), $0.text(1), $0.text(2))
    }
  }

  /// How a finding stood at the run.
  enum Failure {
    /// It failed then.
    case open
    /// It had failed before.
    case closed
    case never
  }

  /// The failure is not open still: who asks knows what stood before and goes on.
  func failure(_ key: FindingKey, rule: String) throws -> Failure {
    let closed = try failure.first(
      .integer(scope), .integer(key.resource), .text(key.locus), .text(rule), .integer(run))
    guard let closed else { return .never }
    return closed > run ? .open : .closed
  }
}
