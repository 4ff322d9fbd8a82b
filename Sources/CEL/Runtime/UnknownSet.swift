package import Records

/// Why a value is unknown: the places that were read and could not be.
package struct UnknownSet: Sendable, Hashable {
  /// One place.
  package struct Entry: Sendable, Hashable {
    /// As a rule names it: `resource.blockDevices[0].encrypted`.
    ///
    /// Empty while an evaluation runs when the place is known; the evaluator fills it in at the
    /// end.
    package var path: String
    package var reason: UnknownReason
    /// Where the place stands in its document; nil when nobody said.
    package var origin: Origin?
    /// Where the place is in the store; nil for an unknown that came from elsewhere.
    var place: Place?

    package init(path: String, reason: UnknownReason, origin: Origin? = nil) {
      self.path = path
      self.reason = reason
      self.origin = origin
    }

    init(place: Place, reason: UnknownReason, origin: Origin?) {
      path = ""
      self.reason = reason
      self.origin = origin
      self.place = place
    }
  }

  /// So many are kept; what comes later adds nothing that people would read.
  static let limit = 32

  /// In the order of evaluation, each once; never empty.
  package private(set) var entries: [Entry]

  package init(_ entry: Entry) {
    entries = [entry]
  }

  /// Both, without repetition.
  package func union(_ other: UnknownSet) -> UnknownSet {
    var result = self
    for entry in other.entries where result.entries.count < Self.limit {
      if !result.entries.contains(entry) { result.entries.append(entry) }
    }
    return result
  }

  /// Whether all of it is only missing because a collector did not run.
  package var isNotCollected: Bool {
    entries.allSatisfy { $0.reason.kind == .notCollected }
  }

  /// The same with the empty paths filled in.
  func withPaths(_ path: (Place) -> String) -> UnknownSet {
    var result = self
    for index in entries.indices where entries[index].path.isEmpty {
      result.entries[index].path = entries[index].place.map(path) ?? "(unknown)"
    }
    return result
  }
}

/// A slot of a store, by its block and its index there.
struct Place: Hashable, Sendable {
  let block: BlockID
  let index: Int
}
