import AssayModel
import AssayStore
import Testing
import TestSupport

/// What people who like SQL may ask.
@Suite struct ViewTests {
  let folder: TemporaryFolder
  let store: Store
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("a.db")
    store = try Store.open(path: path)
  }

  @Test func `open findings tell what, where, why and since when`() throws {
    var builder = IntervalTests.run(.pass)
    try store.record(1, builder)
    builder.findings = []
    builder.finding("r", "v", .fail, message: "it is open")
    try store.record(2, builder)
    try store.record(3, builder)
    let rows = try query(
      path,
      """
      SELECT scope, rule, severity, kind, resource, name, locus, outcome, message, first_seen,
        open_since, unconfirmed, evidence
      FROM v_open_findings
      """)
    let evidence = #"{"message":"it is open","values":[{"got":"it is open","path":"resource.x"}]}"#
    #expect(
      rows == [
        [
          "app", "p/r", "high", "volume", "v", "v", "", "fail", "it is open", "run-2", "run-2",
          "-", evidence,
        ]
      ])
  }

  @Test func `the trend has a row a run`() throws {
    try store.record(1, IntervalTests.run(.fail))
    try store.record(2, IntervalTests.run(.pass))
    try store.record(3, IntervalTests.run(.fail))
    try store.record(4, IntervalTests.without())
    let rows = try query(
      path, "SELECT run, started, status, pass, fail, opened, fixed, gone FROM v_trend")
    #expect(
      rows == [
        ["run-1", "1970-01-01T00:00:01Z", "complete", "0", "1", "1", "0", "0"],
        ["run-2", "1970-01-01T00:00:02Z", "complete", "1", "0", "0", "1", "0"],
        ["run-3", "1970-01-01T00:00:03Z", "complete", "0", "1", "1", "0", "0"],
        ["run-4", "1970-01-01T00:00:04Z", "complete", "0", "0", "0", "0", "1"],
      ])
  }

  @Test func `lineage says what is made from what, as long as it is`() throws {
    var builder = IntervalTests.run(.pass)
    let volume = ResourceID(kind: "volume", uid: "v")
    let image = ResourceID(kind: "image", uid: "i")
    builder.links = [Link(from: volume, label: "made from", to: image)]
    try store.record(1, builder)
    let lineage = "SELECT parent_kind, parent, label, child_kind, child, since FROM v_lineage"
    #expect(try query(path, lineage) == [["image", "i", "made from", "volume", "v", "run-1"]])
    try store.record(2, IntervalTests.without(refused: "a.yaml"))
    #expect(try query(path, lineage).count == 1)
    try store.record(3, IntervalTests.run(.pass))
    #expect(try query(path, lineage) == [])
    #expect(try query(path, "SELECT opened, closed FROM lineage") == [["1", "3"]])
    // Its other end was never looked at, so it was never present.
    #expect(
      try query(
        path,
        """
        SELECT kind FROM resource_span JOIN resource ON resource.id = resource
        """) == [["volume"], ["volume"], ["volume"]])
  }

  /// Resources of one rule, and what its control says.
  static let controls: [(outcomes: [Outcome?], numbers: [String])] = [
    ([.pass], ["1", "0", "0", "0", "pass"]),
    ([.pass, .fail], ["1", "1", "0", "0", "fail"]),
    ([.pass, .waived], ["1", "1", "0", "0", "fail"]),
    ([.pass, .unknown], ["1", "0", "1", "0", "unknown"]),
    ([.pass, .error], ["1", "0", "1", "0", "unknown"]),
    ([.pass, .noData], ["1", "0", "1", "0", "unknown"]),
    ([.fail, .noData], ["0", "1", "1", "0", "fail"]),
    ([.pass, .notApplicable], ["1", "0", "0", "1", "pass"]),
    ([.notApplicable, .notApplicable], ["0", "0", "0", "2", "not_applicable"]),
    ([.pass, nil], ["1", "0", "0", "1", "pass"]),
    ([], ["0", "0", "0", "0", "not_applicable"]),
  ]

  @Test(arguments: controls)
  func `a control passes only when all that could be judged passes`(
    control: (outcomes: [Outcome?], numbers: [String])
  ) throws {
    var builder = RunBuilder()
    builder.rule("r")
    for (number, outcome) in control.outcomes.enumerated() {
      builder.resource("v\(number)")
      if let outcome { builder.finding("r", "v\(number)", outcome) }
    }
    try store.record(1, builder)
    let rows = try query(
      path,
      """
      SELECT scope, framework, control, pass, fail, unknown, not_applicable, status
      FROM v_compliance
      """)
    #expect(rows == [["app", "cis", "r"] + control.numbers])
  }

  @Test func `what could not be looked at again does not pass any more`() throws {
    try store.record(1, IntervalTests.run(.pass))
    let status = "SELECT pass, unknown, status FROM v_compliance"
    #expect(try query(path, status) == [["1", "0", "pass"]])
    try store.record(2, IntervalTests.without(refused: "a.yaml"))
    #expect(try query(path, status) == [["0", "1", "unknown"]])
    #expect(
      try query(path, "SELECT path, reason, opened, closed FROM input_gap")
        == [["a.yaml", "it is cut off", "2", "2147483647"]])
    try store.record(3, IntervalTests.run(.pass))
    #expect(try query(path, status) == [["1", "0", "pass"]])
    #expect(try query(path, "SELECT opened, closed FROM input_gap") == [["2", "3"]])
  }

  @Test func `masses are one row for all that a rule says the same of`() throws {
    var builder = RunBuilder()
    builder.rule("r")
    for number in 0..<40 {
      builder.resource(number < 10 ? "v0\(number)" : "v\(number)")
      builder.finding(
        "r", number < 10 ? "v0\(number)" : "v\(number)", number == 20 ? .pass : .notApplicable)
    }
    try store.record(1, builder)
    let masses = """
      SELECT outcome, reason, word, printf('%x', members), size, opened, closed
      FROM mass JOIN mass_part ON mass = id ORDER BY id, word, opened
      """
    // Rows are 1 to 40, so bits 1 to 40, and that of the passing one is not set.
    let first = ["not_applicable", "", "0", "1ffffdffffe", "39", "1"]
    #expect(try query(path, masses) == [first + ["2147483647"]])
    builder.findings[20].outcome = .notApplicable
    try store.record(2, builder)
    let second = ["not_applicable", "", "0", "1fffffffffe", "40", "2"]
    #expect(try query(path, masses) == [first + ["2"], second + ["2147483647"]])
  }

  @Test func `a word of a mass in which nothing changed is not written`() throws {
    var builder = RunBuilder()
    builder.rule("r")
    for number in 100..<400 {
      builder.resource("v\(number)")
      builder.finding("r", "v\(number)", .notApplicable)
    }
    try store.record(1, builder)
    builder.findings[0].outcome = .pass
    try store.record(2, builder)
    #expect(
      try query(path, "SELECT opened, closed < 9, count(*) FROM mass_part GROUP BY 1, 2")
        == [["1", "0", "4"], ["1", "1", "1"], ["2", "0", "1"]])
  }

  @Test func `rules keep each version and when it was active`() throws {
    try store.record(1, IntervalTests.run(.pass))
    try store.record(2, IntervalTests.run(.pass, version: "2"))
    try store.record(3, IntervalTests.run(.pass))
    #expect(
      try query(
        path,
        """
        SELECT rule.digest, opened, closed FROM rule_span JOIN rule ON rule.id = rule
        ORDER BY opened
        """) == [["r-1", "1", "2"], ["r-2", "2", "3"], ["r-1", "3", "2147483647"]])
    #expect(try query(path, "SELECT count(*) FROM rule") == [["2"]])
  }

  @Test func `changed facts are a row, and no change of presence`() throws {
    for (number, facts) in [(1, "1"), (2, "2"), (3, "2"), (4, "1")] {
      var builder = RunBuilder()
      builder.resource("v", facts: facts)
      try store.record(number, builder)
    }
    #expect(try query(path, "SELECT opened, closed FROM resource_span") == [["1", "2147483647"]])
    #expect(
      try query(path, "SELECT opened, length(facts) FROM resource_facts")
        == [["1", "16"], ["2", "16"], ["4", "16"]])
  }

  @Test func `a run in which nothing changed writes its row and its entry`() throws {
    var builder = IntervalTests.run(.fail)
    builder.finding("r", "v", .notApplicable, locus: "x")
    builder.resource("w")
    builder.links = [
      Link(
        from: ResourceID(kind: "volume", uid: "v"), label: "made from",
        to: ResourceID(kind: "image", uid: "i"))
    ]
    try store.record(1, builder)
    let tables = try query(
      path, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
    ).map { $0[0] }
    func counts() throws -> [String] {
      try tables.map { try "\($0) \(query(path, "SELECT count(*) FROM \($0)")[0][0])" }
    }
    let before = try counts()
    try store.record(2, builder)
    let changed = zip(before, try counts()).filter { $0 != $1 }.map { $1 }
    #expect(changed == ["ledger 2", "run 2"])
  }
}
