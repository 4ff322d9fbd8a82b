import GRDB
import Testing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A folder that is deleted with its files when the test ends.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/assay-store-XXXXXX".utf8CString)
    let made = try #require(mkdtemp(&template))
    path = String(cString: made)
  }

  deinit { Self.remove(path) }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  private static func remove(_ path: String) {
    if let folder = opendir(path) {
      while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
          pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { remove("\(path)/\(name)") }
      }
      closedir(folder)
      rmdir(path)
    } else {
      unlink(path)
    }
  }
}

/// Runs a query against a file from outside the store.
func query(_ path: String, _ sql: String) throws -> [[String]] {
  try DatabaseQueue(path: path).inDatabase { database in
    try Row.fetchAll(database, sql: sql).map { row in
      row.databaseValues.map { value in
        switch value.storage {
        case .null: "-"
        case .int64(let number): String(number)
        case .double(let number): String(number)
        case .string(let text): text
        case .blob(let bytes): "\(bytes.count) bytes"
        }
      }
    }
  }
}
