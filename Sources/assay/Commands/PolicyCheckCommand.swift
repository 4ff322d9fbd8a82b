import ArgumentParser

/// `assay policy check`.
struct PolicyCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check packs: types, presence, and every example.",
    discussion: """
      Ends with 2 when anything is wrong: a field that does not exist, an unguarded read, an example \
      that does not get its verdict, a rule without a failing example.

      Examples:
        assay policy check
        assay policy check house
      """)

  @Argument(
    help: ArgumentHelp("A folder with packs, or a pack.", valueName: "dir"), completion: .directory)
  var folder: String?

  @OptionGroup var packs: PackOptions

  func run() throws {
    let examination = try PolicyExamination(packs.loader(for: folder).sources())
    StandardStream.error.say(examination.problems)
    guard examination.isSound else { throw Stop(.unusable, text: examination.total) }
    try StandardStream.output.write(Array(examination.total.utf8))
  }
}
