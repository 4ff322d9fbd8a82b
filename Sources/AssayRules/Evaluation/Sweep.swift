package import AssayModel
import CEL
package import Records

/// What rules say of many resources: findings of what needs words, and the rest in masses.
///
/// Positions are those of the resources in the run.
package struct Sweep: Sendable {
  /// In the order in which they were found.
  package var findings: [Finding] = []
  /// Resources that somebody else answers for (`ownership: aws-managed` or `other`), which no rule judged.
  package var excluded = 0
  /// Pairs of a rule and a resource that were judged.
  package var pairs = 0
  /// Pairs, or pairs of a rule and an element, that the reference evaluator was asked about.
  package var asked = 0
  /// By `pack/rule`.
  var masses: [String: RuleMasses] = [:]

  package init() {}

  /// What one rule says alike.
  struct RuleMasses: Sendable {
    private(set) var sets: [Key: PositionSet] = [:]
    private var passes = PositionSet()
    private var notApplicable = PositionSet()

    struct Key: Hashable {
      let outcome: Outcome
      let reason: String
    }

    /// Adds a resource that passes, or to which the rule does not apply.
    mutating func add(_ position: Int32, _ outcome: Outcome) {
      if outcome == .pass { passes.append(position) } else { notApplicable.append(position) }
    }

    /// Takes what needs no words out of the findings of one resource.
    ///
    /// The elements that pass beside others that do not are left out altogether.
    mutating func sift(_ findings: [Finding], at position: Int32) -> [Finding] {
      if findings.count == 1, findings[0].outcome == .noData, findings[0].locus.isEmpty {
        let key = Key(outcome: .noData, reason: findings[0].reasons.joined(separator: "; "))
        sets[key, default: PositionSet()].append(position)
        return []
      }
      let rest = findings.filter { $0.outcome != .pass && $0.outcome != .notApplicable }
      guard rest.isEmpty else { return rest }
      add(position, findings.contains { $0.outcome == .pass } ? .pass : .notApplicable)
      return []
    }

    /// All of them; neither is empty.
    var all: [Key: PositionSet] {
      var all = sets
      if !passes.isEmpty { all[Key(outcome: .pass, reason: "")] = passes }
      if !notApplicable.isEmpty { all[Key(outcome: .notApplicable, reason: "")] = notApplicable }
      return all
    }
  }

  /// Everything that several sweeps found, sorted as results are.
  ///
  /// `order`: for each sweep, the position in the result by position in the sweep.
  package static func joined(
    _ sweeps: [Sweep], order: [[Int32]]
  ) -> (findings: [Finding], masses: [Mass]) {
    var positions: [String: [RuleMasses.Key: [Int32]]] = [:]
    for (sweep, order) in zip(sweeps, order) {
      for (rule, masses) in sweep.masses {
        for (key, set) in masses.all {
          positions[rule, default: [:]][key, default: []] += set.positions.map { order[Int($0)] }
        }
      }
    }
    let masses = positions.flatMap { rule, sets in
      sets.map { key, positions in
        Mass(
          rule: rule, outcome: key.outcome, reason: key.reason, resources: PositionSet(positions))
      }
    }
    // Findings are large: what is moved about is where they stand.
    let findings = sweeps.flatMap(\.findings)
    let sorted = findings.indices.sorted { Finding.isOrdered(findings[$0], before: findings[$1]) }
    return (sorted.map { findings[$0] }, masses.sorted(by: Mass.isOrdered))
  }
}

/// What functions found out about the records that several stores begin with.
package struct SharedAnswers: Sendable {
  private let shared = AnswerCache()
  private let size: UInt32

  /// For stores that begin with the words of `base`.
  package init(base: RecordStore) { size = UInt32(base.words.count) }

  var answers: AnswerCache {
    AnswerCache(sharing: shared, below: size)
  }
}
