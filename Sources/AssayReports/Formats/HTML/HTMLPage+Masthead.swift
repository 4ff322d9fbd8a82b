import AssayModel
import Records

/// The head of the page: the verdict, why, and the five counts.
extension HTMLPage {
  /// `Rejected`.
  var verdictWord: String {
    switch summary.verdict.decision {
    case .admitted: "Admitted"
    case .rejected: "Rejected"
    case .undecided: "Undecided"
    }
  }

  /// `8 of 15 checks fail, 3 could not be made`.
  var verdictSentence: String {
    let counts = summary.counts
    let checks = counts.total.of("check")
    if summary.unjudged.contains(where: { $0.path == nil }) { return "nothing was judged" }
    let undecided = "could not be made"
    switch (counts.fail, counts.unknown) {
    case (0, 0): return "none of \(checks) fails"
    case (0, let unknown): return "\(unknown) of \(checks) \(undecided)"
    case (let fail, 0): return "\(fail) of \(checks) \(fail == 1 ? "fails" : "fail")"
    case (let fail, let unknown):
      return "\(fail) of \(checks) \(fail == 1 ? "fails" : "fail"), \(unknown) \(undecided)"
    }
  }

  func masthead() {
    h(.header, [.classes: "masthead"]) {
      h(.p, [.classes: "brand"]) {
        h(.strong, "Assay")
        h.text(" \(summary.run.kind.rawValue) report")
      }
      h(.h1) {
        h(.span, [.classes: "sign", .isDecoration: "true"], sign)
        h.text(" \(verdictWord)")
      }
      h(
        .p, [.classes: "lead"],
        "\(verdictSentence.prefix(1).uppercased())\(verdictSentence.dropFirst()).")
      h(.p, [.classes: "because"]) {
        h.prose(because)
        h.text(" (exit code \(summary.verdict.exitCode)).")
      }
      counts()
      facts()
    }
  }

  /// The verdict's reason, without what the line above it has said.
  private var because: String {
    let reason = summary.verdict.reason.orIfBlank("no reason was given")
    let said = "\(verdictSentence): "
    return reason.hasPrefix(said) ? String(reason.dropFirst(said.count)) : reason
  }

  private var sign: String {
    switch summary.verdict.decision {
    case .admitted: Outcome.Reported.pass.symbol
    case .rejected: Outcome.Reported.fail.symbol
    case .undecided: Outcome.Reported.unknown.symbol
    }
  }

  private func counts() {
    h(.ul, [.classes: "counts", .label: "Checks by outcome"]) {
      for outcome in Outcome.Reported.byAttention {
        let count = summary.counts[outcome]
        h(.li, [.classes: count == 0 ? "\(outcome.style) none" : outcome.style]) {
          h(.span, [.classes: "sign", .isDecoration: "true"], outcome.symbol)
          h.text(" ")
          h(.strong, String(count))
          h.text(" ")
          h(.span, outcome.words)
        }
      }
    }
    let shares = Outcome.Reported.byAttention.map { ($0, summary.counts[$0]) }
    bar(shares, "The same five counts as shares of \(summary.counts.total.of("check"))")
  }

  private func facts() {
    h(.dl, [.classes: "facts"]) {
      fact("Scope", summary.run.scope.orIfBlank("(none)"))
      fact("Started", summary.run.started.rfc3339)
      fact("Run", summary.run.id)
      fact("Ledger head", "#\(summary.anchor.seq) \(summary.anchor.hash.prefix(16))…")
      if summary.baselined > 0 {
        fact("Baseline", "\(summary.baselined.of("finding")) known, not blocking")
      }
    }
  }

  func fact(_ name: String, _ value: String) {
    h(.div) {
      h(.dt, name)
      h(.dd, value)
    }
  }
}
