import AssayModel
import GRDB

/// Every version of a rule, by its row.
struct RuleNames {
  /// What is said of a version.
  struct Name {
    /// `pack/rule`.
    let uid: String
    /// The same for all versions of a rule, from 0.
    let number: Int
    let severity: Severity
    let kind: String
  }

  private var names: [Int64: Name] = [:]

  init(_ database: Database) throws {
    var numbers: [String: Int] = [:]
    try Prepared(database, "SELECT id, uid, severity, kind FROM rule ORDER BY id").rows { row in
      let uid = row.text(1)
      let number = numbers[uid] ?? numbers.count
      numbers[uid] = number
      names[row.integer(0)] = Name(
        uid: uid, number: number, severity: Severity(rawValue: row.text(2)) ?? .critical,
        kind: row.text(3))
    }
  }

  /// The versions that held at a run, by number of the rule.
  func active(_ database: Database, at run: StoredRun) throws -> [Int: Int64] {
    var active: [Int: Int64] = [:]
    try Prepared(
      database,
      "SELECT rule FROM rule_span WHERE scope = ?1 AND opened <= ?2 AND closed > ?2"
    ).rows(.integer(run.scopeRow), .integer(run.number)) { row in
      active[self[row.integer(0)].number] = row.integer(0)
    }
    return active
  }

  /// The name of a version; one that is missing, which only a damaged file has, is its number.
  subscript(version: Int64) -> Name {
    names[version]
      ?? Name(uid: "rule \(version)", number: -1, severity: .critical, kind: "")
  }
}
