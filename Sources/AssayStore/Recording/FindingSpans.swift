import AssayModel

/// Writes which findings are open in a scope.
///
/// A failure closes as fixed only when this run looked again and the rule passed. Where it could
/// not decide, whether by an input that was refused, a value that is unknown or data that was not
/// given, what was open stays open, and `unconfirmed` or the resource's gap says since when.
final class FindingSpans {
  private let context: RecordingContext
  /// With the rules that are not active any more and hold open findings.
  private(set) var rules: RuleIndex
  private let resources: ResourceIndex
  private let rows: FindingRows
  private let evidence: EvidenceRows
  /// Whether anybody asks what was open before and is after.
  private let isTold: Bool
  private var change = FindingChange()
  /// Findings that this run opened, where nobody asks for them.
  private var opened: [FindingKey.Pair] = []
  /// What could not be decided again, by row of the finding.
  private var undecided: [Int64: UnconfirmedRows.State] = [:]

  /// `isTold`: whether the change that is returned tells of each finding that is open after this run.
  init(
    _ context: RecordingContext, rules: RuleIndex, resources: ResourceIndex, isTold: Bool
  ) throws {
    self.context = context
    self.isTold = isTold
    self.rules = rules
    self.resources = resources
    rows = try FindingRows(context)
    evidence = try EvidenceRows(context)
  }

  /// Opens and closes the rows of a run's findings.
  ///
  /// - Parameter result: With all findings and masses, passes too: what is not named was not judged.
  /// - Returns: What changed.
  /// - Throws: What SQLite throws, and `StoreError` for a finding of a rule that is not active.
  func write(_ result: RunResult) throws -> FindingChange {
    change.before = try rows.open(of: resources.reach, &rules)
    if resources.reach != nil { change.left = try rows.openCount() - change.before.count }
    change.after = change.before
    let judgements = try Judgements(result, rules: rules, resources: resources)
    if isTold { change.after.reserveCapacity(change.before.count + judgements.rows.count) }
    var rest = change.before
    for (key, position) in judgements.rows {
      let old = rest.isEmpty ? nil : rest.removeValue(forKey: key)
      let row = try settle(result.findings[position], key, old: old)
      let isHeld =
        result.findings[position].isBaselined || result.findings[position].outcome == .waived
      if isHeld, let row { change.held.insert(row) }
    }
    for (key, old) in rest.sorted(by: { $0.value.row < $1.value.row }) {
      try settle(old, key, judgements)
    }
    try rows.finish()
    let reach = resources.reach == nil ? nil : Set(change.before.values.map(\.row))
    change.leftUnconfirmed = try UnconfirmedRows(context).write(undecided, among: reach)
    let unconfirmed = Set(change.unconfirmed.compactMap { change.after[$0]?.row })
    try HeldRows(context).write(change.held, undecided: unconfirmed)
    try MassRows(context).write(
      judgements, result, rules: rules, resources: resources, open: openRows())
    return change
  }

  /// By number of the rule, the rows of resources that have a finding of it open after this run; ascending.
  private func openRows() -> [[Int64]] {
    var open: [[Int64]] = Array(repeating: [], count: rules.uids.count)
    for pair in opened { open[pair.rule].append(pair.resource) }
    for key in change.after.keys { open[key.rule].append(key.resource) }
    return open.map { $0.sorted() }
  }

  /// What this run says of a finding that is a row; the row that is open then.
  private func settle(
    _ finding: Finding, _ key: FindingKey, old: OpenFinding?
  ) throws -> Int64? {
    guard let version = rules.active[key.rule] else { return old?.row }
    let outcome = finding.storedOutcome
    let body = try evidence.row(of: finding)
    guard let old else {
      let first = try firstSeen(key)
      let new = try rows.insert(
        key, version: version, outcome: outcome, evidence: body, first: first)
      if isTold { change.after[key] = new } else { opened.append(key.pair) }
      return new.row
    }
    if old.outcome == "fail", outcome != "fail" {
      leaveOpen(old, key, .init(outcome: outcome, evidence: body))
      return old.row
    }
    let reason: CloseReason
    if old.version != version {
      reason = .ruleChanged
    } else if old.outcome != outcome {
      reason = .outcomeChanged
    } else if old.evidence != body {
      reason = .evidenceChanged
    } else {
      return old.row
    }
    try rows.close(old, reason)
    let new = try rows.insert(
      key, version: version, outcome: outcome, evidence: body, first: old.first)
    change.after[key] = new
    return new.row
  }

  /// What becomes of an open finding that this run did not repeat.
  private func settle(_ old: OpenFinding, _ key: FindingKey, _ judgements: Judgements) throws {
    guard let version = rules.active[key.rule] else { return try close(old, key, .ruleRetired) }
    if resources.gaps[key.resource] != nil {
      change.unconfirmed.insert(key)
      return
    }
    guard resources.isPresent(key.resource) else { return try close(old, key, .gone) }
    if let finding = judgements.undecided(key.pair) {
      return leaveOpen(
        old, key, .init(outcome: finding.storedOutcome, evidence: try evidence.row(of: finding)))
    }
    if let mass = judgements.mass(of: key.pair), mass.outcome == .noData {
      let body = try evidence.row(reason: mass.reason)
      return leaveOpen(old, key, .init(outcome: mass.outcome.rawValue, evidence: body))
    }
    guard old.version == version else { return try close(old, key, .ruleChanged) }
    try close(old, key, judgements.concerns(key) ? .fixed : .outcomeChanged)
  }

  private func close(_ old: OpenFinding, _ key: FindingKey, _ reason: CloseReason) throws {
    try rows.close(old, reason)
    change.after[key] = nil
    change.closed[key] = reason
  }

  private func leaveOpen(_ old: OpenFinding, _ key: FindingKey, _ state: UnconfirmedRows.State) {
    undecided[old.row] = state
    change.unconfirmed.insert(key)
  }

  /// The run in which a finding that is not open was first seen; this one for a finding without a
  /// history.
  private func firstSeen(_ key: FindingKey) throws -> Int64 {
    guard !resources.isNew(key.resource) else { return context.run }
    return try rows.firstSeen(key, rule: rules.uids[key.rule]) ?? context.run
  }
}
