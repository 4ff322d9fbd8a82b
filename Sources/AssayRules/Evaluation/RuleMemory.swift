import AssayModel
import CEL
import Records

/// What a rule said of resources, by the facts that it may read: what agrees in them is told the same,
/// without being asked again.
///
/// Explaining a failure costs thousands of times what it takes to see that its facts were met before, and
/// the instances of a fleet share roles, images and settings. Where facts hardly repeat, it gives up.
///
/// It is a memory over several graphs that begin with the same records. What is told does not depend on
/// who was asked first: places are named by way of what the rule reads (`FieldReach`).
///
/// Needs an evaluation over a store that defers origins from `start` on, and `store`, which tells them.
struct RuleMemory {
  /// What a sweep keeps of a rule and a resource.
  enum Said {
    case mass(Outcome, reason: String)
    case findings([Finding])
  }

  /// What was said in all graphs, by facts.
  struct Known: Sendable {
    fileprivate var said: [[UInt64]: Entry] = [:]
    fileprivate var hits = 0
    fileprivate var isGivenUp = false
  }

  /// What was said, and how long it holds.
  fileprivate struct Entry: Sendable {
    let kept: Kept
    let clockChange: Int64
    /// Of these and all later times the same is said: what was fresh is so too, and what was decided without
    /// it stays decided.
    let times: [Int64]

    func holds(for times: [Int64]) -> Bool { zip(self.times, times).allSatisfy { $0 <= $1 } }

    func isLater(than times: [Int64]) -> Bool { zip(self.times, times).allSatisfy { $0 >= $1 } }
  }

  /// What was said, free of whom.
  fileprivate enum Kept: Sendable {
    case mass(Outcome, reason: String)
    case finding(FindingWords, Outcome, at: Spot, values: [Spot]?)

    /// Whether more knowledge would change nothing.
    var isDecided: Bool {
      switch self {
      case .mass(let outcome, _), .finding(_, let outcome, _, _):
        [.pass, .notApplicable, .fail].contains(outcome)
      }
    }
  }

  /// Where something stands, seen from the facts.
  fileprivate enum Spot: Sendable {
    case resource
    /// Outside of what differs between resources, or nowhere.
    case fixed(Origin?)
    /// Position among the addresses of the key.
    case slot(Int)
    case block(Int)
  }

  private let store: RecordStore
  private var key: FactKey?
  /// Nanoseconds from the run's instant on in which what was said last holds.
  private(set) var clockChange: Int64 = .max
  /// To be handed on to the next graph.
  private(set) var known: Known
  /// So many different facts are looked at before it may give up.
  private static let patience = 48
  /// So many are kept.
  private static let most = 4_096

  init(
    _ rule: RunnableRule, _ store: RecordStore, sharedBelow start: UInt32, known: consuming Known
  ) {
    self.store = store
    key = known.isGivenUp ? nil : rule.reach.map { FactKey($0, store, sharedBelow: start) }
    self.known = known
  }

  /// What the rule says of a resource that compiled code does not settle.
  mutating func said(
    of resource: Resource, _ evaluation: inout RuleEvaluation, _ names: inout FactNames
  ) -> Said {
    guard key?.take(resource.record, &names) ?? false, let key else {
      let findings = found(of: resource, &evaluation)
      clockChange = evaluation.clockChange()
      return sifted(findings, resource)
    }
    let entry = known.said[key.words]
    let known = entry.flatMap { $0.holds(for: key.times) ? $0 : nil } ?? undecided(key)
    if let known {
      self.known.hits += 1
      clockChange = known.clockChange
      return said(known.kept, of: resource, key)
    }
    let findings = found(of: resource, &evaluation)
    clockChange = evaluation.clockChange()
    if let kept = kept(findings, key) { keep(kept, key, beside: entry) }
    return sifted(findings, resource)
  }

  /// What was said where nothing was decided, which hangs on how old times are.
  private func undecided(_ key: FactKey) -> Entry? {
    key.times.isEmpty ? nil : known.said[key.exactWords]
  }

  private mutating func keep(_ kept: Kept, _ key: FactKey, beside entry: Entry?) {
    if known.said.count >= Self.most { known.said.removeAll() }
    if kept.isDecided || key.times.isEmpty {
      // The earlier its times, the more it tells of.
      guard entry?.isLater(than: key.times) ?? true else { return }
      known.said[key.words] = Entry(kept: kept, clockChange: clockChange, times: key.times)
    } else {
      known.said[key.exactWords] = Entry(kept: kept, clockChange: clockChange, times: [])
    }
    if known.said.count >= Self.patience, known.hits < known.said.count {
      (self.key, known) = (nil, Known(isGivenUp: true))
    }
  }

  /// With deferred origins.
  private func found(of resource: Resource, _ evaluation: inout RuleEvaluation) -> [Finding] {
    evaluation.findings(
      for: Resource(
        id: resource.id, name: resource.name, record: resource.record, origin: Origin(.resource)))
  }

  private func kept(_ findings: [Finding], _ key: FactKey) -> Kept? {
    guard findings.count == 1, let finding = findings.first, finding.locus.isEmpty else {
      return nil
    }
    if let (outcome, reason) = Sweep.RuleMasses.mass(of: findings) {
      return .mass(outcome, reason: reason)
    }
    guard !finding.printsOwnRecord, let spot = spot(of: finding.origin, key) else { return nil }
    let spots = finding.places?.compactMap { self.spot(of: $0, key) }
    guard spots?.count == finding.places?.count else { return nil }
    // A time that is quoted is not the next one's.
    var quotesTime = false
    finding.forEachValue { _, origin in
      guard case .slot(let slot) = origin?.deferred else { return }
      quotesTime = quotesTime || key.timeAddresses.contains(slot.address)
    }
    guard !quotesTime else { return nil }
    return .finding(finding.words, finding.outcome, at: spot, values: spots)
  }

  /// Nil for a place that the key does not have.
  private func spot(of origin: Origin?, _ key: FactKey) -> Spot? {
    switch origin?.deferred {
    case nil: .fixed(origin)
    case .resource: .resource
    case .slot(let slot): key.addresses.firstIndex(of: slot.address).map { .slot($0) }
    case .block(let block): key.addresses.firstIndex(of: block.address).map { .block($0) }
    }
  }

  private func said(_ kept: Kept, of resource: Resource, _ key: FactKey) -> Said {
    switch kept {
    case .mass(let outcome, let reason): return .mass(outcome, reason: reason)
    case .finding(let words, let outcome, let spot, let values):
      func origin(_ spot: Spot) -> Origin? {
        switch spot {
        case .resource: resource.origin
        case .fixed(let origin): origin
        case .slot(let position): settled(.slot(SlotID(address: key.addresses[position])), resource)
        case .block(let position):
          settled(.block(BlockID(address: key.addresses[position])), resource)
        }
      }
      return .findings([
        Finding(
          words, resource: resource.id, resourceName: resource.name, outcome: outcome,
          origin: origin(spot), places: values?.map(origin))
      ])
    }
  }

  /// Masses, or findings with their places looked up.
  private func sifted(_ findings: [Finding], _ resource: Resource) -> Said {
    if let (outcome, reason) = Sweep.RuleMasses.mass(of: findings) {
      return .mass(outcome, reason: reason)
    }
    let rest = findings.filter { $0.outcome != .pass && $0.outcome != .notApplicable }
    return .findings(
      rest.map { finding in
        Finding(
          finding.words, resource: resource.id, resourceName: resource.name, locus: finding.locus,
          outcome: finding.outcome, origin: settled(finding.origin, resource),
          places: finding.places?.map { settled($0, resource) })
      })
  }

  private func settled(_ origin: Origin?, _ resource: Resource) -> Origin? {
    origin?.deferred.map { settled($0, resource) } ?? origin
  }

  /// Where something stands; what a resource lacks is said where it begins.
  private func settled(_ deferred: Origin.Deferred, _ resource: Resource) -> Origin? {
    let origin: Origin?
    switch deferred {
    case .resource: return resource.origin
    case .slot(let slot): origin = store.origin(slot)
    case .block(let block): origin = store.origin(block)
    }
    return origin == store.origin(resource.record) ? resource.origin : origin
  }
}

extension Finding {
  /// Whether a whole record may be quoted, as `volume{…}`, with fields that the rule itself does not read.
  ///
  /// One that many resources share is the same for all of them: its place is known already.
  fileprivate var printsOwnRecord: Bool {
    var prints = false
    forEachValue { value, origin in
      let isShared = origin.map { $0.deferred == nil } ?? false
      prints =
        prints || !isShared && Self.mayPrintRecord(value.got)
        || value.allowed.map(Self.mayPrintRecord) ?? false
    }
    return prints
  }

  private static func mayPrintRecord(_ text: String) -> Bool {
    var before: UInt8 = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: "{"), (0x61...0x7A).contains(before | 0x20) || before == 0x5F {
        return true
      }
      before = byte
    }
    return false
  }
}
