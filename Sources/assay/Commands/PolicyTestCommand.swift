import ArgumentParser

/// `assay policy test`.
struct PolicyTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run the examples of rules, and show what each came to.",
    discussion: """
      Below each rule stand the parts of its expressions that no example takes both ways: an operand \
      of `&&` that was never false could be left out, and no example would notice.

      Examples:
        assay policy test
        assay policy test house
      """)

  @Argument(
    help: ArgumentHelp("A folder with packs, or a pack.", valueName: "dir"), completion: .directory)
  var folder: String?

  @Option(
    help: ArgumentHelp(
      "Fail when examples take less than so many percent of the branches.", valueName: "percent"))
  var minCoverage: Double?

  @OptionGroup var packs: PackOptions

  func validate() throws {
    if let minCoverage, !(0...100).contains(minCoverage) {
      throw ValidationError("--min-coverage is a number from 0 to 100")
    }
  }

  func run() throws {
    let examination = try PolicyExamination(packs.loader(for: folder).sources(), covering: true)
    try StandardStream.output.write(Array(examination.listing.utf8))
    StandardStream.error.say(examination.problems)
    guard examination.isSound else { throw Stop(.unusable, text: examination.total) }
    try StandardStream.output.write(
      Array((examination.total + examination.coverageTotal).utf8))
    if let minCoverage, examination.coveredPercent < minCoverage {
      throw Stop.unusable("that is less than the \(minCoverage) % asked for")
    }
  }
}
