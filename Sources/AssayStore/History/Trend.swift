package import AssayModel
import GRDB

/// What a run of a scope left open, and what it opened and closed.
package struct TrendPoint: Sendable, Hashable {
  package let run: StoredRun
  /// Failures that are open after it.
  package var open = 0
  package var new = 0
  package var reopened = 0
  package var fixed = 0
  package var gone = 0
  /// Closed because nobody asks any more.
  package var lapsed = 0
  /// Checks that could not be made: findings that are undecided, and rules without data.
  package var unchecked = 0
  /// Resources behind inputs that could not be read.
  package var hidden = 0
}

/// Which findings a trend is of.
package struct TrendFilter: Sendable, Hashable {
  /// `pack/rule`; nil for all.
  package var rule: String?
  /// This severity and graver ones.
  package var severity: Severity

  package init(rule: String? = nil, severity: Severity = .info) {
    self.rule = rule
    self.severity = severity
  }
}

extension History {
  /// One point for each recorded run of a scope that is kept, oldest first.
  ///
  /// Cost: one pass over the scope's rows.
  ///
  /// - Parameters:
  ///   - scope: The scope.
  ///   - filter: Of which findings.
  /// - Returns: The points.
  /// - Throws: `StoreError` when the file cannot be read.
  package func trend(of scope: StoredScope, _ filter: TrendFilter) throws -> [TrendPoint] {
    try read { database in
      var trend = TrendQuery(try RuleNames(database), filter)
      try trend.addFindings(database, scope.latest.scopeRow)
      try trend.addUndecided(database, scope.latest.scopeRow)
      return try trend.points(database, scope.latest.scopeRow)
    }
  }

  /// Whether some run knew a rule.
  package func knows(rule: String) throws -> Bool {
    try read {
      try Prepared($0, "SELECT 1 FROM rule WHERE uid = ? LIMIT 1").first(.text(rule)) != nil
    }
  }

  /// The rules that some run knew, by name.
  package func rules() throws -> [String] {
    try read { database in
      var rules: [String] = []
      try Prepared(database, "SELECT DISTINCT uid FROM rule ORDER BY uid").rows {
        rules.append($0.text(0))
      }
      return rules
    }
  }
}

/// Adds up what each run changed.
private struct TrendQuery {
  /// What a run changed.
  private struct Change {
    var opened = 0
    var closed = 0
    var new = 0
    var reopened = 0
    var reasons: [CloseReason: Int] = [:]
    var unchecked = 0
    var hidden = 0
  }

  private struct Key: Hashable {
    let resource: Int64
    let rule: Int
    let locus: String
  }

  /// A failure from run to run.
  private struct Failure {
    let key: Key
    let opened: Int64
    let closed: Int64
    let reason: String
  }

  private let rules: RuleNames
  private let filter: TrendFilter
  private var changes: [Int64: Change] = [:]

  init(_ rules: RuleNames, _ filter: TrendFilter) {
    self.rules = rules
    self.filter = filter
  }

  private func concerns(_ version: Int64) -> Bool {
    let rule = rules[version]
    return rule.severity >= filter.severity && (filter.rule ?? rule.uid) == rule.uid
  }

  mutating func addFindings(_ database: Database, _ scope: Int64) throws {
    var failures: [Failure] = []
    var undecided: [(opened: Int64, closed: Int64)] = []
    try Prepared(
      database,
      """
      SELECT resource, rule, locus, outcome, opened, closed, reason FROM finding WHERE scope = ?
      ORDER BY id
      """
    ).rows(.integer(scope)) { row in
      let version = row.integer(1)
      guard concerns(version) else { return }
      let (opened, closed) = (row.integer(4), row.integer(5))
      guard row.text(3) == "fail" else { return undecided.append((opened, closed)) }
      failures.append(
        Failure(
          key: Key(
            resource: row.integer(0), rule: rules[version].number, locus: row.text(2)),
          opened: opened, closed: closed, reason: row.text(6)))
    }
    for row in undecided { addUnchecked(1, row.opened, row.closed) }
    var courses: [Key: (last: Failure?, isKnown: Bool)] = [:]
    for failure in failures {
      let before = courses[failure.key]
      let goesOn = before?.last?.closed == failure.opened
      if goesOn, let last = before?.last {
        // It was never closed: take back what the row before it said.
        changes[last.closed]?.closed -= 1
        if let reason = CloseReason(rawValue: last.reason) {
          changes[last.closed]?.reasons[reason, default: 0] -= 1
        }
      } else {
        changes[failure.opened, default: Change()].opened += 1
        if before == nil {
          changes[failure.opened, default: Change()].new += 1
        } else {
          changes[failure.opened, default: Change()].reopened += 1
        }
      }
      courses[failure.key] = (failure, true)
      changes[failure.closed, default: Change()].closed += 1
      if let reason = CloseReason(rawValue: failure.reason) {
        changes[failure.closed, default: Change()].reasons[reason, default: 0] += 1
      }
    }
  }

  /// What could not be checked, and stays open or is kept in masses.
  mutating func addUndecided(_ database: Database, _ scope: Int64) throws {
    let queries = [
      """
      SELECT finding.rule, unconfirmed.opened, unconfirmed.closed, 1
      FROM unconfirmed JOIN finding ON finding.id = unconfirmed.finding
      WHERE finding.scope = ? AND finding.outcome = 'fail'
      """,
      """
      SELECT mass.rule, mass_part.opened, mass_part.closed, sum(mass_part.size)
      FROM mass JOIN mass_part ON mass_part.mass = mass.id
      WHERE mass.scope = ? AND mass.outcome = 'no_data'
      GROUP BY mass.rule, mass_part.opened, mass_part.closed
      """,
    ]
    var found: [(size: Int, opened: Int64, closed: Int64)] = []
    for query in queries {
      try Prepared(database, query).rows(.integer(scope)) { row in
        guard concerns(row.integer(0)) else { return }
        found.append((Int(clamping: row.integer(3)), row.integer(1), row.integer(2)))
      }
    }
    for row in found { addUnchecked(row.size, row.opened, row.closed) }
    var hidden: [(opened: Int64, closed: Int64)] = []
    try Prepared(
      database,
      "SELECT opened, closed FROM resource_span WHERE scope = ? AND gap IS NOT NULL"
    ).rows(.integer(scope)) { hidden.append(($0.integer(0), $0.integer(1))) }
    for row in hidden {
      changes[row.opened, default: Change()].hidden += 1
      changes[row.closed, default: Change()].hidden -= 1
    }
  }

  private mutating func addUnchecked(_ size: Int, _ opened: Int64, _ closed: Int64) {
    changes[opened, default: Change()].unchecked += size
    changes[closed, default: Change()].unchecked -= size
  }

  /// The points of the kept runs; what runs before them changed is in the first.
  func points(_ database: Database, _ scope: Int64) throws -> [TrendPoint] {
    let ordered = changes.sorted { $0.key < $1.key }
    var next = 0
    var (open, unchecked, hidden) = (0, 0, 0)
    var points: [TrendPoint] = []
    try Prepared(
      database,
      """
      SELECT \(StoredRun.columns) FROM run JOIN scope ON scope.id = run.scope
      WHERE run.scope = ? AND run.id >= scope.kept_from AND run.status IN ('complete', 'partial')
      ORDER BY run.id
      """
    ).rows(.integer(scope)) { row in
      var point = TrendPoint(run: StoredRun(row))
      while next < ordered.count, ordered[next].key <= point.run.number {
        let (run, change) = ordered[next]
        next += 1
        open += change.opened - change.closed
        unchecked += change.unchecked
        hidden += change.hidden
        guard run == point.run.number else { continue }
        (point.new, point.reopened) = (change.new, change.reopened)
        point.fixed = change.reasons[.fixed] ?? 0
        point.gone = change.reasons[.gone] ?? 0
        point.lapsed = change.reasons.values.reduce(0, +) - point.fixed - point.gone
      }
      (point.open, point.unchecked, point.hidden) = (open, unchecked, hidden)
      points.append(point)
    }
    return points
  }
}
