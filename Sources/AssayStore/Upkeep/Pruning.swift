package import Records
import GRDB
import Sealing

extension Store {
  /// Takes away runs that are older than what is to be kept, and what was closed before the first
  /// run that is kept.
  ///
  /// The latest complete run of each scope stays, and so does whatever is alive at a run that stays.
  /// The ledger keeps every entry, and gets one that says what was pruned.
  ///
  /// - Parameters:
  ///   - retention: What to keep.
  ///   - isRehearsal: Whether to tell only what would go.
  ///   - actor: Who does it, for the ledger.
  ///   - now: The time, for the ledger.
  /// - Returns: What went, or would go.
  /// - Throws: `StoreError`; nothing is taken away then.
  package func prune(
    keeping retention: Retention, isRehearsal: Bool, actor: String, now: Instant
  ) throws -> PruneReport {
    try Self.describing("prune", path) {
      try queue.inDatabase { database in
        var report = PruneReport()
        report.sizeBefore = try Self.size(database)
        // Looked at once at the end, instead of in every table for each row.
        try database.script("PRAGMA foreign_keys = OFF")
        defer { try? database.script("PRAGMA foreign_keys = ON") }
        let pruning = Pruning(database)
        guard !isRehearsal else {
          try database.script("BEGIN IMMEDIATE")
          defer { try? database.script("ROLLBACK") }
          try pruning.prune(keeping: retention, &report)
          return report
        }
        try database.transaction {
          try pruning.prune(keeping: retention, &report)
          guard !report.scopes.isEmpty else { return }
          _ = try Ledger.append(
            database, at: now, actor: actor, kind: "checkpoint", body: report.sealed)
        }
        if !report.scopes.isEmpty {
          // The rows are gone; whether the file shrinks is another matter.
          do { try database.script("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)") } catch let error
            as DatabaseError
          {
            report.shrinkFailure = StoreError.sqlite(error, doing: "shrink", to: path).description
          }
        }
        report.sizeAfter = try Self.size(database)
        return report
      }
    }
  }

  private static func size(_ database: Database) throws -> Int64 {
    let pages = try Prepared(database, "PRAGMA page_count").first() ?? 0
    return pages * (try Prepared(database, "PRAGMA page_size").first() ?? 0)
  }
}

extension PruneReport {
  /// What the ledger keeps of it: a run that is missing and told of here was not stolen.
  fileprivate var sealed: CanonicalJSON {
    .object([
      (
        "pruned",
        .array(
          scopes.map {
            .object([
              ("scope", .string($0.name)), ("before", .integer($0.keptFrom)),
              ("runs", .integer(Int64($0.runs))),
            ])
          })
      )
    ])
  }
}

/// Deletes, inside a transaction.
private struct Pruning {
  private let database: Database

  init(_ database: Database) { self.database = database }

  func prune(keeping retention: Retention, _ report: inout PruneReport) throws {
    var scopes: [(row: Int64, name: String, keptFrom: Int64)] = []
    try Prepared(database, "SELECT id, name, kept_from FROM scope ORDER BY name").rows {
      scopes.append(($0.integer(0), $0.text(1), $0.integer(2)))
    }
    var counts: [String: Int] = [:]
    for scope in scopes {
      guard let first = try firstKept(scope.row, retention), first > scope.keptFrom,
        let runs = try count("run", "scope = ?1 AND id < ?2", scope.row, first), runs > 0
      else { continue }
      for step in Self.steps { try delete(step, scope.row, first, &counts) }
      try Prepared(database, "UPDATE scope SET kept_from = ? WHERE id = ?").run(
        .integer(first), .integer(scope.row))
      let left = try count("run", "scope = ?1 AND id >= ?2", scope.row, first) ?? 0
      report.scopes.append(
        .init(name: scope.name, keptFrom: first, runs: runs, left: left))
    }
    guard !report.scopes.isEmpty else { return }
    for step in Self.orphans { try delete(step, nil, nil, &counts) }
    var broken = 0
    try Prepared(database, "PRAGMA foreign_key_check").rows { _ in broken += 1 }
    guard broken == 0 else {
      throw DatabaseError(
        resultCode: .SQLITE_CORRUPT, message: "\(broken) rows would refer to nothing")
    }
    report.rows = Self.names.compactMap { name in
      counts[name].flatMap { $0 > 0 ? .init(name: name, count: $0) : nil }
    }
  }

  /// The first run of a scope that stays; nil without a recorded run.
  private func firstKept(_ scope: Int64, _ retention: Retention) throws -> Int64? {
    let wanted: Int64?
    let recorded = "scope = ?1 AND status IN ('complete', 'partial')"
    switch retention {
    case .since(let moment):
      wanted = try Prepared(
        database, "SELECT min(id) FROM run WHERE \(recorded) AND started >= ?2 HAVING count(*) > 0"
      ).first(.integer(scope), .integer(moment.microseconds))
    case .runs(let count):
      wanted = try Prepared(
        database,
        """
        SELECT min(id) FROM (
          SELECT id FROM run WHERE \(recorded) ORDER BY id DESC LIMIT ?2) HAVING count(*) > 0
        """
      ).first(.integer(scope), .count(max(1, count)))
    }
    // The latest run, and the latest that could look at everything, are what the next compares with.
    let latest = try Prepared(
      database,
      """
      SELECT coalesce(max(id) FILTER (WHERE status = 'complete'), min(id)) FROM run
      WHERE \(recorded) HAVING count(*) > 0
      """
    ).first(.integer(scope))
    guard let latest else { return nil }
    return min(wanted ?? latest, latest)
  }

  /// One deletion: what is told of it, and its statement over a scope (?1) and its first run (?2).
  private struct Step {
    let name: String
    let sql: String
  }

  private static let names = [
    "runs", "closed findings", "could-not-checks", "holds", "presences", "facts", "links", "masses",
    "unreadable inputs", "what was not collected",
    "spans of rules", "rules", "resources", "evidence",
  ]

  /// `?2` is the first run that stays: what closed with it is told by it.
  private static let steps: [Step] = [
    Step(
      name: "could-not-checks",
      sql: """
        DELETE FROM unconfirmed WHERE finding IN (SELECT id FROM finding WHERE scope = ?1)
          AND (closed < ?2 OR finding IN
            (SELECT id FROM finding WHERE scope = ?1 AND closed < ?2))
        """),
    Step(
      name: "holds",
      sql: """
        DELETE FROM held WHERE finding IN (SELECT id FROM finding WHERE scope = ?1)
          AND (closed < ?2 OR finding IN
            (SELECT id FROM finding WHERE scope = ?1 AND closed < ?2))
        """),
    // The last failure of each finding that is told of later stays: it is why that is reopened and not new. What is
    // told of later is asked for twice, as past rows and open ones stand in an index each.
    Step(
      name: "closed findings",
      sql: """
        DELETE FROM finding AS old WHERE scope = ?1 AND closed < ?2 AND (outcome <> 'fail'
          OR EXISTS (SELECT 1 FROM finding AS newer WHERE newer.scope = ?1
            AND newer.resource = old.resource AND newer.locus = old.locus
            AND newer.rule IN (SELECT id FROM rule
              WHERE uid = (SELECT uid FROM rule WHERE id = old.rule))
            AND newer.closed < 2147483647 AND newer.closed < ?2 AND newer.closed > old.closed
            AND newer.outcome = 'fail')
          OR NOT EXISTS (SELECT 1 FROM finding AS newer WHERE newer.scope = ?1
              AND newer.resource = old.resource AND newer.locus = old.locus
              AND newer.rule IN (SELECT id FROM rule
                WHERE uid = (SELECT uid FROM rule WHERE id = old.rule))
              AND newer.closed < 2147483647 AND newer.closed >= ?2)
            AND NOT EXISTS (SELECT 1 FROM finding AS newer WHERE newer.scope = ?1
              AND newer.resource = old.resource AND newer.locus = old.locus
              AND newer.rule IN (SELECT id FROM rule
                WHERE uid = (SELECT uid FROM rule WHERE id = old.rule))
              AND newer.closed = 2147483647))
        """),
    Step(name: "presences", sql: "DELETE FROM resource_span WHERE scope = ?1 AND closed < ?2"),
    Step(
      name: "facts",
      sql: """
        DELETE FROM resource_facts AS old WHERE scope = ?1 AND opened < ?2
          AND (EXISTS (SELECT 1 FROM resource_facts AS newer WHERE newer.scope = ?1
              AND newer.resource = old.resource AND newer.opened > old.opened
              AND newer.opened <= ?2)
            OR NOT EXISTS (SELECT 1 FROM resource_span WHERE resource_span.scope = ?1
              AND resource_span.resource = old.resource))
        """),
    Step(name: "links", sql: "DELETE FROM lineage WHERE scope = ?1 AND closed < ?2"),
    Step(
      name: "masses",
      sql: """
        DELETE FROM mass_part WHERE closed < ?2
          AND mass IN (SELECT id FROM mass WHERE scope = ?1)
        """),
    Step(name: "unreadable inputs", sql: "DELETE FROM input_gap WHERE scope = ?1 AND closed < ?2"),
    Step(
      name: "what was not collected",
      sql: "DELETE FROM uncollected WHERE scope = ?1 AND closed < ?2"),
    Step(name: "spans of rules", sql: "DELETE FROM rule_span WHERE scope = ?1 AND closed < ?2"),
    Step(name: "runs", sql: "DELETE FROM run WHERE scope = ?1 AND id < ?2"),
  ]

  /// What nothing refers to any more.
  private static let orphans: [Step] = [
    Step(
      name: "masses", sql: "DELETE FROM mass WHERE id NOT IN (SELECT mass FROM mass_part)"),
    Step(
      name: "rules",
      sql: """
        DELETE FROM rule_control WHERE rule NOT IN (
          SELECT rule FROM rule_span UNION SELECT rule FROM finding UNION SELECT rule FROM mass)
        """),
    Step(
      name: "rules",
      sql: """
        DELETE FROM rule WHERE id NOT IN (
          SELECT rule FROM rule_span UNION SELECT rule FROM finding UNION SELECT rule FROM mass)
        """),
    Step(
      name: "resources",
      sql: """
        DELETE FROM resource WHERE id NOT IN (
          SELECT resource FROM resource_span UNION SELECT resource FROM resource_facts
          UNION SELECT resource FROM finding
          UNION SELECT parent FROM lineage UNION SELECT child FROM lineage)
        """),
    Step(
      name: "evidence",
      sql: """
        DELETE FROM evidence WHERE id NOT IN (
          SELECT evidence FROM finding UNION SELECT evidence FROM unconfirmed)
        """),
  ]

  private func delete(
    _ step: Step, _ scope: Int64?, _ first: Int64?, _ counts: inout [String: Int]
  ) throws {
    if let scope, let first {
      try Prepared(database, step.sql).run(.integer(scope), .integer(first))
    } else {
      try Prepared(database, step.sql).run()
    }
    let changed = try Prepared(database, "SELECT changes()").first() ?? 0
    counts[step.name, default: 0] += Int(clamping: changed)
  }

  private func count(_ table: String, _ condition: String, _ scope: Int64, _ run: Int64) throws
    -> Int?
  {
    try Prepared(database, "SELECT count(*) FROM \(table) WHERE \(condition)")
      .first(.integer(scope), .integer(run)).map { Int(clamping: $0) }
  }
}
