import ArgumentParser
import IAM
import IAMVectors
import Vectors

/// `assay-vectors iam DIR`.
struct IAMCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "iam",
    abstract: "Runs every case about policies below a folder and says how many are met.",
    discussion: """
      Reads all *.json files below DIR, sub-folders included: `{"vectors": [...]}` with cases of the
      kinds `containment` and `evaluate`; others are skipped. The last line is
      `N passed, M failed, K skipped`; before it stand the failing ids with the reasons, and the
      reasons for skipping with their counts. A case that is not understood fails.
      """)

  @Argument(help: "A folder of vectors, or one file.")
  var directory: String

  @Flag(help: "Print one JSON document instead; the summary line goes to standard error.")
  var json = false

  @Flag(help: "Take any text for an action, instead of those of the catalogue.")
  var openActions = false

  func run() throws {
    let judge = PolicyJudge(Containment(openActions ? .open : .catalogue(.bundled)))
    let report = SuiteReport(try VectorRun.files(directory), judge)
    try VectorRun.tell(report, of: directory, asJSON: json)
  }
}
