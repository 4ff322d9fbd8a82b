/// Where a value stands, in a form that is small and cheap to make: it becomes an `Origin` only when
/// somebody asks, which few do of a large inventory.
package struct Place: Hashable, Sendable {
  private let raw: UInt64

  /// Nowhere.
  package static let none = Place(raw: 0)

  private init(raw: UInt64) { self.raw = raw }

  /// A place in a source: `offset` is what the locator takes it for, such as bytes.
  package init(source: Int, offset: Int) {
    raw = UInt64(UInt32(source + 1)) << 32 | UInt64(UInt32(offset))
  }

  /// The place of an origin that the store itself keeps, by its index.
  init(kept index: Int) {
    raw = UInt64(UInt32.max) << 32 | UInt64(UInt32(index))
  }

  /// The index of the origin that the store keeps; nil for a place in a source.
  var keptIndex: Int? { raw >> 32 == UInt64(UInt32.max) ? offset : nil }

  package var isNone: Bool { raw == 0 }

  /// The number of the source; none for `none`.
  package var source: Int { Int(raw >> 32) - 1 }

  package var offset: Int { Int(raw & 0xFFFF_FFFF) }
}

/// Says where places are, for the sources that it knows by number.
package protocol PlaceLocator: Sendable {
  /// Nil when the source can no longer tell.
  func origin(of place: Place) -> Origin?
}

/// Where something stands, whichever way a store keeps that.
package enum Standing: Sendable {
  case at(Origin?)
  case place(Place)
}
