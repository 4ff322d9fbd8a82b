import ArgumentParser
import AssayModel
import AssayReports
import Documents

/// `assay lineage`.
struct LineageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lineage",
    abstract: "Say what something is made from, and what is made from it.",
    discussion: """
      Of a component, recipe, image, AMI, parameter, launch template, scaling group or instance: what \
      it comes from, what a change to it reaches and whose that is, who uses the AMIs among it, and how \
      far behind the newest approved version its instances are. ID is an id, an ARN with or without \
      version, `KIND/ID`, or a name. Nothing is asked of AWS; a use that was not seen is not called \
      none.

      Examples:
        assay lineage ami-0abc1234def567890 snapshot
        assay lineage i-0abc1234def567890 snapshot recipes/ --format json
        assay lineage arn:aws:imagebuilder:eu-central-1:111122223333:component/hardening snapshot

      Exit status:
          0  told
          2  a bad option, or an id that nothing given names
          3  told, but an input could not be read
      """)

  @Argument(help: ArgumentHelp("Its id, ARN, `kind/id`, or name.", valueName: "id"))
  var subject: String

  @Argument(help: ArgumentHelp("Folders and files.", valueName: "path"), completion: .file())
  var paths: [String]

  @Option(
    help: ArgumentHelp(
      "AMIs that are approved, with commas between (repeatable; default: the parameter "
        + "instance.approvedImages of the configuration).", valueName: "ids"))
  var approved: [String] = []

  @Option(
    name: .customLong("owner-tag"),
    help: ArgumentHelp(
      "Tag that names an owner (repeatable; default: Owner, then Team).", valueName: "key"))
  var ownerTags: [String] = []

  @Option(help: ArgumentHelp("Threads; all processors when not given.", valueName: "count"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "Configuration file (default: \(ConfigLocation.fileName), here or above).",
      valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var config: String?

  @Option(help: ArgumentHelp("How the answer is told.", valueName: "format"))
  var format: HistoryOptions.Format = .text

  @Flag(help: "Every line, instead of the first \(Self.shownLines) of each list.")
  var all = false

  /// Lines of a list that are told without `--all`.
  static let shownLines = 20

  func validate() throws {
    guard jobs.map({ (1...256).contains($0) }) ?? true else {
      throw ValidationError("--jobs takes a number from 1 to 256")
    }
  }

  func run() throws {
    let approved = try ApprovedImages.ids(approved, config: config)
    let terminal = Terminal(descriptor: StandardStream.error.descriptor, .process)
    let pipeline = LineagePipeline(
      ownerTags: ownerTags.isEmpty ? ["Owner", "Team"] : ownerTags,
      jobs: jobs ?? Machine.processors, progress: Progress(terminal, isWanted: true))
    let reading = try pipeline.read(paths)
    let subjects = reading.lineage.named(subject)
    guard !subjects.isEmpty else { throw unknown(in: reading) }
    let answer = LineageAnswer(reading, subjects: subjects, approved: approved)
    switch format {
    case .text:
      let text = LineageText(answer, limit: all ? .max : Self.shownLines).text
      try StandardStream.output.write(Array(text.utf8))
    case .json: try StandardStream.output.write(LineageJSON(answer).bytes)
    }
    if !reading.unread.isEmpty { throw Stop(.undecided, text: Self.unread(reading)) }
  }

  private func unknown(in reading: LineagePipeline.Reading) -> Stop {
    let shown = SafeText.message(subject)
    if reading.inventoryOnly.contains(subject) {
      return .unusable(
        "inventory alone tells of `\(shown)`; which AMI it runs, an answer of "
          + "`ec2 describe-instances` would tell")
    }
    let names = reading.lineage.nodes.flatMap { [$0.id.uid, $0.name] }
    let near = Suggestion.nearest(to: subject, among: Set(names))
      .map { "; did you mean `\(SafeText.message($0))`?" }
    let unread =
      reading.unread.isEmpty ? "" : "; \(reading.unread.count.of("input")) could not be read"
    let kinds = LineageReader.kinds.map(\.rawValue)
    let parts = subject.split(separator: "/", maxSplits: 1)
    let isKind = parts.count < 2 || subject.hasPrefix("arn:") || kinds.contains("\(parts[0])")
    let known = isKind ? "" : "; kinds are \(kinds.joined(separator: ", "))"
    return .unusable("nothing that was given names `\(shown)`\(near ?? "")\(unread)\(known)")
  }

  private static func unread(_ reading: LineagePipeline.Reading) -> String {
    reading.unread.prefix(20).map { input in
      let reason = SafeText.message(input.unreadReason ?? "")
      return "warning: \(SafeText.message(input.path)): \(reason)\n"
    }.joined()
  }
}
