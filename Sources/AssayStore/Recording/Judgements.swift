import AssayModel

/// A run's findings, sorted by what becomes of them in the file.
struct Judgements {
  /// What a rule said of a resource, over all its elements.
  struct PairState {
    var passes = false
    var hasRows = false
    /// Reason of the first not-applicable outcome.
    var notApplicable: String?
  }

  /// Findings that are rows, by their position in the result; each key once, in order.
  private(set) var rows: [(key: FindingKey, position: Int)] = []
  private(set) var pairs: [FindingKey.Pair: PairState] = [:]
  /// What left a whole resource undecided.
  private(set) var undecided: [FindingKey.Pair: Finding] = [:]
  /// Elements to which the rule does not apply.
  private var notApplicable: Set<FindingKey> = []
  /// What rules say alike of many resources, by number of the rule.
  private(set) var masses: [Int: [RowMass]] = [:]

  /// A mass by rows.
  struct RowMass {
    let outcome: Outcome
    let reason: String
    /// Ascending.
    let rows: [Int64]

    func contains(_ row: Int64) -> Bool {
      var (low, high) = (0, rows.count)
      while low < high {
        let middle = (low + high) / 2
        if rows[middle] < row { low = middle + 1 } else { high = middle }
      }
      return low < rows.count && rows[low] == row
    }
  }

  init(_ result: RunResult, rules: RuleIndex, resources: ResourceIndex) throws {
    pairs.reserveCapacity(result.findings.count)
    let numbers = result.masses.isEmpty ? [] : result.resources.map { resources.rows[$0.id] ?? 0 }
    for mass in result.masses {
      guard let number = rules.numbers[mass.rule], rules.active[number] != nil else {
        throw StoreError.unknownRule(mass.rule)
      }
      masses[number, default: []].append(
        RowMass(
          outcome: mass.outcome, reason: mass.reason,
          rows: mass.resources.positions.map { numbers[Int($0)] }.sorted()))
    }
    for (position, finding) in result.findings.enumerated() {
      guard let number = rules.numbers[finding.rule], rules.active[number] != nil,
        let row = resources.rows[finding.resource]
      else { throw StoreError.unknownRule(finding.rule) }
      add(finding, at: position, as: FindingKey(resource: row, rule: number, locus: finding.locus))
    }
  }

  /// Whether a rule that does not hold a finding open any more still applies, so that it is fixed.
  ///
  /// An element that was put right or taken out is fixed, even when it was the last of which the
  /// rule speaks and the rule now has nothing to say of the resource.
  func concerns(_ key: FindingKey) -> Bool {
    guard key.locus.isEmpty else { return !notApplicable.contains(key) }
    guard let state = pairs[key.pair] else { return mass(of: key.pair)?.outcome == .pass }
    return (state.passes || state.hasRows) && !notApplicable.contains(key)
  }

  /// The mass that a pair is in; nil when it is in none.
  func mass(of pair: FindingKey.Pair) -> RowMass? {
    masses[pair.rule]?.first { $0.contains(pair.resource) }
  }

  private mutating func add(_ finding: Finding, at position: Int, as key: FindingKey) {
    var state = pairs[key.pair] ?? PairState()
    switch finding.outcome {
    case .pass:
      state.passes = true
    case .notApplicable:
      state.notApplicable = state.notApplicable ?? finding.reasons.joined(separator: "; ")
      notApplicable.insert(key)
    case .noData where finding.locus.isEmpty:
      undecided[key.pair] = finding
    case .unknown, .error, .noData:
      if finding.locus.isEmpty { undecided[key.pair] = finding }
      state.hasRows = true
      addRow(finding, at: position, as: key)
    case .fail, .waived:
      state.hasRows = true
      addRow(finding, at: position, as: key)
    }
    pairs[key.pair] = state
  }

  /// Keeps the graver of two findings of one identity: a failure.
  private mutating func addRow(_ finding: Finding, at position: Int, as key: FindingKey) {
    // Findings of one identity stand side by side in a result.
    guard rows.last?.key == key else { return rows.append((key, position)) }
    if finding.storedOutcome == "fail" { rows[rows.count - 1] = (key, position) }
  }
}

extension Finding {
  /// The outcome as a row has it: a waived failure still fails, and is waived elsewhere.
  var storedOutcome: String { outcome == .waived ? Outcome.fail.rawValue : outcome.rawValue }
}
