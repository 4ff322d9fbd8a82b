/// Which finding it is, by rows: the identity that lasts over runs.
struct FindingKey: Hashable {
  /// Row of the resource.
  let resource: Int64
  /// Number of the rule, whatever its version.
  let rule: Int
  /// Element of a `foreach`; empty for the whole resource.
  let locus: String

  var pair: Pair { Pair(resource: resource, rule: rule) }

  /// A rule on a resource, whatever the element.
  struct Pair: Hashable {
    let resource: Int64
    let rule: Int
  }
}

/// A row of `finding` that is open.
struct OpenFinding {
  let row: Int64
  /// Row of the rule's version.
  let version: Int64
  /// As stored: `fail`, `unknown`, `error` or `no_data`.
  let outcome: String
  /// Row of the evidence.
  let evidence: Int64
  /// Run in which the finding was first seen.
  let first: Int64
  let opened: Int64
}

/// Why a finding was closed; as stored.
enum CloseReason: String {
  case fixed
  case gone
  case ruleRetired = "rule retired"
  case ruleChanged = "rule changed"
  case outcomeChanged = "outcome changed"
  case evidenceChanged = "evidence changed"
  case scopeChanged = "scope changed"
}

/// What a recording changed about findings.
struct FindingChange {
  /// Open before this run.
  var before: [FindingKey: OpenFinding] = [:]
  /// Open after it.
  var after: [FindingKey: OpenFinding] = [:]
  /// Open before and not after.
  var closed: [FindingKey: CloseReason] = [:]
  /// Open after, though this run could not decide them again.
  var unconfirmed: Set<FindingKey> = []
  /// How many findings are open that were not looked at, because they are as they were.
  var left = 0
  /// Rows of those of them that could not be decided again.
  var leftUnconfirmed: [Int64] = []
  /// Rows that are held back after it.
  var held: Set<Int64> = []
}
