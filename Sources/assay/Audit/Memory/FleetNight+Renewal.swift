import AssayIngest
import AssayModel
import Records
import Synchronization

/// What is taken over from the night before when the tables that it was written with are made anew.
extension FleetNight {
  /// What the shared resources came to, with the numbers of this night; nil where it does not fit.
  func sharedAgain(_ previous: Previous) -> UnitOutcome? {
    var places = UnitPlaces(outside: fleet)
    return again(previous.shared, of: previous, &places)
  }

  /// What is remembered of units that were not read, by position.
  func keptAgain(_ kept: Set<Int>) -> [Int: NightFile.Draft] {
    guard let previous else { return [:] }
    var made: [Int: NightFile.Draft] = [:]
    for units in kept.sorted().split(by: Self.chunk) {
      let outcomes = units.compactMap {
        unit -> (unit: Int, outcome: UnitOutcome, term: NightFile.Term)? in
        var places = UnitPlaces(fleet, unit)
        guard let entry = previous.units[unit],
          let outcome = again(entry, of: previous, &places)
        else { return nil }
        return (unit, outcome, entry.term)
      }
      made.merge(write(outcomes)) { _, new in new }
    }
    return made
  }

  private func again(
    _ entry: NightFile.Entry, of previous: Previous, _ places: inout UnitPlaces
  ) -> UnitOutcome? {
    let decoding = previous.decoding
    var reader = ByteReader(bytes: previous.bytes, position: entry.bytes.lowerBound)
    guard let ties = decoding.ties(&reader) else { return nil }
    reader = ByteReader(bytes: previous.bytes, position: entry.bytes.lowerBound)
    guard let known = decoding.outcome(&reader, &places) else { return nil }
    let numbers = ResourceNumbers(known.resources)
    var outcome = UnitOutcome()
    outcome.resources = known.resources
    outcome.marks = coding.withLock { coding in
      known.patterns.map { pattern in
        decoding.tables.patterns[pattern].map {
          coding.tables.number(of: decoding.tables.marks[$0])
        }.sorted()
      }
    }
    outcome.links = known.links.compactMap { link in
      numbers.number(of: link.from).map { (link, $0) }
    }
    outcome.findings = known.findings.map { ($0.finding, Int($0.owner)) }
    (outcome.excluded, outcome.pairs) = (known.excluded, known.pairs)
    (outcome.tells, outcome.names) = ties
    return outcome
  }
}
