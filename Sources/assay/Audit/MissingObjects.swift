import AssayIngest
import AssayModel
import AssayStore
import Records

/// Holds the nodes of an audit against those of the latest one of its scope: inventory objects that are missing
/// prove neither that their node is gone nor that a rule does not apply to it any more.
struct MissingObjects {
  private let history: History
  private let scope: String
  private let resources: [ResourceSummary]
  private let objects: LostObjects

  init(_ history: History, _ objects: LostObjects, _ result: RunResult) {
    self.history = history
    scope = result.run.scope
    resources = result.resources
    self.objects = objects
  }

  /// Adds the objects that are missing to the inputs of a result, and leaves undecided what failed before and does
  /// not apply now for want of one.
  func tell(in result: inout RunResult) throws {
    result.miss(Self.inOrder(try nodes(besides: result.inputs)))
    for kind in [ResourceKind.managedNode, .instance] { try withhold(kind, in: &result) }
  }

  /// Why objects of nodes that nothing tells of any more count as missing, by path.
  private func nodes(besides inputs: [InputReport]) throws -> [String: String] {
    let kind = ResourceKind.managedNode
    let told = Set(resources.lazy.filter { $0.id.kind == kind.rawValue }.map(\.id.uid))
    let nodes = try history.sources(of: kind, in: scope) { !told.contains($0) }
    guard !nodes.isEmpty else { return [:] }
    // A folder that is missing is told of once.
    let unread = Set(inputs.filter { $0.unreadReason != nil }.map(\.path))
    var reasons: [String: String] = [:]
    for (uid, path) in nodes {
      let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
      guard !unread.contains(folder), let place = LostObjects.place(ofObject: path),
        objects.mayBeThere(uid, at: place, isGone: isGone(uid))
      else { continue }
      reasons[path] = "inventory of `\(uid)` was read before and is missing now"
    }
    return reasons
  }

  /// Leaves undecided what failed before by the evidence of an object that is missing, without which its rule
  /// seems not to apply.
  private func withhold(_ kind: ResourceKind, in result: inout RunResult) throws {
    var silent: [String: [PositionSet]] = [:]
    for mass in result.masses where mass.outcome == .notApplicable {
      silent[mass.rule, default: []].append(mass.resources)
    }
    let failures = try history.openFailures(of: kind, in: scope) { rule, uid in
      guard objects.isLacking(uid), let sets = silent[rule] else { return false }
      return positions(of: kind, uid).contains { position in
        sets.contains { $0.contains(Int32(position)) }
      }
    }
    var withheld: [String: Set<Int32>] = [:]
    var reasons: [String: [Int32: String]] = [:]
    var missing: [String: String] = [:]
    for (rule, uid, paths) in failures {
      for type in Self.types(kind, paths) {
        guard let (path, place) = objects.path(ofLost: type, of: uid),
          objects.mayBeThere(uid, at: place, isGone: isGone(uid))
        else { continue }
        let reason = "the `\(type)` object of `\(uid)` was read before and is missing now"
        missing[path] = reason
        for position in positions(of: kind, uid) {
          withheld[rule, default: []].insert(Int32(position))
          reasons[rule, default: [:]][Int32(position)] = reason
        }
      }
    }
    result.miss(Self.inOrder(missing))
    result.withhold(withheld) { [resources] rule, position in
      let resource = resources[Int(position)]
      return Finding(
        rule: rule.id, resource: resource.id, resourceName: resource.name, locus: "",
        outcome: .unknown, severity: rule.severity, message: rule.title,
        reasons: reasons[rule.id]?[position].map { [$0] } ?? [], origin: resource.origin)
    }
  }

  private static func inOrder(_ reasons: [String: String]) -> [(path: String, reason: String)] {
    reasons.sorted { $0.key < $1.key }.map { (path: $0.key, reason: $0.value) }
  }

  /// The types of inventory that tell what some values of a rule about a kind say; sorted.
  private static func types(_ kind: ResourceKind, _ paths: [String]) -> [String] {
    guard let schema = SchemaSet.assay[kind.rawValue] else { return [] }
    let fields = paths.compactMap { path -> Field? in
      let parts = path.split(separator: ".")
      guard parts.count > 1, parts[0] == "resource" else { return nil }
      let name = String(parts[1].prefix { $0 != "[" })
      // Of what an instance is, only its node comes from inventory.
      return kind == .managedNode || name == "managedNode" ? schema.field(name) : nil
    }
    let sources = fields.flatMap { EvidenceSource.all(of: $0, in: schema) }
    return Set(sources.filter { $0.hasPrefix("AWS:") }).sorted()
  }

  /// Whether an instance is one that will not run again; nil where it is not told of.
  private func isGone(_ node: String) -> Bool? {
    positions(of: .instance, node).first.map { resources[$0].isGone }
  }

  /// Where a resource stands among those of the result.
  private func positions(of kind: ResourceKind, _ uid: String) -> Range<Int> {
    let id = ResourceID(kind: kind.rawValue, uid: uid)
    var (low, high) = (0, resources.count)
    while low < high {
      let middle = (low + high) / 2
      if resources[middle].id < id { low = middle + 1 } else { high = middle }
    }
    let end = resources[low...].firstIndex { $0.id != id } ?? resources.count
    return low..<end
  }
}
