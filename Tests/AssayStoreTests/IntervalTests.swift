import AssayModel
import AssayStore
import Testing
import TestSupport

/// What becomes of the rows of `finding` over a few runs.
@Suite struct IntervalTests {
  /// A history of rule `r` on volume `v`, and the rows it must leave.
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let runs: [RunBuilder]
    /// Outcome, opened, closed (empty while open), reason.
    let rows: [[String]]

    init(_ name: String, _ runs: [RunBuilder], _ rows: [[String]]) {
      testDescription = name
      self.runs = runs
      self.rows = rows
    }
  }

  /// A run with rule `r` and volume `v`, judged as told.
  static func run(
    _ outcome: Outcome?, message: String = "m", version: String = "1", locus: String = "",
    line: Int32 = 1, file: String = "a.yaml", rule: String = "r", isConditional: Bool = false
  ) -> RunBuilder {
    var builder = RunBuilder()
    builder.rule(rule, version: version, isConditional: isConditional)
    builder.resource("v", file: file)
    if let outcome {
      builder.finding(rule, "v", outcome, locus: locus, message: message, line: line)
    }
    return builder
  }

  /// A run in which the volume is not there, and `refused` could not be read.
  static func without(refused: String? = nil) -> RunBuilder {
    var builder = RunBuilder()
    builder.rule("r")
    if let refused { builder.refuse(refused) }
    return builder
  }

  static let cases: [Case] = [
    Case("a pass is no row", [run(.pass), run(.pass)], []),
    Case("not applicable is no row", [run(.notApplicable)], []),
    Case("no data is no row", [run(.noData)], []),
    Case(
      "no data of an element is a row", [run(.noData, locus: "x")], [["no_data", "1", "", "-"]]),
    Case("what is the same stays one row", [run(.fail), run(.fail)], [["fail", "1", "", "-"]]),
    Case("unknown is a row", [run(.unknown)], [["unknown", "1", "", "-"]]),
    Case("an error is a row", [run(.error)], [["error", "1", "", "-"]]),
    Case("a waived failure still fails", [run(.fail), run(.waived)], [["fail", "1", "", "-"]]),
    Case(
      "moved code stays one row", [run(.fail, line: 1), run(.fail, line: 9)],
      [["fail", "1", "", "-"]]),
    Case("a pass fixes", [run(.fail), run(.pass)], [["fail", "1", "2", "fixed"]]),
    Case(
      "a pass settles an unknown", [run(.unknown), run(.pass)], [["unknown", "1", "2", "fixed"]]),
    Case(
      "a failure comes back", [run(.fail), run(.pass), run(.fail)],
      [["fail", "1", "2", "fixed"], ["fail", "3", "", "-"]]),
    Case(
      "a resource that vanished is gone", [run(.fail), without()], [["fail", "1", "2", "gone"]]),
    Case(
      "a refused file keeps its failures", [run(.fail), without(refused: "a.yaml")],
      [["fail", "1", "", "-"]]),
    Case(
      "another refused file does not", [run(.fail), without(refused: "b.yaml")],
      [["fail", "1", "2", "gone"]]),
    Case(
      "a refused folder keeps what was in it",
      [run(.fail, file: "infra/x/a.yaml"), without(refused: "infra")], [["fail", "1", "", "-"]]),
    Case(
      "a folder of a like name does not",
      [run(.fail, file: "infra2/a.yaml"), without(refused: "infra")],
      [["fail", "1", "2", "gone"]]),
    Case(
      "a refused working folder keeps everything", [run(.fail), without(refused: ".")],
      [["fail", "1", "", "-"]]),
    Case(
      "after the gap it is fixed", [run(.fail), without(refused: "a.yaml"), run(.pass)],
      [["fail", "1", "3", "fixed"]]),
    Case(
      "after the gap it is gone", [run(.fail), without(refused: "a.yaml"), without()],
      [["fail", "1", "3", "gone"]]),
    Case(
      "after the gap it is still there", [run(.fail), without(refused: "a.yaml"), run(.fail)],
      [["fail", "1", "", "-"]]),
    Case(
      "unknown does not close a failure", [run(.fail), run(.unknown)], [["fail", "1", "", "-"]]),
    Case("an error does not either", [run(.fail), run(.error)], [["fail", "1", "", "-"]]),
    Case("no data does not either", [run(.fail), run(.noData)], [["fail", "1", "", "-"]]),
    Case(
      "no data of the whole keeps the elements", [run(.fail, locus: "x"), run(.noData)],
      [["fail", "1", "", "-"]]),
    Case(
      "unknown of the whole keeps the elements", [run(.fail, locus: "x"), run(.unknown)],
      [["fail", "1", "", "-"], ["unknown", "2", "", "-"]]),
    Case(
      "a failure that was unknown is fixed in the end",
      [run(.fail), run(.unknown), run(.unknown), run(.pass)], [["fail", "1", "4", "fixed"]]),
    Case(
      "unknown that turns out to fail", [run(.unknown), run(.fail)],
      [["unknown", "1", "2", "outcome changed"], ["fail", "2", "", "-"]]),
    Case(
      "unknown that turns into an error", [run(.unknown), run(.error)],
      [["unknown", "1", "2", "outcome changed"], ["error", "2", "", "-"]]),
    Case(
      "unknown that turns into no data stays", [run(.unknown), run(.noData)],
      [["unknown", "1", "", "-"]]),
    Case(
      "a rule that does not apply any more", [run(.fail), run(.notApplicable)],
      [["fail", "1", "2", "outcome changed"]]),
    Case(
      "other evidence", [run(.fail, message: "a"), run(.fail, message: "b")],
      [["fail", "1", "2", "evidence changed"], ["fail", "2", "", "-"]]),
    Case(
      "a changed rule that still fails", [run(.fail), run(.fail, version: "2")],
      [["fail", "1", "2", "rule changed"], ["fail", "2", "", "-"]]),
    Case(
      "a changed rule that passes", [run(.fail), run(.pass, version: "2")],
      [["fail", "1", "2", "rule changed"]]),
    Case(
      "a changed rule that cannot decide", [run(.fail), run(.unknown, version: "2")],
      [["fail", "1", "", "-"]]),
    Case(
      "a retired rule", [run(.fail), run(.pass, rule: "s")], [["fail", "1", "2", "rule retired"]]),
    Case(
      "an element that was taken out", [run(.fail, locus: "x"), run(.pass, locus: "y")],
      [["fail", "1", "2", "fixed"]]),
    Case(
      "an element of what was not judged", [run(.fail, locus: "x"), run(nil)],
      [["fail", "1", "2", "outcome changed"]]),
    Case(
      "the only element the rule speaks of taken out",
      [run(.fail, locus: "x"), run(.notApplicable)], [["fail", "1", "2", "fixed"]]),
    Case(
      "the only element of a resource to which a rule may not apply any more",
      [run(.fail, locus: "x"), run(.notApplicable, isConditional: true)],
      [["fail", "1", "2", "outcome changed"]]),
    Case(
      "an element taken out beside another, though a condition was asked",
      [run(.fail, locus: "x"), run(.pass, locus: "y", isConditional: true)],
      [["fail", "1", "2", "fixed"]]),
    Case(
      "an element to which the rule does not apply any more",
      [run(.fail, locus: "x"), run(.notApplicable, locus: "x")],
      [["fail", "1", "2", "outcome changed"]]),
    Case(
      "elements are apart", [run(.fail, locus: "x"), run(.fail, locus: "y")],
      [["fail", "1", "2", "fixed"], ["fail", "2", "", "-"]]),
  ]

  @Test(arguments: cases) func `rows follow what runs said`(_ history: Case) throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(path: folder.file("a.db"))
    for (index, run) in history.runs.enumerated() { try store.record(index + 1, run) }
    let rows = try query(
      folder.file("a.db"),
      """
      SELECT outcome, opened, iif(closed = 2147483647, '', closed), reason FROM finding ORDER BY id
      """)
    #expect(rows == history.rows)
    #expect(try store.verifyLedger().faults == [])
  }

  @Test func `failures that could not be checked again say why`() throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(path: folder.file("a.db"))
    let column = "SELECT rule, outcome, unconfirmed FROM v_open_findings"
    try store.record(1, Self.run(.fail))
    #expect(try query(folder.file("a.db"), column) == [["p/r", "fail", "-"]])
    try store.record(2, Self.run(.unknown))
    #expect(try query(folder.file("a.db"), column) == [["p/r", "fail", "unknown"]])
    try store.record(3, Self.without(refused: "a.yaml"))
    #expect(
      try query(folder.file("a.db"), column)
        == [["p/r", "fail", "`a.yaml` could not be read: it is cut off"]])
    try store.record(4, Self.run(.fail))
    #expect(try query(folder.file("a.db"), column) == [["p/r", "fail", "-"]])
    #expect(
      try query(folder.file("a.db"), "SELECT opened, closed, outcome FROM unconfirmed")
        == [["2", "3", "unknown"]])
  }

  @Test func `an unchanged run writes one run and one entry of the ledger`() throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(path: folder.file("a.db"))
    var builder = RunBuilder()
    for rule in ["r", "s", "t"] { builder.rule(rule) }
    builder.resource("v")
    builder.resource("w")
    builder.links = [
      Link(
        from: ResourceID(kind: "volume", uid: "v"), label: "uses",
        to: ResourceID(kind: "image", uid: "i"))
    ]
    builder.finding("r", "v", .fail)
    builder.finding("r", "w", .unknown)
    builder.finding("s", "v", .notApplicable)
    builder.finding("s", "w", .noData)
    builder.finding("t", "v", .error, locus: "x")
    builder.finding("t", "w", .pass)
    builder.refuse("broken.yaml")
    try store.record(1, builder)
    let before = try counts(folder.file("a.db"))
    try store.record(2, builder)
    var expected = before
    expected["run"] = 2
    expected["ledger"] = 2
    #expect(try counts(folder.file("a.db")) == expected)
  }

  /// Rows of each table.
  private func counts(_ path: String) throws -> [String: Int] {
    var counts: [String: Int] = [:]
    for table in try query(path, "SELECT name FROM sqlite_schema WHERE type = 'table'") {
      let rows = try query(path, "SELECT count(*) FROM \(table[0])")
      counts[table[0]] = Int(rows[0][0])
    }
    return counts
  }
}
