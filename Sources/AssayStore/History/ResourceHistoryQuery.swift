import AssayModel
import GRDB

/// Turns the rows about one resource into what happened to it.
struct ResourceHistoryQuery {
  private let database: Database
  private let id: ResourceID
  private let row: Int64
  private let rules: RuleNames

  init(_ database: Database, _ id: ResourceID) throws {
    self.database = database
    self.id = id
    row =
      try Prepared(database, "SELECT id FROM resource WHERE kind = ? AND uid = ?").first(
        .text(id.kind), .text(id.uid)) ?? 0
    rules = try RuleNames(database)
  }

  func histories(scope: String?) throws -> [ResourceHistory] {
    var scopes: [(row: Int64, name: String)] = []
    try Prepared(
      database,
      """
      SELECT id, name FROM scope WHERE (?1 IS NULL OR name = ?1) ORDER BY name
      """
    ).rows(.optional(scope)) { scopes.append(($0.integer(0), $0.text(1))) }
    return try scopes.compactMap { try history($0.row, $0.name) }
  }

  private func history(_ scope: Int64, _ name: String) throws -> ResourceHistory? {
    var log = EventLog(database, scope: scope, resource: row, rules: rules)
    let presence = try log.addPresence()
    try log.addFacts()
    try log.addFindings()
    try log.addUnconfirmed()
    try log.addMasses()
    try log.addLinks()
    guard !log.events.isEmpty else { return nil }
    return ResourceHistory(
      id: id, name: presence.name, scope: name, isPresent: presence.isPresent,
      openFailures: log.openFailures, openUnchecked: log.openUnchecked,
      events: try log.ordered())
  }
}

/// What happened to a resource in one scope, on its way into order.
private struct EventLog {
  /// An event with the number of its run.
  struct Entry {
    let run: Int64
    let kind: ResourceEvent.Kind
    var version: Int64?
    var locus = ""
    var outcome = ""
    var detail = ""
  }

  private let database: Database
  private let scope: Int64
  private let resource: Int64
  private let rules: RuleNames
  private(set) var events: [Entry] = []
  private(set) var openFailures = 0
  private(set) var openUnchecked = 0

  init(_ database: Database, scope: Int64, resource: Int64, rules: RuleNames) {
    self.database = database
    self.scope = scope
    self.resource = resource
    self.rules = rules
  }

  private static let end: Int64 = 2_147_483_647

  /// When it was there, and under which name.
  mutating func addPresence() throws -> (name: String, isPresent: Bool) {
    struct Span {
      let opened: Int64
      let closed: Int64
      let name: String
      let source: String
      let gap: String?
    }
    var spans: [Span] = []
    try rows(
      """
      SELECT opened, closed, name, source, gap FROM resource_span
      WHERE scope = ? AND resource = ? ORDER BY opened
      """
    ) { row in
      spans.append(
        Span(
          opened: row.integer(0), closed: row.integer(1), name: row.text(2), source: row.text(3),
          gap: row.optionalText(4)))
    }
    var last: Span?
    for span in spans {
      if let last, last.closed == span.opened {
        if last.name != span.name { add(span.opened, .renamed, "\(last.name) -> \(span.name)") }
        if last.source != span.source {
          add(span.opened, .moved, "\(last.source) -> \(span.source)")
        }
        if last.gap != span.gap { add(span.opened, span.gap == nil ? .seen : .hidden, span.gap) }
      } else {
        if let last { add(last.closed, .gone) }
        add(span.opened, .appeared, span.source)
        if let gap = span.gap { add(span.opened, .hidden, gap) }
      }
      last = span
    }
    if let last, last.closed < Self.end { add(last.closed, .gone) }
    return (last?.name ?? "", last?.closed == Self.end)
  }

  /// When what is known of it changed; the first digest comes with its appearance.
  mutating func addFacts() throws {
    var isFirst = true
    var entries: [Entry] = []
    try rows(
      "SELECT opened FROM resource_facts WHERE scope = ? AND resource = ? ORDER BY opened"
    ) { row in
      if !isFirst { entries.append(Entry(run: row.integer(0), kind: .factsChanged)) }
      isFirst = false
    }
    events += entries
  }

  /// A row of a finding.
  private struct FindingRow {
    let version: Int64
    let locus: String
    let outcome: String
    let opened: Int64
    let closed: Int64
    let reason: String
    let message: String

    var fails: Bool { outcome == "fail" }
  }

  /// Findings that opened, changed and closed.
  mutating func addFindings() throws {
    struct Key: Hashable {
      let rule: Int
      let locus: String
    }
    // Keyed by finding; in order of the runs.
    var courses: [Key: [FindingRow]] = [:]
    // The two halves use an index each.
    try Prepared(
      database,
      """
      SELECT rule, locus, outcome, opened, closed, reason, evidence.body ->> '$.message'
      FROM (
        SELECT * FROM finding WHERE scope = ?1 AND resource = ?2 AND closed = 2147483647
        UNION ALL
        SELECT * FROM finding WHERE scope = ?1 AND resource = ?2 AND closed < 2147483647
      ) AS finding LEFT JOIN evidence ON evidence.id = finding.evidence
      ORDER BY opened, finding.id
      """
    ).rows(.integer(scope), .integer(resource)) { row in
      let line = FindingRow(
        version: row.integer(0), locus: row.text(1), outcome: row.text(2), opened: row.integer(3),
        closed: row.integer(4), reason: row.text(5), message: row.text(6))
      courses[Key(rule: rules[line.version].number, locus: line.locus), default: []].append(line)
    }
    for rows in courses.values { add(rows) }
  }

  /// The events of one finding.
  private mutating func add(_ rows: [FindingRow]) {
    var failed = false
    for (index, row) in rows.enumerated() {
      let before = index > 0 && rows[index - 1].closed == row.opened ? rows[index - 1] : nil
      if let before, before.fails == row.fails {
        add(row, .changed, "\(before.reason): \(row.message)")
      } else {
        add(row, row.fails ? failed ? .reopened : .opened : .unchecked, row.message)
      }
      failed = failed || row.fails
      guard row.closed < Self.end else {
        if row.fails { openFailures += 1 } else { openUnchecked += 1 }
        continue
      }
      let next = rows.dropFirst(index + 1).first
      guard next?.opened != row.closed else { continue }
      events.append(
        Entry(
          run: row.closed, kind: row.fails ? .closed : .checked, version: row.version,
          locus: row.locus, outcome: row.outcome, detail: row.reason))
    }
  }

  private mutating func add(_ row: FindingRow, _ kind: ResourceEvent.Kind, _ detail: String) {
    events.append(
      Entry(
        run: row.opened, kind: kind, version: row.version, locus: row.locus, outcome: row.outcome,
        detail: detail))
  }

  /// Open findings that could not be decided again for a while.
  mutating func addUnconfirmed() throws {
    var entries: [Entry] = []
    var open = 0
    try Prepared(
      database,
      """
      SELECT finding.rule, finding.locus, unconfirmed.outcome, unconfirmed.opened,
        unconfirmed.closed, evidence.body ->> '$.message'
      FROM (
        SELECT * FROM finding WHERE scope = ?1 AND resource = ?2 AND closed = 2147483647
        UNION ALL
        SELECT * FROM finding WHERE scope = ?1 AND resource = ?2 AND closed < 2147483647
      ) AS finding
        JOIN unconfirmed ON unconfirmed.finding = finding.id
        LEFT JOIN evidence ON evidence.id = unconfirmed.evidence
      ORDER BY unconfirmed.opened, finding.id
      """
    ).rows(.integer(scope), .integer(resource)) { row in
      let base = (row.integer(0), row.text(1), row.text(2))
      entries.append(
        Entry(
          run: row.integer(3), kind: .unchecked, version: base.0, locus: base.1, outcome: base.2,
          detail: row.text(5)))
      guard row.integer(4) < Self.end else { return open += 1 }
      entries.append(
        Entry(
          run: row.integer(4), kind: .checked, version: base.0, locus: base.1, outcome: base.2))
    }
    events += entries
    openUnchecked += open
  }

  /// Rules that had no data of it for a while.
  mutating func addMasses() throws {
    var entries: [Entry] = []
    var open = 0
    var last: (mass: Int64, closed: Int64)?
    try Prepared(
      database,
      """
      SELECT mass.id, mass.rule, mass.reason, mass_part.opened, mass_part.closed
      FROM mass JOIN mass_part ON mass_part.mass = mass.id
      WHERE mass.scope = ?1 AND mass.outcome = 'no_data' AND mass_part.word = ?2 >> 6
        AND mass_part.members >> (?2 & 63) & 1 = 1
      ORDER BY mass.id, mass_part.opened
      """
    ).rows(.integer(scope), .integer(resource)) { row in
      let (mass, opened, closed) = (row.integer(0), row.integer(3), row.integer(4))
      let version = row.integer(1)
      // Another resource of the word changed; this one did not.
      if last?.mass == mass, last?.closed == opened {
        entries.removeLast()
      } else {
        entries.append(
          Entry(
            run: opened, kind: .unchecked, version: version, outcome: "no_data",
            detail: row.text(2)))
      }
      last = (mass, closed)
      entries.append(
        Entry(run: closed, kind: .checked, version: version, outcome: "no_data"))
    }
    open = entries.count { $0.kind == .checked && $0.run == Self.end }
    events += entries.filter { $0.run < Self.end }
    openUnchecked += open
  }

  /// What it is made from or uses, and what uses it.
  mutating func addLinks() throws {
    var entries: [Entry] = []
    for (own, other, arrow) in [("child", "parent", "->"), ("parent", "child", "<-")] {
      try rows(
        """
        SELECT lineage.label, resource.kind, resource.uid, lineage.opened, lineage.closed
        FROM lineage JOIN resource ON resource.id = lineage.\(other)
        WHERE lineage.scope = ? AND lineage.\(own) = ?
        ORDER BY lineage.opened, lineage.label, resource.kind, resource.uid
        """
      ) { row in
        let detail = "\(row.text(0)) \(arrow) \(row.text(1)) \(row.text(2))"
        entries.append(Entry(run: row.integer(3), kind: .linked, detail: detail))
        if row.integer(4) < Self.end {
          entries.append(Entry(run: row.integer(4), kind: .unlinked, detail: detail))
        }
      }
    }
    events += entries
  }

  /// The events by run; within one, in the order of their kinds, then by rule and element.
  func ordered() throws -> [ResourceEvent] {
    let numbers = Dictionary(
      uniqueKeysWithValues: ResourceEvent.Kind.allCases.enumerated().map { ($1, $0) })
    let runs = try runs(Set(events.map(\.run)))
    return events.compactMap { entry -> ResourceEvent? in
      guard let run = runs[entry.run] else { return nil }
      let name = entry.version.map { rules[$0] }
      return ResourceEvent(
        run: run, kind: entry.kind, rule: name?.uid ?? "", severity: name?.severity,
        locus: entry.locus, outcome: entry.outcome, detail: entry.detail)
    }.sorted {
      (
        $0.run.number, numbers[$0.kind] ?? 0, $0.rule, $0.locus, $0.detail
      ) < ($1.run.number, numbers[$1.kind] ?? 0, $1.rule, $1.locus, $1.detail)
    }
  }

  private func runs(_ wanted: Set<Int64>) throws -> [Int64: StoredRun] {
    var runs: [Int64: StoredRun] = [:]
    let query = try Prepared(
      database,
      """
      SELECT \(StoredRun.columns) FROM run JOIN scope ON scope.id = run.scope WHERE run.id = ?
      """)
    for number in wanted {
      try query.rows(.integer(number)) { runs[number] = StoredRun($0) }
    }
    guard runs.count < wanted.count else { return runs }
    // The ledger keeps what was pruned.
    for run in try StoredRun.sealed(database) where wanted.contains(run.number) {
      runs[run.number] = runs[run.number] ?? run
    }
    return runs
  }

  private mutating func add(_ run: Int64, _ kind: ResourceEvent.Kind, _ detail: String? = nil) {
    events.append(Entry(run: run, kind: kind, detail: detail ?? ""))
  }

  private func rows(_ sql: String, _ body: (SQLRow) throws -> Void) throws {
    try Prepared(database, sql).rows(.integer(scope), .integer(resource), body: body)
  }
}
