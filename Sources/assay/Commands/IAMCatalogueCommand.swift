import ArgumentParser

/// `assay iam catalogue`.
struct IAMCatalogueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalogue", abstract: "The list of AWS actions that is used.",
    subcommands: [
      IAMCatalogueInfoCommand.self,
      IAMCatalogueUpdateCommand.self,
    ])
}
