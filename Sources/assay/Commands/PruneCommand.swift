import ArgumentParser
import AssayStore
import Documents

/// `assay prune`.
struct PruneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Take old runs out of the database, and what was closed before them.",
    discussion: """
      Tells what would go; with --yes it goes. The latest complete run of each scope stays, and so do \
      findings that are open. The ledger keeps every entry and gets one that says what was pruned. What \
      was closed before the first run that is kept is forgotten: should it come back, it is new.

      Examples:
        assay prune --keep 400d
        assay prune --keep 52w --yes
        assay prune --keep 100 --yes

      Exit status:
          0  told, or deleted
          2  a bad option, or a database that cannot be used
         70  the database could not be written
      """)

  @Option(
    help: ArgumentHelp(
      "What to keep: days (`400d`), weeks (`52w`), or so many runs of each scope (`100`).",
      valueName: "amount"))
  var keep: KeepOption

  @Flag(help: "Delete, instead of telling what would be.")
  var yes = false

  @Option(help: ArgumentHelp("How it is told (default: text).", valueName: "format"))
  var format: HistoryOptions.Format = .text

  @OptionGroup var file: DatabaseOptions
  @OptionGroup var moment: MomentOptions

  func run() throws {
    // A file that is not there is told, and not made.
    let path = try file.history().path
    let now = moment.now ?? Machine.now()
    let actor = Machine.actor(.process, host: Machine.host())
    let report: PruneReport
    do {
      let store = try Store.open(path: path)
      report = try store.prune(
        keeping: keep.retention(at: now), isRehearsal: !yes, actor: actor, now: now)
      try store.close()
    } catch { throw Stop.fault(SafeText.message("\(error)")) }
    let told = PruneAnswer(report)
    try StandardStream.output.write(format == .text ? Array(told.text.utf8) : told.json)
  }
}
