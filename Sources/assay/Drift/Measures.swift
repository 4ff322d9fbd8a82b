import AssayIngest
import AssayModel
import AssayRules
import Records

/// What instances are measured by: for each AMI what it had, and what its components declare.
struct Measures: Sendable {
  private let lineage: Lineage
  /// Keyed by AMI: what it had when it was built.
  private var built: [ResourceID: PackageIndex] = [:]
  /// AMIs of which a list was given and that nothing else names; ascending.
  let unused: [String]
  /// Keyed by AMI.
  private var declared: [ResourceID: DeclaredSoftware] = [:]

  init(_ lineage: Lineage, _ inventories: BuiltInventories, _ graph: ResourceGraph) {
    self.lineage = lineage
    unused = inventories.lists.keys.filter { lineage[AMIName.id($0)] == nil }.sorted()
    let lists = inventories.lists.mapValues(PackageIndex.init)
    var ofBuild: [String: PackageIndex] = [:]
    let builds = Dictionary(grouping: inventories.lists.keys) { lineage.builds[AMIName.id($0)] }
    for case (let build?, let ids) in builds {
      // Lists of one build that differ say nothing of its other AMIs.
      let rows = Set(ids.map { Set(inventories.lists[$0]?.rows ?? []) })
      if rows.count == 1, let id = ids.min() { ofBuild[build] = lists[id] }
    }
    var recipes: [ResourceID: RecordView] = [:]
    let tellings = ResourceTellings(graph)
    for kind in [ResourceKind.imageRecipe, .containerRecipe, .component] {
      for resource in graph.resources(of: kind.rawValue) {
        // What a version is made of does not change: the first that tells it counts.
        let id = tellings[resource.id]
        guard recipes[id].map({ Self.isTold($0, kind) }) != true else { continue }
        recipes[id] = RecordView(graph.store, resource.record)
      }
    }
    for node in lineage.nodes where node.id.kind == ResourceKind.machineImage.rawValue {
      // All AMIs of one build hold the same.
      built[node.id] =
        lists[node.id.uid] ?? lineage.builds[node.id].flatMap { ofBuild[$0] }
      let isUsed = lineage.next(to: node.id, .downstream).contains {
        $0.id.kind == ResourceKind.instance.rawValue && !$0.isTerminated
      }
      if isUsed { declared[node.id] = Self.declared(node.id, lineage, recipes) }
    }
  }

  /// Whether a recipe or component tells what it is made of.
  private static func isTold(_ record: RecordView, _ kind: ResourceKind) -> Bool {
    kind == .component
      ? record.record("document").value != nil : record.records("components").value != nil
  }

  private static func declared(
    _ image: ResourceID, _ lineage: Lineage, _ recipes: [ResourceID: RecordView]
  ) -> DeclaredSoftware {
    let chain = RecipeChain(of: image, in: lineage)
    var declared = DeclaredSoftware()
    for gap in chain.gaps { declared.note(gap: gap) }
    for link in chain.links {
      guard let recipe = recipes[link.recipe] else { continue }
      declared.add(recipe: recipe) { meant($0, by: link, lineage, recipes) }
    }
    return declared
  }

  /// What the ARN of a component stood for when an image was built.
  private static func meant(
    _ arn: String, by link: RecipeChain.Link, _ lineage: Lineage,
    _ records: [ResourceID: RecordView]
  ) -> DeclaredSoftware.Meant {
    // A component that several answers tell of is no link, and one component all the same.
    let exact = records[ResourceID(kind: ResourceKind.component.rawValue, uid: arn)]
    if let exact { return .component(exact) }
    guard let version = ARNVersion(arn: arn) else { return .same }
    guard let build = link.build else {
      return version.isPinned && version.nodes[3] != nil
        ? .same
        : .unknown("nothing tells which version of component \(arn) its image was built with")
    }
    let steps = lineage.steps(to: build).filter { step in
      step.node.id.kind == ResourceKind.component.rawValue
        && ARNVersion(arn: step.node.id.uid).map(version.covers) ?? false
    }
    if let own = steps.first(where: { $0.relation == .component }), steps.count == 1 {
      return records[own.node.id].map { .component($0) } ?? .same
    }
    return steps.isEmpty
      ? later(than: build, version, lineage)
      : .unknown("nothing tells which version of component \(arn) its image was built with")
  }

  /// Versions that are all later than the image say nothing of it.
  private static func later(
    than build: ResourceID, _ version: ARNVersion, _ lineage: Lineage
  ) -> DeclaredSoftware.Meant {
    guard !version.isPinned || version.nodes[3] == nil, let built = lineage[build]?.created
    else { return .same }
    let known = lineage.nodes.filter { node in
      node.id.kind == ResourceKind.component.rawValue
        && ARNVersion(arn: node.id.uid).map(version.covers) ?? false
    }
    guard !known.isEmpty, known.allSatisfy({ $0.created.map { $0 > built } ?? false }) else {
      return .same
    }
    return .unknown("the versions of \(version.stem) that were given are later than the image")
  }

  /// Whether there is nothing that packages could be compared with.
  var isEmpty: Bool { built.isEmpty && declared.values.allSatisfy { Self.obstacle($0) != nil } }

  /// The drift of the instances of a part that are not terminated.
  func drifts(in graph: ResourceGraph) -> [InstanceDrift] {
    var nodes: [String: [RecordView]] = [:]
    for resource in graph.resources(of: ResourceKind.managedNode.rawValue) {
      let record = RecordView(graph.store, resource.record)
      if let id = record.text("nodeId").value { nodes[id, default: []].append(record) }
    }
    return graph.resources(of: ResourceKind.instance.rawValue).compactMap { resource in
      guard let node = lineage[resource.id], !node.isTerminated else { return nil }
      let record = RecordView(graph.store, resource.record)
      return drift(node, nodes[record.text("instanceId").value ?? resource.id.uid] ?? [])
    }
  }

  private func drift(_ node: LineageNode, _ records: [RecordView]) -> InstanceDrift {
    let image = lineage.next(to: node.id, .upstream)
      .first { $0.id.kind == ResourceKind.machineImage.rawValue }?.id
    let had = image.flatMap { built[$0] }
    let wishes = image.flatMap { declared[$0] }
    let made = image.flatMap { lineage[$0]?.created }
    let (list, why) = Self.packages(records, ofImageMade: made)
    var ofBuild = InstanceDrift.Comparison.missing(
      had == nil ? "what its AMI had when it was built was not given (--built)" : why)
    var ofDeclared = InstanceDrift.Comparison.missing(
      wishes.map { Self.obstacle($0) ?? why } ?? "which AMI it runs is not known")
    var changes: [PackageChange] = []
    var listed: Set<String> = []
    if let list, let had {
      let drift = PackageDrift(from: had, to: list)
      changes += drift.changes
      ofBuild = .made(count: had.count, notes: Self.notes(drift, had, list))
    }
    if let list, let wishes, Self.obstacle(wishes) == nil {
      let drift = DeclaredDrift(wishes, of: list, built: had)
      changes += drift.changes
      listed = drift.listed
      let gap = list.gap.map { ["its list may be short: \($0)"] } ?? []
      ofDeclared = .made(count: drift.compared, notes: drift.notes + wishes.gaps + gap)
    }
    return InstanceDrift(
      node: node, image: image, build: image.flatMap { lineage.builds[$0] },
      packages: list?.rows.count, captured: records.compactMap(Self.captured).max(), built: ofBuild,
      declared: ofDeclared, changes: changes, listed: listed)
  }

  /// Why declarations say nothing; nil when they do.
  private static func obstacle(_ wishes: DeclaredSoftware) -> String? {
    guard wishes.components.isEmpty, wishes.wishes.isEmpty else { return nil }
    return wishes.gaps.first ?? "its recipe has no components"
  }

  private static func notes(
    _ drift: PackageDrift, _ had: PackageIndex, _ list: PackageList
  ) -> [String] {
    var notes: [String] = []
    if let gap = had.gap { notes.append("the image's list may be short: \(gap)") }
    if let gap = list.gap { notes.append("its list may be short: \(gap)") }
    if drift.untold > 0 {
      notes.append("packages of the same version whose release is not told: \(drift.untold)")
    }
    return notes
  }

  /// What inventory lists, or why there is no list; `made`: when the AMI was, in microseconds since 1970.
  private static func packages(
    _ records: [RecordView], ofImageMade made: Int64?
  ) -> (PackageList?, String) {
    guard !records.isEmpty else { return (nil, "no inventory of it was given") }
    let told = records.filter {
      if case .absent = $0.records("software") { false } else { true }
    }
    let lists = told.map(packages)
    guard let (list, why) = lists.first else {
      return (nil, "no inventory of its packages was given")
    }
    guard lists.allSatisfy({ $0.0.map { Set($0.rows) } == list.map { Set($0.rows) } }) else {
      return (nil, "several inventories of it contradict each other")
    }
    if let made, let captured = told.compactMap(captured).max(), captured < made {
      return (nil, "its inventory is older than its AMI")
    }
    return (list, why)
  }

  private static func packages(_ record: RecordView) -> (PackageList?, String) {
    switch record.records("software") {
    case .absent: return (nil, "no inventory of its packages was given")
    case .unknown(let reason): return (nil, "its packages are not known, \(reason.phrase)")
    case .value(let elements):
      let rows = elements.compactMap { $0.value.flatMap { PackageRow($0) } }
      let gap = elements.compactMap(\.reason).first?.detail
      // A system without any package is none.
      return (PackageList(rows: rows, gap: gap ?? (rows.isEmpty ? "it is empty" : nil)), "")
    }
  }

  private static func captured(_ record: RecordView) -> Int64? {
    record.moment("softwareCaptured").value
  }
}
