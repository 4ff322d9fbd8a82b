import AssayModel
import GRDB
import Records
import Sealing

/// The row of a run, column by column: what is stored and what the ledger seals are the same
/// values.
struct RunRow {
  /// One column.
  enum Value {
    case integer(Int64)
    case text(String)
  }

  /// In the order of `columns`.
  let values: [Value]

  /// Names of the columns, without the id and the scope.
  static let columns = [
    "name", "kind", "status", "started", "recorded", "tool", "pack_digest", "input_digest", "rules",
    "resources", "inputs", "refused", "pass", "fail", "unknown", "not_applicable", "waived",
    "decision", "blocking_fail", "blocking_unknown", "exit_code", "result_digest",
  ]

  /// `digest`: of the result and the verdict.
  init(_ result: RunResult, _ verdict: Verdict, refused: Int, now: Instant, digest: String) {
    let run = result.run
    let counts = result.counts
    values = [
      .text(run.id), .text(run.kind.rawValue), .text(refused == 0 ? "complete" : "partial"),
      .integer(run.started.microseconds), .integer(now.microseconds), .text(run.toolVersion),
      .text(run.packDigest), .text(run.inputDigest), .count(result.rules.count),
      .count(result.resources.count), .count(result.inputs.count), .count(refused),
      .count(counts.pass), .count(counts.fail), .count(counts.unknown),
      .count(counts.notApplicable), .count(counts.waived), .text(verdict.decision.rawValue),
      .count(verdict.blockingFail), .count(verdict.blockingUnknown),
      .integer(Int64(verdict.exitCode)), .text(digest),
    ]
  }

  /// Adds the row, and gives the run's id.
  func insert(_ database: Database, scope: Int64) throws -> Int64 {
    let names = (["scope"] + Self.columns).joined(separator: ", ")
    let places = ["?"] + Self.columns.map { _ in "?" }
    return try Prepared(
      database, "INSERT INTO run (\(names)) VALUES (\(places.joined(separator: ", ")))"
    ).insert([.integer(scope)] + values.map(\.bound))
  }

  /// Puts these columns into a row that was added.
  func replace(_ database: Database, run: Int64) throws {
    let places = Self.columns.map { "\($0) = ?" }.joined(separator: ", ")
    _ = try Prepared(database, "UPDATE run SET \(places) WHERE id = ?").insert(
      values.map(\.bound) + [.integer(run)])
  }

  /// What the ledger's entry says: the run's id, its scope by name, and every column.
  func body(run: Int64, scope: String) -> CanonicalJSON {
    .object(
      [("run", .integer(run)), ("scope", .string(scope))]
        + zip(Self.columns, values).map { ($0, $1.sealed) })
  }
}

extension RunRow.Value {
  fileprivate static func count(_ number: Int) -> Self { .integer(Int64(number)) }

  fileprivate var bound: SQLValue {
    switch self {
    case .integer(let number): .integer(number)
    case .text(let text): .text(text)
    }
  }

  fileprivate var sealed: CanonicalJSON {
    switch self {
    case .integer(let number): .integer(number)
    case .text(let text): .string(text)
    }
  }
}
