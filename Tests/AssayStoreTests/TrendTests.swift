import AssayModel
import AssayStore
import Testing
import TestSupport
import Vectors

/// Trends and compliance, against what runs said.
@Suite struct TrendTests {
  let folder: TemporaryFolder
  let path: String
  let store: Store

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("a.db")
    store = try Store.open(path: path)
  }

  private func trend(_ filter: TrendFilter = TrendFilter()) throws -> [TrendPoint] {
    let history = try History.open(path: path)
    return try history.trend(of: try #require(try history.scopes().first), filter)
  }

  /// Open, new, reopened, fixed, gone, lapsed, unchecked, hidden.
  private func numbers(_ point: TrendPoint) -> [Int] {
    [
      point.open, point.new, point.reopened, point.fixed, point.gone, point.lapsed,
      point.unchecked, point.hidden,
    ]
  }

  @Test func `each run tells what it opened and closed`() throws {
    let runs = [
      IntervalTests.run(.fail), IntervalTests.run(.fail, message: "n"), IntervalTests.run(.pass),
      IntervalTests.run(.fail), IntervalTests.run(.fail, version: "2"),
      IntervalTests.run(.unknown, version: "2"), IntervalTests.without(refused: "a.yaml"),
      IntervalTests.without(), IntervalTests.run(.noData), IntervalTests.run(.fail),
      IntervalTests.run(.fail, rule: "q"),
    ]
    for (index, run) in runs.enumerated() { try store.record(index + 1, run) }
    #expect(
      try trend().map(numbers) == [
        [1, 1, 0, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 1, 0, 0, 0, 0],
        [1, 0, 1, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0, 1, 0],
        [1, 0, 0, 0, 0, 0, 0, 1], [0, 0, 0, 0, 1, 0, 0, 0], [0, 0, 0, 0, 0, 0, 1, 0],
        [1, 0, 1, 0, 0, 0, 0, 0], [1, 1, 0, 0, 0, 1, 0, 0],
      ])
    #expect(try trend(TrendFilter(rule: "p/q")).map(\.open).suffix(2) == [0, 1])
    #expect(try trend(TrendFilter(severity: .critical)).map(\.open).max() == 0)
  }

  @Test(arguments: 1...12)
  func `open ones add up, and controls equal what the view said at the time`(seed: UInt64) throws {
    var random = SeededGenerator(seed)
    var open: [Int] = []
    var controls: [[[String]]] = []
    for number in 1...12 {
      try store.record(number, RandomRunTests.randomRun(&random))
      open.append(
        Int(
          try query(
            path, "SELECT count(*) FROM v_open_findings WHERE outcome = 'fail'")[0][0]) ?? -1)
      controls.append(
        try query(
          path,
          """
          SELECT framework, control, rules, pass, fail, unknown, not_applicable, status
          FROM v_compliance ORDER BY control
          """))
    }
    let points = try trend()
    #expect(points.map(\.open) == open)
    var before = 0
    for point in points {
      let change = point.new + point.reopened - point.fixed - point.gone - point.lapsed
      #expect(point.open == before + change)
      before = point.open
    }
    let history = try History.open(path: path)
    for (point, expected) in zip(points, controls) {
      let found = try history.compliance(at: point.run).map { control in
        let counts = [
          control.rules, control.pass, control.fail, control.unknown, control.notApplicable,
        ]
        return [control.framework, control.control] + counts.map(String.init)
          + [control.status.rawValue]
      }
      #expect(found == expected)
    }
  }
}
