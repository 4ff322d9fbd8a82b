import AssayModel
import AssayStore
import Testing
import TestSupport

/// What happened to one resource.
@Suite struct ResourceHistoryTests {
  let folder: TemporaryFolder
  let path: String
  let store: Store

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("a.db")
    store = try Store.open(path: path)
  }

  private func record(_ runs: [RunBuilder]) throws {
    for (index, run) in runs.enumerated() { try store.record(index + 1, run) }
  }

  private func events(_ uid: String = "v", kind: String = "volume") throws -> [String] {
    let history = try History.open(path: path)
    let found = try history.history(of: ResourceID(kind: kind, uid: uid))
    #expect(found.count == 1)
    return found.flatMap(\.events).map { event in
      ["\(event.run.number)", event.kind.rawValue, event.rule, event.outcome, event.detail]
        .filter { !$0.isEmpty }.joined(separator: " ")
    }
  }

  @Test func `findings open, change, close and come back`() throws {
    try record([
      IntervalTests.run(.fail), IntervalTests.run(.fail, message: "n"),
      IntervalTests.run(.fail, message: "n"), IntervalTests.run(.pass), IntervalTests.run(.fail),
      IntervalTests.without(),
    ])
    #expect(
      try events() == [
        "1 appeared a.yaml", "1 opened p/r fail m", "2 changed p/r fail evidence changed: n",
        "4 closed p/r fail fixed", "5 reopened p/r fail m", "6 gone", "6 closed p/r fail gone",
      ])
    let history = try History.open(path: path).history(of: ResourceID(kind: "volume", uid: "v"))
    #expect(history.map(\.isPresent) == [false] && history.map(\.openFailures) == [0])
  }

  @Test func `what could not be checked is told, and when it could be again`() throws {
    try record([
      IntervalTests.run(.fail), IntervalTests.run(.unknown, message: "u"),
      IntervalTests.run(.fail), IntervalTests.without(refused: "a.yaml"),
      IntervalTests.run(.fail), IntervalTests.run(.noData), IntervalTests.run(.pass),
      IntervalTests.run(.noData),
    ])
    #expect(
      try events() == [
        "1 appeared a.yaml", "1 opened p/r fail m", "2 unchecked p/r unknown u",
        "3 checked p/r unknown", "4 hidden `a.yaml` could not be read: it is cut off", "5 seen",
        "6 unchecked p/r no_data m", "7 closed p/r fail fixed", "7 checked p/r no_data",
        "8 unchecked p/r no_data resource.x: not given",
      ])
  }

  @Test func `names, files, facts and links change`() throws {
    var first = RunBuilder()
    first.resource("v", facts: "1")
    first.links = [
      Link(
        from: ResourceID(kind: "volume", uid: "v"), label: "made from",
        to: ResourceID(kind: "image", uid: "i"))
    ]
    var second = RunBuilder()
    second.resources = [
      ResourceSummary(
        id: ResourceID(kind: "volume", uid: "v"), name: "other",
        origin: RunBuilder.origin("b.yaml"), factsDigest: RunBuilder.digest("2"))
    ]
    try record([first, second, second])
    #expect(
      try events() == [
        "1 appeared a.yaml", "1 linked made from -> image i", "2 renamed v -> other",
        "2 moved a.yaml -> b.yaml", "2 facts changed", "2 unlinked made from -> image i",
      ])
    #expect(
      try events("i", kind: "image") == [
        "1 linked made from <- volume v", "2 unlinked made from <- volume v",
      ])
  }

  @Test func `another resource of the same mass does not count`() throws {
    var runs: [RunBuilder] = []
    for number in 1...3 {
      var builder = IntervalTests.run(.noData)
      builder.resource("w")
      builder.finding("r", "w", number == 2 ? .pass : .noData)
      runs.append(builder)
    }
    try record(runs)
    #expect(
      try events() == [
        "1 appeared a.yaml", "1 unchecked p/r no_data resource.x: not given",
      ])
  }

  @Test func `a resource is found by id, by kind and id, and by name`() throws {
    var builder = RunBuilder()
    builder.resource("v/1")
    builder.resource("v/1", kind: "image")
    builder.resources.append(
      ResourceSummary(
        id: ResourceID(kind: "volume", uid: "v2"), name: "data", origin: nil, factsDigest: nil))
    try record([builder])
    let history = try History.open(path: path)
    #expect(try history.resources(named: "v/1").map(\.kind) == ["image", "volume"])
    #expect(try history.resources(named: "image/v/1").map(\.uid) == ["v/1"])
    #expect(try history.resources(named: "data").map(\.uid) == ["v2"])
    #expect(try history.resources(named: "%") == [])
    #expect(try history.resources(like: "/1").map(\.kind) == ["image", "volume"])
    #expect(try history.history(of: ResourceID(kind: "volume", uid: "none")) == [])
  }
}
