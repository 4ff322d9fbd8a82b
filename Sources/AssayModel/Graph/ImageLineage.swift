import Records

/// Finds the later versions of the image that an AMI came out of.
///
/// Image Builder tags each AMI with the ARN of its build, `…:image/golden/1.2.3/1`, and lists the AMIs of a build with
/// it; AMIs whose ARNs differ in the version alone are of one lineage. In: drafts, each resource once. Out: the
/// same, where each AMI of a lineage knows the versions after its own of which AMIs are available. One of which nobody
/// described the AMIs is unknown, and so is what stands on a page of a list of AMIs that is not here. Of an AMI of
/// which nothing tells the build, or several answers tell another one, nothing is known.
struct ImageLineage {
  private struct Member {
    let version: ARNVersion
    let imageID: String
  }

  /// Available AMIs by the ARN of their image without the version.
  private var lineages: [String: [Member]] = [:]
  /// Builds that are done and of which no AMI was described.
  private var undescribed: [String: [ARNVersion]] = [:]
  /// The builds that AMIs are said to have come out of, by id.
  private var builds: [String: Set<ARNVersion>] = [:]
  /// Where lists of AMIs go on on pages that are not here.
  private let cut: Set<PathScope>

  static func run(over drafts: [DraftResource], cut: Set<PathScope>) -> [DraftResource] {
    let lineage = ImageLineage(drafts, cut: cut)
    var result = drafts
    for index in result.indices where result[index].id.kind == ResourceKind.machineImage.rawValue {
      result[index].record["newerImages"] = lineage.newer(than: result[index].record)
    }
    return result
  }

  private init(_ drafts: [DraftResource], cut: Set<PathScope>) {
    self.cut = cut
    let images = drafts.filter { $0.id.kind == ResourceKind.machineImage.rawValue }
    guard !images.isEmpty else { return }
    var outputs: [ARNVersion: Set<String>] = [:]
    for draft in drafts where draft.id.kind == ResourceKind.image.rawValue {
      guard let version = Self.version(draft.record["arn"]) else { continue }
      let ids = (draft.record["amis"].elements ?? []).compactMap { element -> String? in
        guard case .record(let ami) = element.value else { return nil }
        return ami["imageId"].text
      }
      for id in ids { builds[id, default: []].insert(version) }
      // Those that failed, are on their way or were withdrawn make nobody late.
      if draft.record["state"].text ?? "AVAILABLE" == "AVAILABLE" {
        outputs[version, default: []].formUnion(ids)
      }
    }
    for draft in images {
      guard let id = draft.record["imageId"].text,
        let version = Self.version(draft.record["imageBuildArn"])
      else { continue }
      builds[id, default: []].insert(version)
    }
    var described: Set<ARNVersion> = []
    for draft in images {
      guard let id = draft.record["imageId"].text, let versions = builds[id] else { continue }
      described.formUnion(versions)
      guard draft.record["state"].text ?? "available" == "available" else { continue }
      for version in versions {
        lineages[version.stem, default: []].append(Member(version: version, imageID: id))
      }
    }
    for version in outputs.keys where !described.contains(version) {
      undescribed[version.stem, default: []].append(version)
    }
  }

  private static func version(_ arn: Draft) -> ARNVersion? {
    guard let version = arn.text.flatMap({ ARNVersion(arn: $0) }), version.isPinned else {
      return nil
    }
    return version
  }

  private func newer(than image: DraftRecord) -> Draft {
    let origin = image["imageBuildArn"].origin ?? image.origin
    let own = image["imageId"].text.flatMap { builds[$0] } ?? []
    guard let version = own.first, own.count == 1 else {
      let why =
        own.isEmpty
        ? "no tag tells which Image Builder image it came out of"
        : "several Image Builder images are said to have made it"
      return .unknown(UnknownReason(.notGiven, why), at: origin)
    }
    let later = (lineages[version.stem] ?? []).filter { version.order < $0.version.order }
    var elements = Self.newest(later, origin)
    let open = (undescribed[version.stem] ?? []).filter { version.order < $0.order }
    for version in open.sorted(by: { $0.order > $1.order }) {
      elements.append(
        .unknown(UnknownReason(.notGiven, "AMIs of \(version.text) were not described"), at: origin)
      )
    }
    let place = PathScope(account: image["account"].text, region: image["region"].text)
    if cut.contains(where: place.mayBe) {
      elements.append(
        .unknown(
          UnknownReason(.notGiven, "a list of AMIs goes on on a page that is not here"), at: origin)
      )
    }
    return .stated(.list(elements), at: origin)
  }

  private static func newest(_ members: [Member], _ origin: Origin?) -> [Draft] {
    let versions = Dictionary(grouping: members) { $0.version }
    return versions.sorted { $0.key.order > $1.key.order }.map { version, members in
      var record = DraftRecord(.newerImage, origin: origin)
      record["version"] = .stated(.string(version.text), at: origin)
      record["imageIds"] = .stated(
        .list(Set(members.map(\.imageID)).sorted().map { .stated(.string($0), at: origin) }),
        at: origin)
      return .stated(.record(record), at: origin)
    }
  }
}
