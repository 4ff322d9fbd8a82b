/// Who uses one AMI, as far as the inputs tell; nothing here says that nobody else does.
package struct ImageUse: Sendable {
  package let image: LineageNode
  /// Instances that are not terminated; ascending.
  package let instances: [LineageNode]
  /// Versions of launch templates that name it, or a parameter that holds it; ascending.
  package let templates: [LineageNode]
  /// Launch configurations that name it; ascending.
  package let configurations: [LineageNode]
  /// EC2 and Spot fleets that launch it, by a template or by themselves, and have not ended; ascending.
  package let fleets: [LineageNode]
  /// Scaling groups that launch from a template or configuration; ascending.
  package let groups: [LineageNode]
  /// Parameters that hold its id; ascending.
  package let parameters: [LineageNode]
  /// Recipes that it is the parent of, by id or by a parameter; ascending.
  package let recipes: [LineageNode]
  /// AMIs that were copied from it; ascending.
  package let copies: [LineageNode]
  /// AMIs that were made from its instances; ascending.
  package let derived: [LineageNode]
  /// Accounts that an instance of it was seen in; ascending.
  package let accounts: [String]
  /// Nil when the AMI was not described.
  package let sharing: LineageFacts.Sharing?

  package init(_ image: LineageNode, in lineage: Lineage) {
    self.image = image
    var found: [ResourceKind: [ResourceID: LineageNode]] = [:]
    var open = [image.id]
    // Templates and recipes may name a parameter, and groups a template; what those lead to is theirs.
    let through: Set<String> = [
      ResourceKind.ssmParameter.rawValue, ResourceKind.launchTemplate.rawValue,
      ResourceKind.launchConfiguration.rawValue,
    ]
    while let id = open.popLast() {
      for node in lineage.next(to: id, .downstream) {
        guard let kind = ResourceKind(rawValue: node.id.kind) else { continue }
        // What was launched from a template runs the AMI that it says itself.
        if kind == .instance, id != image.id { continue }
        guard found[kind, default: [:]].updateValue(node, forKey: node.id) == nil,
          through.contains(node.id.kind)
        else { continue }
        open.append(node.id)
      }
    }
    func all(_ kind: ResourceKind) -> [LineageNode] {
      (found[kind] ?? [:]).values.sorted { $0.id < $1.id }
    }
    instances = all(.instance).filter { !$0.isTerminated }
    templates = all(.launchTemplate)
    configurations = all(.launchConfiguration)
    fleets = (all(.ec2Fleet) + all(.spotFleet)).filter { !$0.isEnded }
    groups = all(.autoScalingGroup)
    parameters = all(.ssmParameter)
    recipes = all(.imageRecipe)
    let children = Set(lineage.made(from: image.id, .parent).map(\.id))
    copies = all(.machineImage).filter { !children.contains($0.id) }
    derived = all(.machineImage).filter { children.contains($0.id) }
    accounts = Set(instances.compactMap(\.account)).sorted()
    sharing = lineage.sharing[image.id]
  }

  /// Whether a use was seen; that none was is no proof of none.
  package var isSeen: Bool {
    ![instances, templates, configurations, fleets, groups, parameters, recipes, copies, derived]
      .allSatisfy(\.isEmpty)
  }
}
