import AssayModel
import GRDB

/// Puts changes into order, and finds words for the first of them.
struct DifferenceItems {
  /// A change by rows.
  struct Line {
    let resource: Int64
    let locus: String
    /// Row of the rule's version.
    let version: Int64
    /// Row of the evidence; nil where the cause says it all.
    let evidence: Int64?
    /// Empty where it has to be found.
    let cause: String
  }

  private let rules: RuleNames
  private let from: StoredRun
  private let to: StoredRun
  private let resource: Prepared
  private let name: Prepared
  private let message: Prepared
  private let presence: Prepared
  private let versionBefore: Prepared
  private let gaps: Prepared

  init(_ database: Database, _ rules: RuleNames, from: StoredRun, to: StoredRun) throws {
    self.rules = rules
    self.from = from
    self.to = to
    resource = try Prepared(database, "SELECT kind, uid FROM resource WHERE id = ?")
    name = try Prepared(
      database,
      """
      SELECT name FROM resource_span WHERE scope = ? AND resource = ? AND opened <= ?
      ORDER BY opened DESC LIMIT 1
      """)
    message = try Prepared(database, "SELECT body ->> '$.message' FROM evidence WHERE id = ?")
    presence = try Prepared(
      database,
      """
      SELECT 1 FROM resource_span WHERE scope = ?1 AND resource = ?2 AND opened <= ?3
        AND closed > ?3
      """)
    versionBefore = try Prepared(
      database,
      """
      SELECT rule.id FROM rule_span JOIN rule ON rule.id = rule_span.rule
      WHERE rule_span.scope = ?1 AND rule_span.opened <= ?2 AND rule_span.closed > ?2
        AND rule.uid = ?3
      """)
    gaps = try Prepared(
      database,
      """
      SELECT after.resource, after.gap FROM resource_span AS after
      WHERE after.scope = ?1 AND after.gap IS NOT NULL AND after.opened <= ?3
        AND after.closed > ?3 AND after.opened > ?2
        AND NOT EXISTS (SELECT 1 FROM resource_span AS before WHERE before.scope = ?1
          AND before.resource = after.resource AND before.opened <= ?2 AND before.closed > ?2
          AND before.gap IS NOT NULL)
      """)
  }

  /// The first changes in order: the gravest first, then by rule, resource and element.
  func items(_ lines: [Line], limit: Int) throws -> [RunDifference.Item] {
    let named = try lines.map { (line: $0, rule: rules[$0.version], id: try id(of: $0.resource)) }
    let ordered = named.sorted {
      if $0.rule.severity != $1.rule.severity { return $0.rule.severity > $1.rule.severity }
      return ($0.rule.uid, $0.id, $0.line.locus) < ($1.rule.uid, $1.id, $1.line.locus)
    }
    return try ordered.prefix(limit).map { line, rule, id in
      RunDifference.Item(
        rule: rule.uid, severity: rule.severity, resource: id, name: try name(of: line.resource),
        locus: line.locus, message: try text(of: line.evidence),
        cause: try line.cause.isEmpty ? cause(of: line, rule.uid) : line.cause)
    }
  }

  /// Resources that only the later run could not look at, by id.
  func hidden(limit: Int) throws -> RunDifference.Changes {
    var found: [(row: Int64, id: ResourceID, reason: String)] = []
    try gaps.rows(.integer(to.scopeRow), .integer(from.number), .integer(to.number)) { row in
      found.append((row.integer(0), try id(of: row.integer(0)), row.text(1)))
    }
    let items = try found.sorted { $0.id < $1.id }.prefix(limit).map { row, id, reason in
      RunDifference.Item(
        rule: "", severity: .info, resource: id, name: try name(of: row), locus: "", message: "",
        cause: reason)
    }
    return RunDifference.Changes(count: found.count, items: items)
  }

  /// Why a failure came.
  private func cause(of line: Line, _ rule: String) throws -> String {
    let scope = SQLValue.integer(to.scopeRow)
    let run = SQLValue.integer(from.number)
    guard try presence.first(scope, .integer(line.resource), run) != nil else {
      return "new resource"
    }
    guard let before = try versionBefore.first(scope, run, .text(rule)) else { return "new rule" }
    return before == line.version ? "changed resource" : "changed rule"
  }

  private func id(of row: Int64) throws -> ResourceID {
    var id = ResourceID(kind: "resource", uid: "\(row)")
    try resource.rows(.integer(row)) { id = ResourceID(kind: $0.text(0), uid: $0.text(1)) }
    return id
  }

  private func name(of row: Int64) throws -> String {
    var text = ""
    try name.rows(.integer(to.scopeRow), .integer(row), .integer(to.number)) { text = $0.text(0) }
    return text
  }

  private func text(of evidence: Int64?) throws -> String {
    guard let evidence else { return "" }
    var text = ""
    try message.rows(.integer(evidence)) { text = $0.text(0) }
    return text
  }
}

extension History {
  /// What changed between two runs of one scope, the earlier one first.
  ///
  /// - Parameters:
  ///   - from: The earlier run.
  ///   - to: The later run of the same scope.
  ///   - limit: The most items to tell of each change; all are counted.
  /// - Returns: The changes.
  /// - Throws: `StoreError` when the file cannot be read.
  package func difference(from: StoredRun, to: StoredRun, limit: Int) throws -> RunDifference {
    precondition(
      from.scopeRow == to.scopeRow && from.number < to.number,
      "two runs of one scope are compared, the earlier one first")
    return try read { try DifferenceQuery($0, from: from, to: to).answer(limit: limit) }
  }
}
