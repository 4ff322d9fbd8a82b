import AssayModel
import GRDB
import Records

/// One run on its way into the file, inside one transaction.
///
/// In: a run's result, and what is open in its scope. Out: rows for what began and ended with this
/// run, the run itself, and its entry in the ledger. What did not change is not written.
struct Recording {
  private let database: Database
  private let result: RunResult
  private let verdict: Verdict
  private let actor: String
  private let now: Instant
  private let digest: () -> ResultDigest
  private let unchanged: Unchanged?
  private let ends: () -> LinkEnds
  private let tellsFirst: Bool

  /// One that is written by `write`.
  ///
  /// `digest`: that of the result and the verdict, asked for when all else is written. `unchanged`: what of the
  /// result is in the file as it is. `ends`: those of its links, asked for where all of them are written.
  /// `tellsFirst`: whether anybody asks in which run findings were first seen.
  init(
    _ database: Database, result: RunResult, verdict: Verdict, actor: String, now: Instant,
    digest: @escaping () -> ResultDigest, unchanged: Unchanged?, ends: @escaping () -> LinkEnds,
    tellsFirst: Bool
  ) {
    self.ends = ends
    self.tellsFirst = tellsFirst
    self.unchanged = unchanged
    self.digest = digest
    self.database = database
    self.result = result
    self.verdict = verdict
    self.actor = actor
    self.now = now
  }

  /// Writes everything, in the order in which the parts need each other.
  ///
  /// - Parameter revising: What the gate decides when it knows what changed.
  /// - Returns: What came of it.
  /// - Throws: What SQLite throws.
  func write(
    revising: ((RunComparison) -> Verdict)?
  ) throws -> Store.Record {
    let scope = try scopeID()
    let gaps = InputGaps(result.inputs)
    let previous = try RunHistory(database, scope: scope).latestComparable(to: gaps)
    let reach = try ReachFinder(
      RecordingContext(database: database, scope: scope, run: 0), gaps: gaps
    ).reach(of: result, unchanged: unchanged, previous: previous)
    var verdict = verdict
    let indexes = try LateIndexes(
      database, of: ["finding", "lineage"], before: result.findings.count + result.links.count)
    // What stands for the result is not needed before the end.
    let run = try RunRow(result, verdict, refused: gaps.count, now: now, digest: "").insert(
      database, scope: scope)
    let context = RecordingContext(database: database, scope: scope, run: run)

    try gaps.write(context)
    try UncollectedRows(context).write(result.uncollected)
    try AnswerRows(database, scope: scope).write(result.answers)
    let rules = try RuleSpans(context).write(result.rules)
    let resources = try ResourceSpans(context).write(reach, gaps: gaps)
    let findings = try FindingSpans(
      context, rules: rules, resources: resources, isTold: previous != nil || tellsFirst)
    let change = try findings.write(reach.result)
    try LineageSpans(context).write(
      reach.result.links, resources: resources, ends: reach.resources == nil ? ends() : nil)
    try indexes.make()

    let comparison = try Comparison(
      context, rules: findings.rules, resources: resources, change: change
    ).since(previous, tellsFirst: tellsFirst)
    let revised = revising?(comparison) ?? verdict
    let digest = revised == verdict ? digest() : ResultDigest(result, revised, ends: ends())
    verdict = revised
    let row = RunRow(result, verdict, refused: gaps.count, now: now, digest: digest.hex)
    try row.replace(database, run: run)
    let head = try Ledger.append(
      database, at: now, actor: actor, kind: "run",
      body: row.body(run: run, scope: result.run.scope))
    return Store.Record(
      comparison: comparison, head: head, verdict: verdict, digest: digest.hex)
  }

  private func scopeID() throws -> Int64 {
    let name = SQLValue.text(result.run.scope)
    if let id = try Prepared(database, "SELECT id FROM scope WHERE name = ?").first(name) {
      return id
    }
    return try Prepared(database, "INSERT INTO scope (name) VALUES (?)").insert(name)
  }
}

/// What each part of a recording writes to.
struct RecordingContext {
  let database: Database
  let scope: Int64
  let run: Int64
}

extension SQLValue {
  static func count(_ number: Int) -> SQLValue { .integer(Int64(number)) }
}
