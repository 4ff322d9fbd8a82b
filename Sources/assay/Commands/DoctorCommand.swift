import ArgumentParser
import AssayStore
import Records

/// `assay doctor`.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say whether the database is whole, and what needs attention.",
    discussion: """
      Looks at the schema, who may read the file, what a process left beside it, free space, the content \
      of every page, every link of the ledger and every run that it seals, and scopes that nobody looked \
      at for long. It changes nothing.

      Examples:
        assay doctor
        assay doctor --full
        assay doctor --stale-after 2 --format json

      Exit status:
          0  no problem
          1  a problem was found
          2  a bad option, or a database that is not there, not ours, newer, or held by others
      """)

  /// Days after which a scope is told to be stale, where no option says so.
  static let staleDays: Int64 = 30

  @Flag(help: "Compare every index with its table, and follow every reference: slower.")
  var full = false

  @Option(
    help: ArgumentHelp(
      """
      A scope without a complete run for so many days is a problem (default: a note after \
      \(Self.staleDays)).
      """, valueName: "days"))
  var staleAfter: Int64?

  @Option(help: ArgumentHelp("How it is told (default: text).", valueName: "format"))
  var format: HistoryOptions.Format = .text

  @OptionGroup var file: DatabaseOptions
  @OptionGroup var moment: MomentOptions

  func validate() throws {
    guard (0...100_000).contains(staleAfter ?? 0) else {
      throw ValidationError("--stale-after is a number of days from 0 to 100000")
    }
  }

  func run() throws {
    let path = try file.path()
    let options = Examination.Options(
      isThorough: full, staleAfter: (staleAfter ?? Self.staleDays) * 86_400_000_000,
      staleIsProblem: staleAfter != nil, now: moment.now ?? Machine.now())
    let told = ExaminationAnswer(path, try answer { try Examination.of(path: path, options) })
    try StandardStream.output.write(format == .text ? Array(told.text.utf8) : told.json)
    if let stop = told.stop { throw stop }
  }
}
