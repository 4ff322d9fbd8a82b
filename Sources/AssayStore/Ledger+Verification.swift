import AssayModel
import GRDB
import Sealing

extension Ledger {
  /// Hashes every entry again, follows every link, and compares what each run entry sealed.
  ///
  /// It notices edits, missing entries, and a chain cut or made anew before the newest of
  /// `anchors`; behind them, whoever can write the file can write another end.
  static func verify(_ database: Database, anchors: [LedgerHead]) throws -> LedgerCheck {
    var check = try chain(database, anchors: anchors)
    try Prepared(database, changedRuns).rows { row in
      check.faults.append(.run(seq: row.integer(0), run: row.integer(1)))
    }
    try Prepared(database, unsealedRuns).rows { row in
      check.faults.append(.unsealed(run: row.integer(0)))
    }
    return check
  }

  private static func chain(_ database: Database, anchors: [LedgerHead]) throws -> LedgerCheck {
    var check = LedgerCheck()
    var missing = Set(anchors)
    var previous = Digest.zero.bytes
    var expected: Int64 = 1
    try Prepared(
      database,
      "SELECT seq, previous, at, actor, kind, body, hash FROM ledger ORDER BY seq"
    ).rows { row in
      let seq = row.integer(0)
      if seq != expected { check.faults.append(.sequence(expected: expected, found: seq)) }
      if row.blob(1) != previous { check.faults.append(.link(seq: seq)) }
      let hash = row.blob(6)
      let entry = Digest(bytes: row.blob(1)).map {
        LedgerEntry(
          seq: seq, previous: $0, at: row.text(2), actor: row.text(3), kind: row.text(4),
          body: row.text(5))
      }
      if entry?.hash.bytes != hash { check.faults.append(.content(seq: seq)) }
      let head = LedgerHead(seq: seq, hash: Digest(bytes: hash)?.hex ?? "")
      missing.remove(head)
      check.head = head
      check.entries += 1
      previous = hash
      expected = seq &+ 1
    }
    let lost = missing.sorted { ($0.seq, $0.hash) < ($1.seq, $1.hash) }
    check.faults += lost.map { .anchor($0) }
    return check
  }

  /// Entries of kind `run` and the run they name, where a column differs from what was sealed.
  private static let changedRuns = """
    WITH sealed AS (
      SELECT seq, iif(json_valid(body), body, '{}') AS body FROM ledger WHERE kind = 'run'),
    -- Runs that an entry says were pruned are not missing.
    pruned AS (
      SELECT scope.value ->> '$.scope' AS scope, max(scope.value ->> '$.before') AS before
      FROM ledger, json_each(iif(json_valid(body), body, '{}'), '$.pruned') AS scope
      WHERE ledger.kind = 'checkpoint' GROUP BY 1)
    SELECT sealed.seq, coalesce(sealed.body ->> '$.run', 0)
    FROM sealed
      LEFT JOIN run ON run.id = sealed.body ->> '$.run'
      LEFT JOIN scope ON scope.id = run.scope
      LEFT JOIN pruned ON pruned.scope = sealed.body ->> '$.scope'
    WHERE run.id IS NULL AND (sealed.body ->> '$.run' < pruned.before) IS NOT TRUE
      OR run.id IS NOT NULL AND (scope.name IS NOT sealed.body ->> '$.scope'
      OR \(RunRow.columns.map { "run.\($0) IS NOT sealed.body ->> '$.\($0)'" }
        .joined(separator: " OR ")))
    ORDER BY sealed.seq
    """

  private static let unsealedRuns = """
    WITH sealed AS (
      SELECT iif(json_valid(body), body ->> '$.run', NULL) AS run FROM ledger WHERE kind = 'run')
    SELECT id FROM run WHERE id NOT IN (SELECT run FROM sealed WHERE run IS NOT NULL)
    ORDER BY id
    """
}
