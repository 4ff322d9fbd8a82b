import ArgumentParser

/// `assay policy check`.
struct PolicyCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check packs: types, presence, and every example.",
    discussion: """
      Ends with 2 when anything is wrong: a field that does not exist, an unguarded read, an example \
      that does not get its verdict, a rule without a failing example. Otherwise it lists the fields \
      that the rules read, and the IAM permissions that collecting them from AWS takes.

      Examples:
        assay policy check
        assay policy check house
      """)

  @Argument(
    help: ArgumentHelp("A folder with packs, or a pack.", valueName: "dir"), completion: .directory)
  var folder: String?

  /// How the result is told.
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

  @Option(help: ArgumentHelp("How the result is told.", valueName: "format"))
  var format: Format = .text

  @OptionGroup var packs: PackOptions

  func run() throws {
    let examination = try PolicyExamination(packs.loader(for: folder).sources())
    if format == .json {
      try StandardStream.output.write(examination.json)
      if !examination.isSound { throw Stop(.unusable) }
      return
    }
    StandardStream.error.say(examination.problems)
    guard examination.isSound else { throw Stop(.unusable, text: examination.total) }
    try StandardStream.output.write(Array((examination.needsListing + examination.total).utf8))
  }
}
