/// What versions with `x`, or without a build, stand for: for what is built next the latest that can be used, for what
/// was built the latest that could be then.
extension LineageJoin {
  struct Candidate {
    let version: ARNVersion
    let node: LineageNode
  }

  /// Whether a version can be what `x` stands for.
  enum Eligibility { case yes, perhaps, no }

  /// Leads what a recipe may name to the recipe, and what it named at a build to the image.
  mutating func joinVersions() {
    let versions = candidates()
    let linked = Set(edges.map { LineageEdge($0.from, .candidate, $0.to) })
    var images: [ResourceID: [ResourceID]] = [:]
    for edge in edges.sorted() where edge.relation == .build {
      images[edge.from, default: []].append(edge.to)
    }
    let outputs = outputs()
    for use in facts.floatingUses {
      let fitting = (versions[use.version.stem] ?? []).filter { candidate in
        candidate.node.id.kind == use.kind.rawValue && use.version.covers(candidate.version)
      }
      guard !fitting.isEmpty else { continue }
      if use.isFloating {
        joinNext(use, fitting)
        guard use.kind != .imageRecipe else { continue }
        for image in images[use.user] ?? [] { resolve(use, among: fitting, for: image, outputs) }
      } else if use.kind == .imageRecipe {
        for candidate in fitting {
          let edge = LineageEdge(candidate.node.id, .candidate, use.user)
          if !linked.contains(edge) { add(edge) }
        }
      }
    }
  }

  /// What has a version that others may mean, by the ARN without it; ascending by version.
  private func candidates() -> [String: [Candidate]] {
    var versions: [String: [Candidate]] = [:]
    let kinds = Set([ResourceKind.imageRecipe, .component, .image].map(\.rawValue))
    for node in nodes.values where kinds.contains(node.id.kind) {
      guard let version = ARNVersion(arn: node.id.uid), version.isPinned else { continue }
      // An image without a build is what a tag names, and nothing that can be built on.
      guard version.nodes[3] != nil || node.id.kind != ResourceKind.image.rawValue else { continue }
      versions[version.stem, default: []].append(Candidate(version: version, node: node))
    }
    return versions.mapValues { candidates in
      candidates.sorted { left, right in
        left.version.order == right.version.order
          ? left.node.id < right.node.id : left.version.order < right.version.order
      }
    }
  }

  /// The AMIs of builds, with copies of them; ascending.
  private func outputs() -> [ResourceID: [ResourceID]] {
    var outputs: [ResourceID: [ResourceID]] = [:]
    for edge in edges.sorted() where edge.relation == .output {
      outputs[edge.from, default: []].append(edge.to)
    }
    return outputs
  }

  /// What a use stands for when it is built next.
  private mutating func joinNext(_ use: LineageFacts.FloatingUse, _ fitting: [Candidate]) {
    let relation: LineageEdge.Relation = use.kind == .component ? .component : .parent
    // A link leads to the latest by its number alone.
    for candidate in fitting {
      for relation in [relation, .candidate] {
        edges.remove(LineageEdge(candidate.node.id, relation, use.user))
      }
    }
    let usable = fitting.map { (candidate: $0, can: $0.node.isUsableNow) }.filter { $0.can != .no }
    let isSure = usable.last?.can == .yes && !cutKinds.contains(use.kind)
    for (index, candidate) in usable.map(\.candidate).enumerated() {
      let isMeant = isSure && index == usable.count - 1
      let edge = LineageEdge(candidate.node.id, isMeant ? relation : .candidate, use.user)
      add(edge)
      floating.insert(edge)
    }
    if usable.isEmpty {
      nodes[use.user]?.gaps.append("no version of \(use.version.stem) that was given can be used")
    }
  }

  /// What a use stood for when an image was built: the AMI that it was made from tells, or else the latest that was
  /// there; of those of which nobody says whether they were, each may be it, and so may one of a page that is not here.
  private mutating func resolve(
    _ use: LineageFacts.FloatingUse, among fitting: [Candidate], for image: ResourceID,
    _ outputs: [ResourceID: [ResourceID]]
  ) {
    var fitting = fitting.filter { $0.node.id != image && $0.node.hasBeenBuilt }
    let relation: LineageEdge.Relation = use.kind == .component ? .component : .parent
    let sources = use.kind == .image ? sources(of: outputs[image] ?? []) : []
    if !sources.isEmpty {
      let own = fitting.filter { !sources.isDisjoint(with: outputs[$0.node.id] ?? []) }
      if own.count == 1 { return add(LineageEdge(own[0].node.id, relation, image)) }
      // Another version of which the AMIs of this region are told is not the one.
      let region = nodes[image]?.region
      fitting = fitting.filter { candidate in
        !(outputs[candidate.node.id] ?? []).contains { nodes[$0]?.region == region }
      }
      for candidate in fitting { add(LineageEdge(candidate.node.id, .candidate, image)) }
      return
    }
    let built = nodes[image]?.created
    var there: [(candidate: Candidate, can: Eligibility)] = []
    for candidate in fitting {
      let made = (outputs[candidate.node.id] ?? []).compactMap { nodes[$0]?.created }.min()
      let can = built.map { candidate.node.wasThere(at: $0, made: made) } ?? .perhaps
      if can != .no { there.append((candidate, can)) }
    }
    // What came before the latest that was there for sure is not it.
    let first = there.lastIndex { $0.can == .yes } ?? 0
    for (candidate, can) in there.dropFirst(first) {
      let isMeant =
        can == .yes && first == there.count - 1 && !cutKinds.contains(use.kind)
      add(LineageEdge(candidate.node.id, isMeant ? relation : .candidate, image))
    }
  }

  /// The AMIs that instances ran which some AMIs, or what those were copied from, were made from.
  private func sources(of images: [ResourceID]) -> Set<ResourceID> {
    var seen = Set(images)
    var open = images
    var sources: Set<ResourceID> = []
    while let image = open.popLast() {
      for edge in origins[image] ?? [] {
        if edge.relation == .parent { sources.insert(edge.from) }
        if edge.relation == .copy, seen.insert(edge.from).inserted { open.append(edge.from) }
      }
    }
    return sources
  }

  /// What an image is the parent of, its AMIs are, in the account and region where recipes find them.
  mutating func joinParents() {
    let outputs = outputs()
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

extension LineageNode {
  /// States of a build that did not come to an end, or to no good one (Image Builder API reference, `ImageState`).
  private static let unbuilt: Set<String> = [
    "PENDING", "CREATING", "BUILDING", "TESTING", "DISTRIBUTING", "INTEGRATING", "CANCELLED",
    "FAILED",
  ]

  /// States that somebody gave to what was there before.
  private static let retired: Set<String> = ["DEPRECATED", "DISABLED", "DELETED"]

  /// Whether there may ever have been something to build on.
  var hasBeenBuilt: Bool { state.map { !Self.unbuilt.contains($0) } ?? true }

  /// Whether `x` may stand for it in what is built next.
  fileprivate var isUsableNow: LineageJoin.Eligibility {
    guard hasBeenBuilt else { return .no }
    if isContested { return .perhaps }
    return switch state {
    case "DISABLED", "DELETED": .no
    case "DEPRECATED": .perhaps
    default: .yes
    }
  }

  /// The longest that a build is taken to last, in microseconds: steps of workflows end after 12 hours, and so does the
  /// distribution (Image Builder API reference).
  private static let longestBuild: Int64 = 24 * 3_600 * 1_000_000

  /// Whether `x` may have stood for it at a time, in microseconds since 1970; `made`: when its first AMI was.
  ///
  /// Builds tell when they began. What the state is now does not tell what it was then.
  fileprivate func wasThere(at time: Int64, made: Int64?) -> LineageJoin.Eligibility {
    if let start = created ?? made, start > time { return .no }
    let isNow: LineageJoin.Eligibility =
      isContested || state.map(Self.retired.contains) ?? false ? .perhaps : .yes
    guard id.kind == ResourceKind.image.rawValue else { return created == nil ? .perhaps : isNow }
    if let made { return made > time ? .no : isNow }
    guard let created, created + Self.longestBuild <= time else { return .perhaps }
    return isNow
  }
}
