import AssayModel

/// How frameworks and packs stand: counts, never one percentage.
extension HTMLPage {
  func scores() {
    if frameworks.isEmpty { h(.p, "No active rule names a control of a framework.") }
    for score in frameworks { self.score(score, "control") }
    h(.h3, "Packs")
    for score in packs { self.score(score, "rule") }
  }

  private func score(_ score: Score, _ noun: String) {
    h(.details, [.classes: "score"]) {
      h(.summary) {
        h(.strong, score.name)
        h.text(" ")
        h(.span, score.sentence(noun))
        bar(
          Outcome.Reported.byAttention.map { ($0, score.count($0)) },
          "\(score.name): \(score.sentence(noun))")
      }
      table("\(score.name) by \(noun)", [noun == "rule" ? "Rule" : "Control", "Outcome", "Title"]) {
        for item in score.items { row(item) }
      }
    }
  }

  private func row(_ item: Score.Item) {
    h(.tr) {
      h(.th, [.scope: "row"], item.name)
      h(.td) {
        if let worst = item.outcome { outcome(worst) } else { h.text("0 resources") }
      }
      h(.td) {
        for (index, rule) in item.rules.enumerated() {
          if index > 0 { h.text(", ") }
          link(rule)
        }
      }
    }
  }
}
