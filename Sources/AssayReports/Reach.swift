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
  private let positions: ResourcePositions
  /// Nothing of a fleet's links is sorted before somebody asks for it.
  private let index = Index()

  init(_ result: RunResult, _ positions: ResourcePositions) {
    links = result.links
    resources = result.resources
    self.positions = positions
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
      let made = Uses(links)
      known = made
      return made
    }
  }

  /// The links to each resource.
  private struct Uses {
    /// Number by resource.
    private var numbers: [ResourceID: Int32] = [:]
    /// Positions of links, first those to resource 0, ascending.
    private var positions: [Int32]
    /// By number, where the positions of the links to the resource begin; and the end of all.
    private var starts: [Int32] = []

    init(_ links: [Link]) {
      positions = Array(repeating: 0, count: links.count)
      var targets: [Int32] = []
      targets.reserveCapacity(links.count)
      var counts: [Int32] = []
      for link in links {
        let next = Int32(counts.count)
        let number = numbers[link.to, default: next]
        if number == next {
          numbers[link.to] = next
          counts.append(0)
        }
        counts[Int(number)] += 1
        targets.append(number)
      }
      starts.reserveCapacity(counts.count + 1)
      var start: Int32 = 0
      for count in counts {
        starts.append(start)
        start += count
      }
      starts.append(start)
      var ends = starts
      for (position, target) in targets.enumerated() {
        positions[Int(ends[Int(target)])] = Int32(position)
        ends[Int(target)] += 1
      }
    }

    /// Positions of the links to a resource, ascending.
    subscript(id: ResourceID) -> ArraySlice<Int32> {
      guard let number = numbers[id].map(Int.init) else { return [] }
      return positions[Int(starts[number])..<Int(starts[number + 1])]
    }
  }

  /// The name of a resource for people; its uid when it was not among the resources.
  package func name(of id: ResourceID) -> String {
    positions[id].map { resources[$0].name.orIfBlank(id.uid) } ?? id.uid
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
    var queue = [id]
    var next = 0
    while next < queue.count, users.count < Self.limit {
      let target = queue[next]
      next += 1
      for position in uses[target] {
        let link = links[Int(position)]
        guard seen.insert(link.from).inserted else { continue }
        users.append((link.from, target == id ? link.label : nil))
        queue.append(link.from)
      }
    }
    return Array(users.prefix(Self.limit))
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
