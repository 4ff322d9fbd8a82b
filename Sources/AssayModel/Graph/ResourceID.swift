/// Who a resource is, the same in every run and from every source that names it alike.
package struct ResourceID: Hashable, Sendable, Comparable {
  /// The kind's schema name: `image_recipe`.
  package let kind: String
  /// An ARN or id where the source has one; else `path#logical-id` or `path#address`, where the path
  /// is the file's identity: the same from every working folder.
  package let uid: String

  package init(kind: String, uid: String) {
    self.kind = kind
    self.uid = uid
  }

  package static func < (left: Self, right: Self) -> Bool {
    left.kind == right.kind ? left.uid < right.uid : left.kind < right.kind
  }
}
