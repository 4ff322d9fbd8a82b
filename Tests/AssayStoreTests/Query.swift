import GRDB

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
