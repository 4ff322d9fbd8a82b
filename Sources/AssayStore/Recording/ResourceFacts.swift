import AssayModel
import Sealing

/// Writes what is known of resources, as a digest: a row for each change.
final class ResourceFacts {
  private let context: RecordingContext
  private let inserting: Prepared
  private let newest: Prepared
  /// The newest digest by row of the resource.
  private var known: [Int64: [UInt8]] = [:]
  /// What stands for a resource of which nothing is known.
  private static let nothing = Digest.sha256([])
  /// Whether the digests of all resources are known.
  private let isWhole: Bool

  /// `isWhole`: for all resources of the scope, else for some.
  init(_ context: RecordingContext, isWhole: Bool) throws {
    self.context = context
    self.isWhole = isWhole
    newest = try Prepared(
      context.database,
      """
      SELECT facts FROM resource_facts WHERE scope = ? AND resource = ?
      ORDER BY opened DESC LIMIT 1
      """)
    inserting = try Prepared(
      context.database,
      "INSERT INTO resource_facts (scope, resource, opened, facts) VALUES (?, ?, ?, ?)")
    guard isWhole else { return }
    // In the order of the key, so that the newest comes last.
    try Prepared(
      context.database, "SELECT resource, facts FROM resource_facts WHERE scope = ?"
    ).rows(.integer(context.scope)) { known[$0.integer(0)] = $0.blob(1) }
  }

  /// Says what is known of a resource now, which is said of each once.
  ///
  /// 128 bits tell changes apart that nobody makes on purpose, and each change costs them.
  func write(_ digest: Digest?, of row: Int64) throws {
    let facts = Array((digest ?? Self.nothing).bytes.prefix(16))
    if !isWhole {
      try newest.rows(.integer(context.scope), .integer(row)) { known[row] = $0.blob(0) }
    }
    guard known[row] != facts else { return }
    try inserting.run(
      .integer(context.scope), .integer(row), .integer(context.run), .blob(facts))
  }
}
