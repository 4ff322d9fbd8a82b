import Records

/// Takes out of a graph what tells of lineage.
///
/// In: a graph, whole or a part that begins with a shared one. Out: its resources that are made from
/// images or that images are made of, and the steps between them, also to what is only named.
package struct LineageReader: Sendable {
  /// Keys of the tags that name an owner, lower case; the first that a resource has counts.
  let ownerTags: [String]

  package init(ownerTags: [String]) { self.ownerTags = ownerTags.map { $0.lowercased() } }

  /// The kinds that lineage is told of, from what is first to what is last.
  package static let kinds: [ResourceKind] = [
    .component, .imageRecipe, .containerRecipe, .imagePipeline, .image, .machineImage,
    .ssmParameter, .launchTemplate, .launchConfiguration, .autoScalingGroup, .ec2Fleet, .spotFleet,
    .instance,
  ]

  /// What links of these labels are: the relation, and whether their target is what comes first.
  private static let labels: [String: [String: (LineageEdge.Relation, target: ResourceKind)]] = [
    "image_recipe": [
      "components.component": (.component, .component), "parentRecipe": (.parent, .imageRecipe),
      "parentMachineImage": (.parent, .machineImage),
    ],
    "container_recipe": ["components.component": (.component, .component)],
    "image_pipeline": [
      "imageRecipe": (.pipeline, .imageRecipe), "containerRecipe": (.pipeline, .containerRecipe),
    ],
    "image": [
      "imageRecipe": (.build, .imageRecipe), "containerRecipe": (.build, .containerRecipe),
      "amis.machineImage": (.output, .machineImage),
    ],
    "launch_template": ["machineImage": (.image, .machineImage)],
    "launch_configuration": ["machineImage": (.image, .machineImage)],
    "ec2_fleet": ["launchTemplates.overrides.machineImage": (.image, .machineImage)],
    "spot_fleet": [
      "launchTemplates.overrides.machineImage": (.image, .machineImage),
      "launchSpecifications.machineImage": (.image, .machineImage),
    ],
    "auto_scaling_group": [
      "launchTemplate": (.template, .launchTemplate),
      "overrides.machineImage": (.image, .machineImage),
    ],
    "instance": [
      "machineImage": (.launch, .machineImage), "launchTemplate": (.launch, .launchTemplate),
    ],
  ]

  /// What a graph tells.
  package func read(_ graph: ResourceGraph) -> LineageFacts {
    var facts = LineageFacts()
    let tellings = ResourceTellings(graph)
    for kind in Self.kinds {
      for resource in graph.resources(of: kind.rawValue) {
        let record = RecordView(graph.store, resource.record)
        let id = tellings[resource.id]
        addResource(resource, id, kind, record, &facts)
        for label in Self.labels[kind.rawValue, default: [:]].keys.sorted() {
          addContested(id, record, label.split(separator: ".")[...], label, &facts)
        }
      }
    }
    // Of a template that is named with a version the link leads to another version, or none.
    let versioned = Set(facts.templateUses.map(\.user))
    func isVersioned(_ from: ResourceID, _ label: String) -> Bool {
      label == "launchTemplate" && versioned.contains(from)
    }
    for link in graph.links {
      let from = tellings[link.from]
      guard !isVersioned(from, link.label) else { continue }
      add(from, link.label, tellings[link.to], &facts)
    }
    for link in graph.dangling {
      let from = tellings[link.from]
      guard !isVersioned(from, link.label), let (_, kind) = Self.labels[from.kind]?[link.label]
      else { continue }
      if let (parameter, version) = Self.parameter(ofImage: link.target) {
        facts.parameterUses.append(
          .init(user: from, parameter: parameter, version: version, relation: .image))
      } else if Self.isName(link.target, of: kind) {
        add(from, link.label, ResourceID(kind: kind.rawValue, uid: link.target), &facts)
      }
    }
    return facts
  }

  /// The fields that spell what references lead to.
  private static let texts = [
    "machineImage": "imageId", "parentMachineImage": "parentImage", "component": "componentArn",
    "imageRecipe": "imageRecipeArn", "containerRecipe": "containerRecipeArn",
  ]

  /// What is named by its id, and what several inputs tell of, is no link, and one thing all the same.
  private func addContested(
    _ id: ResourceID, _ record: RecordView, _ path: ArraySlice<Substring>, _ label: String,
    _ facts: inout LineageFacts
  ) {
    guard let field = path.first.map(String.init) else { return }
    guard path.count == 1 else {
      for element in (record.records(field).value ?? []).compactMap(\.value) {
        addContested(id, element, path.dropFirst(), label, &facts)
      }
      return
    }
    guard let text = Self.texts[field], let (_, kind) = Self.labels[id.kind]?[label],
      record.record(field).reason?.kind == .ambiguous, let name = record.text(text).value,
      Self.isName(name, of: kind)
    else { return }
    add(id, label, ResourceID(kind: kind.rawValue, uid: name), &facts)
  }

  /// Whether a text can be what something of a kind is called, for all who name it.
  private static func isName(_ text: String, of kind: ResourceKind) -> Bool {
    switch kind {
    case .machineImage: AMIName.isOne(text)
    case .launchTemplate: text.hasPrefix("lt-")
    default: text.hasPrefix("arn:")
    }
  }

  /// `resolve:ssm:name`, also with a version or a label behind it, and with an ARN for the name (EC2 user guide,
  /// "Use a Systems Manager parameter instead of an AMI ID").
  private static func parameter(ofImage text: String) -> (name: String, version: String?)? {
    guard text.hasPrefix("resolve:ssm:") else { return nil }
    let parts = text.dropFirst("resolve:ssm:".count)
      .split(separator: ":", omittingEmptySubsequences: false)
    let count = parts.first == "arn" ? 6 : 1
    let name = parts.prefix(count).joined(separator: ":")
    let version = parts.dropFirst(count).joined(separator: ":")
    return name.isEmpty ? nil : (name, version.isEmpty ? nil : version)
  }

  private func add(
    _ from: ResourceID, _ label: String, _ to: ResourceID, _ facts: inout LineageFacts
  ) {
    guard let (relation, kind) = Self.labels[from.kind]?[label], to.kind == kind.rawValue else {
      return
    }
    facts.edges.append(
      relation == .output ? LineageEdge(from, relation, to) : LineageEdge(to, relation, from))
  }
}
