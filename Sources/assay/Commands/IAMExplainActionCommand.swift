import ArgumentParser

/// `assay iam explain-action`.
struct IAMExplainActionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain-action",
    abstract: "Say what an action of AWS is: access level, resources, condition keys.",
    discussion: """
      A name with `*` or `?` lists the actions that it covers in a policy. Case means nothing. Ends \
      with 1 when an action is not in the catalogue; AWS may have added it since.

      Examples:
        assay iam explain-action s3:GetObject
        assay iam explain-action 'imagebuilder:Create*' iam:PassRole
        assay iam explain-action ec2:RunInstances --format json
      """)

  /// How the answer is told.
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

  @Argument(
    help: ArgumentHelp("Actions as a policy names them, such as `s3:Get*`.", valueName: "action"))
  var actions: [String]

  @Option(help: ArgumentHelp("How the answer is told.", valueName: "format"))
  var format: Format = .text

  @OptionGroup var options: CatalogueOptions

  func run() throws {
    let catalogue = try options.catalogue(.process)
    let answers = actions.map { ActionAnswer(to: $0, from: catalogue) }
    switch format {
    case .text:
      try StandardStream.output.write(Array(ActionText(answers).text.utf8))
      let problems = answers.compactMap { $0.problem(in: catalogue) }
      if !problems.isEmpty { throw Stop(.rejected, text: problems.joined()) }
    case .json:
      try StandardStream.output.write(ActionJSON.bytes(answers, catalogue))
      if answers.contains(where: \.isUnlisted) { throw Stop(.rejected) }
    }
  }
}
