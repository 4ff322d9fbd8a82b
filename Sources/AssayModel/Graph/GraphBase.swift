import Records

/// A finished graph that others begin with: what many instances share, such as images and groups.
package struct GraphBase: Sendable {
  package let graph: ResourceGraph
  let targets: LinkTargets
  /// Of its resources, by `Linker.key`.
  let blocks: [String: BlockID]
  /// The other way round, for the digests of all that follows.
  let ids: [BlockID: ResourceID]

  /// The same, whose store knows some texts.
  package func knowing(_ texts: [String]) -> GraphBase {
    GraphBase(
      graph: ResourceGraph(
        store: graph.store.knowing(texts), resources: graph.resources, links: graph.links,
        dangling: graph.dangling),
      targets: targets, blocks: blocks, ids: ids)
  }
}
