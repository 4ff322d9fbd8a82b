import ArgumentParser
import AssayModel
import AssayReports
import Documents
import Records

/// `assay baseline`.
struct BaselineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Record the findings that are there today, so that only new ones fail.",
    subcommands: [Write.self])

  /// `assay baseline write`.
  struct Write: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Judge, and write what fails or could not be checked into a file.",
      discussion: """
        `assay gate --baseline FILE` then shows these findings without failing on them, unless one \
        got worse. The number it holds back is said every time, and the file expires after \
        \(Baseline.days) days: it is a loan, not a waiver. An input that could not be read is not \
        recorded: it has to be mended.

        Examples:
          assay baseline write known.json .
          assay baseline write known.json stack.yaml --parameters prod.json
        """)

    @Argument(
      help: ArgumentHelp("The file to write; it is replaced.", valueName: "file"),
      completion: .file())
    var file: String

    @Argument(help: ArgumentHelp("Files and folders.", valueName: "path"), completion: .file())
    var paths: [String]

    @OptionGroup var options: SettingOptions
    @OptionGroup var moment: MomentOptions
    @OptionGroup var verbosity: VerbosityOptions

    func run() throws {
      let session = try Session(options, moment, verbosity)
      let result = try session.pipeline.judge(paths).result
      if let emptiness = result.whyNothingWasJudged {
        throw Stop(.undecided, text: "error: no baseline written: \(emptiness)\n")
      }
      let baseline = Baseline(of: result.findings, at: session.now)
      do { try AtomicFile.write(BaselineFile.bytes(baseline), to: file) } catch {
        throw Stop.fault(error.message)
      }
      guard !verbosity.isSilent else { return }
      let fails = baseline.entries.count { $0.outcome == .fail }
      let text = """
        \(baseline.entries.count.of("finding")) recorded in \(SafeText.message(file)): \
        \(fails.of("failure")), \(baseline.entries.count - fails) could not be checked; \
        expires \(baseline.expires.rfc3339)

        """
      try StandardStream.output.write(Array(text.utf8))
    }
  }
}
