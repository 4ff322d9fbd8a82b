package import Records

/// The gate's decision.
package struct Verdict: Sendable, Hashable {
  /// What the gate says.
  package enum Decision: String, Sendable {
    case admitted = "ADMITTED", rejected = "REJECTED", undecided = "UNDECIDED"
  }

  package let decision: Decision
  /// Findings that fail and reach the threshold.
  package let blockingFail: Int
  /// Could-not-checks that reach the threshold, with unreadable inputs.
  package let blockingUnknown: Int
  /// 0, 1 or 3.
  package let exitCode: Int32
  /// One sentence: why.
  package let reason: String

  package init(
    decision: Decision, blockingFail: Int, blockingUnknown: Int, exitCode: Int32, reason: String
  ) {
    self.decision = decision
    self.blockingFail = blockingFail
    self.blockingUnknown = blockingUnknown
    self.exitCode = exitCode
    self.reason = reason
  }
}

/// The newest entry of the ledger: what a report is anchored to.
package struct LedgerHead: Sendable, Hashable {
  package let seq: Int64
  /// SHA-256, lower-case hex.
  package let hash: String

  package init(seq: Int64, hash: String) {
    self.seq = seq
    self.hash = hash
  }
}

/// What changed since an earlier run of the same scope, as sorted ids of findings.
///
/// A finding stands in at most one of `new`, `reopened`, `fixed`, `gone` and `lapsed`.
package struct RunComparison: Sendable, Hashable {
  /// The latest run that could read every input this run could read; nil for the first.
  package var previousRun: String?
  package var new: [String] = []
  package var fixed: [String] = []
  package var reopened: [String] = []
  /// Closed because the resource is not there any more.
  package var gone: [String] = []
  /// Closed without a fix because the question is not asked any more: the rule was changed or
  /// retired, or it does not apply to the resource now.
  package var lapsed: [String] = []
  /// Still open because this run could not check them again; counted in `persisting` too.
  package var unconfirmed: [String] = []
  package var persisting = 0
  /// Failures that did not fail at the previous run, nor ever before; all failures of a first run.
  package var newFailures: Set<String> = []
  /// Failures that did not fail at the previous run, and did once.
  package var reopenedFailures: Set<String> = []
  /// Failures that a baseline or a waiver held back at the previous run, and does not now.
  package var released: Set<String> = []
  /// First run at which an open finding was seen, by finding id.
  package var firstSeen: [String: String] = [:]
  /// When the runs started that `firstSeen` names; those that were pruned are left out.
  package var runStarts: [String: Instant] = [:]

  package init() {}
}
