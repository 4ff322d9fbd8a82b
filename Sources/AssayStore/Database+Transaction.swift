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
  func transaction<Value>(_ body: () throws -> Value) throws -> Value {
    try script("BEGIN IMMEDIATE")
    do {
      let value = try body()
      try script("COMMIT")
      return value
    } catch {
      // SQLite has rolled back by itself after a full disk or an I/O error.
      if isInsideTransaction { try script("ROLLBACK") }
      throw error
    }
  }
}
