import Documents
import Records
import Synchronization

/// Says where values stand that were read out of elements of large answers, by reading those again.
///
/// A place is the number of an element and the bytes from its start.
final class ElementLocator: PlaceLocator {
  private let pages: [FleetPage]
  private let elements: [ElementPlace]
  /// The element that was asked for last: evidence comes together.
  private let last = Mutex<Read?>(nil)

  /// An element that was read again.
  private struct Read {
    let number: Int
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
    if let last = last.withLock({ $0 }), last.number == number { return last }
    let place = elements[number]
    guard let file = pages[place.page].file(at: place) else { return nil }
    let read = Read(
      number: number, file: file, whole: pages[place.page].origin(of: file.bytes, at: place))
    last.withLock { $0 = read }
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
