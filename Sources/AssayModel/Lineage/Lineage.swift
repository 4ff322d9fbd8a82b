/// What is made from what, over everything that was given: components, recipes, images, AMIs, launch
/// templates, scaling groups, instances.
///
/// Immutable. Nodes are by id; edges lead from what is upstream to what is downstream. Two ids of one
/// thing, a declared recipe and the ARN of its deployment, are two nodes with an edge between them.
package struct Lineage: Sendable {
  /// Ascending by id.
  package let nodes: [LineageNode]
  /// Ascending.
  package let edges: [LineageEdge]
  /// Keyed by AMI.
  package let sharing: [ResourceID: LineageFacts.Sharing]
  /// Keyed by AMI: the ARN of the build that it came out of, directly or as a copy.
  package let builds: [ResourceID: String]
  /// Keyed by AMI, of those that are not among `builds`: what is said of it all the same, ascending; several ARNs, or
  /// one without a build.
  package let contestedBuilds: [ResourceID: [String]]
  private let positions: [ResourceID: Int]
  /// By position of the node.
  private let down: [[Step]]
  private let up: [[Step]]

  private struct Step: Sendable {
    let relation: LineageEdge.Relation
    let node: Int
    /// Whether it tells what holds now: a pipeline's recipe, what a group launches, the value of a parameter, what
    /// `x` stands for.
    let isPresent: Bool
    /// Whether it tells what was: what an image was built from, what an instance was launched from.
    let isPast: Bool
  }

  private static func isPast(_ edge: LineageEdge) -> Bool {
    edge.relation == .build || edge.relation == .launch
      || edge.to.kind == ResourceKind.image.rawValue
      || edge.relation == .parent && edge.to.kind == ResourceKind.machineImage.rawValue
  }

  private static func isPresent(_ edge: LineageEdge) -> Bool {
    switch edge.relation {
    case .pipeline, .template, .value, .image: true
    default: false
    }
  }

  /// Joins what graphs tell; `cutKinds` are those of which a list goes on on a page that is not among the inputs.
  package init(_ facts: LineageFacts, cutKinds: Set<ResourceKind> = []) {
    var join = LineageJoin(facts, cutKinds: cutKinds)
    join.run()
    sharing = facts.sharing
    builds = join.builds.compactMapValues(ARNVersion.build)
    contestedBuilds = join.builds.filter { ARNVersion.build(of: $0.value) == nil }
      .mapValues { $0.sorted() }
    nodes = join.nodes.values.sorted { $0.id < $1.id }
    edges = join.edges.sorted()
    var positions: [ResourceID: Int] = [:]
    for (index, node) in nodes.enumerated() { positions[node.id] = index }
    var down = Array(repeating: [Step](), count: nodes.count)
    var up = down
    for edge in edges {
      guard let from = positions[edge.from], let to = positions[edge.to] else { continue }
      let isPresent = Self.isPresent(edge) || join.floating.contains(edge)
      let isPast = Self.isPast(edge)
      func step(_ node: Int) -> Step {
        Step(relation: edge.relation, node: node, isPresent: isPresent, isPast: isPast)
      }
      down[from].append(step(to))
      up[to].append(step(from))
    }
    self.positions = positions
    self.down = down
    self.up = up
  }

  package enum Direction: Sendable { case upstream, downstream }

  /// Something that was reached.
  package struct Reached: Sendable {
    package let node: LineageNode
    /// Steps from the start, at least 1, on the shortest way.
    package let depth: Int
    /// The last step on that way.
    package let relation: LineageEdge.Relation
    /// Where that step came from.
    package let via: ResourceID
  }

  package subscript(id: ResourceID) -> LineageNode? { positions[id].map { nodes[$0] } }

  /// Everything that can be reached from a node, by depth, then by id; without the node.
  ///
  /// What was made keeps what it was made from, whatever holds now: no way leads over what a pipeline, a group, a
  /// parameter or an `x` means today to what was built or launched before. A circle, as of two AMIs that each
  /// claim to be a copy of the other, is gone around once.
  package func reached(from id: ResourceID, _ direction: Direction) -> [Reached] {
    guard let start = positions[id] else { return [] }
    let steps = direction == .downstream ? down : up
    /// By node: whether every way onwards is open from it, or only those that its way there allows.
    var seen: [Int: Bool] = [start: true]
    var level: [(node: Int, isOpen: Bool)] = [(start, true)]
    var reached: [Reached] = []
    var depth = 0
    while !level.isEmpty {
      depth += 1
      var next: [(node: Int, isOpen: Bool)] = []
      for (node, isOpen) in level {
        for step in steps[node] {
          let (binds, isBound) =
            direction == .downstream
            ? (step.isPresent, step.isPast) : (step.isPast, step.isPresent)
          guard isOpen || !isBound else { continue }
          let staysOpen = isOpen && !binds
          let known = seen[step.node]
          guard known == nil || known == false && staysOpen else { continue }
          seen[step.node] = staysOpen
          next.append((step.node, staysOpen))
          guard known == nil else { continue }
          reached.append(
            Reached(
              node: nodes[step.node], depth: depth, relation: step.relation, via: nodes[node].id))
        }
      }
      level = next.sorted { ($0.node, $0.isOpen ? 0 : 1) < ($1.node, $1.isOpen ? 0 : 1) }
    }
    return reached.sorted { ($0.depth, $0.node.id) < ($1.depth, $1.node.id) }
  }

  /// What a node directly leads to, or comes from.
  package func next(to id: ResourceID, _ direction: Direction) -> [LineageNode] {
    guard let position = positions[id] else { return [] }
    let steps = direction == .downstream ? down[position] : up[position]
    var seen: Set<Int> = []
    return steps.filter { seen.insert($0.node).inserted }.map { nodes[$0.node] }
      .sorted { $0.id < $1.id }
  }

  /// What is made from a node by steps of one relation, in the order of ids.
  package func made(from id: ResourceID, _ relation: LineageEdge.Relation) -> [LineageNode] {
    guard let position = positions[id] else { return [] }
    return down[position].filter { $0.relation == relation }.map { nodes[$0.node] }
  }

  /// The steps that lead to a node, in the order of where they come from; those that hold for what is made next
  /// are `isPresent`.
  package func steps(
    to id: ResourceID
  ) -> [(relation: LineageEdge.Relation, node: LineageNode, isPresent: Bool)] {
    guard let position = positions[id] else { return [] }
    return up[position].map { ($0.relation, nodes[$0.node], $0.isPresent) }
  }

  /// What a text may mean: an id, `kind/id`, an ARN without version or with `x` in it, a name, or what a declaration is
  /// called in its file; ascending by id.
  ///
  /// The first of these that fits anything counts.
  package func named(_ text: String) -> [LineageNode] {
    guard !text.isEmpty else { return [] }
    let exact = nodes.filter { $0.id.uid == text || "\($0.id.kind)/\($0.id.uid)" == text }
    if !exact.isEmpty { return exact }
    let versions = nodes.filter { node in
      // A template by its id is all of its versions; an ARN without build all of its builds.
      node.id.uid.hasPrefix(text + "/") && (text.hasPrefix("arn:") || text.hasPrefix("lt-"))
    }
    if !versions.isEmpty { return versions }
    if let version = ARNVersion(arn: text), !version.isPinned {
      return nodes.filter { ARNVersion(arn: $0.id.uid).map(version.covers) ?? false }
    }
    return nodes.filter { node in
      node.name == text || node.id.uid.hasSuffix("#" + text)
        || ARNVersion(arn: node.id.uid)?.stem.hasSuffix("/" + text) ?? false
    }
  }
}
