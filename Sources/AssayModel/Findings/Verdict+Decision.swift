/// What could not be checked: does it stop the gate, or is it only said.
package enum OnUnknown: String, Sendable, CaseIterable { case fail, warn }

extension Verdict {
  /// Decides on a run: the one place where findings become an exit code.
  ///
  /// Findings that a baseline holds and those below `failOn` decide nothing. An input that could not
  /// be read, or not in full, counts as a check that could not be made, of any severity. A run in which no rule
  /// judged anything is undecided whatever `onUnknown` says: silence is not a pass.
  ///
  /// - Parameters:
  ///   - result: The run.
  ///   - failOn: What is below decides nothing.
  ///   - onUnknown: What could-not-checks do.
  ///   - changes: Only failures to which one of these happened decide; nil for all failures.
  /// - Returns: The decision.
  package static func decide(
    _ result: RunResult, failOn: Severity, onUnknown: OnUnknown, changes: FailureChanges? = nil
  ) -> Verdict {
    Tally(result, failOn: failOn, onUnknown: onUnknown, changes: changes).verdict
  }
}

/// What can have happened to a failure since the previous run.
package enum FailureChange: String, Sendable, Hashable, CaseIterable {
  /// It is a failure for the first time.
  case new
  /// It was one once, and not at the previous run.
  case reopened
  /// A baseline or a waiver held it back then.
  case expiredWaiver = "expired-waiver"
}

/// Failures to which something happened that a gate is to fail on.
package struct FailureChanges: Sendable {
  /// As they were asked for, in order.
  fileprivate let words: String
  /// Ids of findings.
  fileprivate let ids: Set<String>

  package init(_ kinds: Set<FailureChange>, in comparison: RunComparison) {
    let asked = FailureChange.allCases.filter(kinds.contains)
    words = asked.map(\.rawValue).joined(separator: " or ")
    ids = asked.reduce(into: []) { ids, kind in
      switch kind {
      case .new: ids.formUnion(comparison.newFailures)
      case .reopened: ids.formUnion(comparison.reopenedFailures)
      case .expiredWaiver: ids.formUnion(comparison.released)
      }
    }
  }
}

/// What a decision is made from.
private struct Tally {
  private let failOn: Severity
  private let onUnknown: OnUnknown
  private let failures: Int
  private let unknowns: Int
  private let refused: Int
  private let partial: Int
  /// Why nothing was judged; nil when something was.
  private let emptiness: String?
  /// What failures must be to count; nil where all do.
  private let words: String?
  /// Failures that would count without that.
  private let older: Int
  /// Kinds that rules ask about and nobody collected anything of.
  private let uncollected: Int

  init(
    _ result: RunResult, failOn: Severity, onUnknown: OnUnknown, changes: FailureChanges?
  ) {
    self.failOn = failOn
    self.onUnknown = onUnknown
    // A fleet has many findings: they are counted where they are.
    var (failing, counting, undecided) = (0, 0, 0)
    for finding in result.findings where !finding.isBaselined && finding.severity >= failOn {
      switch finding.outcome.reported {
      case .fail:
        failing += 1
        if changes?.ids.contains(finding.id) ?? true { counting += 1 }
      case .unknown: undecided += 1
      case .pass, .notApplicable, .waived: continue
      }
    }
    failures = counting
    older = failing - counting
    words = changes?.words
    let severities = Dictionary(
      result.rules.map { ($0.id, $0.severity) }, uniquingKeysWith: { first, _ in first })
    let masses = result.masses.filter { mass in
      mass.outcome.reported == .unknown && (severities[mass.rule] ?? .critical) >= failOn
    }
    unknowns =
      undecided
      + masses.reduce(0) { $0 + $1.resources.count }
    refused = result.refusedInputs
    partial = result.inputs.count { $0.unreadReason != nil } - refused
    emptiness = result.whyNothingWasJudged
    uncollected = result.uncollected.count
  }

  var verdict: Verdict {
    if failures > 0 {
      let kind = words.map { "\($0) " } ?? ""
      let reason = counted(failures, "\(kind)failure reaches", "\(kind)failures reach")
      return verdict(.rejected, 1, reason: reason + olderWords)
    }
    if let emptiness { return verdict(.undecided, 3, reason: emptiness) }
    if blockingUnknown > 0 { return verdict(.undecided, 3, reason: unchecked) }
    return verdict(.admitted, 0, reason: admission)
  }

  private func verdict(_ decision: Verdict.Decision, _ code: Int32, reason: String) -> Verdict {
    Verdict(
      decision: decision, blockingFail: failures, blockingUnknown: blockingUnknown, exitCode: code,
      reason: reason)
  }

  /// What keeps the gate from knowing; at least one when nothing was judged.
  private var blockingUnknown: Int {
    let found = onUnknown == .fail ? unknowns + refused + partial : 0
    return emptiness == nil ? found : max(found, refused + partial, 1)
  }

  /// `2 checks that reach `low` could not be made and 1 input could not be read`.
  private var unchecked: String {
    var parts: [String] = []
    if unknowns > 0 {
      let checks = unknowns == 1 ? "1 check that reaches" : "\(unknowns) checks that reach"
      parts.append("\(checks) `\(failOn.rawValue)` could not be made")
    }
    if refused > 0 { parts.append("\(refused) input\(refused == 1 ? "" : "s") could not be read") }
    if partial > 0 {
      parts.append("\(partial) input\(partial == 1 ? "" : "s") could not be read in full")
    }
    return parts.joined(separator: " and ")
  }

  private var admission: String {
    let kind = words.map { "\($0) " } ?? ""
    let admission =
      "no \(kind)failure reaches `\(failOn.rawValue)`" + olderWords + uncollectedWords
    guard unknowns + refused + partial > 0 else { return admission }
    return "\(admission); \(unchecked), and unknowns only warn"
  }

  /// What `--fail-on-change` leaves out.
  private var olderWords: String {
    guard older > 0 else { return "" }
    return older == 1
      ? "; 1 older failure does not count" : "; \(older) older failures do not count"
  }

  private var uncollectedWords: String {
    guard uncollected > 0 else { return "" }
    let kinds = uncollected == 1 ? "1 kind" : "\(uncollected) kinds"
    return "; of \(kinds) that rules ask about nothing was collected"
  }

  private func counted(_ count: Int, _ one: String, _ many: String) -> String {
    "\(count) \(count == 1 ? one : many) `\(failOn.rawValue)`"
  }
}

extension RunResult {
  /// Inputs that ought to be ours and could not be read.
  fileprivate var refusedInputs: Int {
    inputs.count { input in
      if case .refused = input.status { true } else { false }
    }
  }

  /// Why no rule judged anything, in one sentence; nil when one did.
  ///
  /// A rule that does not apply to any resource has judged nothing.
  package var whyNothingWasJudged: String? {
    guard findings.allSatisfy({ $0.outcome.reported == .notApplicable }),
      masses.allSatisfy({ $0.outcome.reported == .notApplicable })
    else { return nil }
    func count(_ number: Int, _ noun: String) -> String {
      "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
    if inputs.isEmpty { return "nothing was judged: no input was found" }
    if resources.isEmpty {
      return "nothing was judged: 0 resources in \(count(inputs.count, "input"))"
    }
    if rules.isEmpty { return "nothing was judged: no rule is active" }
    let resources = count(resources.count, "resource")
    if findings.isEmpty, masses.isEmpty {
      return "nothing was judged: no rule matched any of \(resources)"
    }
    return "nothing was judged: no rule applies to any of \(resources)"
  }
}
