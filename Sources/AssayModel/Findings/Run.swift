package import Records
package import Sealing

/// One execution: what was looked at, with which rules, and what came of it.
package struct Run: Sendable {
  /// What kind of execution it was.
  package enum Kind: String, Sendable { case gate, audit }

  /// `run-2026-11-22T020000Z-7f3a91c2`: start and a digest of the inputs.
  package let id: String
  package let kind: Kind
  package let started: Instant
  package let toolVersion: String
  /// What the run looked at: runs compare only within a scope.
  package let scope: String
  /// Sorted by id.
  package let packs: [PackInfo]
  /// SHA-256 over the packs' digests, lower-case hex.
  package let packDigest: String
  /// SHA-256 over paths and contents of the inputs, lower-case hex.
  package let inputDigest: String

  package init(
    id: String, kind: Kind, started: Instant, toolVersion: String, scope: String,
    packs: [PackInfo], packDigest: String, inputDigest: String
  ) {
    self.id = id
    self.kind = kind
    self.started = started
    self.toolVersion = toolVersion
    self.scope = scope
    self.packs = packs
    self.packDigest = packDigest
    self.inputDigest = inputDigest
  }
}

/// A file that was given, and what became of it.
package struct InputReport: Sendable, Hashable {
  /// What became of an input.
  package enum Status: Sendable, Hashable {
    /// Read as `format`, giving so many resources.
    case read(format: String, resources: Int)
    /// Not an input of ours; the reason says why.
    case skipped(reason: String)
    /// Ours, or ought to be, and could not be read.
    case refused(reason: String)
  }

  package let path: String
  package let status: Status
  /// Located messages about this file, in order, as `path:line:col: severity: message [code]`.
  package let messages: [String]
  /// Why a part of what was read could not be: one clause; nil when all of it was.
  package let gap: String?

  package init(path: String, status: Status, messages: [String] = [], gap: String? = nil) {
    self.path = path
    self.status = status
    self.messages = messages
    self.gap = gap
  }

  /// The same with a reason more why not all of it was read.
  package func lacking(_ reason: String) -> InputReport {
    guard unreadReason == nil else { return self }
    if case .read = status {
      return InputReport(path: path, status: status, messages: messages, gap: reason)
    }
    return InputReport(path: path, status: .refused(reason: reason), messages: messages)
  }

  /// Why something behind this input was not looked at: it was refused, or has a gap.
  package var unreadReason: String? {
    if case .refused(let reason) = status { reason } else { gap }
  }
}

/// The counts of the five reported outcomes.
package struct OutcomeCounts: Sendable, Hashable {
  package var pass = 0
  package var fail = 0
  package var unknown = 0
  package var notApplicable = 0
  package var waived = 0

  package init() {}

  package init(_ findings: [Finding], masses: [Mass] = []) {
    for finding in findings { self[finding.outcome.reported] += 1 }
    for mass in masses { self[mass.outcome.reported] += mass.resources.count }
  }

  package subscript(outcome: Outcome.Reported) -> Int {
    get {
      switch outcome {
      case .pass: pass
      case .fail: fail
      case .unknown: unknown
      case .notApplicable: notApplicable
      case .waived: waived
      }
    }
    set {
      switch outcome {
      case .pass: pass = newValue
      case .fail: fail = newValue
      case .unknown: unknown = newValue
      case .notApplicable: notApplicable = newValue
      case .waived: waived = newValue
      }
    }
  }

  package var total: Int { pass + fail + unknown + notApplicable + waived }

  /// Adds those of another part.
  package mutating func add(_ other: OutcomeCounts) {
    for outcome in Outcome.Reported.allCases { self[outcome] += other[outcome] }
  }
}

/// Everything a run found: the value that store and reports share.
package struct RunResult: Sendable {
  package let run: Run
  /// Active rules, sorted by id.
  package let rules: [RuleInfo]
  /// What was looked at, sorted by id.
  package let resources: [ResourceSummary]
  /// Lineage and other links between resources, sorted.
  package let links: [Link]
  /// One per rule and resource (and element), sorted by `Finding.isOrdered`; those that `masses`
  /// tell of are left out.
  package var findings: [Finding]
  /// What rules say alike of many resources, sorted by `Mass.isOrdered`; empty for a gate, which
  /// tells of each.
  package private(set) var masses: [Mass]
  /// Sorted by path.
  package private(set) var inputs: [InputReport]
  /// What inputs answered of which sources, and what earlier runs read and this one lacks; empty for a gate,
  /// where what is not there was taken away.
  package private(set) var answers: [AnsweredSource]
  /// Kinds that rules ask for and of which an audit read no source; sorted.
  package let uncollected: [String]
  /// How old is what a snapshot holds; empty for a gate.
  package let ages: [EvidenceAge]

  package init(
    run: Run, rules: [RuleInfo], resources: [ResourceSummary], links: [Link],
    findings: [Finding], masses: [Mass] = [], inputs: [InputReport],
    answers: [AnsweredSource] = [], uncollected: [String] = [], ages: [EvidenceAge] = []
  ) {
    self.run = run
    self.rules = rules
    self.resources = resources
    self.links = links
    self.findings = findings
    self.masses = masses
    self.inputs = inputs
    self.answers = answers
    self.uncollected = uncollected
    self.ages = ages
  }

  /// Says of sources that an earlier run read that this one lacks them: nothing behind their paths was looked at.
  package mutating func lack(_ sources: [AnsweredSource]) {
    let notWhole = Set(answers.filter { !$0.isWhole }.map(\.title))
    var reasons: [(path: String, reason: String)] = []
    for source in sources {
      var lacking = source
      lacking.isWhole = false
      answers.append(lacking)
      let state = notWhole.contains(source.title) ? "not whole" : "missing"
      let reason = "\(source.title) was read before and is \(state) now"
      reasons.append((source.path, reason))
    }
    miss(reasons)
  }

  /// Says of inputs that they were not there, by path: nothing behind them was looked at.
  package mutating func miss(_ paths: [(path: String, reason: String)]) {
    guard !paths.isEmpty else { return }
    var known = Dictionary(
      inputs.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
    for (path, reason) in paths {
      if let index = known[path] {
        inputs[index] = inputs[index].lacking(reason)
      } else {
        known[path] = inputs.count
        inputs.append(InputReport(path: path, status: .refused(reason: reason)))
      }
    }
    inputs.sort { $0.path < $1.path }
  }

  /// Says of resources of which a rule said that it does not apply that this is not known; `finding` makes the words.
  ///
  /// `positions`: in `resources`, by rule.
  package mutating func withhold(
    _ positions: [String: Set<Int32>], finding: (_ rule: RuleInfo, _ position: Int32) -> Finding
  ) {
    guard !positions.isEmpty else { return }
    masses = masses.compactMap { mass in
      guard mass.outcome == .notApplicable, let withheld = positions[mass.rule] else { return mass }
      let rest = PositionSet(mass.resources.positions.filter { !withheld.contains($0) })
      return rest.isEmpty
        ? nil : Mass(rule: mass.rule, outcome: mass.outcome, reason: mass.reason, resources: rest)
    }
    for rule in rules {
      for position in positions[rule.id] ?? [] { findings.append(finding(rule, position)) }
    }
    findings.sort(by: Finding.isOrdered)
  }

  /// The five outcomes of all that was judged.
  package var counts: OutcomeCounts { OutcomeCounts(findings, masses: masses) }
}

/// A resource as store and reports know it.
///
/// One reference: thousands are held and sorted.
package struct ResourceSummary: Sendable, Hashable {
  private let known: Shared<Known>

  private struct Known: Sendable, Hashable {
    let id: ResourceID
    let name: String
    let origin: Origin?
    let factsDigest: Digest?
    let isGone: Bool
  }

  package init(
    id: ResourceID, name: String, origin: Origin?, factsDigest: Digest?, isGone: Bool = false
  ) {
    known = Shared(
      Known(id: id, name: name, origin: origin, factsDigest: factsDigest, isGone: isGone))
  }

  package var id: ResourceID { known.value.id }
  package var name: String { known.value.name }
  package var origin: Origin? { known.value.origin }
  /// SHA-256 of its facts without origins; nil where nothing is known but that it exists.
  package var factsDigest: Digest? { known.value.factsDigest }
  /// Whether it is an instance that will not run again.
  package var isGone: Bool { known.value.isGone }
}

/// `from` uses `to`, by way of `label`: an infrastructure configuration uses an instance profile.
package struct Link: Sendable, Hashable, Comparable {
  package let from: ResourceID
  package let label: String
  package let to: ResourceID

  package init(from: ResourceID, label: String, to: ResourceID) {
    self.from = from
    self.label = label
    self.to = to
  }

  package static func < (left: Self, right: Self) -> Bool {
    if left.from != right.from { return left.from < right.from }
    return left.label == right.label ? left.to < right.to : left.label < right.label
  }
}
