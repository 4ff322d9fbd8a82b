import ArgumentParser
import AssayModel
import AssayReports
import Records

/// The options that a configuration file can hold too.
struct SettingOptions: ParsableArguments {
  @OptionGroup var packs: PackOptions

  @Option(
    name: .customLong("parameters"),
    help: ArgumentHelp("CloudFormation parameter file (repeatable).", valueName: "file"),
    completion: .file(extensions: ["json", "yaml", "yml"]))
  var parameters: [String] = []

  @Option(
    name: .customLong("db"),
    help: ArgumentHelp(
      "Where runs are kept (default: \(Settings.defaultDatabase)).", valueName: "file"),
    completion: .file())
  var database: String?

  @Flag(name: .customLong("no-db"), help: "Keep nothing of this run.")
  var noDatabase = false

  @Option(
    help: ArgumentHelp(
      "Write all reports and their manifest into this folder.", valueName: "dir"),
    completion: .directory)
  var out: String?

  @Option(
    name: .customLong("format"),
    help: ArgumentHelp(
      "What goes to standard output, or with a file, into that: \(FormatOption.names) (repeatable).",
      valueName: "format[=file]"),
    completion: .list(ReportFormat.allCases.map(\.rawValue)),
    transform: { text in
      guard let option = FormatOption(text) else {
        throw ValidationError("it should be one of \(FormatOption.names), or one with `=FILE`")
      }
      return option
    })
  var formats: [FormatOption] = []

  @Option(
    help: ArgumentHelp(
      "Failures and could-not-checks below this decide nothing (default: low).",
      valueName: "severity"))
  var failOn: Severity?

  @Option(
    help: ArgumentHelp(
      "Only failures to which one of these happened since the run before decide: \(FailureChangeKinds.names) (with commas between).",
      valueName: "changes"))
  var failOnChange: FailureChangeKinds?

  @Option(
    help: ArgumentHelp(
      "Whether what could not be checked makes the gate undecided, or only warns (default: fail).",
      valueName: "effect"))
  var onUnknown: OnUnknown?

  @Option(
    help: ArgumentHelp(
      "Findings that are known and do not fail until the file expires.", valueName: "file"),
    completion: .file())
  var baseline: String?

  @Option(help: ArgumentHelp("Colour the output.", valueName: "when"))
  var color: ColorChoice?
}

/// An option with a closed list of words.
///
/// The library would find the words by reflection at each start.
protocol WordArgument: ExpressibleByArgument, CaseIterable, RawRepresentable<String> {}

extension WordArgument {
  static var allValueStrings: [String] { allCases.map { $0.rawValue } }
  static var allValueDescriptions: [String: String] { [:] }
}

extension Severity: WordArgument {}
extension OnUnknown: WordArgument {}
extension ColorChoice: WordArgument {}
