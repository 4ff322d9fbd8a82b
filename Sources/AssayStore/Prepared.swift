import GRDB
import GRDBSQLite

/// A value to bind.
enum SQLValue {
  case null
  case integer(Int64)
  case text(String)
  case blob([UInt8])

  /// Null for nil.
  static func optional(_ text: String?) -> SQLValue { text.map { .text($0) } ?? .null }
}

/// A prepared statement, compiled when it is first run.
///
/// Bound and stepped by hand, which takes half the time of GRDB's way: some hundred times a
/// recording.
final class Prepared {
  private let connection: OpaquePointer
  private let sql: String
  private var statement: OpaquePointer?

  init(_ database: Database, _ sql: String) throws {
    connection = try database.connection()
    self.sql = sql
  }

  deinit { sqlite3_finalize(statement) }

  /// Runs the statement once, ignoring rows.
  func run(_ values: SQLValue...) throws { try run(values) }

  /// The same.
  func run(_ values: [SQLValue]) throws { try step(values) { _ in } }

  /// Runs the statement once and hands out each row.
  func rows(_ values: SQLValue..., body: (SQLRow) throws -> Void) throws {
    try step(values, body)
  }

  /// Runs an insert, and gives the id of the new row.
  func insert(_ values: SQLValue...) throws -> Int64 { try insert(values) }

  /// Runs an insert, and gives the id of the new row.
  func insert(_ values: [SQLValue]) throws -> Int64 {
    try step(values) { _ in }
    return sqlite3_last_insert_rowid(connection)
  }

  /// The first column of the first row; nil without a row.
  func first(_ values: SQLValue...) throws -> Int64? {
    var first: Int64?
    try step(values) { row in first = first ?? row.integer(0) }
    return first
  }

  private func step(_ values: [SQLValue], _ body: (SQLRow) throws -> Void) throws {
    let handle = try compiled()
    defer { sqlite3_reset(handle) }
    for (index, value) in values.enumerated() {
      try check(Self.bind(value, to: handle, at: Int32(index + 1)), SQLITE_OK)
    }
    while true {
      let code = sqlite3_step(handle)
      guard code == SQLITE_ROW else { return try check(code, SQLITE_DONE) }
      try body(SQLRow(handle))
    }
  }

  private func compiled() throws -> OpaquePointer {
    if let statement { return statement }
    try check(sqlite3_prepare_v3(connection, sql, -1, 0, &statement, nil), SQLITE_OK)
    guard let statement else { throw DatabaseError(resultCode: .SQLITE_MISUSE, sql: sql) }
    return statement
  }

  private func check(_ code: Int32, _ expected: Int32) throws {
    guard code == expected else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code),
        message: String(cString: sqlite3_errmsg(connection)),
        sql: sql)
    }
  }

  private static func bind(_ value: SQLValue, to handle: OpaquePointer, at index: Int32) -> Int32 {
    // SQLite copies the bytes before the call returns.
    let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    switch value {
    case .null: return sqlite3_bind_null(handle, index)
    case .integer(let value): return sqlite3_bind_int64(handle, index, value)
    case .text(var value):
      return value.withUTF8 { utf8 in
        utf8.withMemoryRebound(to: CChar.self) { characters in
          sqlite3_bind_text64(
            handle, index, characters.baseAddress, UInt64(utf8.count), copied,
            UInt8(SQLITE_UTF8))
        }
      }
    case .blob(let bytes):
      return bytes.withUnsafeBytes { buffer in
        guard let base = buffer.baseAddress, !buffer.isEmpty else {
          return sqlite3_bind_zeroblob(handle, index, 0)
        }
        return sqlite3_bind_blob64(handle, index, base, UInt64(buffer.count), copied)
      }
    }
  }
}

/// The current row of a running statement; columns are counted from 0.
struct SQLRow {
  private let handle: OpaquePointer

  init(_ handle: OpaquePointer) { self.handle = handle }

  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  /// Empty for null.
  func text(_ column: Int32) -> String {
    guard let start = sqlite3_column_text(handle, column) else { return "" }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

  /// Empty for null.
  func blob(_ column: Int32) -> [UInt8] { withBlob(column) { Array($0) } }

  /// Hands out the bytes, of which there are none for null, while it runs.
  func withBlob<Value>(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> Value) -> Value {
    let start = sqlite3_column_blob(handle, column)
    return body(
      UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
  }
}
