import AssayModel
import GRDB
import Records
import Sealing
import Testing
import TestSupport

@testable import AssayStore

/// Rows that go in several at a time.
@Suite struct InsertionTests {
  /// A database with one table.
  private static func withTable(
    _ columns: String, _ body: (Database) throws -> Void
  ) throws {
    try DatabaseQueue().inDatabase { database in
      try database.execute(sql: "CREATE TABLE t (\(columns)) STRICT")
      try body(database)
    }
  }

  /// What stands in the table, as SQLite writes it.
  private static func rows(_ database: Database) throws -> [String] {
    try String.fetchAll(
      database,
      sql: """
        SELECT id || ' ' || quote(a) || ' ' || quote(b) || ' ' || quote(c) || ' ' || quote(d) || ' ' || e
        FROM t ORDER BY id
        """)
  }

  /// Fewer than go by one statement, just as many, more, and many times so many.
  @Test(arguments: [0, 1, 15, 16, 17, 31, 32, 100])
  func `every row is there once, with its values`(count: Int) throws {
    let columns = "id INTEGER PRIMARY KEY, a TEXT NOT NULL, b TEXT, c INTEGER, d BLOB, e INTEGER"
    try Self.withTable(columns) { database in
      let insertion = try Insertion(
        database, into: "t", ["a", "b", "c", "d"], fixed: ["e": 7], isNumbered: true)
      var expected: [String] = []
      for number in 0..<count {
        let text = number.isMultiple(of: 4) ? "" : String(repeating: "é\(number)", count: number)
        let other = number.isMultiple(of: 3) ? nil : "b\(number)"
        let digest = ShortDigest(high: UInt64(number), low: 1)
        #expect(insertion.nextID == Int64(number + 1))
        insertion.add(text)
        insertion.add(other)
        insertion.add(Int64(-number))
        insertion.add(digest)
        try insertion.endRow()
        let high = String(number, radix: 16, uppercase: true)
        let blob = String(repeating: "0", count: 16 - high.count) + high + "0000000000000001"
        let words = [text, other].map { $0.map { "'\($0)'" } ?? "NULL" }
        expected.append(
          "\(number + 1) \(words.joined(separator: " ")) \(-number) X'\(blob)' 7")
      }
      try insertion.finish()
      try insertion.finish()
      #expect(try Self.rows(database) == expected)
    }
  }

  @Test func `ids go on behind the last one`() throws {
    try Self.withTable("id INTEGER PRIMARY KEY, a TEXT NOT NULL") { database in
      try database.execute(sql: "INSERT INTO t (id, a) VALUES (3, 'x'), (41, 'y')")
      let insertion = try Insertion(database, into: "t", ["a"], isNumbered: true)
      #expect(insertion.nextID == 42)
      for number in 0..<20 {
        insertion.add("\(number)")
        try insertion.endRow()
      }
      try insertion.finish()
      #expect(
        try Int.fetchAll(database, sql: "SELECT id FROM t WHERE id > 41 ORDER BY id")
          == Array(42...61))
    }
  }

  @Test func `ids that another took are told, never taken for those of the rows`() throws {
    try Self.withTable("id INTEGER PRIMARY KEY, a TEXT NOT NULL") { database in
      let insertion = try Insertion(database, into: "t", ["a"], isNumbered: true)
      insertion.add("a")
      try insertion.endRow()
      try database.execute(sql: "INSERT INTO t (a) VALUES ('x')")
      #expect(throws: DatabaseError.self) { try insertion.finish() }
    }
  }

  @Test func `a table whose ids are used up takes no more`() throws {
    try Self.withTable("id INTEGER PRIMARY KEY, a TEXT NOT NULL") { database in
      try database.execute(sql: "INSERT INTO t (id, a) VALUES (9223372036854775807, 'x')")
      #expect(throws: DatabaseError.self) {
        try Insertion(database, into: "t", ["a"], isNumbered: true)
      }
    }
  }

  @Test(arguments: [1, 16])
  func `a row that a check refuses is told`(count: Int) throws {
    try Self.withTable("a INTEGER NOT NULL UNIQUE CHECK (a <> \(count - 1))") { database in
      let insertion = try Insertion(database, into: "t", ["a"])
      let failure = #expect(throws: DatabaseError.self) {
        for number in 0..<count {
          insertion.add(Int64(number))
          try insertion.endRow()
        }
        try insertion.finish()
      }
      #expect(failure?.message?.contains("CHECK constraint failed") == true)
    }
  }
}
