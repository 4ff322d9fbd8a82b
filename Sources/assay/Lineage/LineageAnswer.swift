import AssayModel

/// What is told of some things that lineage knows.
struct LineageAnswer {
  let reading: LineagePipeline.Reading
  /// Ascending by id.
  let subjects: [Subject]
  /// Images that a subject is a version of, or that it reaches or comes from; ascending by ARN.
  let versions: [ImageVersions]
  /// AMIs that a subject is, reaches or comes from directly; ascending by id.
  let uses: [ImageUse]
  let visibility: UseVisibility
  /// Ids of the AMIs that are approved; nil when nobody said which.
  let approved: Set<String>?
  /// Keyed by instance: the version of its AMI.
  private let running: [ResourceID: ImageVersions.Version]

  /// One thing, in both directions.
  struct Subject {
    let node: LineageNode
    let upstream: [Lineage.Reached]
    let downstream: [Lineage.Reached]
    let radius: BlastRadius
  }

  init(
    _ reading: LineagePipeline.Reading, subjects nodes: [LineageNode], approved: Set<String>?
  ) {
    self.reading = reading
    let lineage = reading.lineage
    self.approved = approved
    subjects = nodes.map { node in
      let downstream = lineage.reached(from: node.id, .downstream)
      return Subject(
        node: node, upstream: lineage.reached(from: node.id, .upstream), downstream: downstream,
        radius: BlastRadius(downstream.map(\.node)))
    }
    let own = Set(nodes.map(\.id))
    let images = Self.images(of: subjects)
    versions = ImageVersions.all(
      in: lineage, approved: approved, answers: reading.answers
    ).filter { versions in
      versions.versions.contains { version in
        own.contains(ResourceID(kind: ResourceKind.image.rawValue, uid: version.arn))
          || version.images.contains { images.contains($0.id) }
      }
    }
    uses = images.sorted().compactMap { lineage[$0] }.map { ImageUse($0, in: lineage) }
    var running: [ResourceID: ImageVersions.Version] = [:]
    for version in versions.flatMap(\.versions) {
      for instance in version.instances { running[instance.id] = version }
    }
    self.running = running
    visibility = UseVisibility(
      lineage, collected: reading.collected, inventoryOnly: reading.inventoryOnly.count, uses: uses,
      subjects: subjects.map(\.node))
  }

  /// The AMIs that subjects are and reach; of what is launched, or launches, the nearest it comes from.
  private static func images(of subjects: [Subject]) -> Set<ResourceID> {
    var images: Set<ResourceID> = []
    let kind = ResourceKind.machineImage.rawValue
    let launching = Set(
      [
        ResourceKind.launchTemplate, .launchConfiguration, .autoScalingGroup, .ec2Fleet, .spotFleet,
        .instance, .ssmParameter,
      ].map(\.rawValue))
    for subject in subjects {
      if subject.node.id.kind == kind { images.insert(subject.node.id) }
      images.formUnion(subject.downstream.map(\.node.id).filter { $0.kind == kind })
      guard launching.contains(subject.node.id.kind) else { continue }
      let origins = subject.upstream.filter { $0.node.id.kind == kind }
      let nearest = origins.first?.depth
      images.formUnion(origins.filter { $0.depth == nearest }.map(\.node.id))
    }
    return images
  }

  /// How far behind an instance is.
  enum Behind {
    /// Versions that it misses, and whether its own AMI is approved; nil where nobody said which are.
    case versions(Int, isApproved: Bool?)
    /// One clause.
    case unknown(String)
  }

  /// How far behind the newest version an instance is, by the AMI it runs.
  func behind(_ instance: LineageNode) -> Behind {
    let images = reading.lineage.next(to: instance.id, .upstream)
      .filter { $0.id.kind == ResourceKind.machineImage.rawValue }
    guard let image = images.first else { return .unknown("which AMI it runs is not known") }
    if let version = running[instance.id] {
      guard let count = version.behind else { return .unknown(version.doubt ?? "") }
      return .versions(count, isApproved: approved?.contains(image.id.uid))
    }
    if let arns = reading.lineage.contestedBuilds[image.id] {
      return .unknown(
        arns.count > 1
          ? "several builds are said to have made its AMI"
          : "its AMI's tag names no build")
    }
    return .unknown(
      image.isGiven
        ? "nothing tells which image its AMI is a build of" : "its AMI was not described")
  }
}
