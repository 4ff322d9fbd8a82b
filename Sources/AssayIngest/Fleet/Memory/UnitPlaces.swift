import Documents
package import Records

/// The places of one unit: elements of answers, and objects.
///
/// What stands in them is told by how far it is
/// from where they begin, so that it can be found again where they moved.
package struct UnitPlaces {
  /// Where something stands, seen from the unit.
  package enum Spot: Hashable {
    case nowhere
    /// In the element or the object of a number, lines counted from its first.
    case element(Int, Lines)
    case object(Int, Lines)
    /// Outside of the unit.
    case fixed(Origin)
  }

  /// Lines and columns.
  package struct Lines: Hashable {
    package var line: Int32
    package var column: Int32
    package var endLine: Int32
    package var endColumn: Int32

    package init(line: Int32, column: Int32, endLine: Int32, endColumn: Int32) {
      (self.line, self.column, self.endLine, self.endColumn) = (line, column, endLine, endColumn)
    }

    fileprivate init(_ origin: Origin, from first: Int32) {
      line = origin.line &- first
      column = origin.column
      endLine = origin.endLine &- first
      endColumn = origin.endColumn
    }

    fileprivate func origin(_ path: String, from first: Int32) -> Origin {
      Origin(
        path: path, line: line &+ first, column: column, endLine: endLine &+ first,
        endColumn: endColumn)
    }
  }

  /// The places of what belongs to no unit: everything is outside.
  package init(outside fleet: FleetIngest) {
    snapshot = fleet.snapshot
    (elements, objects, paths) = ([], [], [])
  }

  private let elements: [(path: String, line: Int32, count: Int32)]
  private let objects: [FleetSnapshot.InventoryObject]
  private let snapshot: FleetSnapshot
  /// Those of objects, as far as anybody asked for them; empty before.
  private var paths: [String?]

  /// The places of the unit at a position.
  package init(_ fleet: FleetIngest, _ position: Int) {
    let unit = fleet.units[position]
    snapshot = fleet.snapshot
    let members = [unit] + unit.allOthers
    let pages = fleet.snapshot.pages
    elements = members.flatMap { $0.instances + $0.volumes }.map {
      (pages[$0.page].path, Int32(clamping: $0.line), Int32(clamping: $0.lineCount))
    }
    objects = members.flatMap(\.objects)
    paths = []
  }

  private mutating func path(_ object: Int) -> String {
    if paths.isEmpty { paths = Array(repeating: nil, count: objects.count) }
    if let path = paths[object] { return path }
    let listing = snapshot.listings[Int(objects[object].listing)]
    let path = listing.path(of: listing.files[Int(objects[object].file)])
    paths[object] = path
    return path
  }

  /// Nil for a place in an answer that is in none of the unit's elements.
  package mutating func spot(of origin: Origin?) -> Spot? {
    guard let origin else { return .nowhere }
    var isInPage = false
    var best: Int?
    for (number, element) in elements.enumerated() where element.path == origin.path {
      isInPage = true
      guard element.line <= origin.line, origin.line <= element.line &+ element.count else {
        continue
      }
      if best.map({ elements[$0].line < element.line }) ?? true { best = number }
    }
    if let best { return .element(best, Lines(origin, from: elements[best].line)) }
    if isInPage { return nil }
    for (number, object) in objects.enumerated() {
      let place = Int(object.listing)
      // Looked at where it stands: a listing is asked for each place of a unit.
      let file = snapshot.listings[place].files[Int(object.file)]
      if snapshot.listings[place].isPath(origin.path, of: file) {
        return .object(number, Lines(origin, from: 0))
      }
    }
    return .fixed(origin)
  }

  /// Nil for a spot that the unit does not have.
  package mutating func origin(of spot: Spot) -> Origin?? {
    switch spot {
    case .nowhere: return .some(nil)
    case .fixed(let origin): return origin
    case .element(let number, let lines):
      guard elements.indices.contains(number) else { return nil }
      return lines.origin(elements[number].path, from: elements[number].line)
    case .object(let number, let lines):
      guard objects.indices.contains(number) else { return nil }
      return lines.origin(path(number), from: 0)
    }
  }
}

extension FleetSnapshot.Unit {
  /// The units that are read with this one, and those with them.
  fileprivate var allOthers: [FleetSnapshot.Unit] { others.flatMap { [$0] + $0.allOthers } }
}
