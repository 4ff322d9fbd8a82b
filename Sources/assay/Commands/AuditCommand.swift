import ArgumentParser
import AssayReports
import Synchronization

/// `assay audit`.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Judge a snapshot of launched instances, and say what they became.",
    discussion: """
      A snapshot is a folder with any mixture of Systems Manager inventory in the layout of Resource \
      Data Sync, answers of AWS calls as JSON, and image-as-code. Nothing is asked of AWS.

      Examples:
        assay audit snapshot
        assay audit snapshot --scope production --out reports --fail-on high
        assay audit sync-bucket ec2-answers --jobs 4 --now 2026-11-22T02:00:00Z

      \(ExitStatus.help)
      """)

  @Argument(help: ArgumentHelp("Folders and files.", valueName: "path"), completion: .file())
  var paths: [String]

  @Option(help: ArgumentHelp("What runs are compared within.", valueName: "key"))
  var scope: String?

  @Option(help: ArgumentHelp("Threads; all processors when not given.", valueName: "count"))
  var jobs: Int?

  @Flag(help: "Read and judge everything, also what is as it was in an earlier night.")
  var full = false

  /// Kept to the end of the process, which gives its memory back faster than anybody who takes it apart.
  private static let last = Mutex<AuditPipeline.Night?>(nil)

  @OptionGroup var options: SettingOptions
  @OptionGroup var moment: MomentOptions
  @OptionGroup var verbosity: VerbosityOptions

  func run() throws {
    try StaleReports(folder: options.out, formats: options.formats).clear()
    guard jobs.map({ (1...256).contains($0) }) ?? true else {
      throw Stop.unusable("--jobs takes a number from 1 to 256")
    }
    guard options.baseline == nil else {
      throw Stop.unusable(
        "`--baseline` is for `assay gate`; `--fail-on-change` lets an audit fail on what is new alone"
      )
    }
    let session = try Session(options, moment, verbosity)
    let mark = session.begin("audit")
    defer { mark?.end() }
    try session.clearReports()
    let memory = session.settings.database.value.flatMap {
      NightPlace(beside: $0, scope: scope ?? paths.joined(separator: "\n"), isRead: !full)
    }
    let threads = jobs ?? Machine.processors
    Machine.shareHeaps(threads: threads)
    let pipeline = AuditPipeline(
      pipeline: session.pipeline, scope: scope, jobs: threads, memory: memory)
    let night = try pipeline.judge(paths)
    Self.last.withLock { $0 = night }
    Machine.giveBackMemory()
    // What the next night may know is written while the reports are.
    var left: Later<String?>?
    let (status, recorded) = Delivery(
      session, night.judgement, mark, unchanged: night.unchanged, threads: threads
    ).deliver { recorded in left = Later(beside: threads > 1) { night.leave(recorded) } }
    if let failure = recorded == nil ? night.leave("") : left?.value {
      session.log.note("the night is not remembered: \(failure)")
    }
    throw Stop(status)
  }
}
