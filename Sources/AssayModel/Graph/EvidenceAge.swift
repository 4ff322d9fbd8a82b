package import Records

/// How old is what a snapshot holds of one source in one place: when its files were written.
package struct EvidenceAge: Sendable, Hashable {
  /// A call such as `ec2:DescribeInstances`, or a type of inventory.
  package let source: String
  /// As far as the path or the answer tells.
  package let place: PathScope
  package private(set) var files: Int
  package private(set) var oldest: Instant
  package private(set) var newest: Instant

  /// Of one file.
  package init(source: String, place: PathScope, written: Instant) {
    self.source = source
    self.place = place
    (files, oldest, newest) = (1, written, written)
  }

  /// Adds a file of the same source and place.
  package mutating func add(written: Instant) {
    files += 1
    oldest = min(oldest, written)
    newest = max(newest, written)
  }
}
