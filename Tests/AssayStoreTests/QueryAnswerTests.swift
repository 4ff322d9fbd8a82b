import AssayModel
import AssayStore
import Testing
import TestSupport

/// Queries of users, under guard.
@Suite struct QueryAnswerTests {
  let folder: TemporaryFolder
  let history: History

  init() throws {
    folder = try TemporaryFolder()
    let store = try Store.open(path: folder.file("a.db"))
    try store.record(1, IntervalTests.run(.fail))
    history = try History.open(path: folder.file("a.db"))
  }

  private func answer(_ sql: String, rows: Int = 100) throws -> QueryAnswer {
    try history.answer(sql, within: QueryLimits(rows: rows) { false })
  }

  @Test(arguments: [
    "SELECT * FROM v_open_findings", "SELECT * FROM v_trend", "SELECT * FROM v_lineage",
    "SELECT * FROM v_compliance", "SELECT value FROM json_each('[1]')", "EXPLAIN SELECT 1",
    "SELECT name FROM pragma_table_info('run')", "PRAGMA table_info(run)", "PRAGMA user_version",
    "WITH n(i) AS (VALUES (1), (2)) SELECT sum(i) FROM n; -- and a remark", "SELECT sqrt(2)",
  ])
  func `reading is answered`(sql: String) throws {
    #expect(try !answer(sql).columns.isEmpty)
  }

  @Test(arguments: [
    "ATTACH 'x.db' AS x", "DETACH main", "DELETE FROM run", "UPDATE run SET fail = 0",
    "INSERT INTO scope (name) VALUES ('x')", "CREATE TEMP TABLE t (a)", "DROP VIEW v_trend",
    "BEGIN", "COMMIT", "SAVEPOINT s", "VACUUM", "REINDEX", "ANALYZE",
    "PRAGMA journal_mode = DELETE", "PRAGMA user_version = 5", "PRAGMA query_only = OFF",
    "PRAGMA writable_schema = ON", "PRAGMA wal_checkpoint", "PRAGMA incremental_vacuum",
    "SELECT load_extension('x')", "SELECT 1; SELECT 2", "SELECT 1; DELETE FROM run", "", "  ;",
    "-- only a remark", "SELEC 1", "SELECT * FROM none", "SELECT hex(zeroblob(100000000))",
    "SELECT 1\u{0}", "SELECT fts3_tokenizer('simple')", "ATTACH ':memory:' AS m",
  ])
  func `anything else is refused, and changes nothing`(sql: String) throws {
    let error = try #require(throws: StoreError.self) { _ = try answer(sql) }
    #expect(error.cause == .query, "\(error)")
    #expect(try answer("SELECT count(*) FROM run").rows == [[.integer(1)]])
    #expect(try query(folder.file("a.db"), "PRAGMA journal_mode") == [["wal"]])
  }

  @Test func `values keep their kind, and rows are bounded`() throws {
    let found = try answer("SELECT 1 AS a, 1.5 AS b, 'x' AS c, x'00ff' AS d, NULL AS e")
    #expect(found.columns == ["a", "b", "c", "d", "e"])
    #expect(found.rows == [[.integer(1), .real(1.5), .text("x"), .blob([0, 255]), .null]])
    let many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 50) "
    #expect(try answer(many + "SELECT i FROM n", rows: 50).cut == nil)
    #expect(try answer(many + "SELECT i FROM n", rows: 49).cut == .rows)
    let large = try answer(many + "SELECT zeroblob(4000000) FROM n")
    #expect(large.cut == .bytes && large.rows.count == 16)
  }

  @Test func `a query that does not end is stopped`() throws {
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
    let error = try #require(throws: StoreError.self) {
      _ = try history.answer(
        endless + " WHERE i < 0", within: QueryLimits(rows: 9) { true })
    }
    #expect(error.description.contains("it takes too long"))
    #expect(try answer("SELECT 1").rows.count == 1)
  }
}
