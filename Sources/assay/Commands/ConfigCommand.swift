import ArgumentParser

/// `assay config`.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Show what steers a run.", subcommands: [Show.self])

  /// `assay config show`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the settings in force, as a configuration file would hold them.",
      discussion: """
        Takes the options of `assay gate`, so that their effect can be seen as well.

        Examples:
          assay config show --origin
          ASSAY_CONFIG=ci.yaml assay config show --origin --fail-on high
        """)

    @Flag(help: "Say of each value where it comes from.")
    var origin = false

    @OptionGroup(title: "Settings") var options: SettingOptions

    func run() throws {
      let settings = try Settings(options, .process)
      let listing = SettingsListing(settings)
      try StandardStream.output.write(Array(listing.text(withOrigins: origin).utf8))
    }
  }
}
