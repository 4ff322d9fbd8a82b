import AssayModel

/// Which machine image each resource of a fleet comes from.
///
/// Instances, launch templates and the like say it themselves; managed nodes and volumes come from
/// the image of the instance that they belong to. Of what comes from several images, or from one
/// that was not collected, the image is not known.
struct LaunchImages: Sendable {
  private let resources: [ResourceSummary]
  private let ends: LinkEnds
  /// By position of the resource, the number of its image; -1 where none is known.
  private let numbers: [Int32]
  /// Positions of the images that anything comes from, by number: in their order.
  private let images: [Int32]

  /// Whether no resource comes from an image that was collected.
  let isEmpty: Bool

  /// Number of images that anything comes from.
  var count: Int { images.count }

  /// Without any image.
  static let none = LaunchImages()

  private init() {
    resources = []
    ends = LinkEnds(resources: [], links: [])
    isEmpty = true
    images = []
    numbers = []
  }

  /// The result's resources are sorted.
  init(_ result: RunResult, _ ends: LinkEnds) {
    resources = result.resources
    self.ends = ends
    let images = Self.images(result, ends)
    isEmpty = images.allSatisfy { $0 == -1 }
    let known = Set(images.lazy.filter { $0 >= 0 }).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: zip(known, Int32(0)...))
    self.images = known
    self.numbers = images.map { $0 < 0 ? -1 : numbers[$0] ?? -1 }
  }

  /// By position of the resource, the position of its image; negative where none is known.
  private static func images(_ result: RunResult, _ ends: LinkEnds) -> [Int32] {
    var images = Array(repeating: Int32(-1), count: result.resources.count)
    var owners: [(resource: Int, instance: Int)] = []
    let kinds = result.resources.map { Kind($0.id.kind) }
    for end in ends.links where end.from >= 0 && end.to >= 0 {
      let (resource, target) = (Int(end.from), Int(end.to))
      switch kinds[target] {
      case .image: images[resource] = joined(images[resource], end.to)
      case .instance where kinds[resource] != .instance: owners.append((resource, target))
      default: continue
      }
    }
    for (resource, instance) in owners where images[instance] != -1 {
      images[resource] = joined(images[resource], images[instance])
    }
    return images
  }

  private enum Kind {
    case image, instance, other

    init(_ name: String) {
      self = name == "machine_image" ? .image : name == "instance" ? .instance : .other
    }
  }

  /// What comes from several images; no position.
  private static let several: Int32 = -2

  private static func joined(_ known: Int32, _ other: Int32) -> Int32 {
    known == -1 || known == other ? other : several
  }

  /// The number of the image that the resource at a position comes from; -1 where none is known.
  func number(at position: Int) -> Int { isEmpty ? -1 : Int(numbers[position]) }

  /// The number of the image that a resource comes from; -1 where none is known.
  func number(of id: ResourceID) -> Int {
    isEmpty ? -1 : ends.resources[id].map { Int(numbers[$0]) } ?? -1
  }

  /// The position of the image with a number.
  func image(_ number: Int) -> Int { Int(images[number]) }

  /// The position of the image that the resource at a position comes from.
  func image(at position: Int) -> Int? {
    let number = number(at: position)
    return number < 0 ? nil : image(number)
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
