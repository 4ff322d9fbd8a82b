import AssayModel
import GRDB
import Testing

@testable import AssayStore
import TestSupport

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What is left when the process, the disk or a neighbour gets in the way.
@Suite struct CrashTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("a.db")
  }

  /// The files as a process that was killed leaves them, with the log cut anywhere: some first runs
  /// are there, whole, and nothing else.
  @Test func `a log cut anywhere leaves the runs before it whole`() throws {
    let store = try Store.open(path: path)
    let reader = try heldReader(store)
    for number in 1...6 {
      try store.record(number, IntervalTests.run(.fail, message: "m\(number)"))
    }
    let database = try bytes(of: path)
    let log = try bytes(of: path + "-wal")
    var counts: Set<Int64> = []
    for length in Array(stride(from: 0, to: log.count, by: 1_013)) + [log.count] {
      let copy = folder.file("copy-\(length).db")
      try write(database, to: copy)
      try write(Array(log[..<length]), to: copy + "-wal")
      let left = try Store.open(path: copy)
      let check = try left.verifyLedger()
      #expect(check.faults == [])
      #expect(try query(copy, "SELECT count(*) FROM run") == [[String(check.entries)]])
      #expect(
        try query(copy, "SELECT count(*) FROM finding WHERE opened > \(check.entries)") == [["0"]])
      counts.insert(check.entries)
      let next = try left.record(7, IntervalTests.run(.pass)).comparison
      #expect(next.fixed.count == (check.entries == 0 ? 0 : 1))
    }
    #expect(counts == Set(0...6))
    try reader.close()
  }

  @Test func `a transaction that was not finished does not exist`() throws {
    let store = try Store.open(path: path)
    try store.record(1, IntervalTests.run(.fail))
    let reader = try heldReader(store)
    // A cache of nothing puts pages into the log before the commit.
    try store.queue.inDatabase { database in
      try database.script("PRAGMA cache_size = 1; BEGIN IMMEDIATE")
      try database.script(
        """
        UPDATE finding SET closed = 2, reason = 'fixed';
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
        INSERT INTO evidence (digest, body) SELECT randomblob(32), hex(randomblob(200)) FROM n;
        """)
      let copy = folder.file("copy.db")
      try write(try bytes(of: path), to: copy)
      let log = try bytes(of: path + "-wal")
      #expect(log.count > 1_000_000)
      try write(log, to: copy + "-wal")
      let left = try Store.open(path: copy)
      #expect(try query(copy, "SELECT count(*) FROM finding WHERE closed < 9") == [["0"]])
      #expect(try query(copy, "SELECT count(*) FROM evidence") == [["1"]])
      #expect(try left.record(2, IntervalTests.run(.fail)).comparison.persisting == 1)
      try database.script("ROLLBACK")
    }
    try reader.close()
  }

  @Test func `a full disk is told, and what was recorded stays`() throws {
    let store = try Store.open(path: path)
    try store.record(1, IntervalTests.run(.fail))
    let pages = try #require(try query(path, "PRAGMA page_count").first?.first)
    try store.queue.inDatabase { try $0.script("PRAGMA max_page_count = \(pages)") }
    var big = IntervalTests.run(.fail)
    for number in 0..<500 { big.resource("volume-with-a-long-name-\(number)") }
    let error = try #require(throws: StoreError.self) { try store.record(2, big) }
    #expect(error.cause == .full)
    #expect(error.description == "could not write to database `\(path)`: the disk is full")
    #expect(try query(path, "SELECT count(*) FROM run") == [["1"]])
    #expect(try store.verifyLedger().faults == [])
    try store.queue.inDatabase { try $0.script("PRAGMA max_page_count = 100000") }
    let next = try store.record(3, big)
    #expect(next.head.seq == 2 && next.comparison.persisting == 1)
  }

  @Test func `writers that come together wait for each other`() async throws {
    let path = path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<6 {
        group.addTask {
          let store = try Store.open(path: path, patience: 60)
          for number in 1...5 {
            var run = IntervalTests.run(number.isMultiple(of: 2) ? .pass : .fail)
            run.scope = "scope \(writer)"
            try store.record(number, run)
          }
        }
      }
      try await group.waitForAll()
    }
    let check = try Store.open(path: path).verifyLedger()
    #expect(check.entries == 30 && check.faults == [])
    #expect(
      try query(path, "SELECT count(*), sum(closed < 9999) FROM finding GROUP BY scope")
        == Array(repeating: ["3", "2"], count: 6))
  }

  /// A reader in the middle of reading: nothing that is written from now on goes from the log into
  /// the file.
  private func heldReader(_ store: Store) throws -> DatabaseQueue {
    store.queue.inDatabase { $0.checkpoint() }
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let reader = try DatabaseQueue(path: path, configuration: configuration)
    try reader.inDatabase { try $0.script("BEGIN; SELECT * FROM run") }
    return reader
  }

  private func bytes(of path: String) throws -> [UInt8] {
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    var bytes = [UInt8](repeating: 0, count: ftell(file))
    rewind(file)
    let count = fread(&bytes, 1, bytes.count, file)
    #expect(count == bytes.count)
    return bytes
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    let file = try #require(fopen(path, "w"))
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }
}
