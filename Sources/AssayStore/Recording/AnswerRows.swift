import AssayModel
import GRDB

/// Reads and writes which sources the latest run of a scope had.
struct AnswerRows {
  private let database: Database
  private let scope: Int64

  init(_ database: Database, scope: Int64) {
    self.database = database
    self.scope = scope
  }

  /// Sorted by path, source and place.
  func all() throws -> [AnsweredSource] {
    var answers: [AnsweredSource] = []
    try Prepared(
      database,
      """
      SELECT path, source, account, region, series, whole FROM answer WHERE scope = ?
      ORDER BY path, source, account, region
      """
    ).rows(.integer(scope)) { row in
      let (account, region) = (row.text(2), row.text(3))
      answers.append(
        AnsweredSource(
          source: row.text(1),
          place: PathScope(
            account: account.isEmpty ? nil : account, region: region.isEmpty ? nil : region),
          path: row.text(0), series: row.text(4), isWhole: row.integer(5) != 0))
    }
    return answers
  }

  /// Replaces them, writing only what differs.
  func write(_ answers: [AnsweredSource]) throws {
    var old: [[String]: State] = [:]
    for answer in try all() { old[answer.key] = State(answer) }
    var new: [[String]: State] = [:]
    for answer in answers { new[answer.key] = State(answer) }
    guard old != new else { return }
    let delete = try Prepared(
      database,
      "DELETE FROM answer WHERE scope = ? AND path = ? AND source = ? AND account = ? AND region = ?"
    )
    for (key, state) in old where new[key] != state { try delete.run(values(key)) }
    let insert = try Prepared(
      database,
      """
      INSERT INTO answer (scope, path, source, account, region, series, whole)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """)
    for (key, state) in new.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) })
    where old[key] != state {
      try insert.run(values(key) + [.text(state.series), .integer(state.isWhole ? 1 : 0)])
    }
  }

  private struct State: Equatable {
    let series: String
    let isWhole: Bool

    init(_ answer: AnsweredSource) { (series, isWhole) = (answer.series, answer.isWhole) }
  }

  private func values(_ key: [String]) -> [SQLValue] {
    [.integer(scope)] + key.map(SQLValue.text)
  }
}

extension AnsweredSource {
  fileprivate var key: [String] { [path, source, place.account ?? "", place.region ?? ""] }
}
