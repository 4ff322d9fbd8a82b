import Documents
import Vectors

/// What commands that run vectors have in common: files in, a report out.
enum VectorRun {
  /// All *.json files below a folder, or one file.
  static func files(_ directory: String) throws(Ending) -> [SourceFile] {
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

  /// Prints a report and ends with what it says of the run.
  static func tell(_ report: SuiteReport, of directory: String, asJSON: Bool) throws(Ending) {
    if asJSON {
      Output.standard.write(report.json)
      Output.error.write(report.summary + "\n")
    } else {
      Output.standard.write(report.text)
    }
    if !report.failures.isEmpty { throw .failed }
    if report.results.isEmpty {
      throw .unusable("no case in `\(SafeText.message(directory))`")
    }
  }
}
