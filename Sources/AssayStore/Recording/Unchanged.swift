package import AssayModel

/// What of a result is known to be as the latest run of its scope said, so that it need not be held against
/// the rows that are there.
package struct Unchanged: Sendable {
  /// Of that run, lower-case hexadecimal: another run makes this worth nothing.
  let digest: String
  /// Positions of the resources of which facts, links, and all that rules say are the same.
  let resources: PositionSet

  package init(since digest: String, resources: PositionSet) {
    self.digest = digest
    self.resources = resources
  }
}

/// Which resources a recording writes about.
struct Reach {
  /// The result as far as it is written.
  let result: RunResult
  /// What is written of: resources of the result, and those that are gone; nil for all of the scope.
  let resources: [ResourceID]?
}

/// Finds out what of a result has to be written.
struct ReachFinder {
  private let context: RecordingContext
  private let gaps: InputGaps

  /// `context`: of the run that is to be, which is not there yet.
  init(_ context: RecordingContext, gaps: InputGaps) {
    self.context = context
    self.gaps = gaps
  }

  /// What has to be written, where all the rest is in the file as it is.
  ///
  /// Everything, unless the latest run saw all of its inputs and so does this one, by the same rules, and nothing
  /// is held back: then what a row says hangs on its own resource alone.
  func reach(of result: RunResult, unchanged: Unchanged?, previous: Int64?) throws -> Reach {
    let whole = Reach(result: result, resources: nil)
    guard let unchanged, let previous, gaps.isEmpty, try isPlain(previous, unchanged),
      try RuleSpans(context).areActive(result.rules),
      !result.findings.contains(where: { $0.isBaselined || $0.outcome == .waived })
    else { return whole }
    let part = result.part(without: unchanged.resources)
    guard let gone = try gone(from: result, part, kept: unchanged.resources.count) else {
      return whole
    }
    return Reach(result: part, resources: part.resources.map(\.id) + gone)
  }

  /// Whether the latest run is the one that is meant, and nothing of it is hidden or held back.
  private func isPlain(_ previous: Int64, _ unchanged: Unchanged) throws -> Bool {
    let latest = try Prepared(
      context.database,
      """
      SELECT id, status = 'complete' AND result_digest = ? FROM run WHERE scope = ?
      ORDER BY id DESC LIMIT 1
      """)
    var isMeant = false
    try latest.rows(.text(unchanged.digest), .integer(context.scope)) { row in
      isMeant = row.integer(0) == previous && row.integer(1) == 1
    }
    guard isMeant else { return false }
    let hidden = try Prepared(
      context.database,
      "SELECT 1 FROM input_gap WHERE scope = ? AND closed = 2147483647 LIMIT 1")
    let held = try Prepared(
      context.database,
      """
      SELECT 1 FROM held JOIN finding ON finding.id = held.finding
      WHERE finding.scope = ? AND held.closed = 2147483647 LIMIT 1
      """)
    return try hidden.first(.integer(context.scope)) == nil
      && held.first(.integer(context.scope)) == nil
  }

  /// What is present in the file and is not in the result; nil where the two do not fit.
  private func gone(
    from result: RunResult, _ part: RunResult, kept: Int
  ) throws -> [ResourceID]? {
    let isRepeated = zip(result.resources, result.resources.dropFirst()).contains { $0.id == $1.id }
    guard !isRepeated else { return nil }
    let isPresent = try Prepared(
      context.database,
      """
      SELECT 1 FROM resource JOIN resource_span ON resource_span.resource = resource.id
      WHERE kind = ? AND uid = ? AND scope = ? AND closed = 2147483647
      """)
    var expected = kept
    for resource in part.resources {
      let values = (SQLValue.text(resource.id.kind), SQLValue.text(resource.id.uid))
      if try isPresent.first(values.0, values.1, .integer(context.scope)) != nil { expected += 1 }
    }
    let present = try Prepared(
      context.database,
      "SELECT count(*) FROM resource_span WHERE scope = ? AND closed = 2147483647"
    ).first(.integer(context.scope))
    guard let present, Int(present) != expected else { return [] }
    let seen = Set(result.resources.map(\.id))
    var gone: [ResourceID] = []
    try Prepared(
      context.database,
      """
      SELECT kind, uid FROM resource_span JOIN resource ON resource.id = resource_span.resource
      WHERE scope = ? AND closed = 2147483647 ORDER BY kind, uid
      """
    ).rows(.integer(context.scope)) { row in
      let id = ResourceID(kind: row.text(0), uid: row.text(1))
      if !seen.contains(id) { gone.append(id) }
    }
    return Int(present) == expected + gone.count ? gone : nil
  }
}

extension RunResult {
  /// The result without some of its resources, and without all that is said of them.
  fileprivate func part(without kept: PositionSet) -> RunResult {
    let positions = resources.indices.filter { !kept.contains(Int32($0)) }
    let some = positions.map { resources[$0] }
    let ids = Set(some.map(\.id))
    let masses = masses.compactMap { mass -> Mass? in
      var members = PositionSet()
      // Both ascend, so that one walk finds who is in it.
      var ranges = mass.resources.ranges[...]
      for (place, position) in positions.enumerated() {
        while let range = ranges.first, range.upperBound <= Int32(position) {
          ranges.removeFirst()
        }
        if ranges.first?.contains(Int32(position)) == true { members.append(Int32(place)) }
      }
      guard !members.isEmpty else { return nil }
      return Mass(rule: mass.rule, outcome: mass.outcome, reason: mass.reason, resources: members)
    }
    return RunResult(
      run: run, rules: rules, resources: some, links: links.filter { ids.contains($0.from) },
      findings: findings.filter { ids.contains($0.resource) }, masses: masses, inputs: inputs)
  }
}
