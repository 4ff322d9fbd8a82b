import AssayModel
import Sealing

/// Writes what is known of resources, as a digest: a row for each change.
final class ResourceFacts {
  private let context: RecordingContext
  private let inserting: Prepared
  /// The newest digest by row of the resource.
  private var known: [Int64: [UInt8]] = [:]

  init(_ context: RecordingContext) throws {
    self.context = context
    inserting = try Prepared(
      context.database,
      "INSERT INTO resource_facts (scope, resource, opened, facts) VALUES (?, ?, ?, ?)")
    // In the order of the key, so that the newest comes last.
    try Prepared(
      context.database, "SELECT resource, facts FROM resource_facts WHERE scope = ?"
    ).rows(.integer(context.scope)) { known[$0.integer(0)] = $0.blob(1) }
  }

  /// Says what is known of a resource now.
  ///
  /// 128 bits tell changes apart that nobody makes on purpose, and each change costs them.
  func write(_ digest: String, of row: Int64) throws {
    let whole = Digest(hex: digest) ?? .sha256(Array(digest.utf8))
    let facts = Array(whole.bytes.prefix(16))
    guard known[row] != facts else { return }
    known[row] = facts
    try inserting.run(
      .integer(context.scope), .integer(row), .integer(context.run), .blob(facts))
  }
}
