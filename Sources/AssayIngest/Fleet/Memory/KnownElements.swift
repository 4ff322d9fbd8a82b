import Sealing

/// The elements of an answer as it was in another night, in the order of the file.
///
/// Most answers are written anew every night and hold what they held. An element of the same length and digest as
/// the one that stood at its place has the same id and the same faults, none, and need not be read. Behind one that
/// changed they go on with what followed it.
struct KnownElements {
  /// One of them.
  struct Element {
    /// Of an instance; of a volume, the first instance that it is attached to, else its own.
    let id: String
    let offset: Int
    /// Bytes.
    let count: Int
    let digest: ShortDigest
    let lineCount: Int
    let zone: String?
  }

  /// Those of one array of the answer.
  private struct List {
    var elements: [Element] = []
    var position = 0
    /// The first of each id.
    var positions: [String: Int] = [:]
  }

  private var lists: [String: List] = [:]
  /// The array of the element that was expected last.
  private var key = ""
  /// The element that was expected last.
  private var candidate: Element?

  init() {}

  mutating func add(_ places: [String: [ElementPlace]], of key: String, _ zones: [String]) {
    var list = List()
    list.elements = places.flatMap { id, places in
      places.map { place in
        Element(
          id: id, offset: place.offset, count: place.count, digest: place.digest,
          lineCount: place.lineCount, zone: place.zone.map { zones[Int($0)] })
      }
    }.sorted { $0.offset < $1.offset }
    for (position, element) in list.elements.enumerated() where list.positions[element.id] == nil {
      list.positions[element.id] = position
    }
    lists[key] = list
  }

  /// How many bytes the next element of an array has, if it goes on as it did.
  mutating func expectedCount(of key: String) -> Int? {
    self.key = key
    candidate = lists[key].flatMap { list in
      list.position < list.elements.count ? list.elements[list.position] : nil
    }
    return candidate?.count
  }

  /// Whether these bytes are the element that was expected.
  func isExpected(_ bytes: UnsafeRawBufferPointer) -> Bool {
    ShortDigest(of: bytes) == candidate?.digest
  }

  /// The element that was expected, which was there.
  mutating func take() -> Element? {
    lists[key]?.position += 1
    return candidate
  }

  /// Goes on behind the element of an id, which was read.
  mutating func pass(_ id: String?, of key: String) {
    guard let position = id.flatMap({ lists[key]?.positions[$0] }) else { return }
    lists[key]?.position = position + 1
  }
}
