import AssayModel
import Records

/// Says what changed since an earlier run, in the words of the model.
struct Comparison {
  private let context: RecordingContext
  private let change: FindingChange
  private var rules: RuleIndex
  private let resources: ResourceIndex

  init(
    _ context: RecordingContext, rules: RuleIndex, resources: ResourceIndex,
    change: FindingChange
  ) {
    self.context = context
    self.rules = rules
    self.resources = resources
    self.change = change
  }

  /// What is open now against what was open at `previous`.
  ///
  /// - Parameters:
  ///   - previous: A run of the same scope; nil when there is none to compare with, and everything is new.
  ///   - tellsFirst: Whether anybody asks in which run findings were first seen, and what a first run finds.
  /// - Returns: Ids of findings, sorted.
  /// - Throws: What SQLite throws.
  func since(_ previous: Int64?, tellsFirst: Bool) throws -> RunComparison {
    guard previous != nil || tellsFirst else { return RunComparison() }
    var names = try Names(context, rules: rules, resources: resources)
    var baseline = Set(change.before.filter { $0.value.opened <= previous ?? 0 }.keys)
    var closed: [FindingKey: FindingFate.Closed] = [:]
    if let previous {
      try names.closedSince(previous) { key, opened, finding in
        if opened <= previous { baseline.insert(key) }
        closed[key] = finding
      }
    }

    var comparison = RunComparison()
    if tellsFirst { comparison.firstSeen.reserveCapacity(change.after.count + change.left) }
    comparison.previousRun = try previous.map { try names.run($0) }
    for (key, finding) in change.after {
      let id = try names.finding(key)
      if previous == nil, finding.outcome == "fail" { comparison.newFailures.insert(id) }
      if tellsFirst { comparison.firstSeen[id] = try names.run(finding.first) }
      if baseline.contains(key) {
        comparison.persisting += 1
      } else if let previous, finding.first <= previous {
        comparison.reopened.append(id)
      } else {
        comparison.new.append(id)
      }
      if change.unconfirmed.contains(key) { comparison.unconfirmed.append(id) }
    }
    let fates = try FindingFate(context.database, scope: context.scope, run: context.run)
    for key in baseline where change.after[key] == nil {
      // What was closed in a run between is what it is now, of which this run may not be able to tell.
      let reason =
        try change.closed[key]
        ?? closed[key].flatMap { try fates.reason(of: $0, active: names.rules.active[key.rule]) }
      guard let reason else { continue }
      let id = try names.finding(key)
      switch reason.change {
      case .fixed: comparison.fixed.append(id)
      case .gone: comparison.gone.append(id)
      default: comparison.lapsed.append(id)
      }
    }
    try tellLeft(&comparison, &names, tellsFirst: tellsFirst)
    try tellFailures(&comparison, &names, since: previous)
    if previous != nil { comparison.countFailuresThatBegan() }
    comparison.runStarts = names.starts
    comparison.sort()
    return comparison
  }

  /// Numbers of the rules that are of a higher severity than they were at a run.
  private func graverRules(since previous: Int64) throws -> Set<Int> {
    var graver: Set<Int> = []
    try Prepared(
      context.database,
      """
      SELECT after.uid, before.severity, after.severity
      FROM rule_span AS span JOIN rule AS before ON before.id = span.rule
        JOIN rule AS after ON after.uid = before.uid AND after.id <> before.id
        JOIN rule_span AS active ON active.rule = after.id AND active.scope = span.scope
          AND active.closed = 2147483647
      WHERE span.scope = ?1 AND span.opened <= ?2 AND span.closed > ?2
      """
    ).rows(.integer(context.scope), .integer(previous)) { row in
      let severities = (Severity(rawValue: row.text(1)), Severity(rawValue: row.text(2)))
      guard let number = rules.numbers[row.text(0)], let before = severities.0,
        let after = severities.1, after > before
      else { return }
      graver.insert(number)
    }
    return graver
  }

  /// What was not looked at, because it is as it was.
  private func tellLeft(
    _ comparison: inout RunComparison, _ names: inout Names, tellsFirst: Bool
  ) throws {
    guard change.left > 0 else { return }
    comparison.persisting += change.left
    for row in change.leftUnconfirmed { comparison.unconfirmed.append(try names.finding(row: row)) }
    guard tellsFirst else { return }
    var firsts: [(id: String, run: Int64)] = []
    try names.open { firsts.append(($0, $1)) }
    for (id, run) in firsts where comparison.firstSeen[id] == nil {
      comparison.firstSeen[id] = try names.run(run)
    }
  }

  /// Which failures are new, reopened, or not held back any more; without a run before, all are new.
  private func tellFailures(
    _ comparison: inout RunComparison, _ names: inout Names, since previous: Int64?
  ) throws {
    guard let previous else { return }
    let failing = change.after.filter { $0.value.outcome == "fail" }.keys
    let past = try PastStates(context, at: previous)
    let graver = try graverRules(since: previous)
    for key in failing {
      // What stood then and was neither closed nor changed needs no question.
      if let old = change.before[key], old.outcome == "fail", old.opened <= previous,
        !graver.contains(key.rule)
      {
        continue
      }
      switch try past.failure(key, rule: rules.uids[key.rule]) {
      case .open where !graver.contains(key.rule): continue
      case .closed: comparison.reopenedFailures.insert(try names.finding(key))
      case .open, .never: comparison.newFailures.insert(try names.finding(key))
      }
    }
    var held: [FindingKey] = []
    try past.held { resource, uid, locus in
      guard let rule = rules.numbers[uid] else { return }
      held.append(FindingKey(resource: resource, rule: rule, locus: locus))
    }
    for key in held
    where change.after[key]?.outcome == "fail" && !change.unconfirmed.contains(key) {
      guard let row = change.after[key]?.row, !change.held.contains(row) else { continue }
      comparison.released.insert(try names.finding(key))
    }
  }
}

extension RunComparison {
  /// Failures that were there before as something undecided are counted as failures that began.
  fileprivate mutating func countFailuresThatBegan() {
    let known = Set(new + reopened)
    let began = newFailures.subtracting(known)
    let returned = reopenedFailures.subtracting(known)
    new += began
    reopened += returned
    persisting -= began.count + returned.count
  }

  fileprivate mutating func sort() {
    new.sort()
    fixed.sort()
    reopened.sort()
    gone.sort()
    lapsed.sort()
    unconfirmed.sort()
  }
}

/// Turns rows back into names.
private struct Names {
  private let context: RecordingContext
  private(set) var rules: RuleIndex
  /// Resource by row.
  private var resources: [Int64: ResourceID]
  private let resource: Prepared
  private let runName: Prepared
  private let ruleUID: Prepared
  private var runs: [Int64: String] = [:]
  /// When the runs that were asked for started, by name.
  private(set) var starts: [String: Instant] = [:]

  init(_ context: RecordingContext, rules: RuleIndex, resources: ResourceIndex) throws {
    self.context = context
    self.rules = rules
    self.resources = Dictionary(minimumCapacity: resources.rows.count)
    for (id, row) in resources.rows { self.resources[row] = id }
    resource = try Prepared(context.database, "SELECT kind, uid FROM resource WHERE id = ?")
    runName = try Prepared(context.database, "SELECT name, started FROM run WHERE id = ?")
    ruleUID = try Prepared(context.database, "SELECT uid FROM rule WHERE id = ?")
  }

  /// The name of a run; its number where the run itself was pruned.
  mutating func run(_ id: Int64) throws -> String {
    if let name = runs[id] { return name }
    var name = "run \(id)"
    try runName.rows(.integer(id)) { row in
      name = row.text(0)
      starts[name] = Instant(microseconds: row.integer(1))
    }
    runs[id] = name
    return name
  }

  /// The id of a finding.
  mutating func finding(_ key: FindingKey) throws -> String {
    Finding.identity(
      rule: rules.uids[key.rule], resource: try resource(of: key.resource), locus: key.locus)
  }

  private mutating func resource(of row: Int64) throws -> ResourceID {
    if let id = resources[row] { return id }
    var id = ResourceID(kind: "", uid: "")
    try resource.rows(.integer(row)) { id = ResourceID(kind: $0.text(0), uid: $0.text(1)) }
    resources[row] = id
    return id
  }

  /// What a finding's identity is made of, by its row.
  private static let identity = """
    SELECT rule.uid, resource.kind, resource.uid, finding.locus, finding.first
    FROM finding JOIN rule ON rule.id = finding.rule
      JOIN resource ON resource.id = finding.resource
    """

  private static func identity(_ row: SQLRow) -> String {
    Finding.identity(
      rule: row.text(0), resource: ResourceID(kind: row.text(1), uid: row.text(2)),
      locus: row.text(3))
  }

  /// The id of a finding by its row.
  func finding(row: Int64) throws -> String {
    var id = ""
    try Prepared(context.database, "\(Self.identity) WHERE finding.id = ?")
      .rows(.integer(row)) { id = Self.identity($0) }
    return id
  }

  /// Hands out what is open in the scope, with the runs in which it was first seen.
  func open(_ body: (_ id: String, _ first: Int64) -> Void) throws {
    try Prepared(
      context.database,
      "\(Self.identity) WHERE finding.scope = ? AND finding.closed = 2147483647"
    ).rows(.integer(context.scope)) { body(Self.identity($0), $0.integer(4)) }
  }

  /// Rows closed after a run and before this one, oldest first.
  mutating func closedSince(
    _ run: Int64,
    _ body: (_ key: FindingKey, _ opened: Int64, _ finding: FindingFate.Closed) -> Void
  ) throws {
    var rules = rules
    try Prepared(
      context.database,
      """
      SELECT resource, rule, locus, opened, reason FROM finding
      WHERE closed > ? AND closed < ? AND closed < 2147483647 AND scope = ?
      ORDER BY closed, id
      """
    ).rows(.integer(run), .integer(context.run), .integer(context.scope)) { row in
      let version = row.integer(1)
      let number = try rules.number(ofVersion: version) {
        var uid = ""
        try ruleUID.rows(.integer(version)) { uid = $0.text(0) }
        return uid
      }
      let key = FindingKey(resource: row.integer(0), rule: number, locus: row.text(2))
      let finding = FindingFate.Closed(
        resource: key.resource, locus: key.locus, version: version, reason: row.text(4))
      body(key, row.integer(3), finding)
    }
    self.rules = rules
  }
}
