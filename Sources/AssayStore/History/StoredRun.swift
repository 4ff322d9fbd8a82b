package import AssayModel
package import Records
import GRDB

/// A run as it is kept.
package struct StoredRun: Sendable, Hashable {
  /// How much of what was given a run could look at.
  package enum Status: String, Sendable { case running, complete, partial, aborted }

  /// Counts up over all scopes.
  package let number: Int64
  /// As the run named itself.
  package let name: String
  package let scope: String
  /// `gate` or `audit`.
  package let kind: String
  package let status: Status
  package let started: Instant
  /// What the gate said.
  package let decision: String
  /// As the run's reports counted them.
  package let counts: OutcomeCounts
  /// Row of the scope.
  let scopeRow: Int64
  /// Whether what was closed up to here is still kept.
  package let isWhole: Bool
}

extension StoredRun {
  static let columns = """
    run.id, run.name, scope.name, run.kind, run.status, run.started, run.decision, run.pass,
    run.fail, run.unknown, run.not_applicable, run.waived, run.scope, run.id >= scope.kept_from
    """

  init(_ row: SQLRow) {
    number = row.integer(0)
    name = row.text(1)
    scope = row.text(2)
    kind = row.text(3)
    status = Status(rawValue: row.text(4)) ?? .aborted
    started = Instant(microseconds: row.integer(5))
    decision = row.text(6)
    var counts = OutcomeCounts()
    counts.pass = Int(clamping: row.integer(7))
    counts.fail = Int(clamping: row.integer(8))
    counts.unknown = Int(clamping: row.integer(9))
    counts.notApplicable = Int(clamping: row.integer(10))
    counts.waived = Int(clamping: row.integer(11))
    self.counts = counts
    scopeRow = row.integer(12)
    isWhole = row.integer(13) != 0
  }

  /// Every run, as the ledger sealed it, whether it is still kept or not.
  static func sealed(_ database: Database) throws -> [StoredRun] {
    let members = ["run", "name", "scope", "kind", "status", "started", "decision"]
    let counts = ["pass", "fail", "unknown", "not_applicable", "waived"]
    let columns = (members + counts).map { "body ->> '$.\($0)'" }.joined(separator: ", ")
    var runs: [StoredRun] = []
    try Prepared(
      database,
      "SELECT \(columns), 0, 0 FROM ledger WHERE kind = 'run' AND json_valid(body) ORDER BY seq"
    ).rows { runs.append(StoredRun($0)) }
    return runs
  }

  /// Whether something can be compared with it: it was recorded to its end.
  package var isRecorded: Bool { status == .complete || status == .partial }
}

/// Something that runs looked at, again and again.
package struct StoredScope: Sendable, Hashable {
  package let name: String
  package let runs: Int
  /// Its latest run.
  package let latest: StoredRun
  /// Its latest complete run; nil when there is none.
  package let latestComplete: StoredRun?
}

extension History {
  /// All scopes with a run, that of the latest run first.
  package func scopes() throws -> [StoredScope] {
    try read { database in
      var counts: [Int64: Int] = [:]
      try Prepared(database, "SELECT scope, count(*) FROM run GROUP BY scope").rows {
        counts[$0.integer(0)] = Int(clamping: $0.integer(1))
      }
      let complete = try Prepared(
        database,
        """
        SELECT \(StoredRun.columns) FROM run JOIN scope ON scope.id = run.scope
        WHERE run.scope = ? AND run.status = 'complete' ORDER BY run.id DESC LIMIT 1
        """)
      var scopes: [StoredScope] = []
      try Prepared(
        database,
        """
        SELECT \(StoredRun.columns) FROM run JOIN scope ON scope.id = run.scope
        WHERE run.id IN (SELECT max(id) FROM run GROUP BY scope) ORDER BY run.id DESC
        """
      ).rows { row in
        let latest = StoredRun(row)
        var whole: StoredRun?
        try complete.rows(.integer(latest.scopeRow)) { whole = StoredRun($0) }
        scopes.append(
          StoredScope(
            name: latest.scope, runs: counts[latest.scopeRow] ?? 0, latest: latest,
            latestComplete: whole))
      }
      return scopes
    }
  }

  /// The runs that a user may mean by a text: a number, a name, or the beginning of a name.
  ///
  /// - Parameters:
  ///   - text: What was typed.
  ///   - scope: Only runs of this scope; nil for all.
  ///   - limit: The most runs to give.
  /// - Returns: Runs of just this name when there are some, newest first.
  /// - Throws: `StoreError` when the file cannot be read.
  package func runs(named text: String, scope: String?, limit: Int = 10) throws -> [StoredRun] {
    if let number = Int64(text) { return try runs("run.id = ?1", .integer(number), scope, limit) }
    let exact = try runs("run.name = ?1", .text(text), scope, limit)
    guard exact.isEmpty, !text.isEmpty else { return exact }
    return try runs("substr(run.name, 1, length(?1)) = ?1", .text(text), scope, limit)
  }

  /// The latest runs of a scope, newest first.
  ///
  /// - Parameters:
  ///   - scope: Name of the scope.
  ///   - end: Only runs with a smaller number.
  ///   - status: Only runs of this status; nil for complete and partial ones.
  ///   - limit: The most runs to give.
  /// - Returns: At most `limit` runs.
  /// - Throws: `StoreError` when the file cannot be read.
  package func latestRuns(
    of scope: String, before end: Int64 = .max, status: StoredRun.Status? = nil, limit: Int
  ) throws -> [StoredRun] {
    let condition =
      status == nil
      ? "run.status IN ('complete', 'partial')" : "run.status = '\(status?.rawValue ?? "")'"
    return try runs("run.id < ?1 AND \(condition)", .integer(end), scope, limit)
  }

  /// The run of a scope that had started last by a time, whenever it was recorded; without a time the one that was
  /// recorded last; nil when there is none.
  package func run(of scope: String, at time: Instant?) throws -> StoredRun? {
    guard let time else { return try latestRuns(of: scope, limit: 1).first }
    return try runs(
      "run.started <= ?1 AND run.status IN ('complete', 'partial')",
      .integer(time.microseconds), scope, 1, by: "run.started DESC, run.id DESC"
    ).first
  }

  /// The first runs of a scope, or of all, that meet a condition over `?1`.
  private func runs(
    _ condition: String, _ value: SQLValue, _ scope: String?, _ limit: Int,
    by order: String = "run.id DESC"
  ) throws -> [StoredRun] {
    try read { database in
      var runs: [StoredRun] = []
      try Prepared(
        database,
        """
        SELECT \(StoredRun.columns) FROM run JOIN scope ON scope.id = run.scope
        WHERE \(condition) AND (?2 IS NULL OR scope.name = ?2) ORDER BY \(order) LIMIT ?3
        """
      ).rows(value, .optional(scope), .count(limit)) { runs.append(StoredRun($0)) }
      return runs
    }
  }
}
