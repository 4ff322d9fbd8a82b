import Records

extension LineageReader {
  /// Adds what a resource tells of a thing, and what its fields name without a link.
  func addResource(
    _ resource: Resource, _ id: ResourceID, _ kind: ResourceKind, _ record: RecordView,
    _ facts: inout LineageFacts
  ) {
    let name = record.text("name").value ?? resource.name
    var node = LineageNode(id: id, name: name, isGiven: true)
    node.account = record.text("account").value
    node.region = record.text("region").value
    node.owner = owner(record)
    node.origin = resource.origin
    switch kind {
    case .component:
      node.version = version(record)
      node.created = record.moment("dateCreated").value
      node.state = record.text("state").value
    case .image:
      node.created = record.moment("dateCreated").value
      node.version = version(record)
      node.state = record.text("state").value
      addOutputs(record, &facts)
      if let arn = record.text("sourcePipelineArn").value {
        let pipeline = ResourceID(kind: ResourceKind.imagePipeline.rawValue, uid: arn)
        facts.edges.append(LineageEdge(pipeline, .build, node.id))
      }
    case .imageRecipe, .containerRecipe:
      node.version = version(record)
      addParents(node, record, &facts)
    case .machineImage: addImage(&node, record, &facts)
    case .launchTemplate: addTemplate(&node, record, &facts)
    case .autoScalingGroup: addGroup(node, record, &facts)
    case .ec2Fleet, .spotFleet: addFleet(&node, record, &facts)
    case .ssmParameter: addParameter(node, record, &facts)
    case .instance: addInstance(&node, record, &facts)
    default: break
    }
    node.gaps = LineageGaps.of(record, kind)
    facts.nodes.append(node)
  }

  /// Of an ARN where there is one: it has the build, and `x` is filled in.
  private func version(_ record: RecordView) -> String? {
    record.text("arn").value.flatMap { ARNVersion(arn: $0) }?.text ?? record.text("version").value
  }

  /// What a recipe is built on, and what `x` in a version may stand for besides the latest.
  private func addParents(
    _ node: LineageNode, _ record: RecordView, _ facts: inout LineageFacts
  ) {
    switch record.text("parentKind").value {
    case "ssm" where node.id.kind == ResourceKind.imageRecipe.rawValue:
      if let name = record.text("parentName").value {
        facts.parameterUses.append(
          .init(user: node.id, parameter: name, version: nil, relation: .parent))
      }
    case "managed":
      // Images of others are not given, and still what a recipe is built on.
      if let arn = record.text("parentImage").value, arn.hasPrefix("arn:") {
        let image = ResourceID(kind: ResourceKind.image.rawValue, uid: arn)
        facts.edges.append(LineageEdge(image, .parent, node.id))
      }
    case "account":
      guard let arn = record.text("parentImage").value, let version = ARNVersion(arn: arn),
        let stem = version.recipeStemOfImage
      else { break }
      if version.isPinned, version.nodes[3] != nil {
        let image = ResourceID(kind: ResourceKind.image.rawValue, uid: arn)
        facts.edges.append(LineageEdge(image, .parent, node.id))
      }
      facts.floatingUses.append(.init(user: node.id, kind: .image, version: version))
      facts.floatingUses.append(
        .init(user: node.id, kind: .imageRecipe, version: version.with(stem: stem)))
    default: break
    }
    for component in record.records("components").value ?? [] {
      guard let arn = component.value?.text("componentArn").value,
        let version = ARNVersion(arn: arn)
      else { continue }
      facts.floatingUses.append(.init(user: node.id, kind: .component, version: version))
    }
  }

  /// Where a build says that its AMIs are, which their own descriptions do not tell.
  private func addOutputs(_ record: RecordView, _ facts: inout LineageFacts) {
    for output in record.records("amis").value ?? [] {
      guard let output = output.value, let id = output.text("imageId").value, AMIName.isOne(id)
      else { continue }
      var node = LineageNode.named(AMIName.id(id))
      node.account = output.text("accountId").value
      node.region = output.text("region").value
      facts.named.append(node)
    }
  }

  private func addImage(
    _ node: inout LineageNode, _ record: RecordView, _ facts: inout LineageFacts
  ) {
    node.state = record.text("state").value
    if let arn = record.text("imageBuildArn").value {
      facts.builds[node.id, default: []].insert(arn)
      node.version = ARNVersion(arn: arn)?.text
    }
    node.created = record.moment("creationDate").value
    if let source = record.text("sourceImageId").value, AMIName.isOne(source) {
      // CreateImage names the AMI that its instance ran, and the instance, which CopyImage does not (EC2 API
      // reference, `Image`).
      let isCopy = record.text("sourceInstanceId").value == nil
      facts.edges.append(LineageEdge(AMIName.id(source), isCopy ? .copy : .parent, node.id))
    }
    let sharing = LineageFacts.Sharing(
      isPublic: record.flag("public").value, accounts: Self.all(record.texts("launchUserIds")),
      organizations: Self.all(record.texts("launchOrganizationArns")))
    facts.sharing[node.id] = facts.sharing[node.id].map { $0.with(sharing) } ?? sharing
  }

  /// Nil unless every element is known.
  private static func all(_ list: Known<[Known<String>]>) -> [String]? {
    guard let elements = list.value else { return nil }
    let texts = elements.compactMap(\.value)
    return texts.count == elements.count ? texts.sorted() : nil
  }

  private func addTemplate(
    _ node: inout LineageNode, _ record: RecordView, _ facts: inout LineageFacts
  ) {
    let number = record.int("versionNumber").value
    node.version = number.map(String.init)
    facts.templates.append(
      .init(
        id: node.id, templateID: record.text("launchTemplateId").value,
        name: record.text("name").value, number: number,
        isDefault: record.flag("isDefaultVersion").value))
  }

  private func addGroup(
    _ node: LineageNode, _ record: RecordView, _ facts: inout LineageFacts
  ) {
    if let configuration = record.text("launchConfigurationName").value {
      facts.configurationUses.append(
        .init(
          group: node.id, configuration: configuration, account: node.account, region: node.region))
    }
    if let template = record.text("launchTemplateId").value {
      facts.templateUses.append(
        .init(
          user: node.id, template: template, version: record.text("launchTemplateVersion").value,
          relation: .template))
    }
    addTemplates(of: node, record.records("overrides"), &facts)
  }

  /// The launch templates that elements of a list name.
  private func addTemplates(
    of node: LineageNode, _ list: Known<[Known<RecordView>]>, _ facts: inout LineageFacts
  ) {
    for template in (list.value ?? []).compactMap(\.value) {
      guard let name = template.text("launchTemplateId").value else { continue }
      facts.templateUses.append(
        .init(
          user: node.id, template: name, version: template.text("launchTemplateVersion").value,
          relation: .template))
    }
  }

  private func addFleet(
    _ node: inout LineageNode, _ record: RecordView, _ facts: inout LineageFacts
  ) {
    node.state = record.text("state").value
    addTemplates(of: node, record.records("launchTemplates"), &facts)
  }

  private func addParameter(
    _ node: LineageNode, _ record: RecordView, _ facts: inout LineageFacts
  ) {
    let value = record.text("type").value == "SecureString" ? nil : record.text("value").value
    facts.parameterValues.append(
      .init(
        parameter: node.id, version: record.int("version").value,
        modified: record.moment("lastModified").value, text: value))
  }

  private func addInstance(
    _ node: inout LineageNode, _ record: RecordView, _ facts: inout LineageFacts
  ) {
    node.state = record.text("state").value
    node.latestEvent = [record.moment("launchTime").value, record.moment("stoppedTime").value]
      .compactMap(\.self).max()
    let tags = Dictionary(
      (record.entries("tags").value ?? []).map { ($0.key, $0.value) },
      uniquingKeysWith: { first, _ in first })
    if let template = tags["aws:ec2launchtemplate:id"]?.value {
      facts.templateUses.append(
        .init(
          user: node.id, template: template,
          version: tags["aws:ec2launchtemplate:version"]?.value, relation: .launch))
    }
    if let group = tags["aws:autoscaling:groupName"]?.value {
      // The fleet that a group launches with has no name of its own.
      return facts.groupUses.append(
        .init(instance: node.id, group: group, account: node.account, region: node.region))
    }
    for (key, kind) in [
      ("aws:ec2:fleet-id", ResourceKind.ec2Fleet), ("aws:ec2spot:fleet-request-id", .spotFleet),
    ] {
      guard let fleet = tags[key]?.value else { continue }
      facts.edges.append(
        LineageEdge(ResourceID(kind: kind.rawValue, uid: fleet), .launch, node.id))
    }
  }

  private func owner(_ record: RecordView) -> LineageNode.Owner {
    switch record.entries("tags") {
    case .unknown: return .unknown
    case .absent: return .untagged
    case .value(let entries):
      var isOpen = false
      for tag in ownerTags {
        for (key, value) in entries where key.lowercased() == tag {
          if let text = value.value, !text.isEmpty { return .named(text) }
          if value.reason != nil { isOpen = true }
        }
      }
      return isOpen ? .unknown : .untagged
    }
  }
}
