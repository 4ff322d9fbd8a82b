package import Records

/// How much of the past is kept.
package enum Retention: Sendable, Hashable {
  /// Runs that started at or after a moment.
  case since(Instant)
  /// So many of the latest recorded runs of each scope; at least one.
  case runs(Int)
}

/// What pruning takes away, or would.
package struct PruneReport: Sendable, Hashable {
  /// One scope that loses runs, in order of their names.
  package struct Scope: Sendable, Hashable {
    package let name: String
    /// Number of the first run that is kept.
    package let keptFrom: Int64
    /// How many runs go.
    package let runs: Int
    /// How many stay.
    package let left: Int
  }

  package internal(set) var scopes: [Scope] = []
  /// Rows that go, by what they are; in order, none of them zero.
  package internal(set) var rows: [Rows] = []
  /// Bytes of the file before.
  package internal(set) var sizeBefore: Int64 = 0
  /// Bytes of the file afterwards; nil when nothing was done.
  package internal(set) var sizeAfter: Int64?
  /// Why the file keeps its size, though the rows are gone: writing it anew needs as much room again.
  package internal(set) var shrinkFailure: String?

  /// Rows of one kind.
  package struct Rows: Sendable, Hashable {
    package let name: String
    package let count: Int
  }
}
