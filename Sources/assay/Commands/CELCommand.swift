import ArgumentParser
import AssayModel
import Documents

/// `assay cel`.
struct CELCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cel", abstract: "Try expressions of the rule language.",
    subcommands: [CELEvalCommand.self, CELReplCommand.self])
}

/// What expressions are tried over.
struct ExpressionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A JSON or YAML file: its keys are variables, and `data` is the whole (repeatable).",
      valueName: "file"), completion: .file(extensions: ["json", "yaml", "yml"]))
  var data: [String] = []

  @Option(
    help: ArgumentHelp(
      "Read the data as an example of this kind: it is `resource`, with types and presence.",
      valueName: "kind"), completion: .list(ResourceKind.allCases.map(\.rawValue)))
  var kind: String?

  @OptionGroup var moment: MomentOptions

  func validate() throws {
    guard let kind, ResourceKind(rawValue: kind) == nil else { return }
    let names = ResourceKind.allCases.map(\.rawValue)
    let way = Suggestion.nearest(to: kind, among: names).map { "; did you mean `\($0)`?" } ?? ""
    throw ValidationError("no kind `\(SafeText.message(kind))`\(way)")
  }

  /// A session with the data loaded.
  func session() throws(Stop) -> ExpressionSession {
    var session = ExpressionSession(now: moment.now ?? Machine.now())
    for path in data { try session.load(path, as: kind.flatMap(ResourceKind.init)) }
    return session
  }
}
