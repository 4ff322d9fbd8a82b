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

/// What a look at the database finds.
@Suite struct ExaminationTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("a.db")
  }

  private func record(_ count: Int) throws {
    let store = try Store.open(path: path)
    for number in 1...count {
      try store.record(number, IntervalTests.run(.fail, message: "m\(number)"))
    }
  }

  private func problems(stale: Int64? = nil, day: Int64 = 1) throws -> [String] {
    let examination = try Examination.of(
      path: path,
      Examination.Options(
        isThorough: true, staleAfter: (stale ?? 30) * 86_400_000_000, staleIsProblem: stale != nil,
        now: Instant(microseconds: day * 86_400_000_000)))
    return examination.checks.filter { $0.state == .problem }.map { "\($0.subject): \($0.detail)" }
  }

  private func change(_ sql: String) throws {
    try DatabaseQueue(path: path).inDatabase { try $0.execute(sql: sql) }
  }

  @Test func `a whole file has no problem`() throws {
    try record(3)
    #expect(try problems() == [])
  }

  @Test(arguments: [
    ("UPDATE run SET fail = 0 WHERE id = 2", "ledger: run 2 is not what entry 2 sealed"),
    ("DELETE FROM run WHERE id = 1", "ledger: run 1 is not what entry 1 sealed"),
    ("UPDATE run SET status = 'running' WHERE id = 2", "runs: 1 were not recorded to their end"),
    (
      "UPDATE finding SET opened = 9, first = 9 WHERE closed = 2147483647",
      "content: 1 rows of `finding` are of a run that is not there"
    ),
    (
      "UPDATE resource_span SET closed = 7",
      "content: 1 rows of `resource_span` are of a run that is not there"
    ),
    (
      "UPDATE resource_facts SET opened = 7",
      "content: 1 rows of `resource_facts` are of a run that is not there"
    ),
    (
      "PRAGMA foreign_keys = OFF; DELETE FROM evidence WHERE id = 1",
      "content: 1 rows refer to what is not there"
    ),
    (
      "DROP TRIGGER ledger_keeps; UPDATE ledger SET actor = 'x' WHERE seq = 2",
      "ledger: entry 2 is not what was written"
    ),
  ])
  func `what was tampered with is told`(sql: String, problem: String) throws {
    try record(3)
    try change(sql)
    #expect(try problems().contains(problem))
  }

  @Test func `a scope that nobody looked at for long is stale`() throws {
    try record(1)
    #expect(try problems(day: 400) == [])
    #expect(try problems(stale: 3, day: 2) == [])
    #expect(
      try problems(stale: 3, day: 5)
        == ["scope: the latest complete run of `app` is of 1970-01-01T00:00:01Z"])
  }

  @Test func `a file that others may read is a problem`() throws {
    try record(1)
    chmod(path, 0o644)
    #expect(try problems().count == 1)
  }

  @Test(arguments: [1, 3, 8, 15, 25])
  func `a corrupt page is told, wherever it is`(page: Int) throws {
    try record(60)
    let file = try #require(fopen(path, "r+"))
    fseek(file, page * 4096, SEEK_SET)
    fwrite([UInt8](repeating: 0xA5, count: 4096), 1, 4096, file)
    fclose(file)
    #expect(try !problems().isEmpty)
    // Questions end with an error or an answer, never otherwise.
    do {
      let history = try History.open(path: path)
      _ = try history.scopes().map { try history.trend(of: $0, TrendFilter()) }
    } catch let error as StoreError { #expect(error.cause == .damaged || error.cause == .other) }
  }

  @Test func `a file of an earlier release is looked at as it is`() throws {
    try DatabaseQueue(path: path).inDatabase {
      try $0.execute(sql: SchemaVersion1.sql + SchemaVersion1.rows)
    }
    chmod(path, 0o600)
    #expect(try problems() == [])
    #expect(try query(path, "PRAGMA user_version") == [["1"]])
  }
}
