package import AssayModel

/// What a walk over the whole ledger found.
package struct LedgerCheck: Hashable, Sendable {
  /// The newest entry; nil for an empty ledger.
  package var head: LedgerHead?
  /// Number of entries.
  package var entries: Int64 = 0
  /// What does not fit, in order of the ledger; empty when it is intact.
  package var faults: [Fault] = []

  /// Something that does not fit.
  package enum Fault: Hashable, Sendable, CustomStringConvertible {
    /// An entry was taken out or slipped in: the numbers are not 1, 2, 3, …
    case sequence(expected: Int64, found: Int64)
    /// The entry does not name the hash of the one before.
    case link(seq: Int64)
    /// The entry is not what was hashed.
    case content(seq: Int64)
    /// The run that the entry seals is not in the file any more, or is another.
    case run(seq: Int64, run: Int64)
    /// A run that no entry seals.
    case unsealed(run: Int64)
    /// A report names an entry that is not on the chain.
    case anchor(LedgerHead)

    package var description: String {
      switch self {
      case .sequence(let expected, let found):
        "entry \(expected) is missing: entry \(found) stands in its place"
      case .link(let seq): "entry \(seq) does not follow the entry before it"
      case .content(let seq): "entry \(seq) is not what was written"
      case .run(let seq, let run): "run \(run) is not what entry \(seq) sealed"
      case .unsealed(let run): "run \(run) has no entry"
      case .anchor(let head):
        "entry \(head.seq) with hash \(head.hash) is not on the chain, though a report names it"
      }
    }
  }
}
