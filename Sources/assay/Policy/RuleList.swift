import AssayModel
import AssayReports
import AssayRules

/// The rules in a table, pack by pack.
struct RuleList {
  private let rules: RuleSet

  init(_ rules: RuleSet) {
    self.rules = rules
  }

  /// Whole lines; the last one counts.
  var text: String {
    let width = rules.infos.map(\.id.count).max() ?? 0
    var text = ""
    for pack in rules.packs {
      text += "\(pack.id) \(pack.version)  \(pack.title.visible(200))\n"
      for rule in rules.infos where rule.pack == pack.id {
        let id = rule.id.visible(100).padded(to: width)
        text += "  \(rule.severity.rawValue.padded(to: 8))  \(id)  \(rule.title.visible(200))\n"
      }
      text += "\n"
    }
    return text + "\(rules.infos.count.of("rule")) in \(rules.packs.count.of("pack"))\n"
  }
}

extension String {
  /// With blanks after it up to a width in characters.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
