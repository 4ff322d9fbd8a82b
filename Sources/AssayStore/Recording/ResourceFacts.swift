import AssayModel
import Sealing

/// Writes what is known of resources, as a digest: a row for each change.
final class ResourceFacts {
  private let context: RecordingContext
  private let inserting: Insertion
  private let newest: Prepared
  /// The newest digest by row of the resource.
  private var known: [Int64: ShortDigest] = [:]
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
    inserting = try Insertion(
      context.database, into: "resource_facts", ["resource", "facts"],
      fixed: ["scope": context.scope, "opened": context.run])
    guard isWhole else { return }
    // In the order of the key, so that the newest comes last.
    try Prepared(
      context.database, "SELECT resource, facts FROM resource_facts WHERE scope = ?"
    ).rows(.integer(context.scope)) { known[$0.integer(0)] = $0.shortDigest(1) }
  }

  /// Says what is known of a resource now, which is said of each once.
  ///
  /// 128 bits tell changes apart that nobody makes on purpose, and each change costs them.
  func write(_ digest: Digest?, of row: Int64) throws {
    let words = (digest ?? Self.nothing).words
    let facts = ShortDigest(high: words.0, low: words.1)
    if !isWhole {
      try newest.rows(.integer(context.scope), .integer(row)) { known[row] = $0.shortDigest(0) }
    }
    guard known.isEmpty || known[row] != facts else { return }
    inserting.add(row)
    inserting.add(facts)
    try inserting.endRow()
  }

  /// Inserts what is held back.
  func finish() throws { try inserting.finish() }
}

extension SQLRow {
  /// Nil for a column that holds no 16 bytes.
  fileprivate func shortDigest(_ column: Int32) -> ShortDigest? {
    withBlob(column) { bytes in
      guard bytes.count == 16 else { return nil }
      return ShortDigest(
        high: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
        low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }
  }
}
