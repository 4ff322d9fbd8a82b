import ArgumentParser
import AssayIngest
import AssayModel

/// `assay inspect`.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show what was read: inputs, resources, where each value stands, what is unknown.",
    discussion: """
      In the text `=` is stated, `~` the service's default, `?` unknown with the reason, `->` a link; \
      what is absent is left out. Ends with 3 when an input could not be read.

      Examples:
        assay inspect stack.yaml
        assay inspect stack.yaml --parameters prod.json
        assay inspect plan.json --format json
      """)

  /// How the graph is shown.
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

  @Argument(help: ArgumentHelp("Files and folders.", valueName: "path"), completion: .file())
  var paths: [String]

  @Option(
    name: .customLong("parameters"),
    help: ArgumentHelp("CloudFormation parameter file (repeatable).", valueName: "file"),
    completion: .file(extensions: ["json", "yaml", "yml"]))
  var parameters: [String] = []

  @Option(help: ArgumentHelp("How it is shown.", valueName: "format"))
  var format: Format = .text

  func run() throws {
    let inputs = try Inputs.load(paths, parameters: parameters)
    let read = ingest(inputs.files, parameters: inputs.parameters)
    let bytes =
      switch format {
      case .text: Array(GraphText(read).text.utf8)
      case .json: GraphJSON.bytes(read)
      }
    try StandardStream.output.write(bytes)
    let isRefused = read.inputs.contains { input in
      if case .refused = input.status { true } else { false }
    }
    if isRefused { throw Stop(.undecided) }
  }
}
