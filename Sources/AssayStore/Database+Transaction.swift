import GRDB
import GRDBSQLite

extension Database {
  /// The connection under GRDB.
  func connection() throws -> OpaquePointer {
    guard let connection = sqliteConnection else {
      throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "the connection is closed")
    }
    return connection
  }

  /// Stops GRDB from looking at each statement that is compiled: it asks only for the sake of
  /// observers of changes, of which there are none, and takes longer than the compilation.
  func forgoObservation() throws { sqlite3_set_authorizer(try connection(), nil, nil) }

  /// Runs several statements that need no arguments.
  func script(_ sql: String) throws {
    let connection = try connection()
    let code = sqlite3_exec(connection, sql, nil, nil, nil)
    guard code == SQLITE_OK else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(connection))
      )
    }
  }

  /// Runs the body in a transaction that holds the write lock from its start: all of it is kept,
  /// or, when the body throws, nothing.
  ///
  /// The commit is in the log, and does not wait for the disk: `checkpoint()` does. A log that the
  /// disk has only in part gives back the transactions before the gap.
  func transaction<Value>(_ body: () throws -> Value) throws -> Value {
    try script("PRAGMA synchronous = OFF; BEGIN IMMEDIATE")
    do {
      let value = try body()
      try script("COMMIT; PRAGMA synchronous = NORMAL")
      return value
    } catch {
      // SQLite has rolled back by itself after a full disk or an I/O error.
      if isInsideTransaction { try script("ROLLBACK") }
      try script("PRAGMA synchronous = NORMAL")
      throw error
    }
  }

  /// Brings the log to the disk, and from there into the file.
  ///
  /// Where that fails, because others read
  /// or the disk is full, nothing is lost: the log is taken in by the next one.
  func checkpoint() {
    guard let connection = sqliteConnection else { return }
    sqlite3_wal_checkpoint_v2(connection, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
  }
}
