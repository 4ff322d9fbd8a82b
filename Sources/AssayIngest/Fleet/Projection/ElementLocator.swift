import Documents
import Records
import Synchronization

/// What values of a part were read from.
enum ReadSource: Sendable {
  /// An element of a large answer: places in it are bytes from its start.
  case element(ElementPlace)
  /// An object of Resource Data Sync: places in it are lines.
  case object(FleetSnapshot.InventoryObject)
}

/// Says where values stand that were read out of elements of large answers, by reading those again, and
/// out of objects of inventory.
///
/// A place is the number of a source and what tells the place in it.
final class ElementLocator: PlaceLocator {
  private let pages: [FleetPage]
  private let listings: [FolderListing]
  private let sources: [ReadSource]
  /// Elements that were asked for: rule after rule asks for them again.
  private let known = Mutex<(reads: [Int: Read], size: Int)>(([:], 0))
  /// Of objects that were asked for, by number of the source: what is said of one names the same text.
  private let paths = Mutex<[Int: String]>([:])

  /// The most bytes of elements that are kept; past it all are forgotten.
  private static let mostBytes = 6 << 20

  /// An element that was read again.
  private struct Read {
    let file: SourceFile
    /// Where it stands as a whole.
    let whole: Origin
  }

  init(_ snapshot: FleetSnapshot, _ sources: [ReadSource]) {
    pages = snapshot.pages
    listings = snapshot.listings
    self.sources = sources
  }

  func origin(of place: Place) -> Origin? {
    switch sources[place.source] {
    case .object(let object):
      return origin(ofLine: Int32(clamping: place.offset), of: place.source, object)
    case .element(let element):
      guard let read = read(place.source, element) else { return nil }
      return place.offset == 0 ? read.whole : Self.origin(at: place.offset, in: read.file)
    }
  }

  /// Rows stand in lines of their own.
  private func origin(
    ofLine line: Int32, of source: Int, _ object: FleetSnapshot.InventoryObject
  ) -> Origin {
    let path = paths.withLock { paths in
      if let path = paths[source] { return path }
      let listing = listings[Int(object.listing)]
      let path = listing.path(of: listing.files[Int(object.file)])
      paths[source] = path
      return path
    }
    return Origin(path: path, line: line, column: 1, endLine: line, endColumn: 1)
  }

  private func read(_ number: Int, _ place: ElementPlace) -> Read? {
    if let read = known.withLock({ $0.reads[number] }) { return read }
    guard let file = pages[place.page].file(at: place) else { return nil }
    let read = Read(file: file, whole: pages[place.page].origin(of: file.bytes, at: place))
    known.withLock { known in
      if known.size + place.count > Self.mostBytes { known = ([:], 0) }
      known.reads[number] = read
      known.size += place.count
    }
    return read
  }

  /// The place of the value that begins at an offset.
  static func origin(at offset: Int, in file: SourceFile) -> Origin {
    let end = file.bytes.withUnsafeBytes { bytes -> Int in
      guard offset <= bytes.count else { return offset }
      var cursor = JSONCursor(bytes, range: offset..<bytes.count)
      return (try? cursor.skip())?.upperBound ?? offset
    }
    return Origin(
      file: file, range: SourceRange(start: Int32(clamping: offset), end: Int32(clamping: end)))
  }
}
