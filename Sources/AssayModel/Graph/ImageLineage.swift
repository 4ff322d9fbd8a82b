import Records

/// Finds the later versions of the image that an AMI came out of.
///
/// Image Builder tags each AMI with the ARN of its build, `…:image/golden/1.2.3/1`; AMIs whose ARNs differ
/// in the version alone are of one lineage. In: drafts, each resource once. Out: the same, where each
/// AMI of a lineage knows the versions after its own of which AMIs are available. Of an AMI without
/// that tag nothing is known.
enum ImageLineage {
  private struct Member {
    let version: ARNVersion
    let imageID: String
  }

  static func run(over drafts: [DraftResource]) -> [DraftResource] {
    var lineages: [String: [Member]] = [:]
    for draft in drafts where draft.id.kind == ResourceKind.machineImage.rawValue {
      guard let version = version(of: draft.record), let id = draft.record["imageId"].text,
        draft.record["state"].text ?? "available" == "available"
      else { continue }
      lineages[version.stem, default: []].append(Member(version: version, imageID: id))
    }
    var result = drafts
    for index in result.indices where result[index].id.kind == ResourceKind.machineImage.rawValue {
      let origin = result[index].record["imageBuildArn"].origin ?? result[index].record.origin
      guard let version = version(of: result[index].record) else {
        result[index].record["newerImages"] = .unknown(
          UnknownReason(.notGiven, "no tag tells which Image Builder image it came out of"),
          at: origin)
        continue
      }
      let later = (lineages[version.stem] ?? []).filter { version.order < $0.version.order }
      result[index].record["newerImages"] = .stated(.list(newest(later, origin)), at: origin)
    }
    return result
  }

  private static func version(of record: DraftRecord) -> ARNVersion? {
    guard let version = record["imageBuildArn"].text.flatMap({ ARNVersion(arn: $0) }),
      version.isPinned
    else { return nil }
    return version
  }

  private static func newest(_ members: [Member], _ origin: Origin?) -> [Draft] {
    let versions = Dictionary(grouping: members) { $0.version }
    return versions.sorted { $0.key.order > $1.key.order }.map { version, members in
      var record = DraftRecord(.newerImage, origin: origin)
      let numbers = version.nodes.prefix(3).map { $0.map(String.init) ?? "x" }
      let build = version.nodes[3].map { "/\($0)" } ?? ""
      record["version"] = .stated(.string(numbers.joined(separator: ".") + build), at: origin)
      record["imageIds"] = .stated(
        .list(members.map(\.imageID).sorted().map { .stated(.string($0), at: origin) }), at: origin)
      return .stated(.record(record), at: origin)
    }
  }
}
