import Records

/// Resources on their way into a store: laid out, linked, and completed by what follows from links.
struct GraphLayout {
  private var builder: RecordBuilder
  private var linker: Linker
  private var resources: [Resource] = []
  /// By `Linker.key`.
  private(set) var blocks: [String: BlockID]

  init(_ builder: RecordBuilder, _ linker: Linker, blocks: [String: BlockID] = [:]) {
    self.builder = builder
    self.linker = linker
    self.blocks = blocks
  }

  /// Lays resources out in their order, with their references resolved.
  mutating func add(_ drafts: inout [DraftResource]) {
    for index in drafts.indices { linker.link(&drafts[index]) }
    for draft in drafts {
      let block = builder.add(draft.record)
      blocks[Linker.key(of: draft.id)] = block
      resources.append(
        Resource(id: draft.id, name: draft.name, record: block, origin: draft.origin))
    }
    let blocks = blocks
    builder.resolveReferences { blocks[$0] }
  }

  /// Works out what follows from links; `others` are resources of the same store that matter to it.
  mutating func derive(beside others: [Resource] = []) {
    Derivations.run(over: resources, beside: others, in: &builder)
  }

  consuming func finish() -> ResourceGraph {
    ResourceGraph(
      store: builder.finish(), resources: resources, links: linker.links.sorted(),
      dangling: linker.dangling.sorted())
  }
}
