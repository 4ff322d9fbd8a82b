import AssayIngest
import AssayModel
import Records
import Synchronization

/// What is taken over from the night before when the tables that it was written with are made anew.
extension FleetNight {
  /// What the shared resources came to, with the numbers of this night; nil where it does not fit.
  func sharedAgain(_ previous: Previous) -> UnitOutcomes? {
    var places = UnitPlaces(outside: fleet)
    return Again(previous.shared, of: previous, &places).flatMap { outcomes(of: [$0], previous) }
  }

  /// What is remembered of units that were not read, by position.
  func keptAgain(_ kept: Set<Int>) -> [Int: NightFile.Draft] {
    guard let previous else { return [:] }
    var made: [Int: NightFile.Draft] = [:]
    for positions in kept.sorted().split(by: Self.chunk) {
      var units: [Written] = []
      var known: [Again] = []
      for position in positions {
        var places = UnitPlaces(fleet, position)
        guard let entry = previous.units[position],
          let again = Again(entry, of: previous, &places)
        else { continue }
        units.append(Written(position: position, number: known.count, term: entry.term))
        known.append(again)
      }
      guard let outcomes = outcomes(of: known, previous) else { continue }
      made.merge(write(units, of: outcomes)) { _, new in new }
    }
    return made
  }

  /// What one unit came to, and what ties it to others.
  private struct Again {
    let outcome: UnitDecoding.Remembered
    let ties: (tells: [UInt64], names: [UInt64])

    init?(_ entry: NightFile.Entry, of previous: Previous, _ places: inout UnitPlaces) {
      let start = entry.bytes.lowerBound
      var reader = ByteReader(bytes: previous.bytes, position: start)
      guard let ties = previous.decoding.ties(&reader) else { return nil }
      reader = ByteReader(bytes: previous.bytes, position: start)
      guard let outcome = previous.decoding.outcome(&reader, &places) else { return nil }
      self.outcome = outcome
      self.ties = ties
    }
  }

  private func outcomes(of known: [Again], _ previous: Previous) -> UnitOutcomes? {
    let owners = known.enumerated().flatMap { number, again in
      [Int?](repeating: number, count: again.outcome.resources.count)
    }
    let part = previous.decoding.part(known.map(\.outcome))
    var outcomes = outcomes(of: part, owners: owners, count: known.count)
    for (number, again) in known.enumerated() {
      outcomes?.units[number].excluded = again.outcome.excluded
      outcomes?.units[number].pairs = again.outcome.pairs
      outcomes?.units[number].tells = again.ties.tells
      outcomes?.units[number].names = again.ties.names
    }
    return outcomes
  }
}
