import GRDB

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Opens a file so that nothing can change it.
enum ReadOnlyFile {
  /// A connection that reads; the file is not looked into yet.
  static func open(_ path: String, patience: Double) throws -> DatabaseQueue {
    var status = stat()
    guard stat(path, &status) == 0 else {
      let failure = errno
      guard failure == ENOENT || failure == ENOTDIR else {
        throw StoreError.system(String(cString: strerror(failure)), doing: "open", to: path)
      }
      throw StoreError.missing(path: path)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw StoreError.system("it is not a file", doing: "open", to: path)
    }
    return try Store.describing("open", path) {
      // A plain name such as `:memory:` means a file too.
      let file = path.hasPrefix("/") ? path : "./" + path
      do { return try connection(to: file, patience: patience) } catch let error as DatabaseError
        where isShut(error) && isWhole(path)
      {
        // In a folder that may not be written to, the side files of the log cannot be made; a file
        // without a log is all there is, and nobody can change it.
        return try connection(to: unchanging(file), patience: patience)
      }
    }
  }

  private static func connection(to file: String, patience: Double) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.label = "assay"
    configuration.readonly = true
    configuration.busyMode = .timeout(patience)
    let queue = try DatabaseQueue(path: file, configuration: configuration)
    try queue.inDatabase { database in
      try database.forgoObservation()
      try database.script("PRAGMA query_only = ON")
      // The first look at the file, which needs the log.
      try Prepared(database, "SELECT count(*) FROM sqlite_schema").run()
    }
    return queue
  }

  private static func isShut(_ error: DatabaseError) -> Bool {
    [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode.primaryResultCode)
  }

  /// Whether no log stands beside the file.
  private static func isWhole(_ path: String) -> Bool {
    var status = stat()
    return stat(path + "-wal", &status) != 0 || status.st_size == 0
  }

  private static func unchanging(_ file: String) -> String {
    let plain = file.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "%"): "%25"
      case UInt8(ascii: "?"): "%3f"
      case UInt8(ascii: "#"): "%23"
      default: String(UnicodeScalar(byte))
      }
    }
    return "file:\(plain.joined())?immutable=1"
  }
}
