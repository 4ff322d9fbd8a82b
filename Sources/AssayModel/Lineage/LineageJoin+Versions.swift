/// What versions with `x`, or without a build, stand for: for what is built next the latest, for what was
/// built the latest that was there then.
extension LineageJoin {
  private struct Candidate {
    let version: ARNVersion
    let node: LineageNode
  }

  /// Leads what a recipe may name to the recipe, and what it named at a build to the image.
  mutating func joinVersions() {
    var versions: [String: [Candidate]] = [:]
    let kinds = Set([ResourceKind.imageRecipe, .component, .image].map(\.rawValue))
    for node in nodes.values where kinds.contains(node.id.kind) {
      guard let version = ARNVersion(arn: node.id.uid), version.isPinned else { continue }
      // An image without a build is what a tag names, and nothing that can be built on.
      guard version.nodes[3] != nil || node.id.kind != ResourceKind.image.rawValue else { continue }
      versions[version.stem, default: []].append(Candidate(version: version, node: node))
    }
    let linked = Dictionary(
      edges.sorted().map { (LineageEdge($0.from, .candidate, $0.to), $0) },
      uniquingKeysWith: { one, _ in one }
    )
    var images: [ResourceID: [ResourceID]] = [:]
    for edge in edges.sorted() where edge.relation == .build {
      images[edge.from, default: []].append(edge.to)
    }
    for use in facts.floatingUses {
      let fitting = (versions[use.version.stem] ?? []).filter { candidate in
        candidate.node.id.kind == use.kind.rawValue && use.version.covers(candidate.version)
      }.sorted { $0.version.order < $1.version.order }
      guard !fitting.isEmpty, use.isFloating || use.kind == .imageRecipe else { continue }
      for candidate in fitting {
        let edge = LineageEdge(candidate.node.id, .candidate, use.user)
        var own = linked[edge]
        if own == nil {
          let isLatest = use.kind == .image && candidate.node.id == fitting.last?.node.id
          own = isLatest ? LineageEdge(candidate.node.id, .parent, use.user) : edge
          own.map { add($0) }
        }
        if use.isFloating, let own { floating.insert(own) }
      }
      guard use.isFloating, use.kind != .imageRecipe else { continue }
      for image in images[use.user] ?? [] { resolve(use, among: fitting, for: image) }
    }
  }

  /// The latest version that was there when an image was built; of those of which nobody says when they were
  /// made, each may be it.
  private mutating func resolve(
    _ use: LineageFacts.FloatingUse, among fitting: [Candidate], for image: ResourceID
  ) {
    let fitting = fitting.filter { $0.node.id != image }
    var open = fitting
    if let built = nodes[image]?.created {
      let past = fitting.filter { $0.node.created.map { $0 <= built } ?? false }
      open = fitting.filter { $0.node.created == nil }
      if let latest = past.last {
        add(
          LineageEdge(latest.node.id, use.kind == .component ? .component : .parent, image))
        open = open.filter { latest.version.order < $0.version.order }
      }
    }
    for candidate in open { add(LineageEdge(candidate.node.id, .candidate, image)) }
  }

  /// What an image is the parent of, its AMIs are, in the account and region where recipes find them.
  mutating func joinParents() {
    var outputs: [ResourceID: [ResourceID]] = [:]
    for edge in edges.sorted() where edge.relation == .output {
      outputs[edge.from, default: []].append(edge.to)
    }
    let image = ResourceKind.image.rawValue
    let users = Set([ResourceKind.imageRecipe, .containerRecipe, .image].map(\.rawValue))
    for edge in edges.sorted() where edge.from.kind == image && users.contains(edge.to.kind) {
      for ami in outputs[edge.from] ?? [] {
        guard let from = nodes[ami], let to = nodes[edge.to],
          from.region == nil || to.region == nil || from.region == to.region,
          from.account == nil || to.account == nil || from.account == to.account
        else { continue }
        let own = LineageEdge(ami, edge.relation, edge.to)
        add(own)
        if floating.contains(edge) { floating.insert(own) }
      }
    }
  }
}
