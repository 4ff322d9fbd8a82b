import AssayIngest
import AssayModel
import AssayReports
import AssayRules
import AssayStore
import Documents
import Records
import Sealing

/// From a snapshot of a fleet to a verdict: what instances share is read once, the instances in parts.
///
/// ```
/// paths -> FleetSnapshot -> FleetIngest -> chunks -> Sweep -> RunResult -> Verdict
/// ```
struct AuditPipeline {
  let pipeline: Pipeline
  /// What runs are compared within; nil for the places that were given.
  let scope: String?
  /// Threads.
  let jobs: Int

  /// Where one night leaves what the next one need not read; nil for nowhere.
  let memory: NightPlace?

  /// A judgement, and what the night leaves.
  struct Night: Sendable {
    let judgement: Pipeline.Judgement
    /// What of it the run said too that is recorded last; nil where nobody knows.
    let unchanged: Unchanged?
    /// Leaves it, with the digest of the result in the database; why that failed, if it did.
    let leave: @Sendable (_ recorded: String) -> String?
  }

  /// Loads the packs and judges what the paths hold by them.
  func judge(_ paths: [String]) throws(Stop) -> Night {
    let progress = pipeline.progress
    defer { progress.end() }
    progress.begin("checking packs")
    let rules = try RuleLoader(pipeline.settings.rules, pipeline.environment, pipeline.log).rules()
    progress.begin("listing")
    let placement = try Inputs.place(paths)
    let parameters = try Inputs.parameterFiles(pipeline.settings.parameters.value)
    let file = memory?.read(pipeline.log)
    let snapshot = FleetSnapshot(
      paths, memory: memory.map { _ in { file?.pages ?? PageMemory() } },
      settled: memory?.settled ?? 0
    ) { count, work in
      _ = Workers.map(count, jobs: jobs, work)
    }
    progress.begin("reading what instances share")
    var reading = FleetIngest(
      snapshot, software: rules.softwareNames, parameters: parameters)
    reading.know(
      Engine(rules, now: pipeline.now).missingStrings(
        in: reading.shared.graph.store, kinds: FleetIngest.kinds))
    let fleet = reading
    let night = FleetNight(
      fleet, rules, now: pipeline.now, jobs: jobs, settled: memory?.settled, file: file)
    progress.begin("judging \(snapshot.count) instances and nodes")
    let judged = night.judge()
    if !judged.kept.isEmpty {
      pipeline.log.note(
        "\(judged.kept.count) of \(fleet.unitCount) instances and nodes are as they were before")
    }
    var parts = judged.parts
    let excluded = parts.reduce(0) { $0 + $1.sweep.excluded }
    if excluded > 0 {
      pipeline.log.note("\(excluded.of("resource")) of AWS itself or of another account not judged")
    }
    let pairs = parts.reduce(0) { $0 + $1.sweep.pairs }
    pipeline.log.note("\(pairs.of("pair")) of a rule and a resource judged")
    let inputs = fleet.inputs(changed: Set(parts.flatMap(\.changed)))
    let known = parts.indices.filter { parts[$0].isKnown }
    let joined = PartJoin(&parts, beside: jobs > 1)
    let unchanged = night.previous.map { previous in
      Unchanged(
        since: previous.recorded,
        resources: PositionSet(known.flatMap { joined.positions[$0] }))
    }
    var result = RunResult(
      run: run(placement, paths, rules, joined.resources), rules: rules.infos,
      resources: joined.resources, links: joined.links, findings: joined.findings,
      masses: joined.masses, inputs: inputs,
      answers: fleet.answers,
      uncollected: AnsweredSource.uncollected(
        among: Set(rules.infos.map(\.kind)), seen: Set(joined.resources.map(\.id.kind)),
        fleet.answers), ages: fleet.ages)
    try MissingSources(pipeline).tell(in: &result)
    let verdict = Verdict.decide(
      result, failOn: pipeline.settings.failOn.value, onUnknown: pipeline.settings.onUnknown.value)
    return Night(
      judgement: Pipeline.Judgement(result: result, verdict: verdict), unchanged: unchanged
    ) { recorded in
      memory.flatMap { night.leave($0.path, build: $0.build, judged, recorded: recorded) }
    }
  }

  /// The inputs of a fleet are what its resources were found to be, wherever the files lie.
  private func run(
    _ placement: Placement, _ paths: [String], _ rules: RuleSet, _ resources: [ResourceSummary]
  ) -> Run {
    var digester = Digester()
    digester.add(field: "assay-fleet-v1")
    for resource in resources {
      for part in [resource.id.kind, resource.id.uid, resource.factsDigest] {
        digester.add(field: part)
      }
    }
    let digest = digester.digest().hex
    let places = Set(paths.map(placement.place)).sorted().joined(separator: " ")
    return Run(
      id: "run-\(pipeline.now.rfc3339.filter { $0 != ":" })-\(digest.prefix(8))", kind: .audit,
      started: pipeline.now, toolVersion: Version.current,
      scope: scope ?? "\(placement.name): \(places)", packs: rules.packs,
      packDigest: rules.digest, inputDigest: digest)
  }
}
