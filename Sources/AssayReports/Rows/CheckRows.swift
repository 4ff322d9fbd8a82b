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
    case finding(Check)
    case unjudged(Unjudged)
  }

  /// A finding with what tables say beside it.
  struct Check {
    let finding: Finding
    /// That of the finding, which makes it anew each time.
    let id: String
    let rule: RuleColumns
    let place: Whereabouts
  }

  private let summary: RunSummary

  init(_ summary: RunSummary) { self.summary = summary }

  func forEach(_ body: (Row) throws -> Void) rethrows {
    var places = FolderPlaces()
    for group in summary.rules.sorted(by: { $0.rule.id < $1.rule.id }) {
      let rule = RuleColumns(group.rule)
      func tell(_ finding: Finding) throws {
        let place = Whereabouts(finding.resource, finding.origin, &places)
        try body(.finding(Check(finding: finding, id: finding.id, rule: rule, place: place)))
      }
      for finding in group.findings { try tell(finding) }
      for mass in group.masses.sorted(by: Mass.isOrdered) where mass.outcome.reported == .unknown {
        // What a mass says of one of its resources, as the finding that it stands for.
        let words = FindingWords(
          rule: mass.rule, severity: group.rule.severity, message: "", evidence: [],
          reasons: mass.reason.isEmpty ? [] : [mass.reason])
        for position in mass.resources.positions {
          let resource = summary.resources[Int(position)]
          try tell(
            Finding(
              words, resource: resource.id, resourceName: resource.name, outcome: mass.outcome,
              origin: resource.origin, places: nil))
        }
      }
    }
    for item in summary.unjudged { try body(.unjudged(item)) }
  }
}

/// What each row says of its rule, made once.
final class RuleColumns {
  let rule: RuleInfo
  /// `cis-aws-foundations-7.0/6.3`, one each.
  let controls: [String]

  init(_ rule: RuleInfo) {
    self.rule = rule
    controls = rule.controls.map { "\($0.framework)/\($0.id)" }
  }
}

extension RunSummary {
  /// When a finding that is open was first seen; nil for others, and where nothing is recorded.
  func firstSeen(_ finding: Finding, id: String) -> String? {
    guard ledger != nil, finding.outcome.reported != .pass,
      finding.outcome.reported != .notApplicable
    else { return nil }
    // Of a mass no beginning is kept.
    guard let changes else { return finding.outcome == .noData ? nil : run.started.rfc3339 }
    return changes.firstSeen[id].flatMap { changes.runStarts[$0]?.rfc3339 }
  }
}

/// Account and region of a resource, where its id or the folders of its file tell them.
struct Whereabouts {
  /// Twelve digits; empty where it is not known.
  let account: String
  /// `eu-west-1`; empty where it is not known.
  let region: String

  init(_ id: ResourceID, _ origin: Origin?, _ places: inout FolderPlaces) {
    let folders = origin.map { places.place(of: $0.path) }
    guard let told = Self.told(by: id) else {
      account = folders?.account ?? ""
      region = folders?.region ?? ""
      return
    }
    account = Self.isAccount(told.account) ? told.account : folders?.account ?? ""
    region = told.region
  }

  /// What an ARN says; nil for other ids.
  private static func told(by id: ResourceID) -> (account: String, region: String)? {
    guard id.uid.utf8.starts(with: "arn:".utf8) else { return nil }
    let parts = id.uid.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    return parts.count == 6 ? (String(parts[4]), String(parts[3])) : nil
  }

  private static func isAccount(_ text: String) -> Bool {
    text.utf8.count == 12 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}

/// What the folders of files tell, of which many rows in a row have the same.
struct FolderPlaces {
  /// The last one, with its slash.
  private var folder: [UInt8] = []
  private var place = PathScope(account: nil, region: nil)

  mutating func place(of path: String) -> PathScope {
    var path = path
    let isSame = path.withUTF8 { bytes in
      let end = bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
      let own = bytes[..<end]
      if own.elementsEqual(folder) { return true }
      folder = Array(own)
      return false
    }
    if !isSame { place = PathScope(path: path) }
    return place
  }
}
