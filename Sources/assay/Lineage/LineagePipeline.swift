import AssayIngest
import AssayModel
import AssayReports
import Documents
import Records

/// From paths to lineage: what instances share is read once, the instances in parts.
///
/// ```
/// paths -> FleetSnapshot -> FleetIngest -> chunks -> LineageFacts -> Lineage
/// ```
struct LineagePipeline {
  /// Keys of the tags that name an owner.
  let ownerTags: [String]
  /// Threads.
  let jobs: Int
  let progress: Progress

  /// What the paths tell.
  struct Reading {
    let lineage: Lineage
    let collected: Set<CollectedScope>
    /// What answers of AWS are among them.
    let answers: [AnsweredSource]
    /// Instances that inventory alone tells of.
    let inventoryOnly: [String]
    /// Inputs of which something could not be read, sorted by path.
    let unread: [InputReport]
  }

  /// The kinds of which a list is not here to its end.
  private static func cutKinds(_ answers: [AnsweredSource]) -> Set<ResourceKind> {
    let lists: [String: ResourceKind] = [
      "imagebuilder:ListComponents": .component,
      "imagebuilder:ListComponentBuildVersions": .component,
      "imagebuilder:ListImages": .image, "imagebuilder:ListImageBuildVersions": .image,
      "imagebuilder:ListImageRecipes": .imageRecipe,
      "ec2:DescribeLaunchTemplateVersions": .launchTemplate,
    ]
    return Set(answers.filter { !$0.isWhole }.compactMap { lists[$0.source] })
  }

  /// Instances that are read together.
  private static let chunk = 500

  /// Reads everything below the paths that speaks of images and of what is made from them.
  func read(_ paths: [String]) throws(Stop) -> Reading {
    defer { progress.end() }
    progress.begin("listing")
    _ = try Inputs.place(paths)
    let snapshot = FleetSnapshot(paths)
    progress.begin("reading what instances share")
    let fleet = FleetIngest(snapshot.instancesOnly, software: [])
    progress.begin("reading \(snapshot.count.of("instance"))")
    let reader = LineageReader(ownerTags: ownerTags)
    let chunks = fleet.chunks(of: Self.chunk)
    let parts = Workers.map(chunks.count, jobs: jobs) { index in
      let part = fleet.part(chunks[index])
      return (facts: reader.read(part.graph), changed: part.changed)
    }
    progress.begin("joining")
    var facts = reader.read(fleet.shared.graph)
    for part in parts { facts.add(part.facts) }
    let inputs = fleet.inputs(changed: Set(parts.flatMap(\.changed)))
    return Reading(
      lineage: Lineage(facts, cutKinds: Self.cutKinds(fleet.answers)), collected: fleet.collected,
      answers: fleet.answers,
      inventoryOnly: fleet.inventoryOnly(in: snapshot),
      unread: inputs.filter { $0.unreadReason != nil })
  }
}
