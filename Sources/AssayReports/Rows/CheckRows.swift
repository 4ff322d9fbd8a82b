import AssayModel
import Records

/// Every check of a run that a table tells of, one after the other.
///
/// Findings by rule, then what a rule says alike of many resources, as far as it could not be checked:
/// passes and rules that do not apply, which an audit has millions of, are told only where they
/// are findings. Last come inputs that could not be read. Nothing but one row is held at a time.
struct CheckRows {
  /// One check.
  enum Row {
    case finding(Finding, RuleInfo)
    case unjudged(Unjudged)
  }

  private let summary: RunSummary

  init(_ summary: RunSummary) { self.summary = summary }

  func forEach(_ body: (Row) throws -> Void) rethrows {
    for group in summary.rules.sorted(by: { $0.rule.id < $1.rule.id }) {
      for finding in group.findings { try body(.finding(finding, group.rule)) }
      for mass in group.masses.sorted(by: Mass.isOrdered) where mass.outcome.reported == .unknown {
        for position in mass.resources.positions {
          try body(.finding(finding(of: mass, at: position, group.rule), group.rule))
        }
      }
    }
    for item in summary.unjudged { try body(.unjudged(item)) }
  }

  /// What a mass says of one of its resources, as the finding that it stands for.
  private func finding(of mass: Mass, at position: Int32, _ rule: RuleInfo) -> Finding {
    let resource = summary.resources[Int(position)]
    return Finding(
      rule: mass.rule, resource: resource.id, resourceName: resource.name, locus: "",
      outcome: mass.outcome, severity: rule.severity, message: "",
      reasons: mass.reason.isEmpty ? [] : [mass.reason], origin: resource.origin)
  }
}

extension RunSummary {
  /// When a finding that is open was first seen; nil for others, and where nothing is recorded.
  func firstSeen(_ finding: Finding) -> String? {
    guard ledger != nil, finding.outcome.reported != .pass,
      finding.outcome.reported != .notApplicable
    else { return nil }
    // Of a mass no beginning is kept.
    guard let changes else { return finding.outcome == .noData ? nil : run.started.rfc3339 }
    return changes.firstSeen[finding.id].flatMap { changes.runStarts[$0]?.rfc3339 }
  }
}

/// Account and region of a resource, where its id or the folders of its file tell them.
struct Whereabouts {
  /// Twelve digits; empty where it is not known.
  let account: String
  /// `eu-west-1`; empty where it is not known.
  let region: String

  init(_ id: ResourceID, _ origin: Origin?) {
    let parts = id.uid.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    let isARN = parts.count == 6 && parts[0] == "arn"
    let folders = origin.map { PathScope(path: $0.path) }
    let told = (account: isARN ? String(parts[4]) : "", region: isARN ? String(parts[3]) : "")
    account = Self.isAccount(told.account) ? told.account : folders?.account ?? ""
    region = isARN ? told.region : folders?.region ?? ""
  }

  private static func isAccount(_ text: String) -> Bool {
    text.utf8.count == 12 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
