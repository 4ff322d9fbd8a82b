import AssayModel
import AssayRules

/// What all parts of a fleet came to, in the order of results.
///
/// Resources are sorted kind by kind by the beginnings of their ids; links and findings follow their
/// resources, beside which they stand in their parts, and are not sorted at all.
struct PartJoin {
  private(set) var resources: [ResourceSummary] = []
  private(set) var links: [Link] = []
  private(set) var findings: [Finding] = []
  private(set) var masses: [Mass] = []
  /// For each part, the positions of its resources.
  let positions: [[Int32]]
  /// Those of the resources.
  private(set) var kinds: Set<String> = []

  /// Takes what parts came to out of them, so that nothing is held twice for long.
  ///
  /// `beside`: on two threads.
  init(_ parts: inout [AuditPart], beside: Bool) {
    let sorted = Self.sorted(parts)
    var positions = parts.map { Array(repeating: Int32(0), count: $0.resources.count) }
    // At once: arrays that grow are copied over and over.
    resources.reserveCapacity(sorted.count)
    for (position, spot) in sorted.enumerated() {
      positions[spot.part][spot.index] = Int32(position)
      resources.append(parts[spot.part].resources[spot.index])
    }
    self.positions = positions
    for (resource, before) in zip(resources.dropFirst(), resources)
    where resource.id.kind != before.id.kind { kinds.insert(resource.id.kind) }
    if let first = resources.first { kinds.insert(first.id.kind) }
    let isRepeated = zip(resources, resources.dropFirst()).contains { $0.id == $1.id }
    let sweeps = parts.map(\.sweep)
    for index in parts.indices { parts[index].sweep = Sweep() }
    let order = positions
    let said = Later(beside: beside) {
      var sweeps = sweeps
      return Sweep.joined(&sweeps, order: order)
    }
    links = Self.links(&parts, sorted, isRepeated: isRepeated)
    parts = []
    (findings, masses) = said.value
    if isRepeated { findings = findings.sortedUnlessInOrder(by: Finding.isOrdered) }
  }

  /// Where a resource stands.
  private struct Spot {
    private let numbers: (part: Int32, index: Int32)

    init(part: Int, index: Int) { numbers = (Int32(part), Int32(index)) }

    var part: Int { Int(numbers.part) }
    var index: Int { Int(numbers.index) }
  }

  /// A resource and the beginning of its id, by which most comparisons are decided.
  private struct Key {
    let beginning: (high: UInt64, low: UInt64)
    let spot: Spot

    init(_ uid: String, at spot: Spot) {
      self.spot = spot
      var (high, low) = (UInt64(0), UInt64(0))
      for (place, byte) in uid.utf8.prefix(16).enumerated() {
        if place < 8 {
          high |= UInt64(byte) << UInt64(56 - 8 * place)
        } else {
          low |= UInt64(byte) << UInt64(120 - 8 * place)
        }
      }
      beginning = (high, low)
    }
  }

  /// All resources by kind, then by id; those of one id in the order of parts.
  private static func sorted(_ parts: [AuditPart]) -> [Spot] {
    var byKind: [String: (keys: [Key], isASCII: Bool)] = [:]
    for (number, part) in parts.enumerated() {
      for (index, resource) in part.resources.enumerated() {
        let isASCII = resource.id.uid.utf8.allSatisfy { $0 < 0x80 }
        let key = Key(resource.id.uid, at: Spot(part: number, index: index))
        byKind[resource.id.kind, default: ([], true)].keys.append(key)
        if !isASCII { byKind[resource.id.kind]?.isASCII = false }
      }
    }
    func uid(_ key: Key) -> String { parts[key.spot.part].resources[key.spot.index].id.uid }
    return byKind.sorted { $0.key < $1.key }.flatMap { _, kind in
      // Texts beyond ASCII are not in the order of their bytes.
      let isASCII = kind.isASCII
      return kind.keys.sortedUnlessInOrder { left, right in
        if isASCII, left.beginning != right.beginning { return left.beginning < right.beginning }
        let (first, second) = (uid(left), uid(right))
        return first == second
          ? (left.spot.part, left.spot.index) < (right.spot.part, right.spot.index)
          : first < second
      }.map(\.spot)
    }
  }

  /// The links of resources in the order of those.
  private static func links(
    _ parts: inout [AuditPart], _ sorted: [Spot], isRepeated: Bool
  ) -> [Link] {
    var links: [Link] = []
    links.reserveCapacity(parts.reduce(0) { $0 + $1.links.count })
    let ranges = parts.map { $0.linkRanges }
    if !isRepeated, ranges.allSatisfy({ $0 != nil }) {
      for spot in sorted {
        guard let range = ranges[spot.part]?[spot.index] else { continue }
        for link in parts[spot.part].links[range] where links.last != link { links.append(link) }
      }
    } else {
      for link in parts.flatMap(\.links).sorted() where links.last != link { links.append(link) }
    }
    for index in parts.indices { parts[index].links = [] }
    return links
  }
}

extension AuditPart {
  /// For each resource, which links are its own; nil where they do not come in the order of resources.
  var linkRanges: [Range<Int>]? {
    var ranges: [Range<Int>] = []
    ranges.reserveCapacity(resources.count)
    var end = 0
    for resource in resources {
      let start = end
      while end < links.count, links[end].from == resource.id { end += 1 }
      ranges.append(start..<end)
    }
    return end == links.count ? ranges : nil
  }
}
