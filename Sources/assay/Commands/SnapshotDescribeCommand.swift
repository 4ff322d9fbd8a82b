import ArgumentParser
import AssayIngest
import AssayRules

/// `assay snapshot describe`.
struct SnapshotDescribeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe",
    abstract: "Say what is there, how old it is, and what is missing for which rules.",
    discussion: """
      Lists what the folders and files hold by source, account and region, with the age of the newest and \
      the oldest of it, and what the rules ask for that is not there, or not in every place. Nothing is \
      judged.

      Examples:
        assay snapshot describe snapshot
        assay snapshot describe sync-bucket answers --pack ssm-agent --all

      Exit status:
          0  told
          2  a bad option, configuration or pack
          3  told, but something could not be read or was not collected
      """)

  @Argument(help: ArgumentHelp("Folders and files.", valueName: "path"), completion: .file())
  var paths: [String]

  @OptionGroup var packs: PackOptions

  @OptionGroup var moment: MomentOptions

  @Option(help: ArgumentHelp("How the answer is told.", valueName: "format"))
  var format: HistoryOptions.Format = .text

  @Flag(help: "Every line, instead of the first \(Self.shownLines) of each list.")
  var all = false

  /// Lines of a list that are told without `--all`.
  private static let shownLines = 40

  func run() throws {
    let rules = try packs.loader().rules()
    _ = try Inputs.place(paths)
    let answer = SnapshotAnswer(
      SnapshotManifest(paths), rules.evidence, now: moment.now ?? Machine.now())
    switch format {
    case .text:
      let text = SnapshotText(answer, limit: all ? .max : Self.shownLines).text
      try StandardStream.output.write(Array(text.utf8))
    case .json: try StandardStream.output.write(SnapshotJSON(answer).bytes)
    }
    if !answer.manifest.unread.isEmpty { throw Stop(.undecided) }
  }
}
