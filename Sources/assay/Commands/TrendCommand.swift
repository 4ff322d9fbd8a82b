import ArgumentParser
import AssayModel
import AssayStore
import Documents

/// `assay trend`.
struct TrendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trend",
    abstract: "Say how many findings each run left open, opened and closed.",
    discussion: """
      A row a run: failures that are open after it, new and reopened ones, fixed ones, those that went \
      with their resource or that nobody asks about any more, and checks that could not be made.

      Examples:
        assay trend
        assay trend --severity high --all
        assay trend --rule storage/volume-encrypted --format json

      Exit status:
          0  told
          2  a bad option, or a database that cannot be used
      """)

  @Option(help: ArgumentHelp("Only findings of this rule.", valueName: "pack/rule"))
  var rule: String?

  @Option(help: ArgumentHelp("Only findings this grave or graver.", valueName: "severity"))
  var severity: Severity = .info

  @Flag(help: "Every run, instead of the latest \(Self.shownRuns).")
  var all = false

  @OptionGroup var options: HistoryOptions

  /// Runs that are told without `--all`.
  static let shownRuns = 30

  func run() throws {
    let (history, scope) = try options.opened()
    if let rule { try check(rule, history) }
    let filter = TrendFilter(rule: rule, severity: severity)
    let (points, scopes) = try answer {
      (try history.trend(of: scope, filter), try history.scopes())
    }
    let told = TrendAnswer(
      scope, filter, points, limit: all ? .max : Self.shownRuns,
      others: scopes.filter { $0.name != scope.name })
    try options.tell(text: told.text, json: told.json)
  }

  private func check(_ rule: String, _ history: History) throws(Stop) {
    guard try !answer({ try history.knows(rule: rule) }) else { return }
    let near = Suggestion.nearest(to: rule, among: try answer { try history.rules() })
    let hint = near.map { "; did you mean `\(SafeText.message($0))`?" } ?? ""
    throw .unusable("no run knew a rule `\(SafeText.message(rule))`\(hint)")
  }
}
