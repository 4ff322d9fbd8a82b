import AssayModel
import AssayReports
import Records

/// A fleet of three images: what comes from which, and what fails where.
enum FleetRun {
  static let images = (1...3).map { ResourceID(kind: "machine_image", uid: "ami-\($0)") }
  /// The last is of no image that was collected.
  static let instances = (0..<46).map { ResourceID(kind: "instance", uid: "i-\(100 + $0)") }
  static let nodes = instances.map { ResourceID(kind: "managed_node", uid: $0.uid) }
  /// Attached to instances of two images.
  static let shared = ResourceID(kind: "volume", uid: "vol-shared")
  static let own = ResourceID(kind: "volume", uid: "vol-own")
  static let image = ResourceID(kind: "image", uid: "arn:aws:imagebuilder:::image/web/1.0.0/1")
  static let imds = "instance/imdsv2-required"
  static let agent = "ssm-agent/node-online"

  /// The image of an instance, by its number.
  static func imageNumber(_ number: Int) -> Int? { number == 45 ? nil : number % 3 }

  static var links: [Link] {
    var links = [
      Link(from: shared, label: "attachments.instance", to: instances[0]),
      Link(from: shared, label: "attachments.instance", to: instances[1]),
      Link(from: own, label: "attachments.instance", to: instances[1]),
      Link(from: image, label: "outputs", to: images[0]),
    ]
    for (number, instance) in instances.enumerated() {
      links.append(Link(from: nodes[number], label: "instance", to: instance))
      guard let image = imageNumber(number) else { continue }
      links.append(Link(from: instance, label: "machineImage", to: images[image]))
    }
    return links.sorted()
  }

  static var resources: [ResourceSummary] {
    let named = images.map { ($0, "golden-\($0.uid.suffix(1))") }
    let others = (instances + nodes + [shared, own, image]).map { ($0, $0.uid) }
    return (named + others).map { id, name in
      ResourceSummary(id: id, name: name, origin: nil, factsDigest: nil)
    }.sorted { $0.id < $1.id }
  }

  /// Every instance fails one rule, but the second image's pass; of nodes nobody knows, and those of
  /// the first image are online.
  static var result: RunResult {
    let resources = resources
    func positions(_ ids: [ResourceID]) -> PositionSet {
      PositionSet(resources.indices.filter { ids.contains(resources[$0].id) }.map(Int32.init))
    }
    func of(_ image: Int, _ ids: [ResourceID]) -> [ResourceID] {
      ids.indices.filter { imageNumber($0) == image }.map { ids[$0] }
    }
    let failing = instances.filter { !of(1, instances).contains($0) }
    let online = of(0, nodes)
    return RunResult(
      run: SampleRun.run, rules: [rule(imds, "instance"), rule(agent, "managed_node")],
      resources: resources, links: links,
      findings: failing.map { finding(imds, $0, .fail) }.sorted(by: Finding.isOrdered),
      masses: [
        Mass(rule: imds, outcome: .pass, reason: "", resources: positions(of(1, instances))),
        Mass(rule: agent, outcome: .pass, reason: "", resources: positions(online)),
        Mass(
          rule: agent, outcome: .noData, reason: "heartbeats were not collected",
          resources: positions(nodes.filter { !online.contains($0) })),
      ], inputs: [])
  }

  static func summary(trend: [TrendStep] = []) -> RunSummary {
    let result = result
    return RunSummary(
      result, verdict: .decide(result, failOn: .low, onUnknown: .fail), changes: SampleRun.changes,
      trend: trend)
  }

  private static func finding(_ rule: String, _ id: ResourceID, _ outcome: Outcome) -> Finding {
    Finding(
      rule: rule, resource: id, resourceName: id.uid, locus: "", outcome: outcome, severity: .high,
      message: "tokens are optional", origin: SampleRun.at("fleet.json", 1, 1, 1))
  }

  private static func rule(_ id: String, _ kind: String) -> RuleInfo {
    RuleInfo(
      id: id, pack: String(id.prefix { $0 != "/" }), title: "Title of \(id)", severity: .high,
      kind: kind, why: "", fix: "", controls: [], digest: "")
  }
}
