import AssayModel
import AssayStore
import GRDB
import Testing
import TestSupport

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Opening a file to ask it.
@Suite struct HistoryFileTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("a.db")
  }

  @Test func `asking makes no file`() throws {
    let error = try #require(throws: StoreError.self) { _ = try History.open(path: path) }
    #expect(error.cause == .missing)
    #expect(error.description.contains("there is no database `\(path)`: a run that is recorded"))
    #expect(access(path, F_OK) != 0)
  }

  @Test func `a folder, an empty file and a text are told apart`() throws {
    var error = try #require(throws: StoreError.self) { _ = try History.open(path: folder.path) }
    #expect(error.cause == .cannotOpen && error.description.hasSuffix("it is not a file"))
    try write("", to: path)
    error = try #require(throws: StoreError.self) { _ = try History.open(path: path) }
    #expect(error.cause == .missing && error.description.contains("is empty"))
    try write(String(repeating: "no database at all ", count: 100), to: path)
    error = try #require(throws: StoreError.self) { _ = try History.open(path: path) }
    #expect(error.cause == .notADatabase)
  }

  @Test func `files of others and of later releases are left alone`() throws {
    try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE theirs (a)") }
    var error = try #require(throws: StoreError.self) { _ = try History.open(path: path) }
    #expect(error.cause == .notOurs)
    let later = folder.file("later.db")
    _ = try Store.open(path: later)
    try DatabaseQueue(path: later).write { try $0.execute(sql: "PRAGMA user_version = 99") }
    error = try #require(throws: StoreError.self) { _ = try History.open(path: later) }
    #expect(error.cause == .newerSchema)
  }

  @Test func `a file of an earlier release is brought up to date and then asked`() throws {
    try DatabaseQueue(path: path).inDatabase {
      try $0.execute(sql: SchemaVersion1.sql + SchemaVersion1.rows)
    }
    let history = try History.open(path: path)
    #expect(try history.scopes().map(\.runs) == [2])
    #expect(try query(path, "PRAGMA user_version") == [["6"]])
  }

  @Test func `asking changes no byte, and goes on while others write`() throws {
    let store = try Store.open(path: path)
    try store.record(1, IntervalTests.run(.fail))
    let history = try History.open(path: path)
    #expect(try history.scopes()[0].runs == 1)
    try store.record(2, IntervalTests.run(.pass))
    #expect(try history.scopes()[0].runs == 2)
    try DatabaseQueue(path: path).inDatabase { database in
      try database.execute(sql: "BEGIN IMMEDIATE")
      #expect(try history.scopes()[0].runs == 2)
      try database.execute(sql: "COMMIT")
    }
  }

  private func write(_ text: String, to path: String) throws {
    let file = try #require(fopen(path, "w"))
    fputs(text, file)
    fclose(file)
  }
}
