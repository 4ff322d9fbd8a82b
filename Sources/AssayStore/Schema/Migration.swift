/// One step of the schema: applied once to each file, in order, never changed after a release.
struct Migration: Sendable {
  /// What the step brings: kebab-case, unique.
  let name: String
  /// Statements, each ended by a semicolon.
  let sql: String

  /// Every step so far, append only; a file's `user_version` is the number of steps it has seen.
  static let all: [Migration] = [.firstSchema, .history, .upkeep, .held, .answers, .uncollected]
}

/// What tells our files from others.
enum FileMark {
  /// `ASAY` in ASCII, as `PRAGMA application_id`.
  static let applicationID: Int64 = 0x4153_4159
}
