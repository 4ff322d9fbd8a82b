import AssayIngest
import AssayModel
import AssayRules
import Records
import Sealing
import Synchronization

/// Units that are read, and what of them is remembered.
extension FleetNight {
  /// Some units, read and judged.
  struct Fresh: Sendable {
    let part: AuditPart
    /// None where all units are read in the company that they have anyhow.
    let ties: [FleetIngest.Tie]
    let isEntangled: Bool
  }

  /// What all units share, judged.
  func sharedPart(_ shared: SharedAnswers) -> AuditPart {
    let graph = fleet.shared.graph
    return AuditPart(
      resources: graph.summaries, links: graph.links, sweep: engine.sweep(graph, shared: shared))
  }

  /// Reads and judges the units at some positions; `tying`: keeps what ties them to others.
  func read(_ positions: [Int], _ shared: SharedAnswers, tying: Bool) -> Fresh {
    let part = fleet.part(positions)
    let graph = part.graph
    let audited = AuditPart(
      resources: graph.summaries(behind: fleet.shared), links: graph.links,
      sweep: engine.sweep(graph, shared: shared), changed: part.changed)
    if isRemembering, !part.isEntangled, part.changed.isEmpty { remember(audited, part) }
    return Fresh(
      part: audited, ties: tying ? part.ties : [], isEntangled: part.isEntangled)
  }

  private func remember(_ audited: AuditPart, _ part: FleetIngest.Part) {
    let outcomes = outcomes(of: audited, owners: part.owners, count: part.ties.count)
    guard var outcomes else { return }
    for (unit, tie) in part.ties.enumerated() {
      outcomes.units[unit].tells = tie.tells.map(UnitOutcome.hash)
      outcomes.units[unit].names = tie.names.map(UnitOutcome.hash)
    }
    let lasting = outcomes.units.indices.filter { unit in
      prints[part.ties[unit].unit] != nil && outcomes.units[unit].holding > 0
    }
    let made = write(
      lasting.map { unit in
        Written(
          position: part.ties[unit].unit, number: unit,
          term: term(holding: outcomes.units[unit].holding))
      }, of: outcomes)
    drafts.withLock { $0.merge(made) { _, new in new } }
  }

  /// What the units of a part came to, with the numbers of this night; nil where a resource is of none.
  func outcomes(of part: AuditPart, owners: [Int?], count: Int) -> UnitOutcomes? {
    coding.withLock { coding in
      UnitOutcomes(part, owners: owners, count: count, rulesByKind: rulesByKind) {
        coding.tables.number(of: $0)
      }
    }
  }

  /// A unit that is to be written: its position, its number in its part, and how long what is said of it holds.
  struct Written {
    let position: Int
    let number: Int
    let term: NightFile.Term
  }

  /// What some units came to, in bytes, by position; without those that cannot be found again where things moved.
  func write(_ units: [Written], of outcomes: UnitOutcomes) -> [Int: NightFile.Draft] {
    coding.withLock { coding in
      // One piece of memory for all: thousands of small ones would be kept.
      var writer = ByteWriter()
      var numbers = PatternNumbers(outcomes.patterns)
      var found: [(unit: Written, bytes: Range<Int>)] = []
      for unit in units {
        var places = UnitPlaces(fleet, unit.position)
        let start = writer.bytes.count
        if coding.write(unit.number, of: outcomes, &numbers, &places, to: &writer) {
          found.append((unit, start..<writer.bytes.count))
        } else {
          writer.bytes.removeLast(writer.bytes.count - start)
        }
      }
      let bytes = writer.bytes.withUnsafeBufferPointer(Array.init)
      return Dictionary(
        uniqueKeysWithValues: found.map { unit, range in
          (unit.position, NightFile.Draft(term: unit.term, bytes: bytes[range]))
        })
    }
  }

  /// From now on for so many nanoseconds.
  private func term(holding: Int64) -> NightFile.Term {
    // The clock moves in microseconds: the first that is not before the change.
    let rest: Int64 = holding % 1_000 > 0 ? 1 : 0
    let (until, overflow) = now.microseconds.addingReportingOverflow(holding / 1_000 + rest)
    return NightFile.Term(
      judged: now.microseconds, until: holding == .max || overflow ? .max : until)
  }

  /// What is remembered of some units is not, after all.
  func forget(_ units: Set<Int>) {
    drafts.withLock { drafts in for unit in units { drafts[unit] = nil } }
  }

  /// What is said of the shared resources, to be remembered; nil where it cannot be.
  private func sharedDraft(_ part: AuditPart) -> NightFile.Draft? {
    let owners = [Int?](repeating: 0, count: part.resources.count)
    guard let outcomes = outcomes(of: part, owners: owners, count: 1) else { return nil }
    return sharedDraft(outcomes, term(holding: outcomes.units[0].holding))
  }

  private func sharedDraft(_ outcomes: UnitOutcomes, _ term: NightFile.Term) -> NightFile.Draft? {
    coding.withLock { coding in
      var places = UnitPlaces(outside: fleet)
      var writer = ByteWriter()
      var numbers = PatternNumbers(outcomes.patterns)
      return coding.write(0, of: outcomes, &numbers, &places, to: &writer)
        ? NightFile.Draft(term: term, bytes: writer.bytes[...]) : nil
    }
  }

  /// What the next night may know, ready to be written.
  ///
  /// It holds nothing of the fleet but what is known of its pages. `first` and `kept` are those of what the units came to.
  func remains(first: AuditPart?, kept: Set<Int>) -> NightFile.Remains {
    var shared: NightFile.Draft?
    if let first {
      shared = sharedDraft(first)
    } else if let previous {
      shared =
        isRenewing
        ? sharedAgain(previous).flatMap { sharedDraft($0, previous.shared.term) }
        : previous.draft(previous.shared)
    }
    let drafts = drafts.withLock { taken in
      defer { taken = [:] }
      return taken
    }
    let again = isRenewing ? keptAgain(kept) : [:]
    let units = prints.indices.compactMap {
      position -> (print: ShortDigest, draft: NightFile.Draft)? in
      guard let print = prints[position] else { return nil }
      if let draft = drafts[position] ?? again[position] { return (print, draft) }
      guard !isRenewing, kept.contains(position), let previous,
        let entry = previous.units[position]
      else {
        return nil
      }
      return (print, previous.draft(entry))
    }
    return NightFile.Remains(
      base: base, pages: fleet.pageMemory, tables: coding.withLock { $0.tables },
      shared: shared ?? NightFile.Draft(term: NightFile.Term(judged: 0, until: 0), bytes: []),
      units: units)
  }
}
