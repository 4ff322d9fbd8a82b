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
    let outcomes = UnitOutcome.split(audited, owners: part.owners, rulesByKind: rulesByKind) {
      mark in
      coding.withLock { $0.tables.number(of: mark) }
    }
    guard var outcomes else { return }
    for tie in part.ties {
      outcomes[tie.unit, default: UnitOutcome()].tells = tie.tells.map(UnitOutcome.hash)
      outcomes[tie.unit]?.names = tie.names.map(UnitOutcome.hash)
    }
    let made = write(
      outcomes.sorted { $0.key < $1.key }.compactMap { unit, outcome in
        prints[unit] != nil && outcome.holding > 0
          ? (unit, outcome, term(holding: outcome.holding)) : nil
      })
    drafts.withLock { $0.merge(made) { _, new in new } }
  }

  /// What some units came to, in bytes, by position; without those that cannot be found again where things moved.
  func write(
    _ outcomes: [(unit: Int, outcome: UnitOutcome, term: NightFile.Term)]
  ) -> [Int: NightFile.Draft] {
    coding.withLock { coding in
      // One piece of memory for all: thousands of small ones would be kept.
      var writer = ByteWriter()
      var found: [(unit: Int, term: NightFile.Term, bytes: Range<Int>)] = []
      for (unit, outcome, term) in outcomes {
        var places = UnitPlaces(fleet, unit)
        let start = writer.bytes.count
        if coding.write(outcome, &places, to: &writer) {
          found.append((unit, term, start..<writer.bytes.count))
        } else {
          writer.bytes.removeLast(writer.bytes.count - start)
        }
      }
      let bytes = writer.bytes.withUnsafeBufferPointer(Array.init)
      return Dictionary(
        uniqueKeysWithValues: found.map {
          ($0.unit, NightFile.Draft(term: $0.term, bytes: bytes[$0.bytes]))
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
    let outcomes = coding.withLock { coding in
      UnitOutcome.split(
        part, owners: Array(repeating: 0, count: part.resources.count), rulesByKind: rulesByKind
      ) { coding.tables.number(of: $0) }
    }
    let outcome = outcomes?[0] ?? UnitOutcome()
    return sharedDraft(outcome, term(holding: outcome.holding))
  }

  private func sharedDraft(_ outcome: UnitOutcome, _ term: NightFile.Term) -> NightFile.Draft? {
    coding.withLock { coding in
      var places = UnitPlaces(outside: fleet)
      var writer = ByteWriter()
      return coding.write(outcome, &places, to: &writer)
        ? NightFile.Draft(term: term, bytes: writer.bytes[...]) : nil
    }
  }

  /// What the next night may know, ready to be written.
  ///
  /// It holds nothing of the fleet. `first` and `kept` are those of what the units came to.
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
