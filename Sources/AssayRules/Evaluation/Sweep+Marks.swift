package import AssayModel

extension Sweep {
  /// What a rule says of a resource in no words of its own.
  package struct Mark: Hashable, Sendable {
    /// `pack/rule`.
    package let rule: String
    package let outcome: Outcome
    /// Why, for data that nobody collected; else empty.
    package let reason: String

    package init(rule: String, outcome: Outcome, reason: String) {
      self.rule = rule
      self.outcome = outcome
      self.reason = reason
    }
  }

  /// Hands out which resources each thing is said of, by rule.
  package func forEachMark(_ body: (Mark, PositionSet) -> Void) {
    for rule in masses.keys.sorted() {
      let sets = masses[rule]?.all ?? [:]
      for key in sets.keys.sorted(by: {
        ($0.outcome.rawValue, $0.reason) < ($1.outcome.rawValue, $1.reason)
      }) {
        body(Mark(rule: rule, outcome: key.outcome, reason: key.reason), sets[key] ?? PositionSet())
      }
    }
  }

  /// What was said in an earlier night and still holds.
  ///
  /// `findings`: those of a rule together, with the positions of their resources, which ascend. `marks`: what is
  /// said without words, each once, with the positions of which it is said.
  package init(
    findings: [(finding: Finding, owner: Int32)], marks: [(mark: Mark, positions: PositionSet)],
    excluded: Int, pairs: Int
  ) {
    self.init()
    add(findings)
    self.excluded = excluded
    self.pairs = pairs
    for (mark, positions) in marks {
      masses[mark.rule, default: RuleMasses()].add(positions, mark.outcome, reason: mark.reason)
    }
  }
}
