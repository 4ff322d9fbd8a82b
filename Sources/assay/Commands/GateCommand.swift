import ArgumentParser
import AssayReports
import Records

/// `assay gate`.
struct GateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    // As a root of its own it still says `assay gate`, and need not look for completion scripts.
    commandName: "gate", _superCommandName: "assay",
    abstract: "Judge files and folders, and say by the exit status whether they may pass.",
    discussion: """
      Files are recognised by what is in them: CloudFormation, Terraform plans, Image Builder, IAM, \
      EC2 and SSM output, component and workflow documents. Give what belongs together in one call.

      Examples:
        assay gate .
        assay gate stack.yaml components/ --parameters prod.json --out reports
        assay gate plan.json --fail-on high --format junit=junit.xml
        assay gate images --baseline known.json --on-unknown warn

      \(ExitStatus.help)
      """)

  @Argument(help: ArgumentHelp("Files and folders.", valueName: "path"), completion: .file())
  var paths: [String]

  @OptionGroup var options: SettingOptions
  @OptionGroup var moment: MomentOptions
  @OptionGroup var verbosity: VerbosityOptions

  func run() throws {
    try StaleReports(folder: options.out, formats: options.formats).clear()
    let session = try Session(options, moment, verbosity)
    let mark = session.begin("gate")
    defer { mark?.end() }
    try session.clearReports()
    let judgement = try session.pipeline.judge(paths)
    throw Stop(Delivery(session, judgement, mark).deliver().status)
  }
}
