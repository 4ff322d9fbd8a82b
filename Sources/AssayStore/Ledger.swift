import AssayModel
import GRDB
import Records
import Sealing

/// The append-only, hash-chained table of who did what when.
enum Ledger {
  /// The newest entry; nil before the first.
  static func head(_ database: Database) throws -> LedgerHead? {
    try last(database).map { LedgerHead(seq: $0.seq, hash: $0.hash.hex) }
  }

  /// Adds an entry behind the newest one; the triggers refuse any other place.
  static func append(
    _ database: Database, at now: Instant, actor: String, kind: String, body: CanonicalJSON
  ) throws -> LedgerHead {
    let last = try last(database)
    let entry = LedgerEntry(
      seq: (last?.seq ?? 0) + 1, previous: last?.hash ?? .zero, at: now.rfc3339, actor: actor,
      kind: kind, body: body.text)
    let hash = entry.hash
    try Prepared(
      database,
      """
      INSERT INTO ledger (seq, previous, at, actor, kind, body, hash)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """
    ).run(
      .integer(entry.seq), .blob(entry.previous.bytes), .text(entry.at), .text(actor),
      .text(kind), .text(entry.body), .blob(hash.bytes))
    return LedgerHead(seq: entry.seq, hash: hash.hex)
  }

  private static func last(_ database: Database) throws -> (seq: Int64, hash: Digest)? {
    var last: (seq: Int64, hash: Digest)?
    try Prepared(database, "SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1").rows { row in
      guard let hash = Digest(bytes: row.blob(1)) else { return }
      last = (row.integer(0), hash)
    }
    return last
  }
}
