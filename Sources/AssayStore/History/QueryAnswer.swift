import GRDB
import GRDBSQLite

/// What a query of the user gave.
package struct QueryAnswer: Sendable, Hashable {
  /// One value of a row.
  package enum Value: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
  }

  /// Names of the columns, as the query gives them.
  package let columns: [String]
  /// Each as long as `columns`.
  package let rows: [[Value]]
  /// Why there are more rows than these; nil when these are all.
  package let cut: Cut?

  /// What ended an answer early.
  package enum Cut: Sendable, Hashable {
    case rows
    /// The values take more than `QueryLimits.bytes`.
    case bytes
  }
}

/// What a query may cost.
package struct QueryLimits: Sendable {
  /// The most rows to give.
  package var rows: Int
  /// The most bytes of values to keep.
  package var bytes = 64 << 20
  /// Asked again and again while the query runs; true ends it.
  package var isOver: @Sendable () -> Bool

  package init(rows: Int, isOver: @escaping @Sendable () -> Bool) {
    self.rows = rows
    self.isOver = isOver
  }
}

extension History {
  /// Answers one statement that reads.
  ///
  /// The file is open for reading only; besides, anything but a selection is refused: attaching
  /// files, transactions, pragmas that change something, extensions. Nothing goes to temporary files.
  ///
  /// - Parameters:
  ///   - sql: One statement.
  ///   - limits: What it may cost.
  /// - Returns: Names and rows.
  /// - Throws: `StoreError` of cause `query` for what is wrong with the statement, and others when the
  ///   file cannot be read.
  package func answer(_ sql: String, within limits: QueryLimits) throws -> QueryAnswer {
    try read { database in
      try database.script("PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON")
      let connection = try database.connection()
      return try GuardedQuery(connection, limits).answer(sql)
    }
  }
}

/// Runs a statement of the user under guard.
private struct GuardedQuery {
  private let connection: OpaquePointer
  private let limits: QueryLimits

  /// What SQLite asks whether to go on.
  private final class Watch {
    let isOver: @Sendable () -> Bool
    init(_ isOver: @escaping @Sendable () -> Bool) { self.isOver = isOver }
  }

  /// Tables that are functions are made at their first use, which the guard would refuse.
  private static let tableFunctions = [
    "SELECT 1 FROM json_each('[]')", "SELECT 1 FROM json_tree('[]')",
    "SELECT 1 FROM pragma_table_info('run')", "SELECT 1 FROM pragma_table_list",
    "SELECT 1 FROM pragma_index_list('run')", "SELECT 1 FROM pragma_foreign_key_list('run')",
  ]

  init(_ connection: OpaquePointer, _ limits: QueryLimits) {
    self.connection = connection
    self.limits = limits
  }

  func answer(_ sql: String) throws -> QueryAnswer {
    for table in Self.tableFunctions { sqlite3_exec(connection, table, nil, nil, nil) }
    let watch = Watch(limits.isOver)
    // One value of 16 MiB, memory of half a GiB: SQLite gives up, we do not.
    sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, 16 << 20)
    sqlite3_limit(connection, SQLITE_LIMIT_ATTACHED, 0)
    sqlite3_hard_heap_limit64(512 << 20)
    sqlite3_set_authorizer(connection, Self.authorizer, nil)
    sqlite3_progress_handler(
      connection, 200,
      { context in
        guard let context else { return 1 }
        return Unmanaged<Watch>.fromOpaque(context).takeUnretainedValue().isOver() ? 1 : 0
      }, Unmanaged.passUnretained(watch).toOpaque())
    defer {
      sqlite3_progress_handler(connection, 0, nil, nil)
      sqlite3_set_authorizer(connection, nil, nil)
      sqlite3_hard_heap_limit64(0)
    }
    let statement = try prepared(sql)
    defer { sqlite3_finalize(statement) }
    return try withExtendedLifetime(watch) { try rows(of: statement) }
  }

  private func prepared(_ sql: String) throws -> OpaquePointer {
    // SQLite would read no further.
    guard !sql.utf8.contains(0) else { throw StoreError.query("it has a NUL character") }
    var statement: OpaquePointer?
    var rest = ""
    let code = sql.withCString { start -> Int32 in
      var tail: UnsafePointer<CChar>?
      let code = sqlite3_prepare_v3(connection, start, -1, 0, &statement, &tail)
      if let tail { rest = String(cString: tail) }
      return code
    }
    guard code == SQLITE_OK else { throw failure(code) }
    guard let statement else { throw StoreError.query("there is no statement") }
    var next: OpaquePointer?
    let tail = sqlite3_prepare_v3(connection, rest, -1, 0, &next, nil)
    sqlite3_finalize(next)
    guard tail == SQLITE_OK, next == nil, sqlite3_stmt_readonly(statement) != 0 else {
      sqlite3_finalize(statement)
      throw StoreError.query("only one statement is answered, and it has to read")
    }
    return statement
  }

  private func rows(of statement: OpaquePointer) throws -> QueryAnswer {
    let count = sqlite3_column_count(statement)
    let columns = (0..<count).map { index in
      sqlite3_column_name(statement, index).map { String(cString: $0) } ?? ""
    }
    var rows: [[QueryAnswer.Value]] = []
    var size = 0
    while true {
      let code = sqlite3_step(statement)
      if code == SQLITE_DONE { return QueryAnswer(columns: columns, rows: rows, cut: nil) }
      guard code == SQLITE_ROW else { throw failure(code) }
      guard rows.count < limits.rows else {
        return QueryAnswer(columns: columns, rows: rows, cut: .rows)
      }
      for index in 0..<count { size += 16 + Int(sqlite3_column_bytes(statement, index)) }
      guard size <= limits.bytes else {
        return QueryAnswer(columns: columns, rows: rows, cut: .bytes)
      }
      rows.append((0..<count).map { Self.value(statement, $0) })
    }
  }

  private static func value(_ statement: OpaquePointer, _ index: Int32) -> QueryAnswer.Value {
    let row = SQLRow(statement)
    return switch sqlite3_column_type(statement, index) {
    case SQLITE_INTEGER: .integer(row.integer(index))
    case SQLITE_FLOAT: .real(sqlite3_column_double(statement, index))
    case SQLITE_TEXT: .text(row.text(index))
    case SQLITE_BLOB: .blob(row.blob(index))
    default: .null
    }
  }

  private func failure(_ code: Int32) -> any Error {
    let message = String(cString: sqlite3_errmsg(connection))
    switch ResultCode(rawValue: code).primaryResultCode {
    case .SQLITE_AUTH: return StoreError.query("only reading is allowed: \(message)")
    case .SQLITE_INTERRUPT: return StoreError.query("it takes too long, and was stopped")
    case .SQLITE_NOMEM: return StoreError.query("it takes too much memory, and was stopped")
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_BUSY, .SQLITE_IOERR:
      return DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
    default: return StoreError.query(message)
    }
  }

  /// Pragmas that only tell.
  private static let pragmas: Set<String> = [
    "application_id", "collation_list", "compile_options", "database_list", "foreign_key_list",
    "freelist_count", "function_list", "index_info", "index_list", "index_xinfo", "page_count",
    "page_size", "schema_version", "table_info", "table_list", "table_xinfo", "user_version",
  ]
  /// Of those, the ones whose argument names what is told about; the others would set a value.
  private static let askedAbout: Set<String> = [
    "foreign_key_list", "index_info", "index_list", "index_xinfo", "table_info", "table_list",
    "table_xinfo",
  ]

  private static let authorizer:
    @convention(c) (
      UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, UnsafePointer<CChar>?,
      UnsafePointer<CChar>?, UnsafePointer<CChar>?
    ) -> Int32 = { _, action, first, second, _, _ in
      switch action {
      case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE: return SQLITE_OK
      case SQLITE_FUNCTION:
        let name = second.map { String(cString: $0).lowercased() } ?? ""
        return ["load_extension", "fts3_tokenizer"].contains(name) ? SQLITE_DENY : SQLITE_OK
      case SQLITE_PRAGMA:
        let name = first.map { String(cString: $0).lowercased() } ?? ""
        let isAsked = second == nil || askedAbout.contains(name)
        return pragmas.contains(name) && isAsked ? SQLITE_OK : SQLITE_DENY
      default: return SQLITE_DENY
      }
    }
}
