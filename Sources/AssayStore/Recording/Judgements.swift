import AssayModel

/// A run's findings, sorted by what becomes of them in the file.
struct Judgements {
  /// What a rule said of a resource, over all its elements.
  struct PairState {
    /// Row of the resource.
    let resource: Int64
    var passes = false
    var hasRows = false
    /// Position of the first finding that says that the rule does not apply.
    var notApplicable: Int?
    /// Position of the last finding that left the whole resource undecided.
    var undecided: Int?

    init(resource: Int64) { self.resource = resource }

    /// Adds what was said of the same later.
    fileprivate mutating func add(_ later: PairState) {
      passes = passes || later.passes
      hasRows = hasRows || later.hasRows
      notApplicable = notApplicable ?? later.notApplicable
      undecided = later.undecided ?? undecided
    }
  }

  /// Findings that are rows, by their position in the result; each key once, in order.
  private(set) var rows: [(key: FindingKey, position: Int)] = []
  /// By number of the rule, ascending by resource, each once.
  private(set) var pairs: [[PairState]]
  /// Elements to which the rule does not apply.
  private var notApplicable: Set<FindingKey> = []
  /// What rules say alike of many resources, by number of the rule.
  private(set) var masses: [Int: [RowMass]] = [:]
  private let findings: [Finding]
  /// Numbers of rules whose condition says what they apply to.
  private var conditional: Set<Int> = []

  /// A mass, and which rows are in it.
  final class RowMass {
    let outcome: Outcome
    let reason: String
    let positions: PositionSet
    private let ofResources: [Int64]
    /// Ascending; made where old findings ask for it.
    private lazy var rows = positions.positions.map { ofResources[Int($0)] }.sorted()

    init(_ mass: Mass, _ ofResources: [Int64]) {
      outcome = mass.outcome
      reason = mass.reason
      positions = mass.resources
      self.ofResources = ofResources
    }

    func contains(_ row: Int64) -> Bool { rows.place(of: row, by: { $0 }) != nil }
  }

  init(_ result: RunResult, rules: RuleIndex, resources: ResourceIndex) throws {
    findings = result.findings
    pairs = Array(repeating: [], count: rules.uids.count)
    conditional = Set(result.rules.lazy.filter(\.isConditional).compactMap { rules.numbers[$0.id] })
    for mass in result.masses {
      let number = try Self.number(of: mass.rule, rules)
      masses[number, default: []].append(RowMass(mass, resources.ofResources))
    }
    // Those of a rule stand side by side.
    var rule: (id: String, number: Int)?
    for position in findings.indices {
      let id = findings[position].rule
      let number = try rule?.id == id ? rule?.number ?? 0 : Self.number(of: id, rules)
      if rule?.id != id { rule = (id, number) }
      add(position, rule: number, resource: resources.ofFindings[position])
    }
    for number in pairs.indices { Self.sort(&pairs[number]) }
  }

  private static func number(of rule: String, _ rules: RuleIndex) throws -> Int {
    guard let number = rules.numbers[rule], rules.active[number] != nil else {
      throw StoreError.unknownRule(rule)
    }
    return number
  }

  /// Whether a rule that does not hold a finding open any more still applies, so that it is fixed.
  ///
  /// An element that was put right or taken out is fixed, even when it was the last that the rule
  /// speaks of. Where a condition says what the rule applies to, nothing tells that from a resource to which it
  /// does not apply any more, such as an instance that was terminated, and that fixes nothing.
  func concerns(_ key: FindingKey) -> Bool {
    guard key.locus.isEmpty else {
      guard !notApplicable.contains(key), let isPassedOver = isPassedOver(key.pair) else {
        return false
      }
      return !isPassedOver || !conditional.contains(key.rule)
    }
    guard let state = state(of: key.pair) else { return mass(of: key.pair)?.outcome == .pass }
    return (state.passes || state.hasRows) && !notApplicable.contains(key)
  }

  /// Whether a rule says of no element of a resource that it passes or does not; nil where it was not asked.
  private func isPassedOver(_ pair: FindingKey.Pair) -> Bool? {
    guard let state = state(of: pair) else {
      return mass(of: pair).map { $0.outcome == .notApplicable }
    }
    return !state.passes && !state.hasRows
  }

  /// The mass that a pair is in; nil when it is in none.
  func mass(of pair: FindingKey.Pair) -> RowMass? {
    masses[pair.rule]?.first { $0.contains(pair.resource) }
  }

  /// What left a whole resource undecided.
  func undecided(_ pair: FindingKey.Pair) -> Finding? {
    state(of: pair)?.undecided.map { findings[$0] }
  }

  private func state(of pair: FindingKey.Pair) -> PairState? {
    guard pairs.indices.contains(pair.rule) else { return nil }
    let states = pairs[pair.rule]
    return states.place(of: pair.resource, by: { $0.resource }).map { states[$0] }
  }

  private mutating func add(_ position: Int, rule: Int, resource: Int64) {
    var state = PairState(resource: resource)
    let isWhole = findings[position].locus.isEmpty
    switch findings[position].outcome {
    case .pass:
      state.passes = true
    case .notApplicable:
      state.notApplicable = position
      notApplicable.insert(
        FindingKey(resource: resource, rule: rule, locus: findings[position].locus))
    case .noData where isWhole:
      state.undecided = position
    case .unknown, .error, .noData:
      if isWhole { state.undecided = position }
      state.hasRows = true
      addRow(position, rule: rule, resource: resource)
    case .fail, .waived:
      state.hasRows = true
      addRow(position, rule: rule, resource: resource)
    }
    // So do those of a resource.
    if let last = pairs[rule].indices.last, pairs[rule][last].resource == resource {
      pairs[rule][last].add(state)
    } else {
      pairs[rule].append(state)
    }
  }

  /// Keeps the graver of two findings of one identity: a failure.
  private mutating func addRow(_ position: Int, rule: Int, resource: Int64) {
    let key = FindingKey(resource: resource, rule: rule, locus: findings[position].locus)
    // Findings of one identity stand side by side in a result.
    guard rows.last?.key == key else { return rows.append((key, position)) }
    if findings[position].storedOutcome == "fail" { rows[rows.count - 1] = (key, position) }
  }

  /// Sorts by resource where that is not the order of the findings, and leaves each once.
  private static func sort(_ states: inout [PairState]) {
    let isSorted = zip(states, states.dropFirst()).allSatisfy { $0.resource < $1.resource }
    guard !isSorted else { return }
    var sorted: [PairState] = []
    sorted.reserveCapacity(states.count)
    for state in states.sorted(by: { $0.resource < $1.resource }) {
      if let last = sorted.indices.last, sorted[last].resource == state.resource {
        sorted[last].add(state)
      } else {
        sorted.append(state)
      }
    }
    states = sorted
  }
}

extension Finding {
  /// The outcome as a row has it: a waived failure still fails, and is waived elsewhere.
  var storedOutcome: String { outcome == .waived ? Outcome.fail.rawValue : outcome.rawValue }
}

extension Array {
  /// Where a row stands among elements that ascend by their rows; nil where it does not.
  func place(of row: Int64, by key: (Element) -> Int64) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if key(self[middle]) < row { low = middle + 1 } else { high = middle }
    }
    return low < count && key(self[low]) == row ? low : nil
  }
}
