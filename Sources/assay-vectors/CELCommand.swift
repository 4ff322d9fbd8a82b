import ArgumentParser
import CELVectors
import Documents

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
    let report = SuiteReport(try files(), Judge(evaluator))
    if json {
      Output.standard.write(report.json)
      Output.error.write(report.summary + "\n")
    } else {
      Output.standard.write(report.text)
    }
    if !report.failures.isEmpty { throw Ending.failed }
    if report.results.isEmpty {
      throw Ending.unusable("no case in `\(SafeText.message(directory))`")
    }
  }

  private func files() throws(Ending) -> [SourceFile] {
    var files: [SourceFile] = []
    for input in FileLoader().load(directory) {
      switch input {
      case .file(let file): if file.path.hasSuffix(".json") { files.append(file) }
      case .refused(let path, let reason):
        throw .unusable("`\(SafeText.message(path))`: \(reason)")
      case .skipped(let path, .binary) where path.hasSuffix(".json"):
        throw .unusable("`\(SafeText.message(path))`: a binary file")
      case .skipped: continue
      }
    }
    guard !files.isEmpty else {
      throw .unusable("no *.json file in `\(SafeText.message(directory))`")
    }
    return files
  }
}

extension Evaluator: ExpressibleByArgument {
  /// For help: `reference`.
  static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
