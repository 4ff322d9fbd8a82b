import AssayModel
import AssayReports
import AssayStore
import Documents
import Glibc

/// Hands a judgement over: to the database, to files, to the terminal, to the caller.
///
/// What cannot be written is told and makes the exit status 70; what can be shown is shown all the
/// same, because the findings are what the caller came for.
struct Delivery {
  private let session: Session
  private let judgement: Pipeline.Judgement
  /// Says how far the run has come, for the case that the process is killed.
  private let mark: RunMark?
  /// What of the judgement is known to be recorded already.
  private let unchanged: Unchanged?
  private let host: String
  /// How many may be used.
  private let threads: Int

  init(
    _ session: Session, _ judgement: Pipeline.Judgement, _ mark: RunMark?,
    unchanged: Unchanged? = nil, threads: Int = 1
  ) {
    self.unchanged = unchanged
    self.session = session
    self.threads = threads
    self.mark = mark
    self.judgement = judgement
    host = Machine.host()
  }

  private var settings: Settings { session.settings }

  /// Delivers everything; the worst that happened is the status.
  ///
  /// With the digest under which the result was recorded; nil where it was not. `recorded` is told of it as soon as
  /// that is done.
  func deliver(
    recorded told: (_ digest: String) -> Void = { _ in }
  ) -> (status: ExitStatus, recorded: String?) {
    var stored: String?
    do throws(Stop) {
      let ends = ends()
      let bare = summarising(ends)
      let store = try session.pipeline.store()
      session.pipeline.progress.begin("recording")
      defer { session.pipeline.progress.end() }
      let recorded = try record(in: store, digest(ends), ends)
      mark?.recorded()
      stored = recorded?.digest
      if let stored { told(stored) }
      if let recorded { warn(about: recorded) }
      let summary = bare.value.recorded(
        recorded?.verdict ?? judgement.verdict, changes: recorded?.comparison,
        trend: recorded?.comparison.previousRun == nil ? [] : try trend(), ledger: recorded?.head)
      // The disk takes in the record while the reports are made.
      let shown = shown(summary)
      try writeFiles(summary)
      try show(summary, made: shown)
      do { try store?.close() } catch { throw .fault("\(error)") }
      return (ExitStatus(summary.verdict), stored)
    } catch {
      // Without a record there is nothing that reports could be anchored to: none are written.
      show(after: error)
      return (error.status, stored)
    }
  }

  /// Says that the history which the run goes on with is not what its caller may take it for.
  private func warn(about record: Store.Record) {
    // What a night remembers was in the database when that was left.
    if record.head.seq == 1, unchanged != nil, let database = settings.database.value {
      session.log.warn(
        "database `\(SafeText.message(database))` was empty, though a night is remembered beside it: "
          + "its runs are lost, and history begins with this one")
    }
    let comparison = record.comparison
    guard let before = comparison.previousRun, let started = comparison.runStarts[before],
      started > session.now
    else { return }
    session.log.warn(
      "\(SafeText.message(before)), which was recorded before, started later than this run: "
        + "runs are compared in the order in which they are recorded")
  }

  /// Where the links of the result lead from and to, which all that follows asks for.
  private func ends() -> Later<LinkEnds> {
    let result = judgement.result
    return Later(beside: isMuch) { LinkEnds(result) }
  }

  /// What does not hang on the record, made while that is written where it is much.
  private func summarising(_ ends: Later<LinkEnds>) -> Later<RunSummary> {
    let (result, verdict, host) = (judgement.result, judgement.verdict, host)
    let formats =
      settings.out.value == nil
      ? Set(settings.formats.value.map(\.format)) : Set(ReportFormat.allCases)
    return Later(beside: isMuch) {
      RunSummary(result, verdict: verdict, host: host, ends: ends.value).prepared(for: formats)
    }
  }

  /// What stands for the result in the record; nil where the record makes it itself.
  private func digest(_ ends: Later<LinkEnds>) -> Later<ResultDigest>? {
    guard isMuch, settings.database.value != nil else { return nil }
    let (result, verdict) = (judgement.result, judgement.verdict)
    let threads = threads
    return Later(beside: true) {
      ResultDigest(result, verdict, ends: ends.value) { Workers.map($0, jobs: threads, $1) }
    }
  }

  private var isMuch: Bool { threads > 1 && judgement.result.resources.count > Self.fewResources }

  /// So few are summarised before a thread has begun.
  private static let fewResources = 1_000

  private func record(
    in store: Store?, _ digest: Later<ResultDigest>?, _ ends: Later<LinkEnds>
  ) throws(Stop) -> Store.Record? {
    do {
      return try store?.record(
        judgement.result, verdict: judgement.verdict, revising: revision,
        actor: Machine.actor(session.environment, host: host), now: session.now,
        digest: digest.map { digest in { digest.value } }, unchanged: unchanged,
        ends: { ends.value }, tellsFirst: tellsFirst)
    } catch { throw .fault("\(error)") }
  }

  /// Whether a report is asked for that says when findings were first seen.
  private var tellsFirst: Bool {
    settings.out.value != nil || revision != nil
      || settings.formats.value.contains { [.html, .json, .jsonl, .csv].contains($0.format) }
  }

  /// Runs that a page shows the course of.
  private static let trendLimit = 60

  /// The latest runs of the scope, this one included, for a page that is asked for.
  private func trend() throws(Stop) -> [TrendStep] {
    let isWanted =
      settings.out.value != nil || settings.formats.value.contains { $0.format == .html }
    guard isWanted, let path = settings.database.value else { return [] }
    return try answer {
      try History.open(path: path).latestRuns(
        of: judgement.result.run.scope, limit: Self.trendLimit
      ).reversed().map { run in
        TrendStep(
          started: run.started, failures: run.counts.fail, unchecked: run.counts.unknown)
      }
    }
  }

  /// What `--fail-on-change` makes of what changed; nil without it.
  private var revision: ((RunComparison) -> Verdict)? {
    settings.failOnChange.value.map { asked in
      { comparison in
        .decide(
          judgement.result, failOn: settings.failOn.value, onUnknown: settings.onUnknown.value,
          changes: FailureChanges(asked.kinds, in: comparison))
      }
    }
  }

  /// The reports of `--out`, of `--format FORMAT=FILE`, and GitHub's step summary.
  private func writeFiles(_ summary: RunSummary) throws(Stop) {
    do {
      if let folder = settings.out.value {
        session.pipeline.progress.begin("writing \(SafeText.message(folder))")
        try OutputFolder.write(summary, to: folder, threads: isMuch ? threads : 1)
        session.log.note("reports written to \(SafeText.message(folder))")
      }
      for option in settings.formats.value {
        guard let file = option.file else { continue }
        try AtomicFile.write(to: file) { try option.format.write(summary, to: $0) }
        session.log.note("\(option.format.rawValue) written to \(SafeText.message(file))")
      }
      if session.environment.isGitHubActions,
        let path = session.environment["GITHUB_STEP_SUMMARY"]
      {
        try AppendedFile.append(Array(StepSummary.markdown(summary).utf8), to: path)
      }
    } catch let failure as WriteFailure { throw .fault(failure.message) } catch {
      throw .fault("could not write reports: \(error)")
    }
    session.pipeline.progress.end()
  }

  /// The format of what is shown.
  private var shownFormat: ReportFormat {
    settings.formats.value.first { $0.file == nil }?.format
      ?? (session.environment.isGitHubActions ? .github : .text)
  }

  private var textOptions: TextOptions {
    let terminal = Terminal(
      descriptor: StandardStream.output.descriptor, session.environment)
    return TextOptions(
      color: terminal.color(settings.color.value, session.environment),
      verbosity: session.verbosity.text, width: terminal.width)
  }

  /// What is shown, made while files are written where it is much; nil where it is not made before.
  private func shown(_ summary: RunSummary) -> Later<[UInt8]?>? {
    // Other formats are too large to be held.
    guard isMuch, !session.verbosity.isSilent, shownFormat == .text else { return nil }
    let options = textOptions
    return Later(beside: true) {
      var bytes: [UInt8] = []
      do {
        try ReportFormat.text.write(summary, text: options) { bytes += $0 }
        return bytes
      } catch { return nil }
    }
  }

  private func show(_ summary: RunSummary, made: Later<[UInt8]?>? = nil) throws(Stop) {
    guard !session.verbosity.isSilent else { return }
    let format = shownFormat
    do {
      if let bytes = made?.value {
        try StandardStream.output.write(bytes)
      } else {
        try format.write(summary, text: textOptions) { try StandardStream.output.write($0) }
      }
    } catch let stop as Stop { throw stop } catch {
      throw .fault("could not write \(format.rawValue): \(error)")
    }
  }

  /// What can still be said when something could not be written: the findings, with the status that
  /// the caller will see.
  private func show(after stop: Stop) {
    let told = judgement.verdict
    let verdict = Verdict(
      decision: told.decision, blockingFail: told.blockingFail,
      blockingUnknown: told.blockingUnknown, exitCode: stop.status.rawValue,
      reason: "\(told.reason); and something could not be written")
    let summary = RunSummary(judgement.result, verdict: verdict, host: host)
    try? show(summary)
    StandardStream.error.say(stop.text)
  }
}
