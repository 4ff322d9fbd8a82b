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
    var judged = units(paths, rules, parameters)
    Machine.giveBackLargePieces()
    Machine.giveBackMemory()
    let known = judged.parts.indices.filter { judged.parts[$0].isKnown }
    let joined = PartJoin(&judged.parts, beside: jobs > 1)
    let unchanged = judged.previous.map { previous in
      Unchanged(
        since: previous, resources: PositionSet(known.flatMap { joined.positions[$0] }))
    }
    var result = RunResult(
      run: run(placement, paths, rules, joined.resources), rules: rules.infos,
      resources: joined.resources, links: joined.links, findings: joined.findings,
      masses: joined.masses, inputs: judged.inputs,
      answers: judged.answers,
      uncollected: AnsweredSource.uncollected(
        among: Set(rules.infos.map(\.kind)), seen: joined.kinds, judged.answers),
      ages: judged.ages)
    try MissingSources(pipeline).tell(in: &result, judged.objects)
    let verdict = Verdict.decide(
      result, failOn: pipeline.settings.failOn.value, onUnknown: pipeline.settings.onUnknown.value)
    let (memory, remains) = (memory, judged.remains)
    return Night(
      judgement: Pipeline.Judgement(result: result, verdict: verdict), unchanged: unchanged
    ) { recorded in
      memory.flatMap { remains?.write($0.path, build: $0.build, recorded: recorded) }
    }
  }

  /// What all units came to; it holds nothing of what they were read from.
  private struct Judged {
    var parts: [AuditPart]
    let inputs: [InputReport]
    let answers: [AnsweredSource]
    let ages: [EvidenceAge]
    let objects: LostObjects?
    /// The digest under which the night that is remembered was recorded; nil where none is.
    let previous: String?
    /// What the next night may know; nil where it is to know nothing.
    let remains: NightFile.Remains?
  }

  /// Reads what has to be read, and judges it.
  private func units(
    _ paths: [String], _ rules: RuleSet, _ parameters: [LoadedInput]
  ) -> Judged {
    let file = memory?.read(pipeline.log)
    let (fleet, count) = read(paths, rules, parameters, file?.pages ?? PageMemory())
    Machine.giveBackMemory()
    let night = FleetNight(
      fleet, rules, now: pipeline.now, jobs: jobs, settled: memory?.settled, file: file)
    pipeline.progress.begin("judging \(count) instances and nodes")
    let judged = night.judge()
    if !judged.kept.isEmpty {
      pipeline.log.note(
        "\(judged.kept.count) of \(fleet.unitCount) instances and nodes are as they were before")
    }
    let excluded = judged.parts.reduce(0) { $0 + $1.sweep.excluded }
    if excluded > 0 {
      pipeline.log.note("\(excluded.of("resource")) of AWS itself or of another account not judged")
    }
    let pairs = judged.parts.reduce(0) { $0 + $1.sweep.pairs }
    pipeline.log.note("\(pairs.of("pair")) of a rule and a resource judged")
    let (first, kept) = (judged.first, judged.kept)
    return Judged(
      parts: judged.parts, inputs: fleet.inputs(changed: Set(judged.parts.flatMap(\.changed))),
      answers: fleet.answers, ages: fleet.ages, objects: hasHistory ? LostObjects(fleet) : nil,
      previous: night.previous?.recorded,
      // Made at once, so that the fleet need not be kept.
      remains: memory.map { _ in night.remains(first: first, kept: kept) })
  }

  /// Whether there may be an earlier night to hold this one against.
  private var hasHistory: Bool { pipeline.settings.database.value.map(FilePath.exists) ?? false }

  /// What the paths hold, ready to be read in parts, and how many instances and nodes that are.
  private func read(
    _ paths: [String], _ rules: RuleSet, _ parameters: [LoadedInput], _ pages: PageMemory
  ) -> (fleet: FleetIngest, count: Int) {
    // What instances share is read while their large answers are gone through.
    var documents: Later<SharedDocuments>?
    let snapshot = FleetSnapshot(
      paths, memory: memory.map { _ in { pages } }, settled: memory?.settled ?? 0,
      listed: { found in
        documents = Later(beside: jobs > 1) { SharedDocuments(found, parameters: parameters) }
      }
    ) { count, work in
      _ = Workers.map(count, jobs: jobs, work)
    }
    pipeline.progress.begin("reading what instances share")
    guard let documents else { preconditionFailure("every snapshot is listed") }
    var fleet = FleetIngest(snapshot, documents.value, software: rules.softwareNames)
    fleet.know(
      Engine(rules, now: pipeline.now).missingStrings(
        in: fleet.shared.graph.store, kinds: FleetIngest.kinds))
    return (fleet, snapshot.count)
  }

  /// The inputs of a fleet are what its resources were found to be, wherever the files lie.
  private func run(
    _ placement: Placement, _ paths: [String], _ rules: RuleSet, _ resources: [ResourceSummary]
  ) -> Run {
    var digester = Digester()
    digester.add(field: "assay-fleet-v1")
    for resource in resources {
      digester.add(field: resource.id.kind)
      digester.add(field: resource.id.uid)
      digester.add(field: resource.factsDigest)
    }
    let digest = digester.digest().hex
    let places = Set(paths.map(placement.place)).sorted().joined(separator: " ")
    let scope = scope ?? "\(placement.name): \(places)"
    return Run(
      id: RunIdentity.id(pipeline.now, scope: scope, packs: rules.digest, inputs: digest),
      kind: .audit, started: pipeline.now, toolVersion: Version.current, scope: scope,
      packs: rules.packs,
      packDigest: rules.digest, inputDigest: digest)
  }
}
