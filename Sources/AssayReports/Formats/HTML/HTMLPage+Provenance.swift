import AssayModel
import Records

/// Where the page comes from, and how to read it.
extension HTMLPage {
  func provenance() {
    let run = summary.run
    h(.dl, [.classes: "about provenance"]) {
      entry("Run", run.id)
      entry("Started", run.started.rfc3339)
      entry("Host", summary.host)
      entry("Tool", "assay \(run.toolVersion)")
      entry("Scope", run.scope.orIfBlank("(none)"))
      entry(
        "Verdict", "\(summary.verdict.decision.rawValue), exit code \(summary.verdict.exitCode)")
      entry(
        "Blocking",
        "\(summary.verdict.blockingFail.of("failure")), "
          + "\(summary.verdict.blockingUnknown) could not be checked")
      entry("Ledger head", "#\(summary.anchor.seq) \(summary.anchor.hash)")
      entry("Packs, SHA-256", run.packDigest)
      entry("Inputs, SHA-256", run.inputDigest)
    }
    packTable()
    h(.p) {
      if summary.ledger == nil {
        h.text("This run was recorded in no ledger; the head above is that of an empty one. ")
      } else {
        h.text(
          "The ledger's head stands in every report of this run: a ledger that was changed or ")
        h.text("cut since then no longer leads to it. ")
      }
      h.text("The SHA-256 and size of every report stand in ")
      h(.code, "manifest.json")
      h.text(" beside this page.")
    }
  }

  private func packTable() {
    guard !summary.run.packs.isEmpty else { return }
    table("Policy packs in force", ["Pack", "Version", "Active rules", "SHA-256"]) {
      for pack in summary.run.packs {
        h(.tr) {
          h(.th, [.scope: "row"], pack.id)
          h(.td, pack.version)
          h(.td, [.classes: "number"], String(pack.ruleCount))
          h(.td) { h(.code, pack.digest) }
        }
      }
    }
  }

  private func entry(_ name: String, _ value: String) {
    h(.dt, name)
    h(.dd) { h(.code, value) }
  }

  func method() {
    h(.p) {
      h.text("A rule judges every resource of its kind that was found in the inputs. ")
      h.text("Each of these checks has one of five outcomes:")
    }
    h(.dl, [.classes: "about"]) {
      meaning(.pass, "The requirement is met by values that were read.")
      meaning(.fail, "It is not met; the value that decided it is shown with its file and line.")
      meaning(
        .unknown,
        "A value that decides it is unknown, was not collected, or could not be read. "
          + "Inputs that could not be read count here as well.")
      meaning(.waived, "It is not met, and somebody accepted that until a date.")
      meaning(.notApplicable, "The rule does not concern this resource.")
    }
    h(.p) {
      h.text("Exit codes: 0 admitted, 1 rejected, 3 undecided. ")
      h.text("A finding is known by its rule, its resource and the element it is about, ")
      h.text("never by its wording or its line: it keeps its id when text moves.")
    }
  }

  private func meaning(_ outcome: Outcome.Reported, _ text: String) {
    h(.dt) { self.outcome(outcome) }
    h(.dd, text)
  }
}
