import AssayModel
import Documents
import Records
package import Sealing

/// What tells whether a unit is what it was in an earlier night, without opening its objects.
extension FleetIngest {
  /// A digest of everything that the unit at a position is read from; nil where a file changed so lately
  /// that it might change again and keep its time (`settled`, in nanoseconds since 1970).
  package func fingerprint(of position: Int, settled: Int64) -> ShortDigest? {
    var bytes = ByteWriter()
    bytes.bytes.reserveCapacity(512)
    var places: [ElementPlace] = []
    guard write(units[position], settled: settled, to: &bytes, &places) else { return nil }
    // Where elements share lines, how far apart they are decides whose a line is.
    places.sort { ($0.page, $0.line) < ($1.page, $1.line) }
    for (index, place) in places.enumerated().dropFirst() {
      let before = places[index - 1]
      let isApart = before.page != place.page || before.line + before.lineCount < place.line
      bytes.write(isApart ? 0 : place.line - before.line + 1)
    }
    return ShortDigest(of: bytes.bytes)
  }

  private func write(
    _ unit: FleetSnapshot.Unit, settled: Int64, to bytes: inout ByteWriter,
    _ met: inout [ElementPlace]
  ) -> Bool {
    bytes.write(unit.id)
    bytes.write(unit.objects.count)
    for object in unit.objects {
      let key = snapshot.keys[Int(object.key)]
      guard InventoryObjectReader.types.contains(key.type) else { continue }
      let state = snapshot.listings[Int(object.listing)].files[Int(object.file)].state
      guard state.modified < settled else { return false }
      bytes.write(key.type)
      bytes.write(key.account)
      bytes.write(key.region)
      state.write(to: &bytes)
    }
    for places in [unit.instances, unit.volumes] {
      bytes.write(places.count)
      for place in places { write(place, to: &bytes) }
      met += places
    }
    bytes.write(unit.others.count)
    for other in unit.others {
      guard write(other, settled: settled, to: &bytes, &met) else { return false }
    }
    return true
  }

  private func write(_ place: ElementPlace, to bytes: inout ByteWriter) {
    bytes.write(snapshot.pages[place.page].path)
    bytes.write(place.owner ?? "-")
    bytes.write(place.count)
    bytes.write(word: place.digest.high)
    bytes.write(word: place.digest.low)
  }

  /// A digest of what all units share: the documents that anything was read from, and what was collected.
  package var sharedPrint: Digest {
    var digester = Digester()
    let read = Set(
      inputs.lazy.filter { if case .read = $0.status { true } else { false } }.map(\.path))
    for case .file(let source) in snapshot.documents.sorted(by: { $0.path < $1.path })
    where read.contains(source.path) {
      digester.add(field: source.path)
      digester.add(UInt64(source.bytes.count))
      digester.add(source.bytes)
    }
    for scope in collected.map({ "\($0.source.rawValue) \($0.account) \($0.region)" }).sorted() {
      digester.add(field: scope)
    }
    return digester.digest()
  }
}
