/// Joins what graphs tell of lineage.
///
/// In: given nodes, edges, and uses by name. Out: all nodes, those too that are only named, and all
/// edges. A name that several things have leads to none of them.
struct LineageJoin {
  let facts: LineageFacts
  var nodes: [ResourceID: LineageNode] = [:]
  var edges: Set<LineageEdge> = []
  /// Kinds of which a list goes on on a page that is not among the inputs.
  let cutKinds: Set<ResourceKind>
  /// Steps of AMIs to what they were copied or made from, by AMI.
  private(set) var origins: [ResourceID: [LineageEdge]] = [:]
  /// Steps that hold for what is built next, and not for what was built.
  var floating: Set<LineageEdge> = []
  /// Keyed by AMI: the ARNs of the builds that it is said to have come out of, itself or what it was copied from; one
  /// where inputs agree, never empty.
  var builds: [ResourceID: Set<String>] = [:]

  init(_ facts: LineageFacts, cutKinds: Set<ResourceKind>) {
    self.facts = facts
    self.cutKinds = cutKinds
    for node in facts.nodes { nodes[node.id] = nodes[node.id].map { $0.with(node) } ?? node }
  }

  mutating func run() {
    for node in facts.named {
      guard let known = nodes[node.id] else {
        nodes[node.id] = node
        continue
      }
      if known.account == nil { nodes[node.id]?.account = node.account }
      if known.region == nil { nodes[node.id]?.region = node.region }
    }
    for edge in facts.edges { add(edge) }
    let image = ResourceKind.machineImage.rawValue
    for edge in edges where edge.from.kind == image && edge.to.kind == image {
      origins[edge.to, default: []].append(edge)
    }
    joinBuilds()
    joinCopies()
    joinTemplates()
    joinGroups()
    joinConfigurations()
    joinParameters()
    joinNames()
    joinVersions()
    joinParents()
  }

  /// The given things of a kind, ascending by id.
  func given(_ kind: ResourceKind) -> [LineageNode] {
    nodes.values.filter { $0.isGiven && $0.id.kind == kind.rawValue }.sorted { $0.id < $1.id }
  }

  mutating func add(_ edge: LineageEdge) {
    guard edge.from != edge.to, edges.insert(edge).inserted else { return }
    for id in [edge.from, edge.to] where nodes[id] == nil { nodes[id] = .named(id) }
  }

  private mutating func joinGroups() {
    let groups = Dictionary(grouping: given(.autoScalingGroup), by: \.name)
    for use in facts.groupUses {
      let fitting = (groups[use.group] ?? []).filter { $0.mayLie(in: use.account, use.region) }
      if fitting.count == 1 {
        add(LineageEdge(fitting[0].id, .launch, use.instance))
      } else if fitting.isEmpty, let account = use.account, let region = use.region {
        add(.launch, from: .autoScalingGroup, use.group, account, region, to: use.instance)
      }
    }
  }

  private mutating func joinConfigurations() {
    let kind = ResourceKind.launchConfiguration
    let configurations = Dictionary(grouping: given(kind), by: \.name)
    for use in facts.configurationUses {
      let fitting = (configurations[use.configuration] ?? []).filter {
        $0.mayLie(in: use.account, use.region)
      }
      if fitting.count == 1 {
        add(LineageEdge(fitting[0].id, .template, use.group))
      } else if fitting.isEmpty, let account = use.account, let region = use.region {
        add(.template, from: kind, use.configuration, account, region, to: use.group)
      }
    }
  }

  /// A step from something that is called so in an account and region, and that nobody describes.
  private mutating func add(
    _ relation: LineageEdge.Relation, from kind: ResourceKind, _ name: String, _ account: String,
    _ region: String, to user: ResourceID
  ) {
    let id = ResourceID(kind: kind.rawValue, uid: "\(account)/\(region)/\(name)")
    add(LineageEdge(id, relation, user))
    nodes[id]?.name = name
    nodes[id]?.account = account
    nodes[id]?.region = region
  }

  /// Leads declared recipes and components to the ARNs that others know them by: the service makes the
  /// name of an ARN from the name, in lower case and with dashes.
  private mutating func joinNames() {
    for kind in [ResourceKind.component, .imageRecipe, .containerRecipe] {
      let own = nodes.values.filter { $0.id.kind == kind.rawValue }.sorted { $0.id < $1.id }
      var declared: [String: [LineageNode]] = [:]
      for node in own where node.isGiven && !node.id.uid.hasPrefix("arn:") {
        declared[Self.dashed(node.name), default: []].append(node)
      }
      guard !declared.isEmpty else { continue }
      for node in own where !node.isGiven {
        guard let version = ARNVersion(arn: node.id.uid),
          let name = version.stem.split(separator: "/").last
        else { continue }
        let fitting = (declared[String(name)] ?? []).filter { candidate in
          let numbers = candidate.version?.split(separator: "/").first.flatMap {
            ARNVersion.nodes($0)
          }
          return numbers.map { Self.fit($0, version.nodes) } ?? false
        }
        if fitting.count == 1 { add(LineageEdge(fitting[0].id, .sameName, node.id)) }
      }
    }
  }

  /// Whether two versions may be one; `x` stands for any number.
  private static func fit(_ left: [Int?], _ right: [Int?]) -> Bool {
    zip(left.prefix(3), right.prefix(3)).allSatisfy { $0 == nil || $1 == nil || $0 == $1 }
  }

  private static func dashed(_ name: String) -> String {
    String(name.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" })
  }
}
