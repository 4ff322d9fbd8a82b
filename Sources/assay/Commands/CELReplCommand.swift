import ArgumentParser
import AssayModel
import CEL
import Documents

/// `assay cel repl`.
struct CELReplCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl", abstract: "Evaluate expressions as they are typed.",
    discussion: """
      A line is an expression; one that ends in a backslash goes on. `:help` lists the commands. The \
      end of the input, `:quit` or Ctrl-D ends it.

      Examples:
        assay cel repl --data users.yaml
        assay cel repl --kind image_recipe --data recipe.yaml
      """)

  @OptionGroup var options: ExpressionOptions

  func run() throws {
    var repl = ExpressionRepl(try options.session())
    let isInteractive = Terminal(descriptor: 0, .process).isTerminal
    func prompt(_ text: String) throws {
      if isInteractive { try StandardStream.output.write(Array(text.utf8)) }
    }
    try prompt("> ")
    while let line = readLine() {
      guard let reply = repl.take(line) else { break }
      if !reply.output.isEmpty { try StandardStream.output.write(Array(reply.output.utf8)) }
      StandardStream.error.say(reply.problem)
      try prompt(repl.isWithinExpression ? "… " : "> ")
    }
    if isInteractive { try StandardStream.output.write(Array("\n".utf8)) }
  }
}
