package import AssayModel
import Synchronization

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
  private let resources: [ResourceSummary]
  private let ends: LinkEnds
  /// Nothing of a fleet's links is sorted before somebody asks for it.
  private let index = Index()

  init(_ result: RunResult, _ ends: LinkEnds) {
    links = result.links
    resources = result.resources
    self.ends = ends
  }

  /// What was asked for, kept.
  private final class Index: Sendable {
    let uses = Mutex<Uses?>(nil)
    /// By resource and number of names.
    let sentences = Mutex<[SentenceKey: String?]>([:])
  }

  private struct SentenceKey: Hashable {
    let id: ResourceID
    let limit: Int
  }

  private var uses: Uses {
    index.uses.withLock { known in
      if let known { return known }
      let made = Uses(links, ends, among: resources.count)
      known = made
      return made
    }
  }

  /// The links to each resource.
  private struct Uses {
    private let resources: ResourcePositions
    /// Numbers of those that are not among the resources; the others are numbered by their positions.
    private var others: [ResourceID: Int] = [:]
    /// Positions of links, first those to resource 0, ascending.
    private var positions: [Int32]
    /// By number, where the positions of the links to the resource begin; and the end of all.
    private var starts: [Int32]

    init(_ links: [Link], _ ends: LinkEnds, among count: Int) {
      resources = ends.resources
      for (end, link) in zip(ends.links, links) where end.to < 0 && others[link.to] == nil {
        others[link.to] = count + others.count
      }
      let others = others
      func target(_ position: Int) -> Int {
        let end = ends.links[position].to
        return end < 0 ? others[links[position].to] ?? 0 : Int(end)
      }
      starts = Array(repeating: 0, count: count + others.count + 1)
      for position in links.indices { starts[target(position) + 1] += 1 }
      for number in starts.indices.dropFirst() { starts[number] += starts[number - 1] }
      var nexts = starts
      positions = Array(repeating: 0, count: links.count)
      for position in links.indices {
        let number = target(position)
        positions[Int(nexts[number])] = Int32(position)
        nexts[number] += 1
      }
    }

    /// Positions of the links to a resource, ascending.
    subscript(id: ResourceID) -> ArraySlice<Int32> {
      guard let number = resources[id] ?? others[id] else { return [] }
      return positions[Int(starts[number])..<Int(starts[number + 1])]
    }
  }

  /// The name of a resource for people; its uid when it was not among the resources.
  package func name(of id: ResourceID) -> String {
    ends.resources[id].map { resources[$0].name.orIfBlank(id.uid) } ?? id.uid
  }

  /// Who uses `id`, nearest first, then as the links are sorted; at most 500.
  package func users(of id: ResourceID) -> [User] {
    found(from: id).map { User(id: $0.id, name: name(of: $0.id), label: $0.label) }
  }

  /// The same without their names, each of which has to be looked up.
  private func found(from id: ResourceID) -> [(id: ResourceID, label: String?)] {
    let uses = uses
    guard !uses[id].isEmpty else { return [] }
    var users: [(id: ResourceID, label: String?)] = []
    var seen: Set<ResourceID> = [id]
    /// Whose users come next; after `id` those that were found.
    var target = id
    var next = 0
    while users.count < Self.limit {
      for position in uses[target] where users.count < Self.limit {
        let link = links[Int(position)]
        guard seen.insert(link.from).inserted else { continue }
        users.append((link.from, target == id ? link.label : nil))
      }
      guard next < users.count else { break }
      target = users[next].id
      next += 1
    }
    return users
  }

  /// `image recipe web, pipeline weekly and 3 more`; nil when nothing uses it.
  package func sentence(for id: ResourceID, naming limit: Int = 3) -> String? {
    // A resource may have a finding of every rule.
    let key = SentenceKey(id: id, limit: limit)
    if let known = index.sentences.withLock({ $0[key] }) { return known }
    let users = found(from: id)
    let named = users.prefix(limit).map { "\($0.id.kindWords) \(name(of: $0.id).visible(80))" }
    let rest = users.count - named.count
    let sentence =
      users.isEmpty ? nil : named.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    index.sentences.withLock { $0[key] = .some(sentence) }
    return sentence
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
