import ArgumentParser
import Glibc

/// The command line: which command, and which exit status.
@main
struct Assay: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assay",
    abstract: "Judges AWS golden images: the code that builds them, before it builds anything.",
    discussion: """
      Start with one of these:
        assay gate .                     judge everything below this folder
        assay inspect stack.yaml         what was read, and what is unknown
        assay policy list                the rules
        assay policy explain PACK/RULE   one rule: why, how to fix, examples

      Exit status:
          0  admitted
          1  rejected: a failure reaches --fail-on
          2  a bad option, configuration or pack; nothing was judged
          3  undecided: something could not be checked or read
         70  a report or the database could not be written
        130  interrupted
      """,
    version: Version.current,
    subcommands: [
      GateCommand.self, AuditCommand.self, BaselineCommand.self, PolicyCommand.self,
      InspectCommand.self, LineageCommand.self, DriftCommand.self, SnapshotCommand.self,
      CELCommand.self, IAMCommand.self,
      DiffCommand.self,
      TrendCommand.self,
      HistoryCommand.self, ComplianceCommand.self, SQLCommand.self, PruneCommand.self,
      DoctorCommand.self, ConfigCommand.self, VersionCommand.self,
    ])

  static func main() {
    Interruption.install()
    Glibc.exit(run(Array(CommandLine.arguments.dropFirst())).rawValue)
  }

  /// Parses and runs; whatever cannot be parsed is a bad option.
  private static func run(_ arguments: [String]) -> ExitStatus {
    var command: any ParsableCommand
    do { command = try parsed(arguments) } catch { return refuse(arguments, error) }
    do { try command.run() } catch let stop as Stop {
      StandardStream.error.say(stop.text)
      return stop.status
    } catch { return tell(error, else: .fault) }
    return .admitted
  }

  /// A call that cannot be parsed, which leaves no reports of an earlier one either.
  private static func refuse(_ arguments: [String], _ error: any Error) -> ExitStatus {
    let writers = [GateCommand.configuration, AuditCommand.configuration].map(\.commandName)
    let isRun = writers.contains(arguments.first) && exitCode(for: error) != .success
    do throws(Stop) {
      if isRun { try StaleReports(inCall: arguments).clear() }
    } catch { StandardStream.error.say(error.text) }
    return tell(error, else: .unusable)
  }

  /// A gate is tried by itself, because laying out every command costs a tenth of a run; whatever is
  /// wrong with it is then told by the whole.
  private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    if arguments.first == GateCommand.configuration.commandName,
      let gate = try? GateCommand.parse(Array(arguments.dropFirst()))
    {
      return gate
    }
    return try parseAsRoot(arguments)
  }

  /// Help and completion scripts are answers; everything else is an error.
  private static func tell(_ error: any Error, else status: ExitStatus) -> ExitStatus {
    let text = fullMessage(for: error) + "\n"
    guard exitCode(for: error) == .success else {
      StandardStream.error.say(text)
      return status
    }
    do { try StandardStream.output.write(Array(text.utf8)) } catch {
      StandardStream.error.say(error.text)
      return error.status
    }
    return .admitted
  }
}
