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
    let ordered = outcomes.sorted { $0.key < $1.key }
    let made = coding.withLock { coding -> [Int: NightFile.Draft] in
      // One piece of memory for all: thousands of small ones would be kept.
      var writer = ByteWriter()
      var found: [(unit: Int, holding: Int64, bytes: Range<Int>)] = []
      for (unit, outcome) in ordered
      where prints[unit] != nil && outcome.holding > 0 {
        var places = UnitPlaces(fleet, unit)
        let start = writer.bytes.count
        if coding.write(outcome, &places, to: &writer) {
          found.append((unit, outcome.holding, start..<writer.bytes.count))
        } else {
          writer.bytes.removeLast(writer.bytes.count - start)
        }
      }
      let bytes = writer.bytes.withUnsafeBufferPointer(Array.init)
      return Dictionary(
        uniqueKeysWithValues: found.map { ($0.unit, draft(bytes[$0.bytes], $0.holding)) })
    }
    drafts.withLock { $0.merge(made) { _, new in new } }
  }

  private func draft(_ bytes: ArraySlice<UInt8>, _ holding: Int64) -> NightFile.Draft {
    // The clock moves in microseconds: the first that is not before the change.
    let rest: Int64 = holding % 1_000 > 0 ? 1 : 0
    let (until, overflow) = now.microseconds.addingReportingOverflow(holding / 1_000 + rest)
    return NightFile.Draft(
      judged: now.microseconds, until: holding == .max || overflow ? .max : until, bytes: bytes)
  }

  /// What is remembered of some units is not, after all.
  func forget(_ units: Set<Int>) {
    drafts.withLock { drafts in for unit in units { drafts[unit] = nil } }
  }

  /// What is said of the shared resources, to be remembered; nil where it cannot be.
  private func sharedDraft(_ part: AuditPart) -> NightFile.Draft? {
    coding.withLock { coding in
      let outcomes = UnitOutcome.split(
        part, owners: Array(repeating: 0, count: part.resources.count), rulesByKind: rulesByKind
      ) { coding.tables.number(of: $0) }
      var places = UnitPlaces(outside: fleet)
      let outcome = outcomes?[0] ?? UnitOutcome()
      var writer = ByteWriter()
      return coding.write(outcome, &places, to: &writer)
        ? draft(writer.bytes[...], outcome.holding) : nil
    }
  }

  /// What the next night may know, ready to be written.
  ///
  /// It holds nothing of the fleet. `first` and `kept` are those of what the units came to.
  func remains(first: AuditPart?, kept: Set<Int>) -> NightFile.Remains {
    var shared = NightFile.Draft(judged: 0, until: 0, bytes: [])
    if let previous, first == nil { shared = previous.draft(previous.shared) }
    if let first { shared = sharedDraft(first) ?? shared }
    let drafts = drafts.withLock { taken in
      defer { taken = [:] }
      return taken
    }
    let units = prints.indices.compactMap {
      position -> (print: ShortDigest, draft: NightFile.Draft)? in
      guard let print = prints[position] else { return nil }
      if let draft = drafts[position] { return (print, draft) }
      guard kept.contains(position), let previous, let entry = previous.units[position]
      else {
        return nil
      }
      return (print, previous.draft(entry))
    }
    return NightFile.Remains(
      base: base, pages: fleet.pageMemory, tables: coding.withLock { $0.tables }, shared: shared,
      units: units)
  }
}
