import AssayIngest
import AssayModel
import AssayReports
import AssayRules
import Documents
import Records

/// From paths to drift: lineage first, then the packages of instances in parts.
///
/// ```
/// paths -> LineagePipeline -> RecipeChain -> DeclaredSoftware ┐
///       -> FleetIngest -> chunks -> PackageList               ├─> InstanceDrift
/// built -> BuiltInventories -> PackageList                    ┘
/// ```
struct DriftPipeline {
  let lineage: LineagePipeline
  /// Files and folders with what images had when they were built.
  let built: [String]

  /// What the paths tell.
  struct Reading {
    /// Instances that are not terminated, ascending by id.
    let instances: [InstanceDrift]
    /// Instances that inventory alone tells of.
    let inventoryOnly: [String]
    /// AMIs of which a list was given and that nothing else names; ascending.
    let unused: [String]
    /// Inputs of which something could not be read, with the reason; sorted by path.
    let unread: [(path: String, why: String)]
  }

  /// Instances that are read together: few, for all their packages are held at once.
  private static let chunk = 50

  func read(_ paths: [String]) throws(Stop) -> Reading {
    let reading = try lineage.read(paths)
    let progress = lineage.progress
    defer { progress.end() }
    _ = try Inputs.place(built)
    progress.begin("reading what images had")
    let built = BuiltInventories(built)
    progress.begin("reading packages")
    let snapshot = FleetSnapshot(paths)
    var fleet = FleetIngest(snapshot.instancesOnly, software: nil)
    let measures = Measures(reading.lineage, built, fleet.shared.graph)
    // Without anything to compare them with, packages need not be read.
    if !measures.isEmpty { fleet = FleetIngest(snapshot.packagesOnly, software: nil) }
    let chunks = fleet.chunks(of: Self.chunk)
    let parts = Workers.map(chunks.count, jobs: lineage.jobs) { [fleet] index in
      let part = fleet.part(chunks[index])
      return (drifts: measures.drifts(in: part.graph), changed: part.changed)
    }
    let inputs = fleet.inputs(changed: Set(parts.flatMap(\.changed)))
    var unread = built.unread
    for input in inputs {
      if let why = input.unreadReason { unread.append((input.path, why)) }
    }
    return Reading(
      instances: Self.settled(parts.flatMap(\.drifts)).sorted { $0.node.id < $1.node.id },
      inventoryOnly: reading.inventoryOnly, unused: measures.unused,
      unread: unread.sorted { $0.path < $1.path })
  }

  /// What no instance of an image lists was perhaps never a package of that name.
  private static func settled(_ drifts: [InstanceDrift]) -> [InstanceDrift] {
    var images: [ResourceID: (count: Int, names: Set<String>)] = [:]
    for drift in drifts where drift.declared.isMade {
      guard let image = drift.image else { continue }
      images[image, default: (0, [])].count += 1
      images[image]?.names.formUnion(drift.listed)
    }
    return drifts.map { drift in
      guard let image = drift.image, let all = images[image], !drift.built.isMade else {
        return drift
      }
      let (changes, never) = DeclaredDrift.settled(
        drift.changes, count: all.count, names: all.names)
      guard !never.isEmpty, case .made(let count, let notes) = drift.declared else { return drift }
      var drift = drift
      drift.changes = changes
      drift.declared = .made(
        count: count,
        notes: notes + [
          "asked for, and not listed by any of \(all.count) instances of the image: "
            + never.joined(separator: ", ")
        ])
      return drift
    }
  }
}
