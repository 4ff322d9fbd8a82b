import GRDB

/// Why the database could not be used, and while doing what.
package struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of trouble it is.
  package enum Cause: Hashable, Sendable {
    /// There is no file.
    case missing
    case notADatabase
    /// A SQLite database of another program.
    case notOurs
    /// Another process holds it longer than we wait.
    case locked
    case readOnly
    /// No space left on the disk.
    case full
    /// Written by a later release.
    case newerSchema
    case cannotOpen
    case damaged
    /// A query of the user cannot be answered.
    case query
    /// A value that the caller gave does not fit the others.
    case inconsistent
    case other
  }

  package let cause: Cause
  /// A sentence without a full stop: what was being done to which file, and what went wrong.
  package let description: String
}

extension StoreError {
  /// What SQLite said, with what we were about.
  static func sqlite(_ error: DatabaseError, doing action: String, to path: String) -> StoreError {
    let cause = cause(of: error.resultCode)
    let detail = detail(of: cause, error)
    return StoreError(
      cause: cause, description: "could not \(action) database `\(path)`: \(detail)")
  }

  static func system(_ message: String, doing action: String, to path: String) -> StoreError {
    StoreError(
      cause: .cannotOpen, description: "could not \(action) database `\(path)`: \(message)")
  }

  static func missing(path: String) -> StoreError {
    StoreError(
      cause: .missing,
      description: "there is no database `\(path)`: a run that is recorded makes one; "
        + "name another file with `--db`")
  }

  static func query(_ message: String) -> StoreError {
    StoreError(cause: .query, description: "the query cannot be answered: \(message)")
  }

  static func empty(path: String) -> StoreError {
    StoreError(
      cause: .missing,
      description: "database `\(path)` is empty: no run was recorded in it")
  }

  static func notOurs(path: String) -> StoreError {
    StoreError(
      cause: .notOurs,
      description: "could not open database `\(path)`: it belongs to another program; "
        + "name another file")
  }

  static func newerSchema(found: Int64, known: Int, path: String) -> StoreError {
    StoreError(
      cause: .newerSchema,
      description: "could not open database `\(path)`: its schema is version \(found), and this "
        + "release knows up to \(known); use a newer release or name another file")
  }

  static func unversioned(path: String) -> StoreError {
    StoreError(
      cause: .damaged,
      description:
        "could not open database `\(path)`: it holds tables and no version of their schema; "
        + "restore a backup or name another file")
  }

  static func unknownRule(_ rule: String) -> StoreError {
    StoreError(
      cause: .inconsistent,
      description: "could not record the run: a finding names rule `\(rule)`, which was not active")
  }

  private static func cause(of code: ResultCode) -> Cause {
    switch code.primaryResultCode {
    case .SQLITE_NOTADB: .notADatabase
    case .SQLITE_BUSY, .SQLITE_LOCKED: .locked
    case .SQLITE_READONLY: .readOnly
    case .SQLITE_FULL: .full
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: .cannotOpen
    case .SQLITE_CORRUPT: .damaged
    default: .other
    }
  }

  private static func detail(of cause: Cause, _ error: DatabaseError) -> String {
    switch cause {
    case .notADatabase: "the file is not a SQLite database; name another file"
    case .locked: "another process holds it; try again when that has ended"
    case .readOnly: "it is read-only"
    case .full: "the disk is full"
    case .damaged: "the file is damaged; restore a backup or name another file"
    default: error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
    }
  }
}
