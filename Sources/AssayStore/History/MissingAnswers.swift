package import AssayModel

extension History {
  /// What the latest run of a scope had read and this one did not.
  ///
  /// - Parameters:
  ///   - scope: What runs are compared within.
  ///   - answers: What this run read.
  ///   - resources: What it looked at.
  /// - Returns: The sources that are missing, sorted by path, each with how many resources were read from it and
  ///   nowhere else now: of those nothing is known.
  /// - Throws: `StoreError` when the file cannot be read.
  package func missingAnswers(
    of scope: String, now answers: [AnsweredSource], resources: [ResourceSummary]
  ) throws -> [(answer: AnsweredSource, hidden: Int)] {
    try read { database in
      let find = try Prepared(database, "SELECT id FROM scope WHERE name = ?")
      guard let row = try find.first(.text(scope)) else { return [] }
      let missing = AnsweredSource.missing(
        try AnswerRows(database, scope: row).all(), now: answers)
      guard !missing.isEmpty else { return [] }
      let seen = Set(resources.map(\.id))
      var hidden = missing.map { _ in 0 }
      let paths = Dictionary(grouping: missing.indices) { missing[$0].path }
      try Prepared(
        database,
        """
        SELECT resource.kind, resource.uid, resource_span.source
        FROM resource_span JOIN resource ON resource.id = resource_span.resource
        WHERE resource_span.scope = ? AND resource_span.closed = 2147483647
          AND resource_span.source IS NOT NULL
        """
      ).rows(.integer(row)) { row in
        let id = ResourceID(kind: row.text(0), uid: row.text(1))
        guard let found = Self.cover(of: row.text(2), among: paths), !seen.contains(id) else {
          return
        }
        for index in found where missing[index].tells(of: id.kind) { hidden[index] += 1 }
      }
      return zip(missing, hidden).map { ($0, $1) }
    }
  }

  /// What stands under the path itself, or under the next folder above it that is there.
  private static func cover(of source: String, among paths: [String: [Int]]) -> [Int]? {
    var path = source[...]
    while true {
      if let found = paths[String(path)] { return found }
      guard let slash = path.lastIndex(of: "/") else { return nil }
      path = path[..<slash]
    }
  }
}
