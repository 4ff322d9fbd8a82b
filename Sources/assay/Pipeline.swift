import AssayIngest
import AssayModel
import AssayReports
import AssayRules
import AssayStore
import Documents
import Records

/// From paths to a verdict, and from there to what is kept, written and shown: each stage is one
/// function, and nothing flows back.
///
/// ```
/// paths -> [LoadedInput] -> graph -> [Finding] -> RunResult -> Verdict -> RunSummary -> bytes
/// ```
struct Pipeline {
  let settings: Settings
  let environment: Environment
  let log: Log
  let progress: Progress
  /// The moment of the run: the clock is read once, or `--now` says it.
  let now: Instant

  /// What a run came to.
  struct Judgement {
    var result: RunResult
    var verdict: Verdict
  }

  /// Loads the packs and judges everything below `paths` by them.
  func judge(_ paths: [String]) throws(Stop) -> Judgement {
    defer { progress.end() }
    progress.begin("checking packs")
    let rules = try RuleLoader(settings.rules, environment, log).rules()
    let baseline = try activeBaseline()
    progress.begin("reading")
    let inputs = try Inputs.load(paths, parameters: settings.parameters.value)
    let read = ingest(inputs.files, parameters: inputs.parameters)
    progress.begin("judging \(read.graph.resources.count) resources")
    let judged = Engine(rules, now: now).run(over: read.graph)
    if judged.excluded > 0 {
      log.note("\(judged.excluded.of("resource")) of AWS itself or of another account not judged")
    }
    var findings = judged.findings
    Excerpts(inputs.sources, read).fill(&findings)
    baseline?.mark(&findings)
    let run = RunIdentity(inputs: inputs, rules: rules, started: now).run
    let result = RunResult(
      run: run, rules: rules.infos, resources: read.graph.summaries, links: read.graph.links,
      findings: findings, inputs: read.inputs)
    let verdict = Verdict.decide(
      result, failOn: settings.failOn.value, onUnknown: settings.onUnknown.value)
    tell(about: baseline, in: result)
    return Judgement(result: result, verdict: verdict)
  }

  /// The database, open; nil when nothing is to be kept.
  func store() throws(Stop) -> Store? {
    guard let path = settings.database.value else { return nil }
    log.note("runs are kept in \(SafeText.message(path))")
    do { return try Store.open(path: path) } catch { throw .fault("\(error)") }
  }

  /// The baseline that is given and still holds.
  private func activeBaseline() throws(Stop) -> Baseline? {
    guard let path = settings.baseline.value else { return nil }
    let baseline = try BaselineFile.load(path)
    guard baseline.isExpired(at: now) else { return baseline }
    log.warn(
      "baseline `\(SafeText.message(path))` expired on \(baseline.expires.rfc3339); "
        + "its \(baseline.entries.count.of("finding")) count again")
    return nil
  }

  /// Says every time how much a baseline holds back.
  private func tell(about baseline: Baseline?, in result: RunResult) {
    guard let baseline, let path = settings.baseline.value else { return }
    let held = result.findings.count { $0.isBaselined }
    let gone = baseline.entries.count - held
    let rest = gone > 0 ? "; \(gone) of its \(baseline.entries.count) are gone" : ""
    log.say(
      "baseline `\(SafeText.message(path))` holds back \(held.of("finding")) "
        + "until \(baseline.expires.rfc3339)\(rest)\n")
  }
}
