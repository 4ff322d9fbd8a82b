import AssayModel
import AssayStore
import Testing
import TestSupport
import Vectors

/// What changed between two runs.
@Suite struct DifferenceTests {
  typealias R = IntervalTests

  /// Runs, and what the comparison of the first with the last must say, as `change cause`.
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let runs: [RunBuilder]
    let changes: [String]

    init(_ name: String, _ runs: [RunBuilder], _ changes: [String]) {
      testDescription = name
      self.runs = runs
      self.changes = changes
    }
  }

  static let cases: [Case] = [
    Case("nothing changed", [R.run(.fail), R.run(.fail)], ["persisting 1"]),
    Case(
      "a failure of a resource that changed", [R.run(.pass), R.run(.fail)],
      ["new changed resource", "persisting 0"]),
    Case(
      "a failure of a new resource", [R.without(), R.run(.fail)],
      ["new new resource", "persisting 0"]),
    Case(
      "a failure of a new rule", [R.run(.pass, rule: "q"), R.run(.fail)],
      ["new new rule", "persisting 0"]),
    Case(
      "a failure of a changed rule", [R.run(.pass), R.run(.fail, version: "2")],
      ["new changed rule", "persisting 0"]),
    Case(
      "an unknown that became a failure", [R.run(.unknown), R.run(.fail)],
      ["new changed resource", "persisting 0"]),
    Case("a failure that came back", [R.run(.fail), R.run(.pass), R.run(.fail)], ["persisting 1"]),
    Case("a fix", [R.run(.fail), R.run(.pass)], ["fixed fixed", "persisting 0"]),
    Case("a fix that came and went", [R.run(.pass), R.run(.fail), R.run(.pass)], ["persisting 0"]),
    Case("a resource that went", [R.run(.fail), R.without()], ["gone gone", "persisting 0"]),
    Case(
      "a rule that went", [R.run(.fail), R.run(.pass, rule: "q")],
      ["lapsed rule retired", "persisting 0"]),
    Case(
      "a rule that changed and passes", [R.run(.fail), R.run(.pass, version: "2")],
      ["lapsed rule changed", "persisting 0"]),
    Case(
      "a rule that does not apply any more", [R.run(.fail), R.run(.notApplicable)],
      ["lapsed outcome changed", "persisting 0"]),
    Case(
      "other evidence is the same failure", [R.run(.fail), R.run(.fail, message: "n")],
      ["persisting 1"]),
    Case(
      "another version that fails is the same failure",
      [R.run(.fail), R.run(.fail, version: "2")], ["persisting 1"]),
    Case(
      "a pass that became unknown", [R.run(.pass), R.run(.unknown)],
      ["unchecked unknown", "persisting 0"]),
    Case(
      "a pass that became an error", [R.run(.pass), R.run(.error)],
      ["unchecked error", "persisting 0"]),
    Case(
      "a pass without data now", [R.run(.pass), R.run(.noData)],
      ["unchecked no_data: resource.x: not given", "persisting 0"]),
    Case("no data as before", [R.run(.noData), R.run(.noData)], ["persisting 0"]),
    Case("no data, then unknown", [R.run(.noData), R.run(.unknown)], ["persisting 0"]),
    Case("unknown, then no data", [R.run(.unknown), R.run(.noData)], ["persisting 0"]),
    Case(
      "unknown as before, by other evidence",
      [R.run(.unknown), R.run(.unknown, message: "n")], ["persisting 0"]),
    Case(
      "a failure that could not be decided again", [R.run(.fail), R.run(.unknown)],
      ["unchecked unknown", "persisting 1"]),
    Case(
      "a failure without data now", [R.run(.fail), R.run(.noData)],
      ["unchecked no_data", "persisting 1"]),
    Case(
      "a failure that was undecided at both",
      [R.run(.fail), R.run(.unknown), R.run(.fail), R.run(.unknown)],
      ["unchecked unknown", "persisting 1"]),
    Case(
      "a failure behind an input that could not be read",
      [R.run(.fail), R.without(refused: "a.yaml")],
      ["hidden `a.yaml` could not be read: it is cut off", "persisting 1"]),
    Case(
      "a failure that was never closed and is told again",
      [R.run(.fail), R.without(refused: "a.yaml"), R.run(.fail)], ["persisting 1"]),
    // What holds at the later run counts, not what happened first.
    Case(
      "a fix that cannot be decided now", [R.run(.fail), R.run(.pass), R.run(.unknown)],
      ["unchecked unknown", "persisting 0"]),
    Case(
      "a fix without data now", [R.run(.fail), R.run(.pass), R.run(.noData)],
      ["unchecked no_data: resource.x: not given", "persisting 0"]),
    Case(
      "a fix behind an input that cannot be read now",
      [R.run(.fail), R.run(.pass), R.without(refused: "a.yaml")],
      ["hidden `a.yaml` could not be read: it is cut off", "persisting 0"]),
    Case(
      "a fix of an element of what cannot be decided as a whole now",
      [R.run(.fail, locus: "x"), R.run(.pass, locus: "x"), R.run(.unknown)],
      ["unchecked unknown", "persisting 0"]),
    Case(
      "a fix of what is gone now", [R.run(.fail), R.run(.pass), R.without()],
      ["gone gone", "persisting 0"]),
    Case(
      "a fix of what nobody asks now", [R.run(.fail), R.run(.pass), R.run(.pass, rule: "q")],
      ["lapsed rule retired", "persisting 0"]),
    Case(
      "a fix of what does not apply now", [R.run(.fail), R.run(.pass), R.run(.notApplicable)],
      ["lapsed outcome changed", "persisting 0"]),
    Case(
      "a fix, and another version that passes as well",
      [R.run(.fail), R.run(.pass), R.run(.pass, version: "2")], ["fixed fixed", "persisting 0"]),
    Case(
      "a resource that is back and passes", [R.run(.fail), R.without(), R.run(.pass)],
      ["fixed fixed", "persisting 0"]),
    Case(
      "a resource that is back, and another version passes",
      [R.run(.fail), R.without(), R.run(.pass, version: "2")],
      ["lapsed rule changed", "persisting 0"]),
    Case(
      "a rule that is back and passes",
      [R.run(.fail), R.run(.pass, rule: "q"), R.run(.pass)], ["fixed fixed", "persisting 0"]),
    Case(
      "an element that was taken out before nothing applies",
      [R.run(.fail, locus: "x"), R.run(.pass, locus: "y"), R.run(.notApplicable)],
      ["fixed fixed", "persisting 0"]),
  ]

  @Test(arguments: cases)
  func `the first run and the last are compared`(_ item: Case) throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a.db")
    let store = try Store.open(path: path)
    for (index, run) in item.runs.enumerated() { try store.record(index + 1, run) }
    let difference = try Self.difference(path, 1, item.runs.count)
    #expect(Self.words(difference) == item.changes)
  }

  @Test func `a failure that was closed before the earlier run is reopened, not new`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a.db")
    let store = try Store.open(path: path)
    for (number, run) in [R.run(.fail), R.run(.pass, version: "2"), R.run(.fail)].enumerated() {
      try store.record(number + 1, run)
    }
    #expect(
      Self.words(try Self.difference(path, 2, 3)) == ["reopened changed rule", "persisting 0"])
    let items = try Self.difference(path, 2, 3)[.reopened].items
    #expect(items.map(\.message) == ["m"] && items.map(\.severity) == [.high])
    #expect(items.map(\.name) == ["v"] && items.map(\.rule) == ["p/r"])
  }

  @Test func `all are counted, and the first are told in order`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a.db")
    let store = try Store.open(path: path)
    try store.record(1, R.without())
    var builder = RunBuilder()
    builder.rule("r")
    for number in 10..<60 {
      builder.resource("v\(number)")
      builder.finding("r", "v\(number)", .fail)
    }
    try store.record(2, builder)
    let new = try Self.difference(path, 1, 2, limit: 3)[.new]
    #expect(new.count == 50)
    #expect(new.items.map(\.resource.uid) == ["v10", "v11", "v12"])
  }

  /// Random histories, against what the runs said.
  @Test(arguments: 1...16)
  func `differences equal what the runs said`(seed: UInt64) throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a.db")
    let store = try Store.open(path: path)
    var random = SeededGenerator(seed)
    var failing: [Set<[String]>] = []
    var ever: [Set<[String]>] = [[]]
    for number in 1...12 {
      try store.record(number, RandomRunTests.randomRun(&random))
      let open = Set(
        try query(
          path, "SELECT rule, resource, locus FROM v_open_findings WHERE outcome = 'fail'"))
      failing.append(open)
      ever.append(open.union(ever[number - 1]))
    }
    for from in 1..<12 {
      for to in (from + 1)...12 {
        let difference = try Self.difference(path, from, to)
        let (before, after) = (failing[from - 1], failing[to - 1])
        let began = after.subtracting(before)
        #expect(Self.keys(difference, [.new]) == began.subtracting(ever[from]))
        #expect(Self.keys(difference, [.reopened]) == began.intersection(ever[from]))
        let ended = Self.keys(difference, [.fixed, .gone, .lapsed])
        #expect(ended.isSubset(of: before.subtracting(after)))
        #expect(ended.isDisjoint(with: Self.keys(difference, [.unchecked])))
        // The others are what the later run could not tell.
        let undecided = try Self.undecided(path, at: to)
        for key in before.subtracting(after).subtracting(ended) {
          #expect(undecided.contains(key[1]), "\(key) of \(from) and \(to)")
        }
        #expect(difference.persisting == after.intersection(before).count)
      }
    }
  }

  /// Resources of which a run could not tell something, or everything.
  static func undecided(_ path: String, at run: Int) throws -> Set<String> {
    let rows = try query(
      path,
      """
      SELECT resource.uid FROM resource_span JOIN resource ON resource.id = resource_span.resource
      WHERE gap IS NOT NULL AND opened <= \(run) AND closed > \(run)
      UNION SELECT resource.uid FROM finding JOIN resource ON resource.id = finding.resource
      WHERE outcome <> 'fail' AND opened <= \(run) AND closed > \(run)
      UNION SELECT resource.uid FROM mass JOIN mass_part ON mass_part.mass = mass.id
        JOIN resource ON resource.id >> 6 = mass_part.word AND members >> (resource.id & 63) & 1
      WHERE outcome = 'no_data' AND opened <= \(run) AND closed > \(run)
      """)
    return Set(rows.map { $0[0] })
  }

  private static func keys(_ difference: RunDifference, _ changes: [RunChange]) -> Set<[String]> {
    Set(
      changes.flatMap { change in
        difference[change].items.map { [$0.rule, $0.resource.uid, $0.locus] }
      })
  }

  static func difference(_ path: String, _ from: Int, _ to: Int, limit: Int = .max) throws
    -> RunDifference
  {
    let history = try History.open(path: path)
    let first = try #require(try history.runs(named: "\(from)", scope: nil).first)
    let last = try #require(try history.runs(named: "\(to)", scope: nil).first)
    return try history.difference(from: first, to: last, limit: limit)
  }

  private static func words(_ difference: RunDifference) -> [String] {
    let changes = RunChange.allCases.flatMap { change in
      difference[change].items.map { "\(change.rawValue) \($0.cause)" }
    }
    return changes + difference.hidden.items.map { "hidden \($0.cause)" }
      + ["persisting \(difference.persisting)"]
  }
}
