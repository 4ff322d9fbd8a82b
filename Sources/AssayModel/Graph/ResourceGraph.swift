package import Records

/// Everything a run looks at: resources by kind, their links, and links that lead nowhere.
///
/// Immutable; made by `ResourceGraph.Builder`.
package struct ResourceGraph: Sendable {
  package let store: RecordStore
  /// Sorted by id.
  package let resources: [Resource]
  /// Sorted.
  package let links: [Link]
  /// Sorted by resource, then label.
  package let dangling: [DanglingLink]
  private let spans: [String: Range<Int>]

  init(store: RecordStore, resources: [Resource], links: [Link], dangling: [DanglingLink]) {
    self.store = store
    self.resources = resources
    self.links = links
    self.dangling = dangling
    var spans: [String: Range<Int>] = [:]
    var start = 0
    for index in resources.indices {
      let kind = resources[index].id.kind
      if index + 1 == resources.count || resources[index + 1].id.kind != kind {
        spans[kind] = start..<index + 1
        start = index + 1
      }
    }
    self.spans = spans
  }

  /// The resources of a kind, sorted by id; empty when there are none.
  package func resources(of kind: String) -> ArraySlice<Resource> {
    resources[spans[kind] ?? 0..<0]
  }
}

/// A link to something that is not among the inputs.
package struct DanglingLink: Sendable, Hashable, Comparable {
  package let from: ResourceID
  package let label: String
  /// As the document names it.
  package let target: String

  package init(from: ResourceID, label: String, target: String) {
    self.from = from
    self.label = label
    self.target = target
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.from, left.label, left.target) < (right.from, right.label, right.target)
  }
}
