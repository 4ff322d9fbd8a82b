import ArgumentParser
import CELVectors
import Vectors

/// `assay-vectors cel DIR`.
struct CELCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cel",
    abstract: "Runs every vector below a folder and says how many are met.",
    discussion: """
      Reads all *.json files below DIR, sub-folders included. The last line is
      `N passed, M failed, K skipped`; before it stand the failing ids with the reasons, and the
      reasons for skipping with their counts. A case that is not understood fails.
      """)

  @Argument(help: "A folder of vectors, or one file.")
  var directory: String

  @Flag(help: "Print one JSON document instead; the summary line goes to standard error.")
  var json = false

  @Option(help: "What runs the expressions: \(Evaluator.names).")
  var evaluator = Evaluator.reference

  func run() throws {
    let report = SuiteReport(try VectorRun.files(directory), Judge(evaluator))
    try VectorRun.tell(report, of: directory, asJSON: json)
  }
}

extension Evaluator: ExpressibleByArgument {
  /// For help: `reference`.
  static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
