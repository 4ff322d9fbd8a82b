import AssayModel

/// How the controls of a framework, or the rules of a pack, came out: counts by outcome, never one
/// percentage that hides what was not checked.
struct Score {
  /// One control or rule.
  struct Item {
    let name: String
    /// The worst of its rules; nil when no resource matched any of them.
    let outcome: Outcome.Reported?
    /// By id.
    let rules: [RuleInfo]
  }

  let name: String
  /// Sorted by name.
  let items: [Item]

  /// One score per framework that an active rule names, by name.
  static func frameworks(_ summary: RunSummary) -> [Score] {
    var found: [String: [String: [RuleGroup]]] = [:]
    for group in summary.rules {
      for control in group.rule.controls {
        found[control.framework, default: [:]][control.id, default: []].append(group)
      }
    }
    return found.sorted { $0.key < $1.key }.map { framework, controls in
      Score(
        name: framework,
        items: controls.sorted { $0.key < $1.key }.map { Item(name: $0, groups: $1) })
    }
  }

  /// One score per pack of the run, by id.
  static func packs(_ summary: RunSummary) -> [Score] {
    let found = Dictionary(grouping: summary.rules, by: \.rule.pack)
    return found.sorted { $0.key < $1.key }.map { pack, groups in
      let rules = groups.sorted { $0.rule.id < $1.rule.id }
      return Score(name: pack, items: rules.map { Item(name: $0.rule.id, groups: [$0]) })
    }
  }

  func count(_ outcome: Outcome.Reported?) -> Int { items.count { $0.outcome == outcome } }

  /// `38 of 41 controls pass, 2 fail, 1 could not be checked`.
  func sentence(_ noun: String) -> String {
    let verb = items.count == 1 ? "passes" : "pass"
    var parts = ["\(count(.pass)) of \(items.count.of(noun)) \(verb)"]
    for outcome in [Outcome.Reported.fail, .unknown, .waived, .notApplicable] {
      let number = count(outcome)
      if number > 0 { parts.append("\(number) \(outcome.words)") }
    }
    let idle = count(nil)
    if idle > 0 { parts.append("\(idle) with 0 resources") }
    return parts.joined(separator: ", ")
  }
}

extension Score.Item {
  fileprivate init(name: String, groups: [RuleGroup]) {
    self.name = name
    outcome = groups.compactMap(\.worst).min { $0.attention < $1.attention }
    rules = groups.map(\.rule).sorted { $0.id < $1.id }
  }
}
