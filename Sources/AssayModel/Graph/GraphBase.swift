import Records

/// A finished graph that others begin with: what many instances share, such as images and groups.
package struct GraphBase: Sendable {
  package let graph: ResourceGraph
  let targets: LinkTargets
  /// Of its resources, by `Linker.key`.
  let blocks: [String: BlockID]
}
