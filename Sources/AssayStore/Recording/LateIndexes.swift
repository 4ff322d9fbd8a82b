import GRDB

/// Indexes of tables that a first run fills, made when all their rows are there: to sort rows once costs half of
/// finding the place of each.
struct LateIndexes {
  private let database: Database
  /// As they were taken away, in their order.
  private let definitions: [String]

  /// Fewer rows are not worth it.
  static let fewest = 5_000

  /// Takes the indexes of some tables away, where the file has no run yet and so many rows are to come.
  ///
  /// The tables are named by this program.
  init(_ database: Database, of tables: [String], before rows: Int) throws {
    self.database = database
    guard rows >= Self.fewest,
      try Prepared(database, "SELECT 1 FROM run LIMIT 1").first() == nil
    else {
      definitions = []
      return
    }
    var found: [(name: String, definition: String)] = []
    for table in tables {
      // Those that keep keys unique have no text and stay.
      try Prepared(
        database,
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL"
      ).rows(.text(table)) { found.append(($0.text(0), $0.text(1))) }
    }
    // Names take no arguments; they are those of the schema.
    for index in found { try database.script("DROP INDEX \(index.name)") }
    definitions = found.map(\.definition)
  }

  /// Makes them again.
  func make() throws { for definition in definitions { try database.script(definition) } }
}
