import AssayModel
import Documents
import Records
import Sealing

/// A page that was gone through, as bytes, and back.
extension FleetPage {
  /// Everything but its path and its file.
  var table: [UInt8] {
    var writer = ByteWriter()
    writer.write(zones.count)
    for zone in zones { writer.write(zone) }
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
    guard let zones = Self.texts(&reader),
      let instances = Self.elements(&reader, page: number, size, zones: zones.count),
      let volumes = Self.elements(&reader, page: number, size, zones: zones.count),
      let sharers = Self.lists(&reader),
      let instanceCount = reader.number(), let volumeCount = reader.number(),
      let places = Self.places(&reader), let isFirst = reader.index(below: 2),
      let gap = reader.string(), reader.isAtEnd
    else { return nil }
    take(
      instances: instances, volumes: volumes, sharers: sharers,
      counts: (Int(clamping: instanceCount), Int(clamping: volumeCount)), places: places,
      zones: zones, isFirstPage: isFirst == 1, gap: gap.isEmpty ? nil : gap)
  }

  fileprivate static func elements(
    _ reader: inout ByteReader, page: Int, _ size: Int, zones: Int
  ) -> [String: [ElementPlace]]? {
    guard let count = reader.count() else { return nil }
    var elements: [String: [ElementPlace]] = [:]
    elements.reserveCapacity(count)
    for _ in 0..<count {
      guard let id = reader.string(), let inner = reader.count() else { return nil }
      var places: [ElementPlace] = []
      places.reserveCapacity(inner)
      for _ in 0..<inner {
        guard let place = ElementPlace(&reader, page: page, size, zones) else { return nil }
        places.append(place)
      }
      guard elements.updateValue(places, forKey: id) == nil else { return nil }
    }
    return elements
  }

  fileprivate static func lists(_ reader: inout ByteReader) -> [[String]]? {
    guard let count = reader.count() else { return nil }
    var lists: [[String]] = []
    for _ in 0..<count {
      guard let list = texts(&reader) else { return nil }
      lists.append(list)
    }
    return lists
  }

  fileprivate static func texts(_ reader: inout ByteReader) -> [String]? {
    guard let count = reader.count() else { return nil }
    var texts: [String] = []
    for _ in 0..<count {
      guard let text = reader.string() else { return nil }
      texts.append(text)
    }
    return texts
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
    writer.write(zone.map { Int($0) + 1 } ?? 0)
  }

  fileprivate init?(_ reader: inout ByteReader, page: Int, _ size: Int, _ zones: Int) {
    guard let offset = reader.index(below: size + 1),
      let count = reader.index(below: size - offset + 1),
      let line = reader.index(below: size + 2), let lineCount = reader.index(below: count + 1),
      let owner = reader.string(), let high = reader.word(), let low = reader.word(),
      let zone = reader.index(below: zones + 1)
    else { return nil }
    self.init(
      page: page, offset: offset, count: count, line: line,
      owner: owner.isEmpty ? nil : String(owner.dropLast()),
      digest: ShortDigest(high: high, low: low), lineCount: lineCount,
      zone: zone > 0 ? Int32(clamping: zone - 1) : nil)
  }
}

extension KnownElements {
  /// Those of a table; none where it does not fit a file of so many bytes.
  init(table: [UInt8], size: Int) {
    self.init()
    var reader = ByteReader(bytes: table, position: 0)
    guard let zones = FleetPage.texts(&reader),
      let instances = FleetPage.elements(&reader, page: 0, size, zones: zones.count),
      let volumes = FleetPage.elements(&reader, page: 0, size, zones: zones.count),
      let sharers = FleetPage.lists(&reader)
    else { return }
    // Which of an instance's volumes others have as well is not told: all of such an instance are read.
    let shared = Set(sharers.compactMap(\.first))
    add(instances, of: "Instances", zones)
    add(volumes.filter { !shared.contains($0.key) }, of: "Volumes", zones)
  }
}
