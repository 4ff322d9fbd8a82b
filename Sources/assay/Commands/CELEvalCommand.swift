import ArgumentParser
import CEL

/// `assay cel eval`.
struct CELEvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval", abstract: "Evaluate one expression.",
    discussion: """
      Ends with 0 for a value, 1 for an unknown or an error, 2 for an expression that does not \
      type-check.

      Examples:
        assay cel eval '"3.10" < "3.9"'
        assay cel eval 'version("3.10.0", "semver") < version("3.9.0", "semver")'
        assay cel eval 'users.filter(u, u.age > 30).map(u, u.name)' --data users.yaml
        assay cel eval 'resource.encrypted' --kind volume --data volume.yaml
      """)

  /// How the answer is told.
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

  @Argument(help: ArgumentHelp("The expression.", valueName: "expression"))
  var expression: String

  @Option(help: ArgumentHelp("How the answer is told.", valueName: "format"))
  var format: Format = .text

  @OptionGroup var options: ExpressionOptions

  func run() throws {
    let session = try options.session()
    switch session.evaluate(expression) {
    case .refused(let text): throw Stop(.unusable, text: text)
    case .value(let value, let type):
      let answer = AnswerText(value, type, session.source)
      let bytes = format == .json ? answer.json : Array(answer.line.utf8)
      try StandardStream.output.write(bytes)
      if !answer.isValue { throw Stop(.rejected) }
    }
  }
}
