import AssayModel

/// The rules of a recording, numbered from 0: a number stands for one rule in all its versions.
struct RuleIndex {
  /// Number by `pack/rule`.
  private(set) var numbers: [String: Int] = [:]
  /// `pack/rule` by number.
  private(set) var uids: [String] = []
  /// Row of the active version by number; nil for a rule that is not active.
  private(set) var active: [Int64?] = []
  /// Number by row of a version.
  private(set) var versions: [Int64: Int] = [:]
  /// Numbers of the active rules by the kind they judge, in order.
  private(set) var byKind: [String: [Int]] = [:]

  private mutating func number(for uid: String) -> Int {
    if let number = numbers[uid] { return number }
    numbers[uid] = uids.count
    uids.append(uid)
    active.append(nil)
    return uids.count - 1
  }

  fileprivate mutating func activate(_ rule: RuleInfo, version: Int64) {
    let number = number(for: rule.id)
    active[number] = version
    versions[version] = number
    byKind[rule.kind, default: []].append(number)
  }

  /// The number of the rule that a version belongs to, which may be one that is not active any
  /// more.
  mutating func number(ofVersion version: Int64, uid: () throws -> String) rethrows -> Int {
    if let number = versions[version] { return number }
    let number = try number(for: uid())
    versions[version] = number
    return number
  }
}

/// Writes which version of which rule is active in a scope.
struct RuleSpans {
  private let context: RecordingContext

  init(_ context: RecordingContext) { self.context = context }

  /// Whether these are the rules that are active.
  func areActive(_ rules: [RuleInfo]) throws -> Bool {
    let open = try openVersions()
    return Set(rules.map(\.id)).count == open.count
      && rules.allSatisfy { open[$0.id]?.digest == $0.digest }
  }

  /// Opens spans of rules that are new or were changed, closes those of the old versions.
  func write(_ rules: [RuleInfo]) throws -> RuleIndex {
    var index = RuleIndex()
    var open = try openVersions()
    let writer = try RuleWriter(context)
    for rule in rules where index.numbers[rule.id] == nil {
      if let version = open[rule.id], version.digest == rule.digest {
        open[rule.id] = nil
        index.activate(rule, version: version.id)
      } else {
        index.activate(rule, version: try writer.version(of: rule))
      }
    }
    // Closed before new ones open, so that a version may come back in the run in which it left.
    let close = try Prepared(
      context.database,
      """
      UPDATE rule_span SET closed = ? WHERE scope = ? AND rule = ? AND closed = 2147483647
      """)
    for version in open.values {
      try close.run(.integer(context.run), .integer(context.scope), .integer(version.id))
    }
    return index
  }

  private func openVersions() throws -> [String: (id: Int64, digest: String)] {
    var open: [String: (id: Int64, digest: String)] = [:]
    try Prepared(
      context.database,
      """
      SELECT rule.id, rule.uid, rule.digest
      FROM rule_span JOIN rule ON rule.id = rule_span.rule
      WHERE rule_span.scope = ? AND rule_span.closed = 2147483647
      """
    ).rows(.integer(context.scope)) { row in
      open[row.text(1)] = (row.integer(0), row.text(2))
    }
    return open
  }
}

/// Inserts versions of rules; its statements are prepared when the first is needed.
private final class RuleWriter {
  private let context: RecordingContext
  private let find: Prepared
  private let insert: Prepared
  private let insertControl: Prepared
  private let insertSpan: Prepared

  init(_ context: RecordingContext) throws {
    self.context = context
    find = try Prepared(context.database, "SELECT id FROM rule WHERE uid = ? AND digest = ?")
    insert = try Prepared(
      context.database,
      """
      INSERT INTO rule (uid, digest, pack, title, severity, kind, why, fix)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """)
    insertControl = try Prepared(
      context.database,
      "INSERT OR IGNORE INTO rule_control (framework, control, rule) VALUES (?, ?, ?)")
    insertSpan = try Prepared(
      context.database, "INSERT INTO rule_span (scope, rule, opened) VALUES (?, ?, ?)")
  }

  /// The row of this version, made where it is new, with a span that opens now.
  func version(of rule: RuleInfo) throws -> Int64 {
    let id = try find.first(.text(rule.id), .text(rule.digest)) ?? insertVersion(rule)
    try insertSpan.run(.integer(context.scope), .integer(id), .integer(context.run))
    return id
  }

  private func insertVersion(_ rule: RuleInfo) throws -> Int64 {
    let id = try insert.insert(
      .text(rule.id), .text(rule.digest), .text(rule.pack), .text(rule.title),
      .text(rule.severity.rawValue), .text(rule.kind), .text(rule.why), .text(rule.fix))
    for control in rule.controls {
      try insertControl.run(.text(control.framework), .text(control.id), .integer(id))
    }
    return id
  }
}
