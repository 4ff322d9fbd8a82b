/// The versions of one image as AMIs tell of them, and how far behind instances are.
///
/// AMIs whose builds' ARNs differ in the version alone are of one image, and so are copies of them. As for
/// the rule `ami-at-most-versions-behind`, versions count that have an available AMI, of the approved
/// ones where some are named.
package struct ImageVersions: Sendable {
  /// One build.
  package struct Version: Sendable {
    /// `1.2.3/4`.
    package let text: String
    /// ARN of the build.
    package let arn: String
    /// Ascending.
    package let images: [LineageNode]
    /// Whether one of its AMIs is approved; nil when no approved ones were named.
    package let isApproved: Bool?
    /// Whether one of its AMIs can be launched, as far as they were described.
    package let isAvailable: Bool
    /// How many of its AMIs were not described.
    package let undescribed: Int
    /// Instances of its AMIs that are not terminated; ascending.
    package let instances: [LineageNode]
    /// Newer versions that count.
    package let behind: Int
  }

  /// The ARN without the version.
  package let stem: String
  /// Newest first; never empty.
  package let versions: [Version]

  /// The newest version that is available.
  package var newest: Version? { versions.first(where: \.isAvailable) }

  /// The newest available version that is approved; nil when there is none or nobody said which are.
  package var newestApproved: Version? {
    versions.first { $0.isAvailable && $0.isApproved == true }
  }

  /// All images of a lineage, by ARN; `approved` are ids of AMIs, nil when nobody named any.
  package static func all(in lineage: Lineage, approved: Set<String>?) -> [ImageVersions] {
    var stems: [String: [ARNVersion: [LineageNode]]] = [:]
    for (id, arn) in lineage.builds {
      guard let version = ARNVersion(arn: arn), version.isPinned, let image = lineage[id] else {
        continue
      }
      stems[version.stem, default: [:]][version, default: []].append(image)
    }
    return stems.sorted { $0.key < $1.key }.map { stem, builds in
      ImageVersions(stem, builds, lineage, approved)
    }
  }

  private init(
    _ stem: String, _ builds: [ARNVersion: [LineageNode]], _ lineage: Lineage,
    _ approved: Set<String>?
  ) {
    self.stem = stem
    var versions: [Version] = []
    var newer = 0
    for (version, images) in builds.sorted(by: { $0.key.order > $1.key.order }) {
      let images = images.sorted { $0.id < $1.id }
      let usable = images.filter { $0.isGiven && $0.state ?? "available" == "available" }
      let isApproved = approved.map { ids in images.contains { ids.contains($0.id.uid) } }
      let counts = approved.map { ids in usable.contains { ids.contains($0.id.uid) } }
      versions.append(
        Version(
          text: version.text, arn: lineage.builds[images[0].id] ?? "\(stem)/\(version.text)",
          images: images, isApproved: isApproved, isAvailable: !usable.isEmpty,
          undescribed: images.count { !$0.isGiven },
          instances: images.flatMap { Self.instances(of: $0.id, lineage) }.sorted { $0.id < $1.id },
          behind: newer))
      if counts ?? !usable.isEmpty { newer += 1 }
    }
    self.versions = versions
  }

  private static func instances(of image: ResourceID, _ lineage: Lineage) -> [LineageNode] {
    lineage.next(to: image, .downstream).filter {
      $0.id.kind == ResourceKind.instance.rawValue && !$0.isTerminated
    }
  }
}
