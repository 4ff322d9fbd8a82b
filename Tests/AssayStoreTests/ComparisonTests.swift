import AssayModel
import AssayStore
import Testing
import TestSupport

/// What a run is told about what changed since an earlier one.
@Suite struct ComparisonTests {
  let folder: TemporaryFolder
  let store: Store
  let id = RunBuilder.id("r", "v")

  init() throws {
    folder = try TemporaryFolder()
    store = try Store.open(path: folder.file("a.db"))
  }

  @Test func `a failure is new, persists, is fixed and comes back`() throws {
    let first = try store.record(1, IntervalTests.run(.fail)).comparison
    #expect(first.previousRun == nil && first.new == [id])
    let second = try store.record(2, IntervalTests.run(.fail)).comparison
    #expect(second.previousRun == "run-1" && second.new == [] && second.persisting == 1)
    #expect(second.firstSeen == [id: "run-1"])
    let third = try store.record(3, IntervalTests.run(.pass)).comparison
    #expect(third.fixed == [id] && third.persisting == 0 && third.firstSeen == [:])
    let fourth = try store.record(4, IntervalTests.run(.fail)).comparison
    #expect(fourth.reopened == [id] && fourth.new == [] && fourth.firstSeen == [id: "run-1"])
  }

  @Test func `a resource that vanished is gone, never fixed`() throws {
    try store.record(1, IntervalTests.run(.fail))
    let comparison = try store.record(2, IntervalTests.without()).comparison
    #expect(comparison.gone == [id] && comparison.fixed == [] && comparison.lapsed == [])
  }

  @Test(arguments: [
    IntervalTests.run(.notApplicable), IntervalTests.run(.pass, version: "2"),
    IntervalTests.run(.pass, rule: "s"),
  ])
  func `a question that is not asked any more is no fix`(next: RunBuilder) throws {
    try store.record(1, IntervalTests.run(.fail))
    let comparison = try store.record(2, next).comparison
    #expect(comparison.lapsed == [id] && comparison.fixed == [] && comparison.gone == [])
  }

  @Test func `other evidence or another version of the rule persists`() throws {
    try store.record(1, IntervalTests.run(.fail, message: "a"))
    let evidence = try store.record(2, IntervalTests.run(.fail, message: "b")).comparison
    #expect(evidence.persisting == 1 && evidence.new == [] && evidence.fixed == [])
    let rule = try store.record(3, IntervalTests.run(.fail, message: "b", version: "2")).comparison
    #expect(rule.persisting == 1 && rule.new == [] && rule.lapsed == [])
    #expect(rule.firstSeen == [id: "run-1"])
  }

  @Test func `what lost its input persists, unconfirmed`() throws {
    try store.record(1, IntervalTests.run(.fail))
    for (number, run) in [
      (2, IntervalTests.without(refused: "a.yaml")), (3, IntervalTests.run(.unknown)),
    ] {
      let comparison = try store.record(number, run).comparison
      #expect(comparison.persisting == 1 && comparison.unconfirmed == [id])
      #expect(comparison.fixed == [] && comparison.gone == [] && comparison.new == [])
    }
  }

  @Test func `a run that could not read something is not compared with`() throws {
    try store.record(1, IntervalTests.run(.pass))
    var broken = IntervalTests.run(.fail)
    broken.refuse("b.yaml")
    try store.record(2, broken)
    let same = try store.record(3, broken).comparison
    #expect(same.previousRun == "run-2" && same.persisting == 1)
    let whole = try store.record(4, IntervalTests.run(.fail)).comparison
    #expect(whole.previousRun == "run-1" && whole.new == [id])
    #expect(whole.persisting == 0 && whole.reopened == [])
  }

  @Test(arguments: [
    (IntervalTests.run(.unknown), "persisting"), (IntervalTests.run(.noData), ""),
    (IntervalTests.without(), "gone"), (IntervalTests.run(.notApplicable), "lapsed"),
    (IntervalTests.run(.pass), "fixed"), (IntervalTests.run(.pass, rule: "s"), "lapsed"),
  ])
  func `what was fixed while a run was partial is what the next whole one finds`(
    _ last: RunBuilder, _ change: String
  ) throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(path: folder.file("a.db"))
    try store.record(1, IntervalTests.run(.fail))
    var broken = IntervalTests.run(.pass)
    broken.refuse("b.yaml")
    try store.record(2, broken)
    let whole = try store.record(3, last).comparison
    #expect(whole.previousRun == "run-1")
    let changes = [
      ("fixed", whole.fixed), ("gone", whole.gone), ("lapsed", whole.lapsed),
      ("persisting", Array(repeating: "", count: whole.persisting)),
    ]
    #expect(changes.filter { !$0.1.isEmpty }.map(\.0) == [change].filter { !$0.isEmpty })
  }

  @Test func `what was fixed while a run was partial is told to the next whole one`() throws {
    try store.record(1, IntervalTests.run(.fail))
    var broken = IntervalTests.run(.pass)
    broken.refuse("b.yaml")
    #expect(try store.record(2, broken).comparison.fixed == [id])
    let whole = try store.record(3, IntervalTests.run(.pass)).comparison
    #expect(whole.previousRun == "run-1" && whole.fixed == [id])
    #expect(try store.record(4, IntervalTests.run(.pass)).comparison.fixed == [])
  }

  @Test func `a first run that could not read everything is compared with by none`() throws {
    var broken = IntervalTests.run(.fail)
    broken.refuse("b.yaml")
    try store.record(1, broken)
    let whole = try store.record(2, IntervalTests.run(.fail)).comparison
    #expect(whole.previousRun == nil && whole.new == [id])
  }

  @Test func `scopes do not see each other`() throws {
    try store.record(1, IntervalTests.run(.fail))
    var other = IntervalTests.run(.pass)
    other.scope = "other"
    let comparison = try store.record(2, other).comparison
    #expect(comparison.previousRun == nil && comparison.fixed == [])
    let third = try store.record(3, IntervalTests.run(.fail)).comparison
    #expect(third.previousRun == "run-1" && third.persisting == 1)
    let open = try query(folder.file("a.db"), "SELECT scope, rule FROM v_open_findings")
    #expect(open == [["app", "p/r"]])
  }

  @Test func `lists are sorted`() throws {
    var builder = RunBuilder()
    builder.rule("r")
    for number in 0..<20 {
      builder.resource("v\(number)")
      builder.finding("r", "v\(number)", .fail)
    }
    let comparison = try store.record(1, builder).comparison
    #expect(comparison.new.count == 20 && comparison.new == comparison.new.sorted())
  }
}
