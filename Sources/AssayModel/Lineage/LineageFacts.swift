import Records

/// What one graph tells of lineage, before it is joined with others.
package struct LineageFacts: Sendable {
  /// Given ones.
  package var nodes: [LineageNode] = []
  /// What others say of account and region, which counts where the thing itself does not.
  package var named: [LineageNode] = []
  package var edges: [LineageEdge] = []
  /// Versions of launch templates.
  package var templates: [Template] = []
  /// What launches from a template by its id or name, and a version.
  package var templateUses: [TemplateUse] = []
  /// Instances by the name of the scaling group that they say launched them.
  package var groupUses: [GroupUse] = []
  /// What names a parameter, by its name.
  package var parameterUses: [ParameterUse] = []
  /// What parameters hold.
  package var parameterValues: [ParameterValue] = []
  /// What recipes name by versions, of which those with `x` or without a build float.
  package var floatingUses: [FloatingUse] = []
  /// Keyed by AMI: the ARN of the build that its tag names; several where inputs contradict each other.
  package var builds: [ResourceID: Set<String>] = [:]
  /// Keyed by AMI.
  package var sharing: [ResourceID: Sharing] = [:]
  /// Scaling groups by the name of the launch configuration that they launch from.
  package var configurationUses: [ConfigurationUse] = []

  /// One version of a launch template.
  package struct Template: Sendable {
    let id: ResourceID
    let templateID: String?
    let name: String?
    let number: Int64?
    let isDefault: Bool?
  }

  /// A use of a launch template.
  package struct TemplateUse: Sendable {
    let user: ResourceID
    /// Id or name.
    let template: String
    /// A number, `$Latest` or `$Default`; nil is the default.
    let version: String?
    let relation: LineageEdge.Relation
  }

  /// An instance that names its scaling group.
  package struct GroupUse: Sendable {
    let instance: ResourceID
    let group: String
    let account: String?
    let region: String?
  }

  /// A scaling group that names a launch configuration.
  package struct ConfigurationUse: Sendable {
    let group: ResourceID
    let configuration: String
    let account: String?
    let region: String?
  }

  /// A use of a Systems Manager parameter.
  package struct ParameterUse: Sendable {
    let user: ResourceID
    /// Name or ARN.
    let parameter: String
    /// A number or a label; nil is the current value.
    let version: String?
    let relation: LineageEdge.Relation
  }

  /// What one answer says that a parameter holds.
  package struct ParameterValue: Sendable {
    let parameter: ResourceID
    let version: Int64?
    /// In microseconds since 1970.
    let modified: Int64?
    /// Nil when it is not known.
    let text: String?
  }

  /// A use of some version of a recipe or component, and which one is decided when an image is built.
  package struct FloatingUse: Sendable {
    let user: ResourceID
    let kind: ResourceKind
    let version: ARNVersion

    /// Whether an image that is built later may have another one.
    var isFloating: Bool {
      !version.isPinned || version.nodes[3] == nil && kind != .imageRecipe
    }
  }

  /// Who besides its owner may launch an AMI.
  package struct Sharing: Sendable, Hashable {
    /// Nil when it is not known.
    package var isPublic: Bool?
    /// Nil when nobody asked.
    package var accounts: [String]?
    package var organizations: [String]?

    /// Everybody who may, by one of two answers or by both.
    func with(_ other: Sharing) -> Sharing {
      func all(_ one: [String]?, _ two: [String]?) -> [String]? {
        guard let one, let two else { return one ?? two }
        return Set(one).union(two).sorted()
      }
      return Sharing(
        isPublic: isPublic == true ? true : other.isPublic ?? isPublic,
        accounts: all(accounts, other.accounts),
        organizations: all(organizations, other.organizations))
    }
  }

  package init() {}

  /// Adds what another graph tells.
  package mutating func add(_ other: LineageFacts) {
    nodes += other.nodes
    named += other.named
    edges += other.edges
    templates += other.templates
    templateUses += other.templateUses
    groupUses += other.groupUses
    parameterUses += other.parameterUses
    parameterValues += other.parameterValues
    floatingUses += other.floatingUses
    builds.merge(other.builds) { $0.union($1) }
    sharing.merge(other.sharing) { $0.with($1) }
    configurationUses += other.configurationUses
  }
}
