package import AssayModel

/// Who uses what: the blast radius of a resource within what was given.
package struct Reach: Sendable {
  /// One resource that uses another.
  package struct User: Sendable, Hashable {
    package let id: ResourceID
    /// For people.
    package let name: String
    /// The link's label, for direct users; nil for users of users.
    package let label: String?
  }

  /// Users are followed this far: enough for any chain of an image, and a bound on hostile graphs.
  private static let limit = 500

  private let links: [Link]
  /// Positions of the links to a resource, ascending.
  private let uses: [ResourceID: [Int32]]
  /// Sorted by id.
  private let resources: [ResourceSummary]

  init(_ result: RunResult) {
    links = result.links
    uses = Dictionary(grouping: Int32(0)..<Int32(links.count)) { result.links[Int($0)].to }
    resources = result.resources
  }

  /// The name of a resource for people; its uid when it was not among the resources.
  package func name(of id: ResourceID) -> String {
    var (low, high) = (0, resources.count)
    while low < high {
      let middle = low + (high - low) / 2
      if resources[middle].id < id { low = middle + 1 } else { high = middle }
    }
    guard low < resources.count, resources[low].id == id else { return id.uid }
    return resources[low].name.orIfBlank(id.uid)
  }

  /// Who uses `id`, nearest first, then as the links are sorted; at most 500.
  package func users(of id: ResourceID) -> [User] {
    guard uses[id] != nil else { return [] }
    var users: [User] = []
    var seen: Set<ResourceID> = [id]
    var queue = [id]
    var next = 0
    while next < queue.count, users.count < Self.limit {
      let target = queue[next]
      next += 1
      for position in uses[target] ?? [] {
        let link = links[Int(position)]
        guard seen.insert(link.from).inserted else { continue }
        users.append(
          User(id: link.from, name: name(of: link.from), label: target == id ? link.label : nil))
        queue.append(link.from)
      }
    }
    return Array(users.prefix(Self.limit))
  }

  /// `image recipe web, pipeline weekly and 3 more`; nil when nothing uses it.
  package func sentence(for id: ResourceID, naming limit: Int = 3) -> String? {
    let users = users(of: id)
    guard !users.isEmpty else { return nil }
    let named = users.prefix(limit).map { "\($0.id.kindWords) \($0.name.visible(80))" }
    let rest = users.count - named.count
    return named.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }
}

extension ResourceID {
  /// The kind for people: `image recipe`.
  package var kindWords: String {
    String(
      decoding: kind.utf8.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: " ") : $0 }, as: UTF8.self
    ).visible(60)
  }
}
