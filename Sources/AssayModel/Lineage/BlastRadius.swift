/// What a change to something reaches: everything that is downstream of it, counted.
package struct BlastRadius: Sendable {
  /// How many of each kind, without terminated instances; ascending by kind's place in lineage.
  package let kinds: [(kind: ResourceKind, count: Int)]
  /// Instances by state, the most first; those whose state nobody says are `unknown`.
  package let states: [(state: String, count: Int)]
  /// Instances that are not terminated, by owner, the most first; nil is no owner's tag.
  package let owners: [(owner: LineageNode.Owner, count: Int)]
  /// The same by account and region.
  package let places: [(account: String?, region: String?, count: Int)]
  /// Instances that are not terminated.
  package let instances: Int

  package init(_ nodes: [LineageNode]) {
    let isInstance = { (node: LineageNode) in node.id.kind == ResourceKind.instance.rawValue }
    let all = nodes.filter(isInstance)
    let live = all.filter { !$0.isTerminated }
    kinds = LineageReader.kinds.compactMap { kind in
      let count = nodes.count { $0.id.kind == kind.rawValue && !$0.isTerminated }
      return count == 0 ? nil : (kind, count)
    }
    states = Self.counted(all.map { $0.state ?? "unknown" }, by: \.self).map { ($0, $1) }
    owners = Self.counted(live.map(\.owner)) { owner in
      // Those without a name come last among equals.
      switch owner {
      case .named(let name): "0\(name)"
      case .untagged: "1"
      case .unknown: "2"
      }
    }.map { ($0, $1) }
    places = Self.counted(live.map { [$0.account, $0.region] }) { place in
      place.map { $0 ?? "" }.joined(separator: " ")
    }.map { ($0[0], $0[1], $1) }
    instances = live.count
  }

  /// How often each occurs: the most first, then by `order`.
  private static func counted<Item: Hashable>(
    _ items: [Item], by order: (Item) -> String
  ) -> [(Item, Int)] {
    var counts: [Item: Int] = [:]
    for item in items { counts[item, default: 0] += 1 }
    return counts.sorted { left, right in
      left.value == right.value
        ? order(left.key) < order(right.key) : left.value > right.value
    }.map { ($0.key, $0.value) }
  }
}
