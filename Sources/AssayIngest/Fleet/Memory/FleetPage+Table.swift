import AssayModel
import Documents
import Records
import Sealing

/// A page that was gone through, as bytes, and back.
extension FleetPage {
  /// Everything but its path and its file.
  var table: [UInt8] {
    var writer = ByteWriter()
    write(instances, to: &writer)
    write(volumes, to: &writer)
    writer.write(sharers.count)
    for group in sharers {
      writer.write(group.count)
      for id in group { writer.write(id) }
    }
    writer.write(instanceCount)
    writer.write(volumeCount)
    let places = places.map { ($0.account ?? "", $0.region ?? "") }.sorted { $0 < $1 }
    writer.write(places.count)
    for (account, region) in places {
      writer.write(account)
      writer.write(region)
    }
    writer.write(isFirstPage ? 1 : 0)
    writer.write(gap ?? "")
    return writer.bytes
  }

  private func write(_ elements: [String: [ElementPlace]], to writer: inout ByteWriter) {
    writer.write(elements.count)
    for (id, places) in elements.sorted(by: { $0.key < $1.key }) {
      writer.write(id)
      writer.write(places.count)
      for place in places { place.write(to: &writer) }
    }
  }

  /// Nil for a table that does not fit the file.
  init?(remembered table: [UInt8], _ file: FileDescriptor, path: String, number: Int) {
    self.init(path: path, file: file)
    guard let size = try? file.state().size else { return nil }
    var reader = ByteReader(bytes: table, position: 0)
    guard let instances = Self.elements(&reader, page: number, size),
      let volumes = Self.elements(&reader, page: number, size),
      let sharers = Self.lists(&reader),
      let instanceCount = reader.number(), let volumeCount = reader.number(),
      let places = Self.places(&reader), let isFirst = reader.index(below: 2),
      let gap = reader.string(), reader.isAtEnd
    else { return nil }
    take(
      instances: instances, volumes: volumes, sharers: sharers,
      counts: (Int(clamping: instanceCount), Int(clamping: volumeCount)), places: places,
      isFirstPage: isFirst == 1, gap: gap.isEmpty ? nil : gap)
  }

  private static func elements(
    _ reader: inout ByteReader, page: Int, _ size: Int
  ) -> [String: [ElementPlace]]? {
    guard let count = reader.count() else { return nil }
    var elements: [String: [ElementPlace]] = [:]
    elements.reserveCapacity(count)
    for _ in 0..<count {
      guard let id = reader.string(), let inner = reader.count() else { return nil }
      var places: [ElementPlace] = []
      places.reserveCapacity(inner)
      for _ in 0..<inner {
        guard let place = ElementPlace(&reader, page: page, size) else { return nil }
        places.append(place)
      }
      guard elements.updateValue(places, forKey: id) == nil else { return nil }
    }
    return elements
  }

  private static func lists(_ reader: inout ByteReader) -> [[String]]? {
    guard let count = reader.count() else { return nil }
    var lists: [[String]] = []
    for _ in 0..<count {
      guard let inner = reader.count() else { return nil }
      var list: [String] = []
      for _ in 0..<inner {
        guard let id = reader.string() else { return nil }
        list.append(id)
      }
      lists.append(list)
    }
    return lists
  }

  private static func places(_ reader: inout ByteReader) -> Set<PathScope>? {
    guard let count = reader.count() else { return nil }
    var places: Set<PathScope> = []
    for _ in 0..<count {
      guard let account = reader.string(), let region = reader.string() else { return nil }
      places.insert(
        PathScope(
          account: account.isEmpty ? nil : account, region: region.isEmpty ? nil : region))
    }
    return places
  }
}

extension ElementPlace {
  fileprivate func write(to writer: inout ByteWriter) {
    for number in [offset, count, line, lineCount] { writer.write(number) }
    writer.write(owner.map { $0 + "." } ?? "")
    writer.write(word: digest.high)
    writer.write(word: digest.low)
  }

  fileprivate init?(_ reader: inout ByteReader, page: Int, _ size: Int) {
    guard let offset = reader.index(below: size + 1),
      let count = reader.index(below: size - offset + 1),
      let line = reader.index(below: size + 2), let lineCount = reader.index(below: count + 1),
      let owner = reader.string(), let high = reader.word(), let low = reader.word()
    else { return nil }
    self.init(
      page: page, offset: offset, count: count, line: line,
      owner: owner.isEmpty ? nil : String(owner.dropLast()),
      digest: ShortDigest(high: high, low: low), lineCount: lineCount)
  }
}
