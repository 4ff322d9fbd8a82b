import AssayModel
import AssayStore
import Testing
import TestSupport

/// Results as nobody should give them: they are recorded without a trap, and read back as they
/// were.
@Suite struct OddInputTests {
  let folder: TemporaryFolder
  let store: Store
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("a.db")
    store = try Store.open(path: path)
  }

  @Test(arguments: [
    "", " ", "a\u{0}b", "'; DROP TABLE run; --", "é", "e\u{301}", "\u{1F600}", "line\nfeed",
    "\u{7}",
    String(repeating: "x", count: 100_000),
  ])
  func `any text comes back`(text: String) throws {
    var builder = RunBuilder()
    // A scope names paths, which hold no zero.
    builder.scope = text.filter { $0 != "\u{0}" }
    builder.rule("r")
    builder.resource(text)
    builder.finding("r", text, .fail, locus: text, message: text)
    builder.refuse(text)
    try store.record(1, builder)
    #expect(try store.record(2, builder).comparison.persisting == 1)
    let row = try query(path, "SELECT hex(name), hex(resource), hex(locus) FROM v_open_findings")
    let hex = text.utf8.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
    #expect(row == [Array(repeating: hex.joined().uppercased(), count: 3)])
    #expect(try store.verifyLedger().faults == [])
  }

  @Test func `what is given twice counts once, and the graver outcome counts`() throws {
    var builder = RunBuilder()
    builder.rule("r")
    builder.rule("r", version: "2")
    builder.resource("v")
    builder.resource("v", facts: "other")
    let link = Link(
      from: ResourceID(kind: "volume", uid: "v"), label: "uses",
      to: ResourceID(kind: "volume", uid: "v"))
    builder.links = [link, link]
    for outcome in [Outcome.unknown, .fail, .unknown, .pass] { builder.finding("r", "v", outcome) }
    try store.record(1, builder)
    try store.record(2, builder)
    #expect(try query(path, "SELECT outcome, opened FROM finding") == [["fail", "1"]])
    #expect(try query(path, "SELECT count(*) FROM lineage") == [["1"]])
    #expect(try query(path, "SELECT count(*) FROM resource_span") == [["1"]])
  }

  /// Two spellings of one text are equal in Swift and are two texts to SQLite.
  @Test func `composed and decomposed names are one resource`() throws {
    var builder = RunBuilder()
    builder.rule("r")
    for uid in ["\u{e9}", "e\u{301}"] {
      builder.resource(uid)
      builder.finding("r", uid, .fail)
    }
    try store.record(1, builder)
    builder.resources.reverse()
    #expect(try store.record(2, builder).comparison.persisting == 1)
    #expect(try query(path, "SELECT count(*) FROM finding") == [["1"]])
  }

  @Test func `a resource that only a finding names is present`() throws {
    var builder = RunBuilder()
    builder.rule("r")
    builder.finding("r", "v", .fail)
    try store.record(1, builder)
    #expect(try query(path, "SELECT name FROM resource_span") == [["v"]])
  }

  @Test func `an empty run is a run`() throws {
    #expect(try store.record(1, RunBuilder()).head.seq == 1)
    #expect(try store.record(2, RunBuilder()).comparison.previousRun == "run-1")
  }
}
