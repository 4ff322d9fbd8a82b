import AssayModel
import AssayStore
import Records
import Testing

@Suite struct IntervalTests {
  let folder: TemporaryFolder
  let store: Store

  init() throws {
    folder = try TemporaryFolder()
    store = try Store.open(path: folder.file("a.db"))
  }

  /// A run with rule `r` and volume `v`, judged as told.
  func run(_ outcome: Outcome?, message: String = "m", version: String = "1") -> RunBuilder {
    var builder = RunBuilder()
    builder.rule("r", version: version)
    builder.resource("v")
    if let outcome { builder.finding("r", "v", outcome, message: message) }
    return builder
  }

  @Test func `a failure is new, persists, is fixed and comes back`() throws {
    let id = RunBuilder.id("r", "v")
    let first = try store.record(1, run(.fail)).comparison
    #expect(first.previousRun == nil)
    #expect(first.new == [id])
    let second = try store.record(2, run(.fail)).comparison
    #expect(second.previousRun == "run-1")
    #expect(second.new == [] && second.persisting == 1)
    #expect(second.firstSeen == [id: "run-1"])
    let third = try store.record(3, run(.pass)).comparison
    #expect(third.fixed == [id] && third.persisting == 0 && third.firstSeen == [:])
    let fourth = try store.record(4, run(.fail)).comparison
    #expect(fourth.reopened == [id] && fourth.new == [])
    #expect(fourth.firstSeen == [id: "run-1"])
    let rows = try query(
      folder.file("a.db"), "SELECT opened, closed, reason, first FROM finding ORDER BY id")
    #expect(rows == [["1", "3", "fixed", "1"], ["4", "2147483647", "-", "1"]])
  }
}
