package import AssayModel

/// Everything a report may say of one run, grouped and sorted: reports are pure functions of it, so
/// the same run gives the same bytes.
package struct RunSummary: Sendable {
  package let run: Run
  package private(set) var verdict: Verdict
  /// The machine that ran it, for readers of JUnit; never empty.
  package let host: String
  /// The newest ledger entry; nil when the run was not recorded.
  package private(set) var ledger: LedgerHead?
  /// What changed since the previous run of the same scope; nil without one.
  package private(set) var changes: RunComparison?
  /// The course of the runs of the same scope up to this one, oldest first; empty when it is not
  /// recorded.
  package private(set) var trend: [TrendStep]
  /// The five outcomes; `unknown` counts the unjudged as well.
  package let counts: OutcomeCounts
  /// Every active rule, what needs a reader first.
  package let rules: [RuleGroup]
  /// The rules that no resource matched, by id.
  package let unmatchedRules: [RuleInfo]
  /// Inputs that could not be read, by path; one entry without a path when nothing was judged.
  package let unjudged: [Unjudged]
  /// Sorted by id.
  package let resources: [ResourceSummary]
  /// Sorted.
  package let links: [Link]
  /// Sorted by path.
  package let inputs: [InputReport]
  /// How old is what was read of a fleet.
  package let ages: [EvidenceAge]
  /// Who uses what.
  package let reach: Reach
  /// Which image each resource comes from.
  let images: LaunchImages
  /// Number of failures and could-not-checks that a baseline holds.
  package let baselined: Int
  /// The testcases of JUnit, where they were made beforehand.
  private(set) var testcases: JUnitDocument?

  /// Summarises a run.
  ///
  /// `changes` without a previous run counts as nil; `ends` are those of the result's links, where they are known.
  package init(
    _ result: RunResult, verdict: Verdict, changes: RunComparison? = nil,
    trend: [TrendStep] = [], ledger: LedgerHead? = nil, host: String = "localhost",
    ends: LinkEnds? = nil
  ) {
    run = result.run
    self.verdict = verdict
    self.host = host.collapsed.visible(200).orIfBlank("localhost")
    self.ledger = ledger
    self.changes = changes?.previousRun == nil ? nil : changes
    self.trend = trend
    rules = Self.groups(result)
    unmatchedRules = rules.lazy.filter { $0.counts.total == 0 }.map { $0.rule }
      .sorted { $0.id < $1.id }
    unjudged = Unjudged.all(in: result)
    var counts = result.counts
    counts.unknown += unjudged.count
    self.counts = counts
    resources = result.resources
    links = result.links
    inputs = result.inputs
    ages = result.ages
    let ends = ends ?? LinkEnds(result)
    reach = Reach(result, ends)
    images = LaunchImages(result, ends)
    baselined = result.findings.count { $0.isBaselined }
  }

  /// The same of the run once it is recorded.
  package func recorded(
    _ verdict: Verdict, changes: RunComparison?, trend: [TrendStep], ledger: LedgerHead?
  ) -> RunSummary {
    var summary = self
    summary.verdict = verdict
    summary.changes = changes?.previousRun == nil ? nil : changes
    summary.trend = trend
    summary.ledger = ledger
    return summary
  }

  /// The same with what the reports in some formats say of findings made ready, which takes its time.
  package func prepared(for formats: Set<ReportFormat>) -> RunSummary {
    guard formats.contains(.junit) || formats.contains(.junitStrict) else { return self }
    var summary = self
    summary.testcases = JUnit.firstDocument(of: self)
    return summary
  }

  /// The rules with findings of an outcome, the gravest first, then by id.
  func gravestFirst(_ outcome: Outcome.Reported) -> [RuleGroup] {
    rules.filter { $0.counts[outcome] > 0 }.sorted { left, right in
      (-left.rule.severity.rank, left.rule.id) < (-right.rule.severity.rank, right.rule.id)
    }
  }

  /// The head that reports are anchored to: that of an empty ledger when the run was not recorded.
  package var anchor: LedgerHead {
    ledger ?? LedgerHead(seq: 0, hash: String(repeating: "0", count: 64))
  }

  /// Whether a finding was not there in the previous run.
  package func isNew(_ finding: Finding) -> Bool { changes != nil && isNew(finding.id) }

  /// The same of the finding with an id.
  func isNew(_ id: String) -> Bool { changes.map { $0.new.binaryContains(id) } ?? false }

  /// Findings by rule; those of a rule mostly stand together.
  private static func byRule(_ findings: [Finding]) -> [String: ArraySlice<Finding>] {
    var found: [String: ArraySlice<Finding>] = [:]
    var start = 0
    while start < findings.count {
      let rule = findings[start].rule
      let end = findings[start...].firstIndex { $0.rule != rule } ?? findings.count
      found[rule] = found[rule].map { $0 + findings[start..<end] } ?? findings[start..<end]
      start = end
    }
    return found
  }

  private static func groups(_ result: RunResult) -> [RuleGroup] {
    let found = Self.byRule(result.findings)
    let masses = Dictionary(grouping: result.masses, by: \.rule)
    var groups = result.rules.map { RuleGroup($0, found[$0.id] ?? [], masses[$0.id] ?? []) }
    let known = Set(result.rules.map(\.id))
    for (id, findings) in found where !known.contains(id) {
      groups.append(RuleGroup(.unlisted(id, findings), findings))
    }
    // Groups are large values: sorting small keys moves less.
    let order = groups.indices.map { (key: groups[$0].sortKey, index: $0) }
      .sorted { $0.key < $1.key }
    return order.map { groups[$0.index] }
  }
}

extension RuleInfo {
  /// Stands in for a rule that has findings and is not among the run's rules, so that nothing is lost.
  fileprivate static func unlisted(_ id: String, _ findings: ArraySlice<Finding>) -> RuleInfo {
    RuleInfo(
      id: id, pack: String(id.prefix { $0 != "/" }), title: id,
      severity: findings.map(\.severity).max() ?? .info, kind: findings.first?.resource.kind ?? "",
      why: "", fix: "", controls: [], digest: "")
  }
}

extension [String] {
  /// Whether a sorted array holds `element`.
  fileprivate func binaryContains(_ element: String) -> Bool {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if self[middle] == element { return true }
      if self[middle] < element { low = middle + 1 } else { high = middle }
    }
    return false
  }
}
