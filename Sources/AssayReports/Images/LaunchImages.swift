import AssayModel

/// Which machine image each resource of a fleet comes from.
///
/// Instances, launch templates and the like say it themselves; managed nodes and volumes come from
/// the image of the instance that they belong to. Of what comes from several images, or from one
/// that was not collected, the image is not known.
struct LaunchImages: Sendable {
  private static let imageKind = "machine_image"
  private static let instanceKind = "instance"

  private let resources: [ResourceSummary]
  /// By position of the resource, the position of its image; -1 where none is known.
  private let images: [Int32]
  /// Whether any resource comes from a known image.
  let isEmpty: Bool

  /// Without any image.
  static let none = LaunchImages([], [])

  /// `resources` and `links` as results have them: sorted.
  init(_ resources: [ResourceSummary], _ links: [Link]) {
    self.resources = resources
    var images = Array(repeating: Int32(-1), count: resources.count)
    var owners: [(resource: Int, instance: Int)] = []
    var position = 0
    var isEmpty = true
    for link in links where link.to.kind == Self.imageKind || link.to.kind == Self.instanceKind {
      // Both lists are sorted alike, so that one walk finds where links start.
      while position < resources.count, resources[position].id < link.from { position += 1 }
      guard position < resources.count, resources[position].id == link.from,
        let target = Self.position(of: link.to, in: resources)
      else { continue }
      if link.to.kind == Self.imageKind {
        images[position] = Self.joined(images[position], Int32(target))
        isEmpty = false
      } else if link.from.kind != Self.instanceKind {
        owners.append((position, target))
      }
    }
    for (resource, instance) in owners where images[instance] != -1 {
      images[resource] = Self.joined(images[resource], images[instance])
    }
    self.images = images
    self.isEmpty = isEmpty
  }

  /// What comes from several images; no position.
  private static let several: Int32 = -2

  private static func joined(_ known: Int32, _ other: Int32) -> Int32 {
    known == -1 || known == other ? other : several
  }

  private static func position(of id: ResourceID, in resources: [ResourceSummary]) -> Int? {
    var (low, high) = (0, resources.count)
    while low < high {
      let middle = low + (high - low) / 2
      if resources[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low < resources.count && resources[low].id == id ? low : nil
  }

  /// The position of the image that the resource at a position comes from.
  func image(at position: Int) -> Int? {
    isEmpty || images[position] < 0 ? nil : Int(images[position])
  }

  /// The position of the image that a resource comes from.
  func image(of id: ResourceID) -> Int? {
    isEmpty ? nil : Self.position(of: id, in: resources).flatMap(image(at:))
  }

  /// The id of the image at a position.
  func id(_ image: Int) -> String { resources[image].id.uid }

  /// `golden-web-2026.11 (ami-0abc)`, for the image at a position.
  func name(_ image: Int) -> String {
    let resource = resources[image]
    let id = resource.id.uid.split(separator: "/").last.map(String.init) ?? resource.id.uid
    let name = resource.name.collapsed
    return name.isEmpty || name == id
      ? id.visible(120) : "\(name.visible(120)) (\(id.visible(60)))"
  }
}
