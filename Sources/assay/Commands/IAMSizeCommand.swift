import ArgumentParser
import AssayIngest
import AssayModel
import AssayRules

/// `assay iam size`.
struct IAMSizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "size",
    abstract: "Print the least policy that builds need, and hold the builder's role against it.",
    discussion: """
      Reads what the gate reads and looks at every image pipeline and image, or, where there is none, \
      at every infrastructure configuration. Needs come from components, the log bucket, the registry \
      of containers and Systems Manager; scripts are named and not read. Ends with 0 when each role \
      grants what its builds need, 1 when one does not, 3 when it is unknown.

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
    let graph = ingest(inputs.files, parameters: inputs.parameters).graph
    let builds = [ResourceKind.imagePipeline, .image].flatMap { graph.resources(of: $0.rawValue) }
    let looked =
      builds.isEmpty
      ? Array(graph.resources(of: ResourceKind.infrastructureConfiguration.rawValue)) : builds
    guard !looked.isEmpty else {
      throw Stop.unusable(
        "there is no image pipeline, image or infrastructure configuration to size a role for")
    }
    let answer = SizingAnswer(looked.map { BuildRoleReport($0, in: graph.store) })
    switch told.format {
    case .text: try StandardStream.output.write(Array(answer.text(catalogue).utf8))
    case .json: try StandardStream.output.write(answer.json(catalogue))
    }
    if let stop = answer.stop { throw stop }
  }
}
