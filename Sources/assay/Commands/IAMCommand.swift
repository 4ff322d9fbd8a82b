import ArgumentParser

/// `assay iam`.
struct IAMCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "iam", abstract: "Decide about IAM policies, offline.",
    subcommands: [
      IAMNewAccessCommand.self,
      IAMGrantedAccessCommand.self,
      IAMPublicAccessCommand.self,
      IAMSimulateCommand.self,
      IAMEscalateCommand.self,
      IAMSizeCommand.self,
      IAMExplainActionCommand.self,
      IAMCatalogueCommand.self,
    ])
}
