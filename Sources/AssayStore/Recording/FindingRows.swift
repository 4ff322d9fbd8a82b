/// Reads and writes the rows of `finding`.
final class FindingRows {
  private let context: RecordingContext
  private let inserting: Insertion
  private let closing: Prepared
  private let history: Prepared

  init(_ context: RecordingContext) throws {
    self.context = context
    inserting = try Insertion(
      context.database, into: "finding",
      ["resource", "rule", "locus", "outcome", "evidence", "first"],
      fixed: ["scope": context.scope, "opened": context.run], isNumbered: true)
    closing = try Prepared(
      context.database, "UPDATE finding SET closed = ?, reason = ? WHERE id = ?")
    history = try Prepared(
      context.database,
      """
      SELECT min(finding.first)
      FROM finding JOIN rule ON rule.id = finding.rule
      WHERE finding.scope = ? AND finding.resource = ? AND finding.locus = ?
        AND finding.closed < 2147483647 AND rule.uid = ?
      HAVING count(*) > 0
      """)
  }

  /// What is open before this run, in the scope or of some resources by row.
  func open(
    of resources: [Int64]?, _ rules: inout RuleIndex
  ) throws -> [FindingKey: OpenFinding] {
    let uid = try Prepared(context.database, "SELECT uid FROM rule WHERE id = ?")
    var open: [FindingKey: OpenFinding] = [:]
    func take(_ row: SQLRow) throws {
      let version = row.integer(2)
      let number = try rules.number(ofVersion: version) {
        var text = ""
        try uid.rows(.integer(version)) { text = $0.text(0) }
        return text
      }
      open[FindingKey(resource: row.integer(1), rule: number, locus: row.text(3))] = OpenFinding(
        row: row.integer(0), version: version, outcome: row.text(4), evidence: row.integer(5),
        first: row.integer(6), opened: row.integer(7))
    }
    let columns = "id, resource, rule, locus, outcome, evidence, first, opened"
    let scope = "FROM finding WHERE scope = ? AND closed = 2147483647"
    if let resources {
      let some = try Prepared(context.database, "SELECT \(columns) \(scope) AND resource = ?")
      for resource in resources {
        try some.rows(.integer(context.scope), .integer(resource), body: take)
      }
    } else {
      try Prepared(context.database, "SELECT \(columns) \(scope)")
        .rows(.integer(context.scope), body: take)
    }
    return open
  }

  /// How many are open in the scope.
  func openCount() throws -> Int {
    let count = try Prepared(
      context.database, "SELECT count(*) FROM finding WHERE scope = ? AND closed = 2147483647"
    ).first(.integer(context.scope))
    return Int(count ?? 0)
  }

  func insert(
    _ key: FindingKey, version: Int64, outcome: String, evidence: Int64, first: Int64
  ) throws -> OpenFinding {
    let row = inserting.nextID
    inserting.add(key.resource)
    inserting.add(version)
    inserting.add(key.locus)
    inserting.add(outcome)
    inserting.add(evidence)
    inserting.add(first)
    try inserting.endRow()
    return OpenFinding(
      row: row, version: version, outcome: outcome, evidence: evidence, first: first,
      opened: context.run)
  }

  /// Inserts what is held back.
  func finish() throws { try inserting.finish() }

  func close(_ finding: OpenFinding, _ reason: CloseReason) throws {
    try closing.run(.integer(context.run), .text(reason.rawValue), .integer(finding.row))
  }

  /// The first run in which a finding that is closed now was seen; nil when it never was.
  func firstSeen(_ key: FindingKey, rule: String) throws -> Int64? {
    try history.first(
      .integer(context.scope), .integer(key.resource), .text(key.locus), .text(rule))
  }
}
