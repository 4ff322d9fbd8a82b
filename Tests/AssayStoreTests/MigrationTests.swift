import AssayModel
import AssayStore
import GRDB
import Testing

@Suite struct MigrationTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// Each released schema with what makes a file of it.
  static let released: [(version: Int, sql: String)] = [
    (1, SchemaVersion1.sql + SchemaVersion1.rows)
  ]

  @Test(arguments: released)
  func `a file of any released schema opens, keeps its runs and goes on`(
    schema: (version: Int, sql: String)
  ) throws {
    let path = folder.file("old.db")
    try DatabaseQueue(path: path).inDatabase { try $0.execute(sql: schema.sql) }
    let store = try Store.open(path: path)
    #expect(try store.verifyLedger().faults == [])
    #expect(try store.verifyLedger().entries == 2)
    let next = try store.record(3, IntervalTests.run(.fail))
    #expect(next.comparison.previousRun == "run-2" && next.comparison.persisting == 1)
    #expect(next.comparison.firstSeen == [RunBuilder.id("r", "v"): "run-1"])
    #expect(next.head.seq == 3)
    #expect(try store.verifyLedger().faults == [])
  }

  @Test(arguments: released)
  func `an old file ends up with the schema of a new one`(schema: (version: Int, sql: String))
    throws
  {
    let old = folder.file("old.db")
    try DatabaseQueue(path: old).inDatabase { try $0.execute(sql: schema.sql) }
    _ = try Store.open(path: old)
    let new = folder.file("new.db")
    _ = try Store.open(path: new)
    let schema = "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name"
    #expect(try query(old, schema) == query(new, schema))
    #expect(try query(old, "PRAGMA user_version") == query(new, "PRAGMA user_version"))
  }

  @Test func `opening again changes nothing`() throws {
    let path = folder.file("a.db")
    _ = try Store.open(path: path)
    let schema = "SELECT name, sql, rootpage FROM sqlite_schema ORDER BY name"
    let before = try query(path, schema)
    _ = try Store.open(path: path)
    #expect(try query(path, schema) == before)
  }
}
