/// What could be seen of the uses of AMIs, and what could not.
package struct UseVisibility: Sendable {
  /// How much of a source is there.
  package enum Extent: String, Sendable {
    /// All that the call had to say.
    case whole
    /// Some of it, or nobody can tell whether all.
    case part
    /// Nothing of it.
    case none
  }

  /// One source of uses, in one account and region.
  package struct Row: Sendable {
    package let source: CollectedScope.Source
    /// Nil for a source that is nowhere.
    package let account: String?
    package let region: String?
    package let extent: Extent
    /// One clause; empty for what is whole.
    package let why: String
  }

  /// Ascending by source, account and region.
  package let rows: [Row]
  /// What no input of any kind could show; whole sentences without a full stop.
  package let notes: [String]

  /// The sources that uses are read from, in the order of reports.
  package static let sources: [CollectedScope.Source] = [
    .instances, .launchTemplates, .launchConfigurations, .scalingGroups, .fleets, .spotFleets,
    .parameters, .images,
  ]

  private static let kinds: [CollectedScope.Source: ResourceKind] = [
    .instances: .instance, .launchTemplates: .launchTemplate,
    .launchConfigurations: .launchConfiguration, .scalingGroups: .autoScalingGroup,
    .fleets: .ec2Fleet, .spotFleets: .spotFleet, .parameters: .ssmParameter, .images: .machineImage,
  ]

  /// `inventoryOnly` is how many instances inventory alone tells of; `uses` are those of the AMIs that
  /// `subjects` are, reach or come from.
  package init(
    _ lineage: Lineage, collected: Set<CollectedScope>, inventoryOnly: Int, uses: [ImageUse],
    subjects: [LineageNode]
  ) {
    var places = Set(collected.map { Place(account: $0.account, region: $0.region) })
    for node in lineage.nodes where node.id.kind == ResourceKind.instance.rawValue {
      guard node.isGiven, let account = node.account, let region = node.region else { continue }
      places.insert(Place(account: account, region: region))
    }
    var rows: [Row] = []
    for source in Self.sources {
      let given = lineage.nodes.filter {
        $0.id.kind == Self.kinds[source]?.rawValue && $0.isGiven
      }
      if places.isEmpty {
        rows.append(Self.row(source, nil, given, collected))
      }
      for place in places.sorted() { rows.append(Self.row(source, place, given, collected)) }
    }
    self.rows = rows
    notes =
      Self.notes(lineage, subjects) + Self.notes(lineage, collected, inventoryOnly, uses)
  }

  private struct Place: Hashable, Comparable {
    let account: String
    let region: String

    static func < (left: Self, right: Self) -> Bool {
      (left.account, left.region) < (right.account, right.region)
    }
  }

  private static func row(
    _ source: CollectedScope.Source, _ place: Place?, _ given: [LineageNode],
    _ collected: Set<CollectedScope>
  ) -> Row {
    let isAnswered =
      place.map {
        collected.contains(CollectedScope(source, account: $0.account, region: $0.region))
      } ?? false
    // What names neither account nor region came with the answers that do, where there are some.
    let isPlaced = collected.contains { $0.source == source }
    let here = given.filter { node in
      guard let place else { return true }
      if node.account == nil, node.region == nil, isPlaced { return isAnswered }
      return (node.account ?? place.account) == place.account
        && (node.region ?? place.region) == place.region
    }
    let (extent, why): (Extent, String) =
      switch (source, isAnswered) {
      case (.launchTemplates, true):
        (.part, "an answer does not tell whether all templates and versions were asked for")
      case (.images, true): (.part, "an answer does not tell whether all AMIs were asked for")
      case (.parameters, _) where !here.isEmpty || isAnswered:
        (.part, "only parameters that were asked for by name")
      case (_, true): (.whole, "")
      case (_, false) where here.isEmpty: (.none, "\(source.rawValue) was not given")
      default: (.part, "whether all of it was given is not known")
      }
    return Row(
      source: source, account: place?.account, region: place?.region, extent: extent, why: why)
  }

  /// What nobody tells the origin of may come from anything.
  private static func notes(_ lineage: Lineage, _ subjects: [LineageNode]) -> [String] {
    let early: Set<String> = Set(
      [ResourceKind.component, .imageRecipe, .containerRecipe, .imagePipeline, .image]
        .map(\.rawValue))
    guard subjects.contains(where: { early.contains($0.id.kind) }) else { return [] }
    var notes: [String] = []
    let live = lineage.nodes.filter {
      $0.id.kind == ResourceKind.instance.rawValue && !$0.isTerminated
    }
    var unplaced: Set<ResourceID> = []
    let instances = live.filter { instance in
      let images = lineage.next(to: instance.id, .upstream).filter {
        $0.id.kind == ResourceKind.machineImage.rawValue
      }
      let open = images.filter { lineage.next(to: $0.id, .upstream).isEmpty }
      unplaced.formUnion(open.map(\.id))
      return images.isEmpty || !open.isEmpty
    }
    if !instances.isEmpty {
      notes.append(
        "instances of which nothing tells what their AMI was made from: \(instances.count) "
          + "(AMIs: \(unplaced.count)); they may come from here as well")
    }
    let recipes = lineage.nodes.count {
      $0.id.kind == ResourceKind.imageRecipe.rawValue && !$0.isGiven
    }
    if recipes > 0, subjects.contains(where: { $0.id.kind == ResourceKind.component.rawValue }) {
      notes.append(
        "recipes that are only named, so that nobody knows their components: \(recipes)")
    }
    let open = lineage.nodes.count { early.contains($0.id.kind) && !$0.gaps.isEmpty }
    if open > 0 {
      notes.append("recipes, images and pipelines with parts that are not known: \(open)")
    }
    return notes
  }

  private static func notes(
    _ lineage: Lineage, _ collected: Set<CollectedScope>, _ inventoryOnly: Int, _ uses: [ImageUse]
  ) -> [String] {
    var notes: [String] = []
    if inventoryOnly > 0 {
      notes.append(
        "instances that inventory alone tells of: \(inventoryOnly); which AMI they run is not known"
      )
    }
    let seen = Set(collected.filter { $0.source == .instances }.map(\.account))
    let shared = Set(uses.flatMap { $0.sharing?.accounts ?? [] }).subtracting(seen).sorted()
    if !shared.isEmpty {
      notes.append(
        "accounts that may launch these AMIs and were not looked into: \(Self.first(shared))")
    }
    let places = Set(
      uses.compactMap { use -> Place? in
        guard let account = use.image.account, let region = use.image.region else { return nil }
        return Place(account: account, region: region)
      })
    let unseen = places.filter {
      !collected.contains(CollectedScope(.instances, account: $0.account, region: $0.region))
    }.sorted().map { "\($0.account) \($0.region)" }
    if !unseen.isEmpty {
      notes.append(
        "places that these AMIs are in and whose instances were not all listed: "
          + Self.first(unseen))
    }
    let isPublic = uses.count { $0.sharing?.isPublic == true }
    if isPublic > 0 { notes.append("AMIs that everybody may launch: \(isPublic)") }
    let organizations = uses.count { $0.sharing?.organizations?.isEmpty == false }
    if organizations > 0 { notes.append("AMIs shared with organizations: \(organizations)") }
    let unasked = uses.count { $0.sharing?.accounts == nil }
    if unasked > 0 {
      notes.append(
        "AMIs of which nobody asked who may launch them (ec2:DescribeImageAttribute): \(unasked)")
    }
    notes.append("clusters, stacks and code that name an AMI are not read")
    return notes
  }

  private static func first(_ names: [String]) -> String {
    let rest = names.count > 10 ? " and \(names.count - 10) more" : ""
    return names.prefix(10).joined(separator: ", ") + rest
  }
}
