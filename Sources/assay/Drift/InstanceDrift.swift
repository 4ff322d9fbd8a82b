import AssayModel
import AssayRules

/// How the packages of one instance differ from its image.
struct InstanceDrift: Sendable {
  /// What one measure came to.
  enum Comparison: Sendable {
    /// What was looked at, and what could not be: whole clauses.
    case made(count: Int, notes: [String])
    /// One clause.
    case missing(String)

    var isMade: Bool {
      if case .made = self { true } else { false }
    }
  }

  let node: LineageNode
  /// The AMI it runs; nil when that is not known.
  let image: ResourceID?
  /// The build that its AMI came out of; nil when that is not known.
  let build: String?
  /// Packages that inventory lists; nil when there is no list.
  let packages: Int?
  /// When they were listed, in microseconds since 1970-01-01T00:00:00Z.
  let captured: Int64?
  let built: Comparison
  var declared: Comparison
  /// Ascending by measure, then as they were found.
  var changes: [PackageChange]
  /// Names that it lists, of those that declarations may mean.
  let listed: Set<String>

  /// Whether it was compared with anything.
  var isCompared: Bool { built.isMade || declared.isMade }

  func count(_ kind: PackageChange.Kind) -> Int { changes.count { $0.kind == kind } }
}
