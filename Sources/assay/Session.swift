import AssayReports
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

  /// Takes the reports of an earlier run away, before anything can go wrong with this one.
  func clearReports() throws(Stop) {
    guard let folder = settings.out.value else { return }
    do throws(WriteFailure) {
      try OutputFolder.clear(ReportFile.allPaths, in: folder)
    } catch { throw .fault(error.message) }
  }

  var pipeline: Pipeline {
    let terminal = Terminal(descriptor: StandardStream.error.descriptor, environment)
    return Pipeline(
      settings: settings, environment: environment, log: log,
      progress: Progress(terminal, isWanted: verbosity.text == .normal), now: now)
  }
}
