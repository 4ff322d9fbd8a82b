import ArgumentParser

/// `assay policy list`.
struct PolicyListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the rules, by pack.",
    discussion: """
      Examples:
        assay policy list
        assay policy list --pack storage
        assay policy list --policies house
      """)

  @OptionGroup var packs: PackOptions

  func run() throws {
    let rules = try packs.loader().rules()
    try StandardStream.output.write(Array(RuleList(rules).text.utf8))
  }
}
