import AssayIngest
import AssayModel
import Records
import Sealing

/// What units came to in an earlier night, out of bytes: nil for whatever does not fit.
struct UnitDecoding {
  let tables: NightTables
  /// The words of the tables with the instant of this run.
  let words: [FindingWords]
  private let outcomes: [Outcome?]

  init(_ tables: NightTables, now: String) {
    self.tables = tables
    words = tables.words(at: now)
    outcomes = tables.texts.map { Outcome(rawValue: $0) }
  }

  /// One unit's.
  struct Remembered {
    var excluded = 0
    var pairs = 0
    var resources: [ResourceSummary] = []
    /// Numbers of patterns, one for each resource.
    var patterns: [Int] = []
    var links: [Link] = []
    /// With the position of the resource among those of the unit.
    var findings: [(finding: Finding, owner: Int32)] = []
  }

  /// What ties a unit to others; read without the rest.
  func ties(_ reader: inout ByteReader) -> (tells: [UInt64], names: [UInt64])? {
    guard reader.number() != nil, reader.number() != nil, let tells = hashes(&reader),
      let names = hashes(&reader)
    else { return nil }
    return (tells, names)
  }

  func outcome(_ reader: inout ByteReader, _ places: inout UnitPlaces) -> Remembered? {
    var result = Remembered()
    guard let excluded = reader.index(below: 1 << 32), let pairs = reader.index(below: 1 << 32),
      hashes(&reader) != nil, hashes(&reader) != nil, let count = reader.count()
    else { return nil }
    (result.excluded, result.pairs) = (excluded, pairs)
    result.resources.reserveCapacity(count)
    for _ in 0..<count {
      guard let (resource, pattern) = resource(&reader, &places) else { return nil }
      result.resources.append(resource)
      result.patterns.append(pattern)
    }
    guard let linkCount = reader.count() else { return nil }
    result.links.reserveCapacity(linkCount)
    for _ in 0..<linkCount {
      guard let link = link(&reader, result.resources) else { return nil }
      result.links.append(link)
    }
    guard let findingCount = reader.count() else { return nil }
    result.findings.reserveCapacity(findingCount)
    for _ in 0..<findingCount {
      guard let finding = finding(&reader, result.resources, &places) else { return nil }
      result.findings.append(finding)
    }
    return result
  }

  private func hashes(_ reader: inout ByteReader) -> [UInt64]? {
    guard let count = reader.count() else { return nil }
    var hashes: [UInt64] = []
    hashes.reserveCapacity(count)
    for _ in 0..<count {
      guard let hash = reader.word() else { return nil }
      hashes.append(hash)
    }
    return hashes
  }

  private func text(_ reader: inout ByteReader) -> String? {
    reader.index(below: tables.texts.count).map { tables.texts[$0] }
  }

  private func resource(
    _ reader: inout ByteReader, _ places: inout UnitPlaces
  ) -> (ResourceSummary, pattern: Int)? {
    guard let kind = text(&reader), let uid = reader.string(),
      let marks = reader.index(below: 4)
    else { return nil }
    var name = uid
    if marks & 1 == 1 {
      guard let own = reader.string() else { return nil }
      name = own
    }
    guard let origin = origin(&reader, &places), let digest = digest(&reader),
      let pattern = reader.index(below: tables.patterns.count)
    else { return nil }
    let resource = ResourceSummary(
      id: ResourceID(kind: kind, uid: uid), name: name, origin: origin, factsDigest: digest,
      isGone: marks & 2 == 2)
    return (resource, pattern)
  }

  private func digest(_ reader: inout ByteReader) -> Digest?? {
    guard let isGiven = reader.index(below: 2) else { return nil }
    guard isGiven == 1 else { return .some(nil) }
    guard let first = reader.word(), let second = reader.word(), let third = reader.word(),
      let last = reader.word()
    else { return nil }
    return .some(Digest(words: (first, second, third, last)))
  }

  private func link(_ reader: inout ByteReader, _ resources: [ResourceSummary]) -> Link? {
    guard let from = reader.index(below: resources.count), let label = text(&reader),
      let to = reader.index(below: resources.count + 1)
    else { return nil }
    if to > 0 {
      return Link(from: resources[from].id, label: label, to: resources[to - 1].id)
    }
    guard let kind = text(&reader), let uid = text(&reader) else { return nil }
    return Link(from: resources[from].id, label: label, to: ResourceID(kind: kind, uid: uid))
  }

  private func finding(
    _ reader: inout ByteReader, _ resources: [ResourceSummary], _ places: inout UnitPlaces
  ) -> (finding: Finding, owner: Int32)? {
    guard let index = reader.index(below: resources.count),
      let number = reader.index(below: words.count), let locus = text(&reader),
      let outcome = reader.index(below: outcomes.count).flatMap({ outcomes[$0] }),
      let origin = origin(&reader, &places), let areApart = reader.index(below: 2)
    else { return nil }
    var origins: [Origin?] = []
    if areApart == 1 {
      for _ in words[number].values {
        guard let origin = self.origin(&reader, &places) else { return nil }
        origins.append(origin)
      }
    }
    let resource = resources[index]
    let finding = Finding(
      words[number], resource: resource.id, resourceName: resource.name, locus: locus,
      outcome: outcome, origin: origin, places: origins)
    return (finding, Int32(index))
  }

  private func origin(_ reader: inout ByteReader, _ places: inout UnitPlaces) -> Origin?? {
    guard let kind = reader.index(below: 4) else { return nil }
    switch kind {
    case 0: return .some(nil)
    case 1, 2:
      guard let number = reader.index(below: 1 << 32), let lines = lines(&reader) else {
        return nil
      }
      return places.origin(
        of: kind == 1 ? .element(number, lines) : .object(number, lines))
    default:
      guard let path = text(&reader), let lines = lines(&reader) else { return nil }
      return .some(
        Origin(
          path: path, line: lines.line, column: lines.column, endLine: lines.endLine,
          endColumn: lines.endColumn))
    }
  }

  private func lines(_ reader: inout ByteReader) -> UnitPlaces.Lines? {
    func number() -> Int32? { reader.signed().flatMap { Int32(exactly: $0) } }
    guard let line = number(), let column = number(), let endLine = number(),
      let endColumn = number()
    else { return nil }
    return UnitPlaces.Lines(line: line, column: column, endLine: endLine, endColumn: endColumn)
  }
}
