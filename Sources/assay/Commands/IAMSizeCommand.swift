import ArgumentParser
import AssayIngest

/// `assay iam size`.
struct IAMSizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "size",
    abstract: "Print the least policy that builds need, and hold the builder's role against it.",
    discussion: """
      Reads what the gate reads and looks at every image pipeline and image, or, where there is none, \
      at every infrastructure configuration. Needs come from components, the log bucket, the registry \
      of containers and Systems Manager; scripts are named and not read. Each role has to grant all of \
      every need, wherever in a prefix it may fall, and of a thing that is not known, such as the \
      builder's instance, any that it may be. Ends with 0 when each does what is known to be needed, 1 when one does not, 3 when that is unknown or an input could not be read.

      Examples:
        assay iam size stack.yaml components/
        assay iam size plan.json --format json
      """)

  @Argument(help: ArgumentHelp("Files and folders.", valueName: "path"), completion: .file())
  var paths: [String]

  @Option(
    name: .customLong("parameters"),
    help: ArgumentHelp("CloudFormation parameter file (repeatable).", valueName: "file"),
    completion: .file(extensions: ["json", "yaml", "yml"]))
  var parameters: [String] = []

  @OptionGroup var told: AnswerOptions

  func run() throws {
    let catalogue = try told.catalogue()
    let inputs = try Inputs.load(paths, parameters: parameters)
    let read = ingest(inputs.files, parameters: inputs.parameters)
    let answer = try SizingAnswer(read, catalogue.catalogue)
    try told.tell(answer, catalogue)
  }
}
