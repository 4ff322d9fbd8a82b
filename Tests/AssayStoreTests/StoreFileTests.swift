import AssayModel
import AssayStore
import GRDB
import Records
import Testing
import TestSupport

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

@Suite struct StoreFileTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test func `file and folders are made, and only the owner may read the file`() throws {
    let path = folder.file("new/deep/a.db")
    let store = try Store.open(path: path)
    try store.record(1, IntervalTests.run(.fail))
    for name in [path, path + "-wal", path + "-shm"] {
      var status = stat()
      #expect(stat(name, &status) == 0)
      #expect(status.st_mode & 0o777 == 0o600, "\(name)")
    }
  }

  @Test func `closing leaves one file`() throws {
    let path = folder.file("a.db")
    let store = try Store.open(path: path)
    try store.record(1, IntervalTests.run(.fail))
    try store.close()
    #expect(access(path + "-wal", F_OK) != 0)
    #expect(try query(path, "SELECT count(*) FROM finding") == [["1"]])
    #expect(throws: StoreError.self) { try store.head() }
  }

  @Test func `letting go of the store leaves one file too`() throws {
    let path = folder.file("a.db")
    try Store.open(path: path).record(1, IntervalTests.run(.fail))
    #expect(access(path + "-wal", F_OK) != 0)
  }

  @Test func `the file says whose it is`() throws {
    let path = folder.file("a.db")
    _ = try Store.open(path: path)
    #expect(try query(path, "PRAGMA application_id") == [["1095975257"]])
    #expect(try query(path, "PRAGMA user_version") == [["6"]])
    #expect(try query(path, "PRAGMA journal_mode") == [["wal"]])
  }

  @Test func `every table is strict`() throws {
    let path = folder.file("a.db")
    _ = try Store.open(path: path)
    let loose = "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0"
    #expect(try query(path, loose) == [["sqlite_schema"], ["sqlite_temp_schema"]])
    #expect(try query(path, "PRAGMA integrity_check") == [["ok"]])
  }

  @Test func `a file that is no database is refused and left alone`() throws {
    let path = folder.file("a.db")
    try write("resource: volume, and some more text that is long enough", to: path)
    let error = try #require(throws: StoreError.self) { _ = try Store.open(path: path) }
    #expect(error.cause == .notADatabase)
    #expect(
      error.description == "could not open database `\(path)`: the file is not a SQLite database; "
        + "name another file")
    #expect(try read(path).hasPrefix("resource: volume"))
  }

  @Test func `a database of another program is refused and left alone`() throws {
    let path = folder.file("a.db")
    try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE theirs (a)") }
    let error = try #require(throws: StoreError.self) { _ = try Store.open(path: path) }
    #expect(error.cause == .notOurs)
    #expect(try query(path, "SELECT name FROM sqlite_schema") == [["theirs"]])
    #expect(try query(path, "PRAGMA journal_mode") == [["delete"]])
  }

  @Test func `a later schema is refused and left alone`() throws {
    let path = folder.file("a.db")
    _ = try Store.open(path: path)
    try DatabaseQueue(path: path).write { try $0.execute(sql: "PRAGMA user_version = 99") }
    let error = try #require(throws: StoreError.self) { _ = try Store.open(path: path) }
    #expect(error.cause == .newerSchema)
    #expect(error.description.contains("its schema is version 99, and this release knows up to 6"))
    #expect(try query(path, "PRAGMA user_version") == [["99"]])
  }

  @Test func `tables without the version of their schema are refused, not called empty`() throws {
    let path = folder.file("a.db")
    try Store.open(path: path).record(1, IntervalTests.run(.fail))
    try DatabaseQueue(path: path).write { try $0.execute(sql: "PRAGMA user_version = 0") }
    let failures = [
      try #require(throws: StoreError.self) { _ = try Store.open(path: path) },
      try #require(throws: StoreError.self) { _ = try History.open(path: path) },
    ]
    for failure in failures {
      #expect(failure.cause == .damaged)
      #expect(failure.description.contains("it holds tables and no version of their schema"))
    }
  }

  @Test func `a folder is no database`() throws {
    let error = try #require(throws: StoreError.self) { _ = try Store.open(path: folder.path) }
    #expect(error.cause == .cannotOpen)
    #expect(error.description.hasPrefix("could not create database `\(folder.path)`: "))
  }

  @Test func `a folder that cannot be made is named`() throws {
    let file = folder.file("file")
    try write("x", to: file)
    let error = try #require(throws: StoreError.self) { _ = try Store.open(path: file + "/a.db") }
    #expect(error.cause == .cannotOpen)
    #expect(error.description.contains("Not a directory"))
  }

  @Test func `the reason is that of the failed creation, not of a later look`() throws {
    // Nobody may create files there, not even root.
    let error = try #require(throws: StoreError.self) { _ = try Store.open(path: "/sys/a.db") }
    #expect(error.description.hasPrefix("could not create database `/sys/a.db`: "))
    #expect(!error.description.contains("No such file"))
  }

  @Test func `a plain name means a file, whatever SQLite makes of it`() throws {
    let path = folder.file("file:x?mode=memory")
    let store = try Store.open(path: path)
    try store.record(1, IntervalTests.run(.fail))
    #expect(access(path, F_OK) == 0)
  }

  @Test func `a writer that is locked out says so`() throws {
    let path = folder.file("a.db")
    let store = try Store.open(path: path, patience: 0.01)
    try DatabaseQueue(path: path).inDatabase { database in
      try database.execute(sql: "BEGIN IMMEDIATE")
      let error = try #require(throws: StoreError.self) {
        try store.record(1, IntervalTests.run(.fail))
      }
      #expect(error.cause == .locked)
      #expect(
        error.description == "could not write to database `\(path)`: another process holds it; "
          + "try again when that has ended")
      try database.execute(sql: "COMMIT")
    }
    #expect(try store.record(2, IntervalTests.run(.fail)).head.seq == 1)
  }

  @Test func `a damaged file says so`() throws {
    let path = folder.file("a.db")
    do {
      let store = try Store.open(path: path)
      for number in 1...50 {
        try store.record(number, IntervalTests.run(.fail, message: "m\(number)"))
      }
    }
    let file = try #require(fopen(path, "r+"))
    for page in 1...20 {
      fseek(file, page * 4096, SEEK_SET)
      fwrite([UInt8](repeating: 0xA5, count: 4096), 1, 4096, file)
    }
    fclose(file)
    let error = try #require(throws: StoreError.self) {
      try Store.open(path: path).record(51, IntervalTests.run(.fail))
    }
    #expect(error.cause == .damaged)
    #expect(error.description.contains("the file is damaged"))
  }

  @Test func `a finding of a rule that was not active is our fault and records nothing`() throws {
    let path = folder.file("a.db")
    let store = try Store.open(path: path)
    var builder = IntervalTests.run(.fail)
    builder.finding("unheard-of", "v", .fail)
    let error = try #require(throws: StoreError.self) { try store.record(1, builder) }
    #expect(error.cause == .inconsistent)
    #expect(try query(path, "SELECT count(*) FROM run") == [["0"]])
    #expect(try query(path, "SELECT count(*) FROM ledger") == [["0"]])
  }

  private func write(_ text: String, to path: String) throws {
    let file = try #require(fopen(path, "w"))
    fputs(text, file)
    fclose(file)
  }

  private func read(_ path: String) throws -> String {
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}
