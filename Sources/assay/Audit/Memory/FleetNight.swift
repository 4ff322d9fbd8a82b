import AssayIngest
import AssayModel
import AssayRules
import Records
import Sealing
import Synchronization

/// One night of a fleet: which units have to be read, what the others came to before, and what the next
/// night may know.
///
/// What comes out is what reading everything would give: units that name each other's resources are read
/// in the company that they would have then.
final class FleetNight: Sendable {
  /// Units that are read and judged together: what they need has room in the caches of a processor.
  static let chunk = 200

  let fleet: FleetIngest
  let engine: Engine
  let now: Instant
  let jobs: Int
  /// What all that is remembered hangs on.
  let base: Digest
  /// By position of the unit; nil where a file changed too lately to be trusted.
  let prints: [ShortDigest?]
  let rulesByKind: [String: Int]
  /// Whether the next night is to know anything of this one.
  let isRemembering: Bool
  let previous: Previous?
  /// Whether what is taken from before is written anew, as most of its tables is of nights long gone.
  let isRenewing: Bool
  /// What is remembered of units that were read, by position.
  let drafts = Mutex<[Int: NightFile.Draft]>([:])
  let coding: Mutex<UnitCoding>

  /// What an earlier night left, where it can be used.
  struct Previous: Sendable {
    let bytes: [UInt8]
    let decoding: UnitDecoding
    /// The digest of the result that was recorded; empty where none was.
    let recorded: String
    let shared: NightFile.Entry
    /// By position of the unit; nil for one that has to be read.
    let units: [NightFile.Entry?]
  }

  /// - Parameters:
  ///   - fleet: What was given.
  ///   - rules: What it is judged by.
  ///   - now: The instant of the run.
  ///   - jobs: Threads.
  ///   - settled: Files that changed since then are not remembered, in nanoseconds since 1970; nil where nothing
  ///     is.
  ///   - file: What an earlier night left; nil when nothing is to be taken from it.
  init(
    _ fleet: FleetIngest, _ rules: RuleSet, now: Instant, jobs: Int, settled: Int64?,
    file: NightFile?
  ) {
    self.fleet = fleet
    self.now = now
    self.jobs = jobs
    isRemembering = settled != nil
    engine = Engine(rules, now: now)
    let shared = settled == nil ? Digest.zero : fleet.sharedPrint
    rulesByKind = Dictionary(rules.infos.map { ($0.kind, 1) }, uniquingKeysWith: +)
    let groups = Self.groups(of: fleet.unitCount)
    let found = Workers.map(groups.count, jobs: jobs) { index in
      groups[index].map { position in
        settled.flatMap { fleet.fingerprint(of: position, settled: $0) }
      }
    }.flatMap(\.self)
    prints = found
    let base = Digest.sha256(fields: ["assay-night-base", rules.digest, shared.hex])
    self.base = base
    previous = file.flatMap { file in
      guard file.base == base else { return nil }
      return Previous(file, rules, prints: found, now: now)
    }
    var coding = UnitCoding(now: now.rfc3339, quoting: rules.quotingClock)
    isRenewing = previous?.decoding.tables.isOutgrown ?? false
    if let previous, !isRenewing {
      coding.tables = previous.decoding.tables
      coding.tables.index()
    }
    self.coding = Mutex(coding)
  }

  private static func groups(of count: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: chunk).map { $0..<min($0 + chunk, count) }
  }

  /// What all units came to.
  struct Result {
    /// In any order.
    let parts: [AuditPart]
    /// What the shared resources came to; nil when that was known.
    let first: AuditPart?
    /// Positions of the units that were not read.
    let kept: Set<Int>
  }

  /// Reads what has to be read, and takes the rest from before.
  func judge() -> Result {
    let shared = SharedAnswers(base: fleet.shared.graph.store)
    let known = rememberedShared()
    let groups = Self.groups(of: prints.count)
    var kept = Set<Int>()
    var remembered: [Remembered] = []
    if previous != nil {
      remembered = Workers.map(groups.count, jobs: jobs) { self.remembered(groups[$0]) }
      kept = Set(remembered.flatMap(\.units))
    }
    let changed = prints.indices.filter { !kept.contains($0) }
    let isWhole = kept.isEmpty
    let lists = isWhole ? groups.map(Array.init) : split(changed)
    var (first, fresh) = read(lists, shared, alsoShared: known == nil, tying: !isWhole)
    if !isWhole {
      let chunks = entangled(fresh, remembered)
      if !chunks.isEmpty {
        let again = Set(chunks.flatMap { groups[$0] })
        forget(again)
        kept.subtract(again)
        remembered = Workers.map(groups.count, jobs: jobs) {
          self.remembered(groups[$0], except: again)
        }
        let rest = split(changed.filter { !again.contains($0) })
        (_, fresh) = read(
          rest + chunks.sorted().map { Array(groups[$0]) }, shared, alsoShared: false, tying: false)
      }
    }
    guard let whole = known ?? first else { preconditionFailure("what is not known is judged") }
    if known != nil { first = nil }
    return Result(
      parts: [whole] + remembered.map(\.part) + fresh.map(\.part), first: first, kept: kept)
  }

  /// Lists of units that are read together; of few each thread gets some.
  private func split(_ units: [Int]) -> [[Int]] {
    units.split(by: min(Self.chunk, max(1, (units.count + jobs - 1) / jobs)))
  }

  /// Reads and judges lists of units, and what all units share beside them, where that is wanted.
  private func read(
    _ lists: [[Int]], _ shared: SharedAnswers, alsoShared: Bool, tying: Bool
  ) -> (first: AuditPart?, fresh: [Fresh]) {
    enum Piece: Sendable {
      case shared(AuditPart)
      case units(Fresh)
    }
    let start = alsoShared ? 1 : 0
    let pieces = Workers.map(lists.count + start, jobs: jobs) { index -> Piece in
      index < start
        ? .shared(self.sharedPart(shared))
        : .units(self.read(lists[index - start], shared, tying: tying))
    }
    var first: AuditPart?
    var fresh: [Fresh] = []
    for piece in pieces {
      switch piece {
      case .shared(let part): first = part
      case .units(let units): fresh.append(units)
      }
    }
    return (first, fresh)
  }
}

extension Array {
  /// In pieces of at most `size`.
  func split(by size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
