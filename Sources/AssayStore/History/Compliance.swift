import GRDB

/// What the rules of a control said as of a run.
package struct ControlStatus: Sendable, Hashable {
  /// What the control comes to: the worst that its rules said.
  package enum Status: String, Sendable, Hashable, CaseIterable {
    case fail, unknown, pass
    case notApplicable = "not_applicable"
  }

  package let framework: String
  package let control: String
  /// Rules that were active.
  package var rules = 0
  /// Resources that pass, fail, could not be checked, or are not concerned, over all its rules.
  package var pass = 0
  package var fail = 0
  package var unknown = 0
  package var notApplicable = 0
  /// Rules about a kind of which nobody collected anything.
  package var uncollected = 0

  /// Nothing undecided counts as a pass.
  package var status: Status {
    if fail > 0 { return .fail }
    if unknown > 0 || uncollected > 0 { return .unknown }
    return pass > 0 ? .pass : .notApplicable
  }
}

extension History {
  /// Every control of the rules that were active at a run, by framework and control.
  ///
  /// - Parameters:
  ///   - run: As of which run.
  ///   - framework: Only this one; nil for all.
  /// - Returns: The controls; those of one framework in the order of their numbers.
  /// - Throws: `StoreError` when the file cannot be read.
  package func compliance(at run: StoredRun, framework: String? = nil) throws -> [ControlStatus] {
    try read { try ComplianceQuery($0, run).controls(framework) }
  }
}

/// Counts what each rule said of the resources that were there at a run.
private struct ComplianceQuery {
  private let database: Database
  private let run: StoredRun
  private let rules: RuleNames

  init(_ database: Database, _ run: StoredRun) throws {
    self.database = database
    self.run = run
    rules = try RuleNames(database)
  }

  /// What a rule said.
  private struct Counts {
    var fail = 0
    var unknown = 0
    var notApplicable = 0
    var marked: Set<Int64> = []
  }

  func controls(_ framework: String?) throws -> [ControlStatus] {
    var totals: [String: Int] = [:]
    // Of what could not be looked at, nothing is known but what was open.
    var hidden: [String: Set<Int64>] = [:]
    try rows(
      """
      SELECT resource.kind, resource.id, resource_span.gap IS NOT NULL
      FROM resource_span JOIN resource ON resource.id = resource_span.resource
      WHERE resource_span.scope = ?1 AND resource_span.opened <= ?2 AND resource_span.closed > ?2
      """
    ) { row in
      totals[row.text(0), default: 0] += 1
      if row.integer(2) != 0 { hidden[row.text(0), default: []].insert(row.integer(1)) }
    }
    let counts = try counts()
    var uncollected: Set<String> = []
    try rows(
      "SELECT kind FROM uncollected WHERE scope = ?1 AND opened <= ?2 AND closed > ?2"
    ) { uncollected.insert($0.text(0)) }
    var controls: [[String]: ControlStatus] = [:]
    try rows(
      """
      SELECT rule_span.rule, rule_control.framework, rule_control.control
      FROM rule_span JOIN rule_control ON rule_control.rule = rule_span.rule
      WHERE rule_span.scope = ?1 AND rule_span.opened <= ?2 AND rule_span.closed > ?2
      """
    ) { row in
      let rule = rules[row.integer(0)]
      let (name, control) = (row.text(1), row.text(2))
      guard framework == nil || framework == name else { return }
      let said = counts[rule.number] ?? Counts()
      let unseen = hidden[rule.kind]?.subtracting(said.marked).count ?? 0
      let unknown = said.unknown + unseen
      var status =
        controls[[name, control]] ?? ControlStatus(framework: name, control: control)
      status.rules += 1
      status.uncollected += uncollected.contains(rule.kind) ? 1 : 0
      status.fail += said.fail
      status.unknown += unknown
      status.notApplicable += said.notApplicable
      status.pass += (totals[rule.kind] ?? 0) - said.fail - unknown - said.notApplicable
      controls[[name, control]] = status
    }
    return controls.values.sorted {
      if $0.framework != $1.framework { return $0.framework < $1.framework }
      return Self.isOrdered($0.control, before: $1.control)
    }
  }

  /// By number of the rule.
  private func counts() throws -> [Int: Counts] {
    var fails: [Int: [Int64: Bool]] = [:]
    try rows(
      """
      SELECT rule, resource, outcome = 'fail' FROM finding
      WHERE scope = ?1 AND opened <= ?2 AND closed > ?2
      """
    ) { row in
      let (rule, resource) = (rules[row.integer(0)].number, row.integer(1))
      let before = fails[rule, default: [:]][resource] ?? false
      fails[rule, default: [:]][resource] = before || row.integer(2) != 0
    }
    var counts: [Int: Counts] = [:]
    for (rule, resources) in fails {
      let failing = resources.values.count { $0 }
      counts[rule] = Counts(
        fail: failing, unknown: resources.count - failing, marked: Set(resources.keys))
    }
    try rows(
      """
      SELECT mass.rule, mass.outcome = 'no_data', sum(mass_part.size)
      FROM mass JOIN mass_part ON mass_part.mass = mass.id
      WHERE mass.scope = ?1 AND mass_part.opened <= ?2 AND mass_part.closed > ?2
      GROUP BY mass.rule, mass.outcome
      """
    ) { row in
      let size = Int(clamping: row.integer(2))
      let rule = rules[row.integer(0)].number
      if row.integer(1) != 0 {
        counts[rule, default: Counts()].unknown += size
      } else {
        counts[rule, default: Counts()].notApplicable += size
      }
    }
    return counts
  }

  private func rows(_ sql: String, _ body: (SQLRow) throws -> Void) throws {
    try Prepared(database, sql).rows(.integer(run.scopeRow), .integer(run.number), body: body)
  }

  /// Numbers inside of names count as numbers: `1.9` comes before `1.10`.
  private static func isOrdered(_ left: String, before right: String) -> Bool {
    let (left, right) = (parts(left), parts(right))
    for (one, other) in zip(left, right) where one != other {
      if let one = Int(one), let other = Int(other), one != other { return one < other }
      return one < other
    }
    return left.count < right.count
  }

  /// Runs of digits, and what stands between them.
  private static func parts(_ text: String) -> [String] {
    var parts: [String] = []
    var wasDigit: Bool?
    for scalar in text.unicodeScalars {
      let isDigit = ("0"..."9").contains(scalar)
      if wasDigit == isDigit, let last = parts.indices.last {
        parts[last].unicodeScalars.append(scalar)
      } else {
        parts.append(String(scalar))
      }
      wasDigit = isDigit
    }
    return parts
  }
}
