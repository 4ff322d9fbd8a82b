import Documents
import Records
import Synchronization

/// Says where values stand that were read out of elements of large answers, by reading those again.
///
/// A place is the number of an element and the bytes from its start.
final class ElementLocator: PlaceLocator {
  private let pages: [FleetPage]
  private let elements: [ElementPlace]
  /// Elements that were asked for: rule after rule asks for them again.
  private let known = Mutex<(reads: [Int: Read], size: Int)>(([:], 0))

  /// The most bytes of elements that are kept; past it all are forgotten.
  private static let mostBytes = 6 << 20

  /// An element that was read again.
  private struct Read {
    let file: SourceFile
    /// Where it stands as a whole.
    let whole: Origin
  }

  init(_ pages: [FleetPage], _ elements: [ElementPlace]) {
    self.pages = pages
    self.elements = elements
  }

  func origin(of place: Place) -> Origin? {
    guard let read = read(place.source) else { return nil }
    return place.offset == 0 ? read.whole : Self.origin(at: place.offset, in: read.file)
  }

  private func read(_ number: Int) -> Read? {
    if let read = known.withLock({ $0.reads[number] }) { return read }
    let place = elements[number]
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
