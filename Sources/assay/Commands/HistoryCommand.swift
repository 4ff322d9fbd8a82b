import ArgumentParser
import AssayModel
import AssayStore
import Documents

/// `assay history`.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Say what happened to a resource, run by run.",
    discussion: """
      When it appeared and went, when its facts changed, what it was linked with, and which findings \
      were opened, changed and closed, and why. RESOURCE is an id, `KIND/ID`, or a name; what is \
      known under several is told for each.

      Examples:
        assay history i-0abc1234def567890
        assay history image_recipe/arn:aws:imagebuilder:eu-central-1:111122223333:image-recipe/web
        assay history Data --scope "app: ." --format json

      Exit status:
          0  told
          2  a bad option, a resource that no run saw, or a database that cannot be used
      """)

  @Argument(help: ArgumentHelp("Its id, `kind/id`, or name.", valueName: "resource"))
  var resource: String

  @Flag(help: "Every event, instead of the latest \(Self.shownEvents).")
  var all = false

  @OptionGroup var options: HistoryOptions

  /// Events of a resource that are told without `--all`.
  static let shownEvents = 50

  func run() throws {
    // A scope that nobody knows is told as one.
    let history = options.scope == nil ? try options.file.history() : try options.opened().history
    let ids = try answer { try history.resources(named: resource) }
    guard !ids.isEmpty else { throw try unknown(in: history) }
    let histories = try answer {
      try ids.flatMap { try history.history(of: $0, scope: options.scope) }
    }
    guard !histories.isEmpty else {
      throw Stop.unusable("no run of that scope saw `\(SafeText.message(resource))`")
    }
    let told = ResourceHistoryAnswer(histories, limit: all ? .max : Self.shownEvents)
    try options.tell(text: told.text, json: told.json)
  }

  private func unknown(in history: History) throws(Stop) -> Stop {
    let near = try answer { try history.resources(like: resource) }
    let hint =
      near.isEmpty
      ? ""
      : "; do you mean \(near.map { "`\(SafeText.message($0.uid))`" }.joined(separator: ", "))?"
    return .unusable("no run saw a resource `\(SafeText.message(resource))`\(hint)")
  }
}
