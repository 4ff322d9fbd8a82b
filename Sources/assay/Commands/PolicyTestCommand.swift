import ArgumentParser

/// `assay policy test`.
struct PolicyTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run the examples of rules, and show what each came to.",
    discussion: """
      Examples:
        assay policy test
        assay policy test house
      """)

  @Argument(
    help: ArgumentHelp("A folder with packs, or a pack.", valueName: "dir"), completion: .directory)
  var folder: String?

  @OptionGroup var packs: PackOptions

  func run() throws {
    let examination = try PolicyExamination(packs.loader(for: folder).sources())
    try StandardStream.output.write(Array(examination.listing.utf8))
    StandardStream.error.say(examination.problems)
    guard examination.isSound else { throw Stop(.unusable, text: examination.total) }
    try StandardStream.output.write(Array(examination.total.utf8))
  }
}
