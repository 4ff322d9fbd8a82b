import GRDB

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The file under the store: made, recognised, and brought up to date.
enum StoreFile {
  /// Creates the file and its folder where they are missing.
  ///
  /// SQLite gives its side files the mode of the file, which only its owner may read: evidence can hold what the owner would not publish.
  static func create(at path: String) throws {
    let flags = O_CREAT | O_RDWR | O_CLOEXEC
    var file = open(path, flags, 0o600)
    if file < 0, errno == ENOENT {
      try createFolder(of: path)
      file = open(path, flags, 0o600)
    }
    if file >= 0 {
      close(file)
      return
    }
    // Read before the next call of the system changes it.
    let failure = errno
    // SQLite tells better what a file that exists is good for.
    guard access(path, F_OK) == 0, failure != EISDIR else {
      throw StoreError.system(String(cString: strerror(failure)), doing: "create", to: path)
    }
  }

  private static func createFolder(of path: String) throws {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    var folder = ""
    for (index, part) in parts.enumerated() {
      folder += index == 0 ? part : "/" + part
      if folder.isEmpty || mkdir(folder, 0o777) == 0 || errno == EEXIST { continue }
      throw StoreError.system(
        "folder `\(folder)`: \(String(cString: strerror(errno)))", doing: "create", to: path)
    }
  }

  /// Refuses files of others and of later releases, turns on WAL, and applies missing migrations.
  static func prepare(_ database: Database, path: String) throws {
    try database.forgoObservation()
    let version = try check(database, path: path)
    // Nothing is at stake in a file that is empty; the first checkpoint brings it to the disk.
    if version == 0 { try database.script("PRAGMA synchronous = OFF") }
    var mode = ""
    try Prepared(database, "PRAGMA journal_mode = WAL").rows { mode = $0.text(0) }
    guard mode == "wal" else {
      throw StoreError.system("no write-ahead log on this file system", doing: "open", to: path)
    }
    // Checkpoints wait for the disk, and are made when nobody waits for them.
    try database.script("PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0")
    if version < Migration.all.count { try migrate(database, path: path) }
  }

  /// The number of migrations that the file has seen.
  static func check(_ database: Database, path: String) throws -> Int {
    let application = try Prepared(database, "PRAGMA application_id").first() ?? 0
    let version = try Prepared(database, "PRAGMA user_version").first() ?? 0
    if application != FileMark.applicationID {
      let objects = try Prepared(database, "SELECT count(*) FROM sqlite_schema").first() ?? 0
      guard application == 0, version == 0, objects == 0 else {
        throw StoreError.notOurs(path: path)
      }
    }
    if application == FileMark.applicationID, version == 0,
      try Prepared(database, "SELECT count(*) FROM sqlite_schema").first() ?? 0 > 0
    {
      throw StoreError.unversioned(path: path)
    }
    guard version >= 0, version <= Migration.all.count else {
      throw StoreError.newerSchema(found: version, known: Migration.all.count, path: path)
    }
    return Int(version)
  }

  private static func migrate(_ database: Database, path: String) throws {
    try database.transaction {
      // Another process may have been first.
      let version = try check(database, path: path)
      for migration in Migration.all.dropFirst(version) {
        try Store.describing("bring to schema `\(migration.name)` the", path) {
          try database.script(migration.sql)
        }
      }
      // Pragmas take no arguments; both values are our own numbers.
      try database.script(
        """
        PRAGMA application_id = \(FileMark.applicationID);
        PRAGMA user_version = \(Migration.all.count);
        """)
    }
  }
}
