import GRDB

/// What runs left behind, to be asked and never changed.
///
/// A run is named by its number, which counts up over all scopes. Each question reads one state of
/// the file, whatever is recorded meanwhile.
package final class History: Sendable {
  /// As the user named it.
  package let path: String
  private let queue: DatabaseQueue

  private init(path: String, queue: DatabaseQueue) {
    self.path = path
    self.queue = queue
  }

  deinit { try? queue.close() }

  /// Opens a file that is there; brings its schema up to date first, when it is of an earlier release.
  ///
  /// - Parameters:
  ///   - path: Where the file is, from the working folder.
  ///   - patience: How long to wait for others, in seconds.
  /// - Returns: The history in it.
  /// - Throws: `StoreError` when there is no file, it cannot be read, is not ours, or is newer than
  ///   we are.
  package static func open(path: String, patience: Double = 10) throws -> History {
    let queue = try ReadOnlyFile.open(path, patience: patience)
    let version = try Store.describing("open", path) {
      try queue.inDatabase { try StoreFile.check($0, path: path) }
    }
    guard version > 0 else { throw StoreError.empty(path: path) }
    if version == Migration.all.count { return History(path: path, queue: queue) }
    try queue.close()
    try Store.open(path: path, patience: patience).close()
    return History(path: path, queue: try ReadOnlyFile.open(path, patience: patience))
  }

  /// Asks a question of one state of the file.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try Store.describing("read", path) {
      try queue.inDatabase { database in
        try database.script("BEGIN")
        defer { try? database.script("ROLLBACK") }
        return try body(database)
      }
    }
  }
}
