/// Who a resource is, the same in every run and from every source that names it alike.
///
/// One reference: thousands of findings and links hold the same one, and it is hashed once.
package struct ResourceID: Hashable, Sendable, Comparable {
  @usableFromInline let named: Named

  @usableFromInline final class Named: Sendable {
    @usableFromInline let kind: String
    @usableFromInline let uid: String
    @usableFromInline let hash: Int

    init(kind: String, uid: String) {
      self.kind = kind
      self.uid = uid
      var hasher = Hasher()
      hasher.combine(uid)
      hasher.combine(kind)
      hash = hasher.finalize()
    }
  }

  package init(kind: String, uid: String) { named = Named(kind: kind, uid: uid) }

  /// The kind's schema name: `image_recipe`.
  @inlinable package var kind: String { named.kind }
  /// An ARN or id where the source has one; else `path#logical-id` or `path#address`, where the path
  /// is the file's identity: the same from every working folder.
  @inlinable package var uid: String { named.uid }

  @inlinable package static func == (left: Self, right: Self) -> Bool {
    left.named === right.named
      || left.named.hash == right.named.hash && left.uid == right.uid && left.kind == right.kind
  }

  @inlinable package func hash(into hasher: inout Hasher) { hasher.combine(named.hash) }

  @inlinable package static func < (left: Self, right: Self) -> Bool {
    left.kind == right.kind ? left.uid < right.uid : left.kind < right.kind
  }
}
