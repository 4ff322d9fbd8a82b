import AssayModel
import AssayStore
import Records
import Testing
import TestSupport

/// Runs that fill a file at once.
@Suite struct LateIndexTests {
  /// A run with so many findings and links.
  private static func large(_ count: Int) -> RunResult {
    var builder = RunBuilder()
    builder.rule("r")
    for number in 0..<count {
      builder.resource("v\(number)")
      builder.finding("r", "v\(number)", number.isMultiple(of: 3) ? .unknown : .fail)
    }
    let ids = builder.resources.map(\.id)
    builder.links = zip(ids, ids.dropFirst()).map { Link(from: $0, label: "uses", to: $1) }
    return builder.result()
  }

  @Test func `a large first run leaves the indexes that a small one leaves`() throws {
    let folder = try TemporaryFolder()
    let schema = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"
    for (name, count) in [("small.db", 3), ("large.db", 3_000)] {
      let store = try Store.open(path: folder.file(name))
      let first = try query(
        folder.file(name), "SELECT rootpage FROM sqlite_schema WHERE name = 'lineage_child'")
      _ = try store.record(
        Self.large(count), verdict: admitted, actor: "ci", now: Instant(microseconds: 1_000_000))
      let then = try query(
        folder.file(name), "SELECT rootpage FROM sqlite_schema WHERE name = 'lineage_child'")
      #expect((first == then) == (count == 3), "only in a large run it is made last")
      try store.close()
    }
    #expect(try query(folder.file("large.db"), schema) == query(folder.file("small.db"), schema))
    #expect(try query(folder.file("large.db"), "PRAGMA integrity_check") == [["ok"]])
    #expect(
      try query(
        folder.file("large.db"), "SELECT count(*) FROM finding INDEXED BY finding_opened")
        == [["3000"]])
  }

  @Test func `a large first run that fails leaves the schema as it was`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("runs.db")
    let store = try Store.open(path: path)
    let schema = "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name"
    let before = try query(path, schema)
    var builder = RunBuilder()
    for number in 0..<6_000 { builder.finding("none", "v\(number)", .fail) }
    #expect(throws: StoreError.self) {
      try store.record(
        builder.result(), verdict: admitted, actor: "ci", now: Instant(microseconds: 1_000_000))
    }
    #expect(try query(path, schema) == before)
    #expect(try query(path, "SELECT count(*) FROM run") == [["0"]])
  }
}
