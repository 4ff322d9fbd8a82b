import ArgumentParser

/// `assay iam`.
struct IAMCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "iam", abstract: "Decide about IAM policies, offline.",
    subcommands: [
      IAMExplainActionCommand.self,
      IAMCatalogueCommand.self,
    ])
}
