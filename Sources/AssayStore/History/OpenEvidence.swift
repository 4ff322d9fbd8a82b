package import AssayModel

extension History {
  /// Resources of a kind that the latest run of a scope left present, with the path that each was read from.
  ///
  /// - Parameters:
  ///   - kind: Of the resources.
  ///   - scope: What runs are compared within.
  ///   - isAsked: Which of them are returned, by uid.
  /// - Returns: In any order; empty where the scope has no run.
  /// - Throws: `StoreError` when the file cannot be read.
  package func sources(
    of kind: ResourceKind, in scope: String, where isAsked: (_ uid: String) -> Bool
  ) throws -> [(uid: String, path: String)] {
    var found: [(uid: String, path: String)] = []
    try read { database in
      try Prepared(
        database,
        """
        SELECT resource.uid, resource_span.source
        FROM resource JOIN resource_span ON resource_span.resource = resource.id
        WHERE resource.kind = ? AND resource_span.closed = 2147483647
          AND resource_span.source IS NOT NULL
          AND resource_span.scope = (SELECT id FROM scope WHERE name = ?)
        """
      ).rows(.text(kind.rawValue), .text(scope)) { row in
        let uid = row.text(0)
        if isAsked(uid) { found.append((uid, row.text(1))) }
      }
    }
    return found
  }

  /// Failures of resources of a kind that the latest run of a scope left open, with the paths of the values that
  /// decided, as a rule names them: `resource.patchState.failed`.
  ///
  /// - Parameters:
  ///   - kind: Of the resources.
  ///   - scope: What runs are compared within.
  ///   - isAsked: Which of them are returned.
  /// - Returns: In any order; empty where the scope has no run.
  /// - Throws: `StoreError` when the file cannot be read.
  package func openFailures(
    of kind: ResourceKind, in scope: String,
    where isAsked: (_ rule: String, _ uid: String) -> Bool
  ) throws -> [(rule: String, uid: String, paths: [String])] {
    try read { database in
      var found: [(rule: String, uid: String, evidence: Int64)] = []
      try Prepared(
        database,
        """
        SELECT rule.uid, resource.uid, finding.evidence
        FROM finding JOIN resource ON resource.id = finding.resource
          JOIN rule ON rule.id = finding.rule
        WHERE resource.kind = ? AND finding.closed = 2147483647 AND finding.outcome = 'fail'
          AND finding.scope = (SELECT id FROM scope WHERE name = ?)
        """
      ).rows(.text(kind.rawValue), .text(scope)) { row in
        let (rule, uid) = (row.text(0), row.text(1))
        if isAsked(rule, uid) { found.append((rule, uid, row.integer(2))) }
      }
      let values = try Prepared(
        database,
        """
        SELECT value ->> '$.path' FROM evidence, json_each(evidence.body, '$.values')
        WHERE evidence.id = ?
        """)
      return try found.map { failure in
        var paths: [String] = []
        try values.rows(.integer(failure.evidence)) { paths.append($0.text(0)) }
        return (failure.rule, failure.uid, paths)
      }
    }
  }
}
