import AssayModel
import Records

/// What was read, and what was found in it.
extension HTMLPage {
  private static let inputLimit = 2_000

  func inputs() {
    let read = summary.inputs.count { if case .read = $0.status { true } else { false } }
    let skipped = summary.inputs.count { if case .skipped = $0.status { true } else { false } }
    let refused = summary.inputs.count - read - skipped
    h(.p) {
      h.text("\(summary.inputs.count.of("file")): \(read) read, \(skipped) skipped, ")
      h.text("\(refused) refused. \(summary.resources.count.of("resource")) found.")
    }
    if !summary.ages.isEmpty { ages() }
    if !summary.inputs.isEmpty { files(isOpen: refused > 0) }
    if !summary.resources.isEmpty { resources() }
  }

  private static let ageLimit = 500

  private func ages() {
    let now = summary.run.started
    table(
      "How old the evidence is, by the time at which its files were written",
      ["Source", "Account", "Region", "Files", "Newest", "Oldest"]
    ) {
      for age in summary.ages.prefix(Self.ageLimit) {
        h(.tr) {
          h(.th, [.scope: "row"]) { h(.code, age.source) }
          h(.td, age.place.account ?? "")
          h(.td, age.place.region ?? "")
          h(.td, [.classes: "number"], String(age.files))
          for time in [age.newest, age.oldest] {
            h(.td, "\(time.age(at: now)) (\(time.rfc3339.prefix(10)))")
          }
        }
      }
    }
    let rest = summary.ages.count - Self.ageLimit
    if rest > 0 { h(.p, "… and \(rest.of("more source")).") }
  }

  private func files(isOpen: Bool) {
    disclosure(summary.inputs.count.of("file"), isOpen: isOpen) {
      table("Files that were given", ["File", "What became of it", "Messages"]) {
        for input in summary.inputs.prefix(Self.inputLimit) {
          h(.tr) {
            h(.th, [.scope: "row"]) { h(.code, input.path) }
            h(.td) { status(input.status, input.gap) }
            h(.td) {
              if !input.messages.isEmpty {
                h(.ul, [.classes: "reasons"]) {
                  for message in input.messages.prefix(20) { h(.li) { h.prose(message) } }
                }
              }
            }
          }
        }
      }
      let rest = summary.inputs.count - Self.inputLimit
      if rest > 0 { h(.p, "… and \(rest.of("more file")), all in findings.json.") }
    }
  }

  private func status(_ status: InputReport.Status, _ gap: String?) {
    switch status {
    case .read(let format, let resources):
      h.text("read as \(format): \(resources.of("resource"))")
      guard let gap else { return }
      h.text("; ")
      outcome(.unknown)
      h.text(" not in full: ")
      h.prose(gap)
    case .skipped(let reason):
      h.text("skipped: ")
      h.prose(reason)
    case .refused(let reason):
      outcome(.unknown)
      h.text(" refused: ")
      h.prose(reason)
    }
  }

  private func resources() {
    let found = tallies
    disclosure(summary.resources.count.of("resource")) {
      table("Resources that were found", ["Resource", "Kind", "Where", "Checks", "Used by"]) {
        for resource in summary.resources.prefix(Self.resourceLimit) {
          h(.tr, [.id: resource.id.anchor]) {
            h(.th, [.scope: "row"], resource.name.orIfBlank(resource.id.uid))
            h(.td, resource.id.kindWords)
            h(.td) { place(resource.origin) }
            h(.td) { tally(found[resource.id]) }
            h(.td, summary.reach.sentence(for: resource.id) ?? "")
          }
        }
      }
      let rest = summary.resources.count - Self.resourceLimit
      if rest > 0 { h(.p, "… and \(rest.of("more resource")), all in findings.json.") }
    }
  }

  private func tally(_ counts: OutcomeCounts?) {
    guard let counts else { return h.text("none") }
    for outcome in Outcome.Reported.byAttention where counts[outcome] > 0 {
      self.outcome(outcome, count: counts[outcome])
      h.text(" ")
    }
  }

  private var tallies: [ResourceID: OutcomeCounts] {
    var tallies: [ResourceID: OutcomeCounts] = [:]
    for group in summary.rules {
      for finding in group.findings {
        tallies[finding.resource, default: OutcomeCounts()][finding.outcome.reported] += 1
      }
      for mass in group.masses {
        for position in mass.resources.positions {
          let id = summary.resources[Int(position)].id
          tallies[id, default: OutcomeCounts()][mass.outcome.reported] += 1
        }
      }
    }
    return tallies
  }
}
