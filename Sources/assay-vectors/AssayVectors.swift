import ArgumentParser
import Glibc

/// The command line of what only developers run: conformance, generation, measurement.
@main
struct AssayVectors: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assay-vectors",
    abstract: "Runs vectors of the rule language, makes new ones, and measures.",
    discussion: """
      Exit status: 0 all is well; 1 something failed; 2 bad usage or unreadable input.
      """,
    subcommands: [
      CELCommand.self, IAMCommand.self, BenchCommand.self, GenerateCommand.self, FuzzCommand.self,
      FuzzIAMCommand.self, BenchIAMCommand.self, BenchDocumentsCommand.self,
    ])

  static func main() {
    Glibc.exit(run(Array(CommandLine.arguments.dropFirst())))
  }

  /// The exit status of a call.
  static func run(_ arguments: [String]) -> Int32 {
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
      return 0
    } catch let ending as Ending {
      Output.error.write(ending.text)
      return ending.status
    } catch {
      let isHelp = exitCode(for: error) == .success
      (isHelp ? Output.standard : Output.error).write(fullMessage(for: error) + "\n")
      return isHelp ? 0 : 2
    }
  }
}

/// Ends a command with another status than 0.
struct Ending: Error {
  let status: Int32
  /// What is said on standard error, whole lines.
  let text: String

  /// What was asked for does not hold; the reasons were told.
  static let failed = Ending(status: 1, text: "")

  /// Bad usage, or input that cannot be read: one sentence, lower case, no full stop.
  static func unusable(_ message: String) -> Ending {
    Ending(status: 2, text: "error: \(message)\n")
  }
}
