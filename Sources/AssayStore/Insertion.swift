import GRDB
import GRDBSQLite
import Sealing

/// Inserts rows into one table, several by each statement, which takes half the time of one by one.
///
/// Rows are held back until there are enough of them: whoever reads the table calls `finish()` first.
/// Only for transactions that are rolled back when anything fails: of the rows of a statement that
/// fails, some may have been inserted, as to be able to undo them alone costs as much as they do.
final class Insertion {
  private enum Cell {
    case null
    case integer(Int64)
    /// Where it lies in `bytes`.
    case text(Range<Int>)
    case blob(Range<Int>)
  }

  private let connection: OpaquePointer
  private let head: String
  /// Of one row.
  private let places: String
  private let width: Int
  private var one: OpaquePointer?
  private var several: OpaquePointer?
  /// Of rows that are not inserted yet.
  private var cells: [Cell] = []
  /// With one byte before all others, so that it always lies somewhere.
  private var bytes: [UInt8] = [0]
  /// The id of the latest row, where the table gives ids.
  private var id: Int64?

  /// So many rows go by one statement; more gain nothing.
  private static let batch = 16

  /// - Parameters:
  ///   - database: Where the table is.
  ///   - table: Its name, one of the schema's.
  ///   - columns: In the order in which values are added.
  ///   - fixed: Columns that are the same in all rows.
  ///   - isNumbered: Whether the table gives ids, one more for each row.
  /// - Throws: What SQLite throws.
  init(
    _ database: Database, into table: String, _ columns: [String],
    fixed: KeyValuePairs<String, Int64> = [:], isNumbered: Bool = false
  ) throws {
    connection = try database.connection()
    width = columns.count
    // `OR FAIL` leaves what came before: a statement that could undo itself would keep a journal of its own.
    let names = (columns + fixed.map { $0.key }).joined(separator: ", ")
    head = "INSERT OR FAIL INTO \(table) (\(names)) VALUES "
    let values = columns.map { _ in "?" } + fixed.map { String($0.value) }
    places = "(\(values.joined(separator: ", ")))"
    cells.reserveCapacity(width * Self.batch)
    guard isNumbered else { return }
    let latest = try Prepared(database, "SELECT max(id) FROM \(table)").first() ?? 0
    // Beyond, SQLite would give ids without an order.
    guard latest < Int64.max >> 1 else { throw DatabaseError(resultCode: .SQLITE_FULL) }
    id = latest
  }

  deinit {
    sqlite3_finalize(one)
    sqlite3_finalize(several)
  }

  /// The id of the next row of a table that gives ids.
  var nextID: Int64 { (id ?? 0) + 1 }

  func add(_ number: Int64) { cells.append(.integer(number)) }

  func add(_ text: String) {
    var text = text
    cells.append(.text(text.withUTF8 { keep(UnsafeRawBufferPointer($0)) }))
  }

  /// Null for nil.
  func add(_ text: String?) {
    if let text { add(text) } else { cells.append(.null) }
  }

  /// Its 16 bytes.
  func add(_ digest: ShortDigest) {
    let words = (digest.high.bigEndian, digest.low.bigEndian)
    cells.append(.blob(withUnsafeBytes(of: words) { keep($0) }))
  }

  private func keep(_ some: UnsafeRawBufferPointer) -> Range<Int> {
    let start = bytes.count
    bytes.append(contentsOf: some)
    return start..<bytes.count
  }

  /// Ends a row of which all values were added.
  func endRow() throws {
    if let id { self.id = id + 1 }
    guard cells.count == width * Self.batch else { return }
    try insert(&several, rows: Self.batch, from: 0)
    clear()
  }

  /// Inserts what is held back.
  func finish() throws {
    for start in stride(from: 0, to: cells.count, by: width) {
      try insert(&one, rows: 1, from: start)
    }
    clear()
  }

  private func clear() {
    cells.removeAll(keepingCapacity: true)
    bytes.removeSubrange(1...)
  }

  private func insert(_ statement: inout OpaquePointer?, rows: Int, from start: Int) throws {
    if statement == nil {
      let sql = head + repeatElement(places, count: rows).joined(separator: ", ")
      try check(sqlite3_prepare_v3(connection, sql, -1, 0, &statement, nil), SQLITE_OK)
    }
    guard let statement else { throw failure(SQLITE_MISUSE) }
    try bytes.withUnsafeBufferPointer { bytes in
      for (place, cell) in cells[start..<start + rows * width].enumerated() {
        try check(Self.bind(cell, bytes, to: statement, at: Int32(place + 1)), SQLITE_OK)
      }
      let code = sqlite3_step(statement)
      sqlite3_reset(statement)
      try check(code, SQLITE_DONE)
    }
    guard let id else { return }
    let latest = id - Int64(cells.count / width - start / width - rows)
    guard sqlite3_last_insert_rowid(connection) == latest else { throw failure(SQLITE_CORRUPT) }
  }

  private static func bind(
    _ cell: Cell, _ bytes: UnsafeBufferPointer<UInt8>, to statement: OpaquePointer, at place: Int32
  ) -> Int32 {
    // The bytes stay where they are for as long as the statement runs, so that SQLite need not copy them.
    switch cell {
    case .null: return sqlite3_bind_null(statement, place)
    case .integer(let number): return sqlite3_bind_int64(statement, place, number)
    case .text(let range):
      return bytes.withMemoryRebound(to: CChar.self) {
        sqlite3_bind_text64(
          statement, place, $0.baseAddress.map { $0 + range.lowerBound }, UInt64(range.count), nil,
          UInt8(SQLITE_UTF8))
      }
    case .blob(let range):
      return sqlite3_bind_blob64(
        statement, place, bytes.baseAddress.map { $0 + range.lowerBound }, UInt64(range.count), nil)
    }
  }

  private func check(_ code: Int32, _ expected: Int32) throws {
    guard code == expected else { throw failure(code) }
  }

  private func failure(_ code: Int32) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(connection)),
      sql: head + places)
  }
}
