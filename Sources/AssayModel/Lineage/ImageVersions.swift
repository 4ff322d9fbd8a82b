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
    /// Ascending; empty where none is known.
    package let images: [LineageNode]
    /// Whether one of its AMIs is approved; nil when no approved ones were named.
    package let isApproved: Bool?
    /// Whether one of its AMIs can be launched, as far as they were described.
    package let isAvailable: Bool
    /// How many of its AMIs were not described.
    package let undescribed: Int
    /// Instances of its AMIs that are not terminated; ascending.
    package let instances: [LineageNode]
    /// Newer versions that count; nil where nobody can tell.
    package let behind: Int?
    /// Why nobody can tell how many those are; one clause, nil when they are known.
    package let doubt: String?
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

  /// All images of a lineage, by ARN; `approved` are ids of AMIs, nil when nobody named any, and `answers` tell which
  /// lists of AMIs are here.
  package static func all(
    in lineage: Lineage, approved: Set<String>?, answers: [AnsweredSource]
  ) -> [ImageVersions] {
    var stems: [String: [ARNVersion: Build]] = [:]
    for (id, arn) in lineage.builds {
      guard let version = ARNVersion(arn: arn), let image = lineage[id] else { continue }
      stems[version.stem, default: [:]][version, default: Build(arn: arn)].images.append(image)
    }
    for node in lineage.nodes where node.id.kind == ResourceKind.image.rawValue && node.hasBeenBuilt
    {
      guard let version = ARNVersion(arn: node.id.uid), version.nodes[3] != nil, version.isPinned,
        stems[version.stem] != nil
      else { continue }
      let isRetired = node.state == "DELETED" || node.state == "DISABLED"
      if isRetired { stems[version.stem]?[version]?.isRetired = true }
      guard stems[version.stem]?[version] == nil, !isRetired else { continue }
      stems[version.stem]?[version] = Build(arn: node.id.uid)
    }
    // What may be a version counts as none, and may be newer all the same.
    for (id, arns) in lineage.contestedBuilds {
      for version in arns.compactMap({ ARNVersion(arn: $0) }) where stems[version.stem] != nil {
        guard lineage[id]?.isUsable ?? true, approved?.contains(id.uid) ?? true else { continue }
        stems[version.stem]?[version, default: Build(arn: "\(version.stem)/\(version.text)")]
          .isContested = true
      }
    }
    return stems.sorted { $0.key < $1.key }.map { stem, builds in
      ImageVersions(stem, builds, lineage, approved, answers.filter { $0.source == asked })
    }
  }

  private static let asked = CollectedScope.Source.images.rawValue

  /// What is known of one build.
  private struct Build {
    let arn: String
    var images: [LineageNode] = []
    /// Whether its image was disabled or deleted.
    var isRetired = false
    /// Whether an AMI is said to be of it, and of another one.
    var isContested = false
  }

  private init(
    _ stem: String, _ builds: [ARNVersion: Build], _ lineage: Lineage,
    _ approved: Set<String>?, _ answers: [AnsweredSource]
  ) {
    self.stem = stem
    var versions: [Version] = []
    var newer = 0
    var doubt: String?
    for (version, build) in builds.sorted(by: { $0.key.order > $1.key.order }) {
      let images = build.images.sorted { $0.id < $1.id }
      let usable = images.filter(\.isUsable)
      let isApproved = approved.map { ids in images.contains { ids.contains($0.id.uid) } }
      let counts = approved.map { ids in usable.contains { ids.contains($0.id.uid) } }
      let instances = images.flatMap { Self.instances(of: $0.id, lineage) }.sorted { $0.id < $1.id }
      if !images.isEmpty || !build.isContested {
        let why = doubt ?? Self.gap(of: answers, about: images + instances)
        versions.append(
          Version(
            text: version.text, arn: build.arn, images: images, isApproved: isApproved,
            isAvailable: !usable.isEmpty, undescribed: images.count { !$0.isGiven },
            instances: instances, behind: why == nil ? newer : nil, doubt: why))
      }
      if counts ?? !usable.isEmpty {
        newer += 1
      } else if let why = Self.doubt(version, build, approved) {
        doubt = doubt ?? why
      }
    }
    self.versions = versions
  }

  /// Why nobody can tell whether a version of which no AMI counts does count all the same; nil where it does not.
  private static func doubt(
    _ version: ARNVersion, _ build: Build, _ approved: Set<String>?
  ) -> String? {
    let isContested =
      build.isContested
      || build.images.contains { $0.isContested && approved?.contains($0.id.uid) ?? true }
    if isContested { return "inputs contradict each other about AMIs of \(version.text)" }
    guard !build.isRetired else { return nil }
    let undescribed = build.images.filter { !$0.isGiven && approved?.contains($0.id.uid) ?? true }
    return undescribed.isEmpty && !build.images.isEmpty
      ? nil : "AMIs of \(version.text) were not described"
  }

  /// What is lacking of the lists that newer AMIs would stand in; nil when nothing is known to lack.
  private static func gap(of answers: [AnsweredSource], about nodes: [LineageNode]) -> String? {
    var places: [PathScope: LineageNode] = [:]
    for node in nodes { places[PathScope(account: node.account, region: node.region)] = node }
    let here = answers.filter { answer in
      places.isEmpty
        || places.values.contains { $0.mayLie(in: answer.place.account, answer.place.region) }
    }
    if here.isEmpty { return "\(asked) was not given" }
    return here.allSatisfy(\.isWhole) ? nil : "\(asked) was not given to its end"
  }

  private static func instances(of image: ResourceID, _ lineage: Lineage) -> [LineageNode] {
    lineage.next(to: image, .downstream).filter {
      $0.id.kind == ResourceKind.instance.rawValue && !$0.isTerminated
    }
  }
}

extension LineageNode {
  /// Whether it is an AMI that can be launched, as far as it was described.
  fileprivate var isUsable: Bool {
    isGiven && !isContested && state ?? "available" == "available"
  }
}
