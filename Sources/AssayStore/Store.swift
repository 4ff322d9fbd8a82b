import GRDB
package import AssayModel
package import Records

/// The database of runs: what was found, since when, and a ledger that shows whether it was
/// touched.
///
/// One SQLite file in WAL mode; a transaction a run, so that a crash leaves the last run whole. A
/// recording returns when the end of the process cannot undo it any more; a power cut cannot once
/// the store is closed, so keep it until the reports are written, and close it then.
package final class Store: Sendable {
  /// As the user named it.
  package let path: String
  let queue: DatabaseQueue

  /// For the pages that a recording goes back to.
  private static let cacheKilobytes = 4_096

  private init(path: String, queue: DatabaseQueue) {
    self.path = path
    self.queue = queue
  }

  /// Waits as `close()` does; what fails then, the next opening makes good.
  deinit { try? queue.close() }

  /// Opens the file and brings its schema up to date; creates it, readable by its owner only, with
  /// its folder where they are missing.
  ///
  /// - Parameters:
  ///   - path: Where the file is, from the working folder.
  ///   - patience: How long to wait for other writers, in seconds.
  /// - Returns: The open store.
  /// - Throws: `StoreError` when the file cannot be opened, is not ours, or is newer than we are.
  package static func open(path: String, patience: Double = 10) throws -> Store {
    try StoreFile.create(at: path)
    var configuration = Configuration()
    configuration.label = "assay"
    configuration.busyMode = .timeout(patience)
    return try describing("open", path) {
      // A plain name such as `:memory:` means a file too.
      let file = path.hasPrefix("/") ? path : "./" + path
      let queue = try DatabaseQueue(path: file, configuration: configuration)
      try queue.inDatabase { try StoreFile.prepare($0, path: path) }
      return Store(path: path, queue: queue)
    }
  }

  /// A run that was recorded.
  package struct Record: Sendable {
    /// What changed since the latest comparable run.
    package let comparison: RunComparison
    /// The new head of the ledger.
    package let head: LedgerHead
    /// The one that was recorded.
    package let verdict: Verdict
    /// Of the result and the verdict, lower-case hexadecimal.
    package let digest: String
  }

  /// Records a run in one transaction, with its entry in the ledger.
  ///
  /// - Parameters:
  ///   - result: What the run found.
  ///   - verdict: What the gate decided.
  ///   - revising: What it decides when it knows what changed; nil where that decides nothing.
  ///   - actor: Who ran it, for the ledger.
  ///   - now: The time of recording.
  ///   - digest: The digest of the result and the verdict, where it is made elsewhere.
  ///   - unchanged: What of the result the latest run of the scope said too.
  ///   - ends: Those of the result's links, where they are known.
  ///   - tellsFirst: Whether the comparison tells in which run each open finding was first seen, and what is new
  ///     where there is no run before.
  /// - Returns: What came of it.
  /// - Throws: `StoreError`; nothing is recorded then.
  package func record(
    _ result: RunResult, verdict: Verdict, revising: ((RunComparison) -> Verdict)? = nil,
    actor: String, now: Instant, digest: (() -> ResultDigest)? = nil, unchanged: Unchanged? = nil,
    ends: (() -> LinkEnds)? = nil, tellsFirst: Bool = true
  ) throws -> Record {
    let answer = try Self.describing("write to", path) {
      try queue.inDatabase { database in
        // Rows are named by what was written or found just before, so nothing is gained by looking each up
        // again, which costs as much as writing it; `doctor` does.
        try database.script(
          "PRAGMA foreign_keys = OFF; PRAGMA cache_size = -\(Self.cacheKilobytes)")
        defer { try? database.script("PRAGMA foreign_keys = ON") }
        return try database.transaction {
          let ends = ends ?? { LinkEnds(result) }
          return try Recording(
            database, result: result, verdict: verdict, actor: actor, now: now,
            digest: digest ?? { ResultDigest(result, verdict, ends: ends()) },
            unchanged: unchanged, ends: ends, tellsFirst: tellsFirst
          ).write(revising: revising)
        }
      }
    }
    // The disk takes its time, which the caller can use.
    queue.asyncWriteWithoutTransaction { $0.checkpoint() }
    return answer
  }

  /// Waits until what was recorded is on the disk, in one file; nothing can be done with the store
  /// afterwards.
  ///
  /// - Throws: `StoreError` when the file cannot be closed.
  package func close() throws { try Self.describing("close", path) { try queue.close() } }

  /// The newest entry of the ledger; nil before the first.
  ///
  /// - Throws: `StoreError` when the file cannot be read.
  package func head() throws -> LedgerHead? {
    try Self.describing("read", path) { try queue.inDatabase { try Ledger.head($0) } }
  }

  /// Walks over the whole ledger.
  ///
  /// - Parameter anchors: Heads that reports carry: each must be on the chain.
  /// - Returns: What does not fit; no fault means intact.
  /// - Throws: `StoreError` when the file cannot be read.
  package func verifyLedger(anchors: [LedgerHead] = []) throws -> LedgerCheck {
    try Self.describing("read", path) {
      try queue.inDatabase { try Ledger.verify($0, anchors: anchors) }
    }
  }

  /// Says what was being done to which file when SQLite fails.
  static func describing<Value>(_ action: String, _ path: String, _ body: () throws -> Value) throws
    -> Value
  {
    do { return try body() } catch let error as DatabaseError {
      throw StoreError.sqlite(error, doing: action, to: path)
    }
  }
}
