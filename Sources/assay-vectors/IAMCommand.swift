import ArgumentParser
import Documents
import IAM
import IAMVectors

/// `assay-vectors iam DIR`.
struct IAMCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "iam", abstract: "Runs every case about policies below a folder.")

  @Argument(help: "A folder of vectors, or one file.")
  var directory: String

  @Flag(help: "Take any text for an action, instead of those of the catalogue.")
  var openActions = false

  func run() throws {
    let judge = PolicyJudge(Containment(openActions ? .open : .catalogue(.bundled)))
    var counts = (0, 0, 0)
    for input in FileLoader().load(directory) {
      guard case .file(let file) = input, file.path.hasSuffix(".json") else { continue }
      for (id, judgement) in judge.judge(file) {
        switch judgement {
        case .passed: counts.0 += 1
        case .failed(let why):
          counts.1 += 1
          Output.standard.write("failed \(id): \(SafeText.message(why))\n")
        case .skipped: counts.2 += 1
        }
      }
    }
    Output.standard.write("\(counts.0) passed, \(counts.1) failed, \(counts.2) skipped\n")
  }
}
