import ArgumentParser

/// `assay iam catalogue info`.
struct IAMCatalogueInfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Say which catalogue is used, what is in it, and which managed policies are carried.",
    discussion: """
      Examples:
        assay iam catalogue info
        assay iam catalogue info --catalogue actions.txt --format json
      """)

  /// How it is told.
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

  @Option(help: ArgumentHelp("How it is told.", valueName: "format"))
  var format: Format = .text

  @OptionGroup var options: CatalogueOptions

  func run() throws {
    let listing = CatalogueListing(
      try options.catalogue(.process), file: options.path(.process))
    let bytes =
      switch format {
      case .text: Array(listing.text.utf8)
      case .json: listing.json
      }
    try StandardStream.output.write(bytes)
  }
}
