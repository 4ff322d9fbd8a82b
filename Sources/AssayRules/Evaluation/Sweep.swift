package import AssayModel
import CEL

/// What rules say of many resources: findings of what needs words, and the rest in masses.
///
/// Positions are those of the resources in the run.
package struct Sweep: Sendable {
  /// In the order in which they were found: those of a rule together, by resource.
  package private(set) var findings: [Finding] = []
  /// For each finding, the position of the resource that it is of.
  package private(set) var owners: [Int32] = []
  /// Resources that somebody else answers for (`ownership: aws-managed` or `other`), which no rule judged.
  package var excluded = 0
  /// Pairs of a rule and a resource that were judged.
  package var pairs = 0
  /// Pairs, or pairs of a rule and an element, that the reference evaluator was asked about.
  package var asked = 0
  /// By `pack/rule`.
  var masses: [String: RuleMasses] = [:]
  /// Nanoseconds from the run's instant on in which all that was said of a resource holds, by position.
  package private(set) var holding: [Int64] = []

  /// Positions of the resources that no rule judged.
  package internal(set) var excludedPositions: [Int] = []

  package init() {}

  init(count: Int) { holding = Array(repeating: .max, count: count) }

  /// Adds what a rule says of a resource in words.
  mutating func add(_ found: [Finding], of index: Int) {
    findings += found
    for _ in found { owners.append(Int32(index)) }
  }

  /// Adds findings with the positions of the resources that they are of.
  mutating func add(_ found: [(finding: Finding, owner: Int32)]) {
    findings += found.lazy.map(\.finding)
    owners += found.lazy.map(\.owner)
  }

  /// Gives back the room that findings would have to grow in: those of many parts are kept.
  mutating func trim() {
    findings = findings.withUnsafeBufferPointer(Array.init)
    owners = owners.withUnsafeBufferPointer(Array.init)
  }

  /// Takes the findings out.
  fileprivate mutating func takeFindings() -> (findings: [Finding], owners: [Int32]) {
    defer { (findings, owners) = ([], []) }
    return (findings, owners)
  }

  /// Something that was said of a resource holds so long.
  mutating func hold(_ index: Int, _ nanoseconds: Int64) {
    holding[index] = min(holding[index], nanoseconds)
  }

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

    /// Adds a resource of which is said what a mass says.
    mutating func add(_ position: Int32, _ outcome: Outcome, reason: String) {
      guard outcome == .noData else { return add(position, outcome) }
      sets[Key(outcome: outcome, reason: reason), default: PositionSet()].append(position)
    }

    /// Takes a whole set over.
    mutating func add(_ positions: PositionSet, _ outcome: Outcome, reason: String) {
      switch outcome {
      case .pass: passes = positions
      case .noData: sets[Key(outcome: outcome, reason: reason)] = positions
      default: notApplicable = positions
      }
    }

    /// The mass that says what findings of one resource say; nil where words are needed.
    ///
    /// The elements that pass beside others that do not are left out altogether.
    static func mass(of findings: [Finding]) -> (outcome: Outcome, reason: String)? {
      if findings.count == 1, findings[0].outcome == .noData, findings[0].locus.isEmpty {
        return (.noData, findings[0].reasons.joined(separator: "; "))
      }
      guard findings.allSatisfy({ $0.outcome == .pass || $0.outcome == .notApplicable }) else {
        return nil
      }
      return (findings.contains { $0.outcome == .pass } ? .pass : .notApplicable, "")
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
  /// They are taken out of the sweeps. `order`: for each sweep, the position in the result by position in
  /// the sweep.
  package static func joined(
    _ sweeps: inout [Sweep], order: [[Int32]]
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
    return (joined(&sweeps, order), masses.sorted(by: Mass.isOrdered))
  }

  /// Where a finding stands, and where its resource will.
  private struct Spot {
    let resource: Int32
    let sweep: Int32
    let finding: Int32

    static func isOrdered(_ left: Self, before right: Self) -> Bool {
      (left.resource, left.sweep, left.finding) < (right.resource, right.sweep, right.finding)
    }
  }

  /// The findings of several sweeps in the order of results.
  ///
  /// Each sweep has those of a rule together, by resource, and sweeps mostly come in the order of
  /// resources: what is in order already is not sorted, and what is sorted are numbers.
  private static func joined(_ sweeps: inout [Sweep], _ order: [[Int32]]) -> [Finding] {
    var byRule: [String: [Spot]] = [:]
    var taken: [[Finding]] = []
    taken.reserveCapacity(sweeps.count)
    for index in sweeps.indices {
      let (findings, owners) = sweeps[index].takeFindings()
      let spots = zip(owners.indices, owners).map { number, owner in
        Spot(
          resource: order[index][Int(owner)], sweep: Int32(index), finding: Int32(number))
      }
      var start = 0
      while start < findings.count {
        let rule = findings[start].rule
        let end = findings[start...].firstIndex { $0.rule != rule } ?? findings.count
        byRule[rule, default: []] += spots[start..<end]
        start = end
      }
      taken.append(findings)
    }
    var all: [Finding] = []
    all.reserveCapacity(byRule.values.reduce(0) { $0 + $1.count })
    for rule in byRule.keys.sorted() {
      // Of one resource they come in the order of their loci.
      let spots = (byRule[rule] ?? []).sortedUnlessInOrder(by: Spot.isOrdered)
      for spot in spots { all.append(taken[Int(spot.sweep)][Int(spot.finding)]) }
    }
    return all
  }
}

extension Array {
  /// The elements in an order which they mostly are in already.
  package func sortedUnlessInOrder(by isOrdered: (Element, Element) -> Bool) -> [Element] {
    let isSorted = indices.dropFirst().allSatisfy { !isOrdered(self[$0], self[$0 - 1]) }
    guard !isSorted else { return self }
    // What is moved about is where they stand.
    return indices.sorted { isOrdered(self[$0], self[$1]) }.map { self[$0] }
  }
}
