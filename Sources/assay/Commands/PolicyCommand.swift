import ArgumentParser

/// `assay policy`.
struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "Read, check and write rules.",
    subcommands: [
      PolicyListCommand.self, PolicyExplainCommand.self, PolicyCheckCommand.self,
      PolicyTestCommand.self, PolicyDocsCommand.self, PolicyNewCommand.self,
    ])
}
