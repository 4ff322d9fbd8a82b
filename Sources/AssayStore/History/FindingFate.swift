import AssayModel
import GRDB

/// What became of failures that were closed before a run and are not open in it: what holds at the run, not what
/// once closed them.
struct FindingFate {
  /// A failure that was closed.
  struct Closed {
    /// Row of the resource.
    let resource: Int64
    let locus: String
    /// Row of the version of its rule by which it failed.
    let version: Int64
    /// Why it was closed last.
    let reason: String
  }

  private let run: SQLValue
  private let scope: SQLValue
  private let presence: Prepared
  private let masses: Prepared
  private let undecided: Prepared

  static let undecidedQuery = """
    SELECT 1 FROM finding WHERE scope = ?1 AND resource = ?2 AND locus = '' AND rule = ?3
      AND closed = 2147483647 AND opened <= ?4 AND outcome <> 'fail'
    UNION ALL
    SELECT 1 FROM finding WHERE scope = ?1 AND resource = ?2 AND locus = '' AND rule = ?3
      AND closed < 2147483647 AND opened <= ?4 AND closed > ?4 AND outcome <> 'fail'
    """

  init(_ database: Database, scope: Int64, run: Int64) throws {
    self.scope = .integer(scope)
    self.run = .integer(run)
    presence = try Prepared(
      database,
      """
      SELECT gap FROM resource_span
      WHERE scope = ?1 AND resource = ?2 AND opened <= ?3 AND closed > ?3
      """)
    masses = try Prepared(
      database,
      """
      SELECT mass.outcome FROM mass JOIN mass_part ON mass_part.mass = mass.id
      WHERE mass.scope = ?1 AND mass.rule = ?2 AND mass_part.word = ?3
        AND mass_part.opened <= ?4 AND mass_part.closed > ?4
        AND (mass_part.members >> ?5) & 1
      """)
    undecided = try Prepared(database, Self.undecidedQuery)
  }

  /// Why a failure does not stand at the run any more; nil where the run could not tell.
  ///
  /// - Parameters:
  ///   - finding: It has no row that is open at the run.
  ///   - active: Row of the version of its rule that holds at the run; nil where none does.
  /// - Returns: The reason.
  /// - Throws: What SQLite throws.
  func reason(of finding: Closed, active: Int64?) throws -> CloseReason? {
    guard let active else { return .ruleRetired }
    let resource = SQLValue.integer(finding.resource)
    var gap: String?
    var isPresent = false
    try presence.rows(scope, resource, run) { row in
      isPresent = true
      gap = row.optionalText(0)
    }
    guard isPresent else { return .gone }
    guard gap == nil else { return nil }
    let before = CloseReason(rawValue: finding.reason)
    var mass: String?
    try masses.rows(
      scope, .integer(active), .integer(finding.resource >> 6), run,
      .integer(finding.resource & 63)
    ) { mass = $0.text(0) }
    if mass == Outcome.noData.rawValue { return nil }
    if mass == Outcome.notApplicable.rawValue {
      // An element may have been taken out before.
      return finding.locus.isEmpty || before != .fixed ? .outcomeChanged : .fixed
    }
    guard try undecided.first(scope, resource, .integer(active), run) == nil else { return nil }
    return before == .fixed || active == finding.version ? .fixed : .ruleChanged
  }
}

extension CloseReason {
  /// What `assay diff` calls it.
  var change: RunChange {
    switch self {
    case .fixed: .fixed
    case .gone: .gone
    default: .lapsed
    }
  }
}
