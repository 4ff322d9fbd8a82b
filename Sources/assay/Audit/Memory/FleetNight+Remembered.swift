import AssayIngest
import AssayModel
import AssayRules
import Records
import Sealing

extension FleetNight.Previous {
  /// Nil for a file whose content does not fit.
  init?(_ file: NightFile, _ rules: RuleSet, prints: [ShortDigest?], now: Instant) {
    guard let content = file.content(rules: Set(rules.infos.map(\.id))) else { return nil }
    bytes = file.bytes
    recorded = content.recorded
    decoding = UnitDecoding(content.tables, now: now.rfc3339)
    shared = content.shared
    units = prints.map { print in
      guard let entry = print.flatMap({ content.units[$0] }), entry.term.holds(at: now) else {
        return nil
      }
      return entry
    }
  }

  /// As it stands, for the next night.
  func draft(_ entry: NightFile.Entry) -> NightFile.Draft {
    NightFile.Draft(term: entry.term, bytes: bytes[entry.bytes])
  }
}

/// Units that are not read.
extension FleetNight {
  /// Some units as they were.
  struct Remembered: Sendable {
    let part: AuditPart
    let units: [Int]
  }

  /// What the shared resources came to; nil where they have to be judged.
  func rememberedShared() -> AuditPart? {
    guard let previous, previous.shared.term.holds(at: now) else { return nil }
    var places = UnitPlaces(outside: fleet)
    var reader = ByteReader(bytes: previous.bytes, position: previous.shared.bytes.lowerBound)
    return previous.decoding.outcome(&reader, &places).map { previous.decoding.part([$0]) }
  }

  /// The units at some positions that are known from before.
  func remembered(_ positions: Range<Int>, except again: Set<Int> = []) -> Remembered {
    guard let previous else { preconditionFailure("somebody remembered") }
    var outcomes: [UnitDecoding.Remembered] = []
    var units: [Int] = []
    for position in positions where !again.contains(position) {
      guard let entry = previous.units[position] else { continue }
      var places = UnitPlaces(fleet, position)
      var reader = ByteReader(bytes: previous.bytes, position: entry.bytes.lowerBound)
      guard let outcome = previous.decoding.outcome(&reader, &places) else { continue }
      outcomes.append(outcome)
      units.append(position)
    }
    return Remembered(part: previous.decoding.part(outcomes), units: units)
  }

  /// The chunks in which units name or tell of each other's resources, and which reading everything would
  /// therefore have read by trees; and those of units that were read together and do so.
  func entangled(_ fresh: [Fresh], _ remembered: [Remembered]) -> Set<Int> {
    var chunks: Set<Int> = []
    var owners: [UInt64: [Int]] = [:]
    var names: [(hash: UInt64, unit: Int)] = []
    func add(_ unit: Int, tells: [UInt64], names more: [UInt64]) {
      for hash in Set(tells) { owners[hash, default: []].append(unit) }
      for hash in more { names.append((hash, unit)) }
    }
    for part in fresh {
      let units = part.ties.map(\.unit)
      if part.isEntangled { chunks.formUnion(units.map { $0 / Self.chunk }) }
      for tie in part.ties {
        add(
          tie.unit, tells: tie.tells.map(UnitOutcome.hash), names: tie.names.map(UnitOutcome.hash))
      }
    }
    if let previous {
      for unit in remembered.flatMap(\.units) {
        guard let entry = previous.units[unit] else { continue }
        var reader = ByteReader(bytes: previous.bytes, position: entry.bytes.lowerBound)
        guard let ties = previous.decoding.ties(&reader) else { continue }
        add(unit, tells: ties.tells, names: ties.names)
      }
    }
    let isFresh = Set(fresh.flatMap { $0.ties.map(\.unit) })
    func tie(_ one: Int, _ other: Int) {
      guard one != other else { return }
      let (left, right) = (one / Self.chunk, other / Self.chunk)
      // Units of two chunks that were read together have met, and should not have.
      if left == right || isFresh.contains(one) && isFresh.contains(other) {
        chunks.insert(left)
        chunks.insert(right)
      }
    }
    for units in owners.values where units.count > 1 {
      for other in units.dropFirst() { tie(units[0], other) }
      for (index, one) in units.enumerated() { for other in units[..<index] { tie(one, other) } }
    }
    for (hash, unit) in names { for owner in owners[hash] ?? [] { tie(unit, owner) } }
    return chunks
  }
}

extension UnitDecoding {
  /// What several units came to, as one part.
  func part(_ outcomes: [Remembered]) -> AuditPart {
    var part = AuditPart(resources: [], links: [], sweep: Sweep(), isKnown: true)
    var positions = Array(repeating: PositionSet(), count: tables.marks.count)
    var byRule: [String: [(finding: Finding, owner: Int32)]] = [:]
    var (excluded, pairs) = (0, 0)
    for outcome in outcomes {
      let start = Int32(part.resources.count)
      for pattern in outcome.patterns.enumerated() {
        let position = start + Int32(pattern.offset)
        for mark in tables.patterns[pattern.element] { positions[mark].append(position) }
      }
      part.resources += outcome.resources
      part.links += outcome.links
      excluded += outcome.excluded
      pairs += outcome.pairs
      for (finding, owner) in outcome.findings {
        byRule[finding.rule, default: []].append((finding, start + owner))
      }
    }
    part.sweep = Sweep(
      findings: byRule.keys.sorted().flatMap { byRule[$0] ?? [] },
      marks: zip(tables.marks, positions).filter { !$1.isEmpty }.map { ($0, $1) },
      excluded: excluded, pairs: pairs)
    return part
  }
}
