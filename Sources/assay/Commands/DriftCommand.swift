import ArgumentParser
import AssayModel
import AssayReports
import AssayRules
import Documents

/// `assay drift`.
struct DriftCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drift",
    abstract: "Say how the packages of instances differ from their image.",
    discussion: """
      Compares what inventory lists of each instance with what its AMI had when it was built (--built), \
      and with what the components of its recipe ask package managers for: packages that were added, \
      removed, patched forward, or regressed to an earlier version. What one of the two does not tell \
      is undecided, never absent. Nothing is asked of AWS.

      Examples:
        assay drift snapshot recipes/
        assay drift snapshot --built packages/ --instance i-0abc1234def567890
        assay drift snapshot --built packages/ --fail-on regressed,removed --format json

      Exit status:
          0  told
          1  a change that --fail-on names
          2  a bad option, or an instance that nothing given tells of
          3  told, but an input could not be read, or no instance could be compared; with --fail-on,
             also when one could not be, or has undecided packages
      """)

  @Argument(help: ArgumentHelp("Folders and files.", valueName: "path"), completion: .file())
  var paths: [String]

  @Option(
    name: .customLong("instance"),
    help: ArgumentHelp("Tell of this instance, every change (repeatable).", valueName: "id"))
  var wanted: [String] = []

  @Option(
    help: ArgumentHelp(
      "Lists of packages that AMIs had, in files or folders named for the AMI (repeatable).",
      valueName: "path"),
    completion: .file())
  var built: [String] = []

  @Option(
    name: .customLong("fail-on"),
    help: ArgumentHelp(
      "End with 1 when one of these occurred, with commas between: \(DriftKinds.names).",
      valueName: "changes"),
    transform: { text in
      guard let kinds = DriftKinds(text) else {
        throw ValidationError("`\(SafeText.message(text))`: takes \(DriftKinds.names)")
      }
      return kinds
    })
  var failOn: DriftKinds?

  @Option(
    name: .customLong("owner-tag"),
    help: ArgumentHelp(
      "Tag that names an owner (repeatable; default: Owner, then Team).", valueName: "key"))
  var ownerTags: [String] = []

  @Option(help: ArgumentHelp("Threads; all processors when not given.", valueName: "count"))
  var jobs: Int?

  @Option(help: ArgumentHelp("How the answer is told.", valueName: "format"))
  var format: HistoryOptions.Format = .text

  @Flag(help: "Every line, instead of the first \(LineageCommand.shownLines) of each list.")
  var all = false

  func validate() throws {
    guard jobs.map({ (1...256).contains($0) }) ?? true else {
      throw ValidationError("--jobs takes a number from 1 to 256")
    }
  }

  func run() throws {
    let terminal = Terminal(descriptor: StandardStream.error.descriptor, .process)
    let lineage = LineagePipeline(
      ownerTags: ownerTags.isEmpty ? ["Owner", "Team"] : ownerTags,
      jobs: jobs ?? Machine.processors, progress: Progress(terminal, isWanted: true))
    let reading = try DriftPipeline(lineage: lineage, built: built).read(paths)
    let answer = DriftAnswer(reading, wanted: Set(wanted))
    try check(answer)
    switch format {
    case .text:
      let isDetailed = !wanted.isEmpty
      let limit = all || isDetailed ? .max : LineageCommand.shownLines
      let text = DriftText(answer, limit: limit, isDetailed: isDetailed).text
      try StandardStream.output.write(Array(text.utf8))
    case .json: try StandardStream.output.write(DriftJSON(answer).bytes)
    }
    if let stop = stop(answer) { throw stop }
  }

  /// - Throws: `Stop` for an instance that was asked for and is not there.
  private func check(_ answer: DriftAnswer) throws(Stop) {
    let known = Set(answer.instances.map(\.node.id.uid) + answer.inventoryOnly)
    for id in wanted where !known.contains(id) {
      throw .unusable(
        "nothing that was given tells of an instance `\(SafeText.message(id))` that is not terminated"
      )
    }
  }

  private func stop(_ answer: DriftAnswer) -> Stop? {
    let warnings = answer.unread.prefix(20).map { input in
      "warning: \(SafeText.message(input.path)): \(SafeText.message(input.why))\n"
    }.joined()
    if let failOn, failOn.kinds.contains(where: { answer.count($0) > 0 }) {
      return Stop(.rejected, text: warnings)
    }
    // What could not be compared is not free of drift.
    let open = answer.instances.count { !$0.isCompared || $0.count(.undecided) > 0 }
    if answer.compared.isEmpty {
      return Stop(.undecided, text: warnings + "warning: no instance could be compared\n")
    }
    if failOn != nil, open > 0 {
      let text = "\(open.of("instance")) not compared, or with undecided packages"
      return Stop(.undecided, text: warnings + "warning: \(text)\n")
    }
    return answer.unread.isEmpty ? nil : Stop(.undecided, text: warnings)
  }
}
