import AssayModel
import Documents
import Records

/// Turns declarations of parts into parts, and into resources of their own where they are judged too.
struct PartReading {
  private(set) var parts: [Part] = []
  private(set) var resources: [DraftResource] = []
  let declared: DeclaredResource
  var reader: DatumReader

  init(_ declared: DeclaredResource) {
    self.declared = declared
    reader = DatumReader(declared.dialect, form: declared.form)
  }

  /// Reads one declaration.
  mutating func read(as type: DeclaredType.PartType) {
    switch type {
    case .securityGroupRule(let direction): addRule(direction)
    case .securityGroupRuleOfStatedDirection: addRuleOfStatedDirection()
    case .inlinePolicy(let holder): addInlinePolicy(of: [(holder, datum(holder.keys))])
    case .sharedInlinePolicy:
      addInlinePolicy(of: [
        (.role, datum(["Roles"])), (.user, datum(["Users"])), (.group, datum(["Groups"])),
      ])
    case .managedPolicyAttachment:
      addAttachments(of: datum(["policy_arn"]), to: datum(["role", "roles"]))
    case .holder(let holder): addPolicies(of: holder)
    case .imageSharing: addSharing(of: .machineImage)
    case .snapshotSharing: addSharing(of: .snapshot)
    case .agentMetrics: addAgentMetrics()
    }
  }

  /// The roles that a managed policy says it is attached to.
  mutating func addRoles(ofManagedPolicy key: String) {
    let link = Datum(
      .link(ResourceLink(key: key, attribute: nil, type: declared.type, text: declared.name)),
      file: declared.properties.file, range: declared.properties.range)
    addAttachments(of: link, to: datum(["Roles"]))
  }

  private func datum(_ keys: [String]) -> Datum? {
    keys.compactMap { declared.properties[$0] }.first { !$0.isNull }
  }

  private mutating func add(
    to kind: ResourceKind, _ target: Part.Target,
    _ changes: [(field: String, change: Part.Change)], siblings: [String] = []
  ) {
    parts.append(
      Part(kind: kind, target: target, changes: changes, siblings: siblings, declared: declared))
  }

  private mutating func addRule(_ direction: RuleDirection) {
    let rule = SecurityGroupRule.read(
      declared.properties, &reader, id: .stated(.string(declared.name), at: declared.origin))
    let group = datum(["GroupId", "GroupName", "security_group_id"])
    let targets = Part.Target.all(of: group)
    let missing = UnknownReason(.unreadable, "the rule names no group")
    for target in targets.isEmpty ? [.unknown(missing)] : targets {
      add(
        to: .securityGroup, target, [(direction.rawValue, .append(rule))],
        siblings: ["ingress", "egress"])
    }
  }

  private mutating func addRuleOfStatedDirection() {
    switch (datum(["type"])?.scalarText, datum(["IsEgress"])?.scalarText) {
    case ("ingress", _), (_, "false"): addRule(.ingress)
    case ("egress", _), (_, "true"): addRule(.egress)
    default:
      addRule(.ingress)
      addRule(.egress)
    }
  }

  /// An inline policy is a resource of its own, and is held by roles, users or groups.
  private mutating func addInlinePolicy(of holders: [(PolicyHolder, Datum?)]) {
    let held = holders.filter { $0.1 != nil }
    let policy = InlinePolicy(
      datum: declared.properties, key: declared.key, name: declared.name,
      holder: held.count == 1 ? held[0].0 : held.isEmpty ? holders.first?.0 : nil)
    resources.append(policy.resource(declared, &reader))
    let use = policy.use(&reader)
    for target in held.filter({ $0.0 == .role }).flatMap({ Part.Target.all(of: $0.1) }) {
      add(
        to: .role, target, [("inlinePolicies", .append(use))],
        siblings: ["inlinePolicies", "attachedPolicies"])
    }
  }

  private mutating func addAttachments(of policy: Datum?, to roles: Datum?) {
    guard let policy else { return }
    let use = RolePolicy.attached(policy, &reader)
    for target in Part.Target.all(of: roles) {
      add(
        to: .role, target, [("attachedPolicies", .append(use))],
        siblings: ["inlinePolicies", "attachedPolicies"])
    }
  }

  /// Users and groups are judged by their inline policies only.
  private mutating func addPolicies(of holder: PolicyHolder) {
    let list = datum(["Policies", "UserPolicyList", "GroupPolicyList"])
    resources += InlinePolicy.all(in: list, of: declared, holder: holder).map {
      $0.resource(declared, &reader)
    }
  }

  /// Launch and volume permissions: everybody, accounts, organisations.
  private mutating func addSharing(of kind: ResourceKind) {
    guard let id = datum(["ImageId", "SnapshotId"]),
      let permissions = datum(["LaunchPermissions", "CreateVolumePermissions"])
    else { return }
    let elements = permissions.elements ?? []
    let everybody = elements.first { $0["Group"]?.scalarText == "all" }
    let isPublic = Draft.stated(
      .bool(everybody != nil), at: everybody?.origin ?? permissions.origin)
    let accounts = texts(elements.compactMap { $0["UserId"] }, permissions)
    var changes: [(field: String, change: Part.Change)] = [("public", .set(isPublic))]
    if kind == .machineImage {
      let organizations = elements.compactMap {
        $0["OrganizationArn"] ?? $0["OrganizationalUnitArn"]
      }
      changes.append(("launchUserIds", .set(accounts)))
      changes.append(("launchOrganizationArns", .set(texts(organizations, permissions))))
    } else {
      changes.append(("sharedAccountIds", .set(accounts)))
    }
    for target in Part.Target.all(of: id) { add(to: kind, target, changes) }
  }

  private mutating func addAgentMetrics() {
    guard let names = datum(["MetricNames"])?.elements, let first = names.first else { return }
    let distinct = Dictionary(
      names.compactMap { name in name.scalarText.map { ($0, name) } },
      uniquingKeysWith: { first, _ in first })
    let sorted = distinct.sorted { $0.key < $1.key }.map(\.value)
    for target in Part.Target.all(of: datum(["InstanceId"])) {
      add(to: .instance, target, [("agentMetrics", .set(texts(sorted, first)))])
    }
  }

  private mutating func texts(_ data: [Datum], _ owner: Datum) -> Draft {
    .stated(.list(data.map { reader.draft($0, as: .string) }), at: owner.origin)
  }
}

extension PolicyHolder {
  /// The keys under which a policy names its holder.
  fileprivate var keys: [String] {
    switch self {
    case .role: ["RoleName", "role"]
    case .user: ["UserName", "user"]
    case .group: ["GroupName", "group"]
    }
  }
}
