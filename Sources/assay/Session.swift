import AssayReports
import AssayStore
import Documents
import Records

/// One call of a command: its settings, the machine it runs on, and where it talks to.
struct Session {
  let settings: Settings
  let environment: Environment
  let verbosity: VerbosityOptions
  let log: Log
  let now: Instant

  /// Reads options, configuration, environment and clock, each once.
  init(
    _ options: SettingOptions, _ moment: MomentOptions, _ verbosity: VerbosityOptions
  ) throws(Stop) {
    environment = .process
    settings = try Settings(options, environment)
    self.verbosity = verbosity
    log = Log(verbosity)
    now = moment.now ?? Machine.now()
    if let config = settings.config {
      log.note("configuration from \(SafeText.message(config.path))")
    } else {
      log.note("no configuration file")
    }
  }

  /// Marks that a run begins, and says what an earlier one that was killed left.
  func begin(_ command: String) -> RunMark? {
    guard let path = settings.database.value else { return nil }
    let (mark, left) = RunMark.begin(beside: path, command, now: now)
    let dead = left.filter { !$0.isAlive }
    guard !dead.isEmpty else { return mark }
    for run in dead { log.warn(SafeText.message(run.description)) }
    log.warn(SafeText.message(Self.lastRun(in: path)))
    return mark
  }

  /// What the database holds, after a run that was killed.
  private static func lastRun(in path: String) -> String {
    do {
      guard let latest = try History.open(path: path).scopes().first?.latest else {
        return "no run is recorded in database `\(path)`"
      }
      return "the latest run in database `\(path)` is \(latest.number), \(latest.name), "
        + "\(latest.status.rawValue)"
    } catch { return "\(error)" }
  }

  /// Takes the reports of an earlier run away, before anything can go wrong with this one.
  func clearReports() throws(Stop) {
    let reports = StaleReports(folder: settings.out.value, formats: settings.formats.value)
    try reports.check(database: settings.database.value)
    try reports.clear()
  }

  var pipeline: Pipeline {
    let terminal = Terminal(descriptor: StandardStream.error.descriptor, environment)
    return Pipeline(
      settings: settings, environment: environment, log: log,
      progress: Progress(terminal, isWanted: verbosity.text == .normal), now: now)
  }
}
