/// What could not be checked: does it stop the gate, or is it only said.
package enum OnUnknown: String, Sendable, CaseIterable { case fail, warn }

extension Verdict {
  /// Decides on a run: the one place where findings become an exit code.
  ///
  /// Findings that a baseline holds and those below `failOn` decide nothing. An input that could not
  /// be read, or not in full, counts as a check that could not be made, of any severity. A run in which no rule
  /// judged anything is undecided whatever `onUnknown` says: silence is not a pass.
  package static func decide(
    _ result: RunResult, failOn: Severity, onUnknown: OnUnknown
  ) -> Verdict {
    Tally(result, failOn: failOn, onUnknown: onUnknown).verdict
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

  init(_ result: RunResult, failOn: Severity, onUnknown: OnUnknown) {
    self.failOn = failOn
    self.onUnknown = onUnknown
    let weighty = result.findings.filter { !$0.isBaselined && $0.severity >= failOn }
    failures = weighty.count { $0.outcome.reported == .fail }
    let severities = Dictionary(
      result.rules.map { ($0.id, $0.severity) }, uniquingKeysWith: { first, _ in first })
    let masses = result.masses.filter { mass in
      mass.outcome.reported == .unknown && (severities[mass.rule] ?? .critical) >= failOn
    }
    unknowns =
      weighty.count { $0.outcome.reported == .unknown }
      + masses.reduce(0) { $0 + $1.resources.count }
    refused = result.refusedInputs
    partial = result.inputs.count { $0.unreadReason != nil } - refused
    emptiness = result.whyNothingWasJudged
  }

  var verdict: Verdict {
    if failures > 0 {
      return verdict(.rejected, 1, reason: words(failures, "failure reaches", "failures reach"))
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
    let admission = "no failure reaches `\(failOn.rawValue)`"
    guard unknowns + refused + partial > 0 else { return admission }
    return "\(admission); \(unchecked), and unknowns only warn"
  }

  private func words(_ count: Int, _ one: String, _ many: String) -> String {
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
