import AssayModel
import Records

/// Fills what a link tells although the deployment makes its text: names and versions of resources of
/// the same inputs.
///
/// In: all drafts. Out: the same, where a name that was only known after deployment is taken from the
/// resource that it is the name of. References themselves are left to the graph.
struct LinkCompletion {
  /// Drafts by kind and alias; nil where several share it.
  private var targets: [Alias: DraftResource?] = [:]

  private struct Alias: Hashable {
    let kind: String
    let text: String
  }

  /// Kinds that links lead to which something is taken from.
  private static let kinds: Set<ResourceKind> = [
    .component, .iamPolicy, .image, .imageRecipe, .instanceProfile, .launchTemplate, .role,
  ]

  /// Whether anything can be taken from a draft: others need not be kept.
  static func isTarget(_ draft: DraftResource) -> Bool {
    ResourceKind(rawValue: draft.id.kind).map(kinds.contains) ?? false
  }

  init(_ drafts: [DraftResource]) {
    for draft in drafts {
      for text in Set(draft.aliases + [draft.id.uid]) {
        let alias = Alias(kind: draft.id.kind, text: text)
        if let known = targets[alias], known?.id != draft.id {
          targets[alias] = .some(nil)
        } else {
          targets[alias] = draft
        }
      }
    }
  }

  /// A draft, completed.
  func completed(_ draft: DraftResource) -> DraftResource {
    var draft = draft
    switch ResourceKind(rawValue: draft.id.kind) {
    case .imageRecipe:
      completeParent(&draft.record)
      completeList(&draft.record, "components", component)
    case .containerRecipe: completeList(&draft.record, "components", component)
    case .infrastructureConfiguration, .instance, .launchTemplate:
      fill(&draft.record, "instanceProfileName", from: "instanceProfile", .instanceProfile)
      if draft.id.kind == ResourceKind.instance.rawValue { inherit(&draft.record) }
    case .instanceProfile: fill(&draft.record, "roleName", from: "role", .role)
    case .role: completeList(&draft.record, "attachedPolicies", policy)
    default: break
    }
    return draft
  }

  private func target(_ draft: Draft, _ kind: ResourceKind) -> DraftResource? {
    precondition(Self.kinds.contains(kind), "\(kind.rawValue) is not kept")
    guard let key = draft.referenceKey else { return nil }
    return targets[Alias(kind: kind.rawValue, text: key)] ?? nil
  }

  /// Takes a name from what a reference leads to.
  private func fill(
    _ record: inout DraftRecord, _ field: String, from reference: String, _ kind: ResourceKind
  ) {
    guard record[field].state == .unknown, let target = target(record[reference], kind),
      let name = target.record["name"].text
    else { return }
    record[field] = .stated(.string(name), at: record[field].origin)
  }

  private func completeList(
    _ record: inout DraftRecord, _ field: String, _ complete: (inout DraftRecord) -> Void
  ) {
    record[field] = record[field].map { value in
      guard case .list(let elements) = value else { return value }
      return .list(
        elements.map { element in
          element.map { value in
            guard case .record(var record) = value else { return value }
            complete(&record)
            return .record(record)
          }
        })
    }
  }

  /// A component of the same input has its own name and version.
  private func component(_ use: inout DraftRecord) {
    guard use["componentArn"].state == .unknown,
      let target = target(use["component"], .component)
    else { return }
    let origin = use["componentArn"].origin
    use["name"] = moved(target.record["name"], to: origin)
    use["owner"] = .absent(at: origin)
    use["awsManaged"] = .stated(.bool(false), at: origin)
    let version = target.record["version"]
    use["version"] = moved(version, to: origin)
    use["versionPinned"] = moved(version, to: origin).map { value in
      .bool(ParentImage.isPinned(value.string ?? ""))
    }
  }

  private func policy(_ use: inout DraftRecord) {
    guard use["name"].state == .unknown, let target = target(use["policy"], .iamPolicy) else {
      return
    }
    // A name that the deployment makes is made of the logical id, so it is nobody else's name.
    use["name"] = .stated(
      .string(target.record["name"].text ?? target.name), at: use["arn"].origin)
  }

  /// A value that is read by way of a link stands where the link stands.
  private func moved(_ draft: Draft, to origin: Origin?) -> Draft {
    if let value = draft.value { return .stated(value, at: origin) }
    if let reason = draft.reason { return .unknown(reason, at: origin) }
    return .unknown(UnknownReason(.plan, "the deployment chooses it"), at: origin)
  }

  /// A parent that is an image or a recipe of the same input.
  private func completeParent(_ record: inout DraftRecord) {
    guard record["parentImage"].state == .unknown, record["parentRecipe"].referenceKey != nil else {
      return
    }
    if let image = target(record["parentRecipe"], .image) {
      record["parentRecipe"] = image.record["imageRecipe"]
    }
    guard let recipe = target(record["parentRecipe"], .imageRecipe) else { return }
    let origin = record["parentImage"].origin
    record["parentKind"] = .stated(.string("account"), at: origin)
    record["parentName"] = moved(recipe.record["name"], to: origin)
    record["parentVersion"] = moved(recipe.record["version"], to: origin)
    record["parentVersionPinned"] = .stated(.bool(true), at: origin)
    record["parentMachineImage"] = .absent(at: origin)
  }

  /// What an instance leaves to its launch template.
  private func inherit(_ record: inout DraftRecord) {
    guard let template = target(record["launchTemplate"], .launchTemplate) else { return }
    for field in [
      "httpTokens", "monitoringEnabled", "blockDevices", "networkInterfaces", "securityGroupIds",
      "securityGroups",
    ] where record[field].state == .defaulted || record[field].reason?.kind == .serviceDefault {
      record[field] = template.record[field]
    }
    for field in [
      "imageId", "machineImage", "instanceType", "keyName", "httpEndpoint",
      "httpPutResponseHopLimit", "instanceProfileName", "instanceProfile", "userData",
    ] where record[field].state == .absent {
      record[field] = template.record[field]
    }
  }
}
