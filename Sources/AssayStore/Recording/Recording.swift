import AssayModel
import GRDB
import Records
import Sealing

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

  init(_ database: Database, result: RunResult, verdict: Verdict, actor: String, now: Instant)
    throws
  {
    self.database = database
    self.result = result
    self.verdict = verdict
    self.actor = actor
    self.now = now
  }

  /// Writes everything, in the order in which the parts need each other.
  func write() throws -> (comparison: RunComparison, head: LedgerHead) {
    let scope = try scopeID()
    let gaps = InputGaps(result.inputs)
    let previous = try RunHistory(database, scope: scope).latestComparable(to: gaps)
    let digest = ResultDigest.of(result, verdict).hex
    let run = try insertRun(scope: scope, gaps: gaps, digest: digest)
    let context = RecordingContext(database: database, scope: scope, run: run)

    try gaps.write(context)
    let rules = try RuleSpans(context).write(result.rules)
    let resources = try ResourceSpans(context).write(result, gaps: gaps)
    let findings = try FindingSpans(context, rules: rules, resources: resources)
    let change = try findings.write(result.findings)
    try LineageSpans(context).write(result.links, resources: resources)

    let comparison = try Comparison(context, rules: rules, resources: resources, change: change)
      .since(previous)
    let head = try Ledger.append(
      database, at: now, actor: actor, kind: "run",
      body: ledgerBody(run: run, isPartial: !gaps.isEmpty, digest: digest))
    return (comparison, head)
  }

  private func scopeID() throws -> Int64 {
    let name = SQLValue.text(result.run.scope)
    if let id = try Prepared(database, "SELECT id FROM scope WHERE name = ?").first(name) {
      return id
    }
    return try Prepared(database, "INSERT INTO scope (name) VALUES (?)").insert(name)
  }

  private func insertRun(scope: Int64, gaps: InputGaps, digest: String) throws -> Int64 {
    let run = result.run
    let counts = OutcomeCounts(result.findings)
    return try Prepared(
      database,
      """
      INSERT INTO run (scope, name, kind, status, started, recorded, tool, pack_digest,
        input_digest, rules, resources, inputs, refused, pass, fail, unknown, not_applicable,
        waived, decision, blocking_fail, blocking_unknown, exit_code, result_digest)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    ).insert(
      .integer(scope), .text(run.id), .text(run.kind.rawValue),
      .text(gaps.isEmpty ? "complete" : "partial"), .integer(run.started.microseconds),
      .integer(now.microseconds), .text(run.toolVersion), .text(run.packDigest),
      .text(run.inputDigest), .count(result.rules.count), .count(result.resources.count),
      .count(result.inputs.count), .count(gaps.count), .count(counts.pass), .count(counts.fail),
      .count(counts.unknown), .count(counts.notApplicable), .count(counts.waived),
      .text(verdict.decision.rawValue), .count(verdict.blockingFail),
      .count(verdict.blockingUnknown), .integer(Int64(verdict.exitCode)), .text(digest))
  }

  private func ledgerBody(run: Int64, isPartial: Bool, digest: String) -> CanonicalJSON {
    .object([
      ("run", .integer(run)),
      ("name", .string(result.run.id)),
      ("scope", .string(result.run.scope)),
      ("kind", .string(result.run.kind.rawValue)),
      ("status", .string(isPartial ? "partial" : "complete")),
      ("tool", .string(result.run.toolVersion)),
      ("packs", .string(result.run.packDigest)),
      ("inputs", .string(result.run.inputDigest)),
      ("decision", .string(verdict.decision.rawValue)),
      ("result", .string(digest)),
    ])
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
