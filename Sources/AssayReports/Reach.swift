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

  private let links: [ResourceID: [Link]]
  private let names: [ResourceID: String]

  init(_ result: RunResult) {
    links = Dictionary(grouping: result.links, by: \.to)
    names = Dictionary(result.resources.map { ($0.id, $0.name) }, uniquingKeysWith: { a, _ in a })
  }

  /// The name of a resource for people; its uid when it was not among the resources.
  package func name(of id: ResourceID) -> String {
    names[id].map { $0.orIfBlank(id.uid) } ?? id.uid
  }

  /// Who uses `id`, nearest first, then as the links are sorted; at most 500.
  package func users(of id: ResourceID) -> [User] {
    guard links[id] != nil else { return [] }
    var users: [User] = []
    var seen: Set<ResourceID> = [id]
    var queue = [id]
    var next = 0
    while next < queue.count, users.count < Self.limit {
      let target = queue[next]
      next += 1
      for link in links[target] ?? [] where seen.insert(link.from).inserted {
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
