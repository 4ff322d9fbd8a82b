package import Records
import AssayModel
import GRDB

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a look at the database found.
package struct Examination: Sendable, Hashable {
  /// One thing that was looked at.
  package struct Check: Sendable, Hashable {
    /// How it is.
    package enum State: String, Sendable, Hashable {
      case good
      /// Worth knowing; nothing has to be done.
      case note
      case problem
    }

    /// What was looked at, in one or two words.
    package let subject: String
    package let state: State
    /// One clause.
    package let detail: String
  }

  /// In the order in which they were made.
  package private(set) var checks: [Check] = []

  package var problems: Int { checks.count { $0.state == .problem } }

  /// What to look at, and from when.
  package struct Options: Sendable, Hashable {
    /// Whether every index is compared with its table, and every reference followed.
    package var isThorough = false
    /// A scope without a complete run for longer is stale, in microseconds.
    package var staleAfter: Int64
    /// Whether a stale scope is a problem, and not only a note.
    package var staleIsProblem: Bool
    package var now: Instant

    package init(isThorough: Bool, staleAfter: Int64, staleIsProblem: Bool, now: Instant) {
      self.isThorough = isThorough
      self.staleAfter = staleAfter
      self.staleIsProblem = staleIsProblem
      self.now = now
    }
  }

  /// Looks at a file without changing it.
  ///
  /// - Parameters:
  ///   - path: Where the file is.
  ///   - options: What to look at.
  /// - Returns: What was found; damage is a problem among others.
  /// - Throws: `StoreError` when there is no file, it is not ours, newer than we are, or locked.
  package static func of(path: String, _ options: Options) throws -> Examination {
    var examination = Examination()
    do {
      let queue = try ReadOnlyFile.open(path, patience: 10)
      defer { try? queue.close() }
      try Store.describing("read", path) {
        try queue.inDatabase { database in
          try examination.examine(database, path, options)
        }
      }
    } catch let error as StoreError where error.cause == .damaged {
      examination.add("content", .problem, error.description)
    }
    return examination
  }

  private mutating func examine(_ database: Database, _ path: String, _ options: Options) throws {
    let version = try StoreFile.check(database, path: path)
    guard version > 0 else { throw StoreError.empty(path: path) }
    let known = Migration.all.count
    add(
      "schema", version < known ? .note : .good,
      version < known
        ? "version \(version) of an earlier release; the next run brings it to \(known)"
        : "version \(version)")
    addFile(path)
    for run in RunLeftover.all(beside: path) { add("process", .note, run.description) }
    try addSpace(database, path)
    try addContent(database, version, options)
    try addLedger(database)
    try addRuns(database)
    try addScopes(database, options)
  }

  mutating func add(_ subject: String, _ state: Check.State, _ detail: String) {
    checks.append(Check(subject: subject, state: state, detail: detail))
  }

  /// Who may read it, and what stands beside it.
  private mutating func addFile(_ path: String) {
    var status = stat()
    if stat(path, &status) == 0 {
      let isOpen = status.st_mode & 0o077 != 0
      add(
        "permissions", isOpen ? .problem : .good,
        isOpen
          ? "others than the owner may read or write it, and evidence can be confidential; "
            + "`chmod 600` it" : "only the owner may read it")
    }
    if stat(path + "-journal", &status) == 0, status.st_size > 0 {
      add("journal", .problem, "a journal of another program stands beside it: do not delete it")
    }
    guard stat(path + "-wal", &status) == 0, status.st_size > 0 else {
      return add("log", .good, "everything is in the file itself")
    }
    add(
      "log", .note,
      "\(status.st_size) bytes stand beside it: it is in use, or a process ended early; the next "
        + "run takes them in")
  }

  /// Pages that hold nothing, and what the disk has left.
  private mutating func addSpace(_ database: Database, _ path: String) throws {
    let page = try Prepared(database, "PRAGMA page_size").first() ?? 0
    let size = page * (try Prepared(database, "PRAGMA page_count").first() ?? 0)
    let free = page * (try Prepared(database, "PRAGMA freelist_count").first() ?? 0)
    add("size", .good, "\(size) bytes, \(free) of them free")
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return }
    let left = Int64(clamping: UInt64(status.f_bavail) &* UInt64(status.f_frsize))
    // The first is what a night writes at most; pruning writes the file a second time.
    if left < 64 << 20 {
      add("disk", .problem, "\(left) bytes are left on the disk: a run may not fit")
    } else {
      add("disk", left < 2 * size ? .note : .good, "\(left) bytes are left on the disk")
    }
  }

  private mutating func addContent(_ database: Database, _ version: Int, _ options: Options) throws
  {
    var faults: [String] = []
    let name = options.isThorough ? "integrity_check" : "quick_check"
    do {
      try Prepared(database, "PRAGMA \(name)(10)").rows { row in
        if row.text(0) != "ok" { faults.append(row.text(0)) }
      }
      if options.isThorough {
        var count = 0
        try Prepared(database, "PRAGMA foreign_key_check").rows { _ in count += 1 }
        if count > 0 { faults.append("\(count) rows refer to what is not there") }
      }
      for (table, rows) in try Self.strays(database, version) {
        faults.append("\(rows) rows of `\(table)` are of a run that is not there")
      }
    } catch let error as DatabaseError
      where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode.primaryResultCode)
    {
      faults.append(error.message ?? "the file is damaged")
    }
    if faults.isEmpty { return add("content", .good, "\(name) found nothing") }
    for fault in faults { add("content", .problem, fault) }
    add(
      "content", .note,
      "restore a backup, or save what can be read with `sqlite3 FILE .recover`")
  }

  /// Rows that began or ended with a run that was never recorded, by table; none of them zero.
  private static func strays(_ database: Database, _ version: Int) throws -> [(String, Int64)] {
    let spans = ["finding", "unconfirmed", "resource_span", "rule_span", "lineage", "input_gap"]
    let late = "opened > (SELECT coalesce(max(id), 0) FROM run)"
    let conditions =
      (spans + (version > 1 ? ["mass_part"] : ["mass"]) + (version > 3 ? ["held"] : [])
      + (version > 5 ? ["uncollected"] : [])).map {
        table in
        (table, "\(late) OR closed < 2147483647 AND \(late.replacing("opened", with: "closed"))")
      } + (version > 1 ? [("resource_facts", late)] : [])
    return try conditions.compactMap { table, condition in
      let count =
        try Prepared(database, "SELECT count(*) FROM \(table) WHERE \(condition)").first() ?? 0
      return count > 0 ? (table, count) : nil
    }
  }

  private mutating func addLedger(_ database: Database) throws {
    let check = try Ledger.verify(database, anchors: [])
    for fault in check.faults.prefix(10) { add("ledger", .problem, "\(fault)") }
    if check.faults.count > 10 {
      add("ledger", .problem, "… and \(check.faults.count - 10) more faults")
    }
    guard check.faults.isEmpty else { return }
    let head = check.head.map { "; the newest is \($0.seq):\($0.hash)" } ?? ""
    add("ledger", .good, "\(check.entries) entries, each on the one before\(head)")
  }

  private mutating func addRuns(_ database: Database) throws {
    let count = try Prepared(
      database, "SELECT count(*) FROM run WHERE status IN ('running', 'aborted')"
    ).first()
    if let count, count > 0 { add("runs", .problem, "\(count) were not recorded to their end") }
  }

  /// Scopes that nobody looked at for long, or not in full.
  private mutating func addScopes(_ database: Database, _ options: Options) throws {
    var found: [(name: String, complete: Int64?, isPartial: Bool)] = []
    try Prepared(
      database,
      """
      SELECT scope.name, max(run.started) FILTER (WHERE run.status = 'complete'),
        (SELECT status FROM run AS last WHERE last.scope = scope.id ORDER BY id DESC LIMIT 1)
      FROM scope JOIN run ON run.scope = scope.id GROUP BY scope.id ORDER BY scope.name
      """
    ).rows { row in
      found.append(
        (row.text(0), row.isNull(1) ? nil : row.integer(1), row.text(2) == "partial"))
    }
    add("scopes", .good, "\(found.count)")
    for scope in found {
      if scope.isPartial {
        add("scope", .note, "the latest run of `\(scope.name)` could not read all of its inputs")
      }
      guard let complete = scope.complete else {
        add("scope", .note, "no run of `\(scope.name)` is complete")
        continue
      }
      guard options.now.microseconds - complete > options.staleAfter else { continue }
      add(
        "scope", options.staleIsProblem ? .problem : .note,
        "the latest complete run of `\(scope.name)` is of "
          + Instant(microseconds: complete).rfc3339)
    }
  }
}
