import ArgumentParser
import AssayStore

/// `assay diff`.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what changed between two recorded runs.",
    discussion: """
      Compares the last two complete runs; with one RUN, that run and the complete one before it; with \
      two, the earlier one first. A RUN is a number, a name, or the beginning of a name. Only runs that \
      looked at the same places compare, and what a run could not look at is neither fixed nor gone.

      Examples:
        assay diff
        assay diff --fail-on-change new,reopened --all
        assay diff 41 run-2026-11-22 --format json

      Exit status:
          0  told
          1  a change that --fail-on-change names
          2  a bad option, or a database that cannot be used
      """)

  @Argument(
    help: ArgumentHelp("One or two runs: number, name, or its beginning.", valueName: "run"))
  var runs: [String] = []

  @Option(
    name: .customLong("fail-on-change"),
    help: ArgumentHelp(
      "End with 1 when one of these occurred, with commas between: \(ChangeKinds.names).",
      valueName: "changes"))
  var failOn: ChangeKinds?

  @Flag(help: "Every item, instead of the first \(Self.shownItems) of each change.")
  var all = false

  @OptionGroup var options: HistoryOptions

  /// Items of a change that are told without `--all`.
  static let shownItems = 20

  func validate() throws {
    if runs.count > 2 { throw ValidationError("at most two runs are compared") }
  }

  func run() throws {
    let (history, scope) = try options.opened()
    let pair = try RunChoice(history, scope: options.scope, standard: scope).pair(runs)
    let difference = try pair.from.map { from throws(Stop) in
      try answer {
        try history.difference(
          from: from, to: pair.to, limit: all ? .max : Self.shownItems)
      }
    }
    let told = DifferenceAnswer(to: pair.to, difference, failOn: failOn)
    try options.tell(text: told.text, json: told.json)
    if let stop = told.stop { throw stop }
  }
}
