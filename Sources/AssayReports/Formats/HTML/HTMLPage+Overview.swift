import AssayModel

/// What changed, and what to look at first.
extension HTMLPage {
  private static let riskLimit = 10
  private static let nameLimit = 50

  func changes() {
    guard let changes = summary.changes else { return }
    h(.p) {
      h.text("Since run ")
      h(.code, changes.previousRun ?? "")
      h.text(" of the same scope.")
    }
    trend()
    h(.dl, [.classes: "facts wide"]) {
      fact("New", "\(changes.new.count)")
      fact("Reopened", "\(changes.reopened.count)")
      fact("Fixed", "\(changes.fixed.count)")
      fact("Gone with their resource", "\(changes.gone.count)")
      if !changes.lapsed.isEmpty { fact("Lapsed with their rule", "\(changes.lapsed.count)") }
      fact("Still there", "\(changes.persisting)")
      if !changes.unconfirmed.isEmpty {
        fact("Of these not checked again", "\(changes.unconfirmed.count)")
      }
    }
    listed("New", Set(changes.new))
    listed("Reopened", Set(changes.reopened))
    listed("Still open, not checked again", Set(changes.unconfirmed))
  }

  /// The open findings with one of these ids, by outcome, so that newly unchecked ones show.
  private func listed(_ title: String, _ ids: Set<String>) {
    let found = texts { ids.contains($0.id) }
    guard !found.isEmpty else { return }
    h(.h3, title)
    h(.ul, [.classes: "lines"]) {
      for text in found.prefix(Self.nameLimit) {
        h(.li) {
          outcome(text.finding.outcome.reported)
          h.text(" ")
          h(.a, [.href: "#\(text.finding.anchor)"], text.message)
          h.text(" · \(text.finding.resource.kindWords) \(text.subject)")
        }
      }
      let rest = found.count - Self.nameLimit
      if rest > 0 { h(.li, "… and \(rest) more") }
    }
  }

  /// The findings for which `isWanted`, in report order.
  func texts(_ isWanted: (Finding) -> Bool) -> [FindingText] {
    summary.rules.flatMap { group in
      group.findings.filter(isWanted).map {
        FindingText(finding: $0, rule: group.rule, reach: summary.reach)
      }
    }
  }

  /// The gravest failing rules, then those that reach most.
  func first() {
    let groups = summary.rules.filter { $0.counts.fail > 0 }.sorted { left, right in
      (-left.rule.severity.rank, -left.counts.fail, left.rule.id)
        < (-right.rule.severity.rank, -right.counts.fail, right.rule.id)
    }
    table(
      "Failing rules, gravest first",
      ["Severity", "Rule", "Failures", summary.images.isEmpty ? "Used by" : "Where"]
    ) {
      for group in groups.prefix(Self.riskLimit) {
        h(.tr) {
          h(.td) { severity(group.rule.severity) }
          h(.th, [.scope: "row"]) {
            link(group.rule)
            h.text(" ")
            h(.code, group.rule.id)
          }
          h(.td, [.classes: "number"], String(group.counts.fail))
          h(.td, blastRadius(of: group))
        }
      }
    }
    let rest = groups.count - Self.riskLimit
    if rest > 0 { h(.p, "… and \(rest.of("more failing rule")) below.") }
  }

  /// Who uses the failing resources: `2 image pipelines: weekly, nightly`; of resources that come
  /// from images, from how many, and from which the most.
  private func blastRadius(of group: RuleGroup) -> String {
    let failing = RuleGroup(group.rule, group[.fail])
    let tallies = ImageTally.all(of: failing, summary.images)
    if let most = tallies.first, let image = most.image {
      let images = tallies.count { $0.image != nil }
      let name = summary.images.name(image)
      return images == 1
        ? "from \(name)"
        : "from \(images) images, most (\(most.counts.fail)) from \(name)"
    }
    var seen: Set<ResourceID> = []
    var names: [String] = []
    for finding in group[.fail].prefix(Self.nameLimit) {
      for user in summary.reach.users(of: finding.resource) where seen.insert(user.id).inserted {
        names.append("\(user.id.kindWords) \(user.name.visible(60))")
      }
    }
    guard !names.isEmpty else { return "nothing that was given" }
    let rest = names.count - 3
    return names.prefix(3).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }
}
