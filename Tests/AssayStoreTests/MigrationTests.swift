import AssayModel
import GRDB
import Testing

@testable import AssayStore
import TestSupport

@Suite struct MigrationTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// Each released schema with what makes a file of it.
  static let released: [(version: Int, sql: String)] = [
    (1, SchemaVersion1.sql + SchemaVersion1.rows),
    (
      2,
      SchemaVersion1.sql + SchemaVersion1.rows + Migration.history.sql + "PRAGMA user_version = 2"
    ),
    (
      3,
      SchemaVersion1.sql + SchemaVersion1.rows + Migration.history.sql + Migration.upkeep.sql
        + "PRAGMA user_version = 3"
    ),
    (
      4,
      SchemaVersion1.sql + SchemaVersion1.rows + Migration.history.sql + Migration.upkeep.sql
        + Migration.held.sql + "PRAGMA user_version = 4"
    ),
    (
      5,
      SchemaVersion1.sql + SchemaVersion1.rows + Migration.history.sql + Migration.upkeep.sql
        + Migration.held.sql + Migration.answers.sql + "PRAGMA user_version = 5"
    ),
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

  @Test func `masses and facts of version 1 keep what they say`() throws {
    let path = folder.file("old.db")
    try DatabaseQueue(path: path).inDatabase { database in
      try database.execute(sql: SchemaVersion1.sql + SchemaVersion1.rows)
      try database.execute(
        sql: """
          WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
            INSERT INTO resource SELECT i, 'volume', 'v' || i FROM n;
          INSERT INTO mass VALUES
            (1, 1, 1, 'not_applicable', 'x', '[[2,3],[63,65],[190,190]]', 6, 1, 2),
            (2, 1, 1, 'not_applicable', 'x', '[[63,63]]', 1, 2, 2147483647);
          INSERT INTO resource_span VALUES
            (1, 2, 1, 2, zeroblob(32), 'n', NULL, NULL), (1, 2, 2, 4, zeroblob(32), 'm', NULL, NULL),
            (1, 2, 5, 2147483647, randomblob(32), 'm', NULL, NULL);
          """)
    }
    _ = try Store.open(path: path)
    #expect(
      try query(
        path,
        """
        SELECT mass, word, opened, closed, printf('%x', members), size FROM mass_part
        ORDER BY opened, word
        """) == [
          ["1", "0", "1", "2", "800000000000000c", "3"], ["1", "1", "1", "2", "3", "2"],
          ["1", "2", "1", "2", "4000000000000000", "1"],
          ["1", "0", "2", "2147483647", "8000000000000000", "1"],
        ])
    #expect(
      try query(path, "SELECT opened FROM resource_facts WHERE resource = 2") == [["1"], ["5"]])
    #expect(try query(path, "SELECT count(*) FROM resource_span") == [["4"]])
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
