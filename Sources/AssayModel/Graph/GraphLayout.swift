import Records

/// Resources on their way into a store: laid out, linked, and completed by what follows from links.
struct GraphLayout {
  private var builder: RecordBuilder
  private var linker: Linker
  private var resources: [Resource] = []
  /// By `Linker.key`.
  private(set) var blocks: [String: BlockID]

  init(_ builder: consuming RecordBuilder, _ linker: Linker, blocks: [String: BlockID] = [:]) {
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

  /// Takes in resources that are laid out already, with their links.
  mutating func adopt(_ more: [Resource], links: [Link], dangling: [DanglingLink]) {
    guard !more.isEmpty else { return }
    resources = (resources + more).sorted { $0.id < $1.id }
    self.links += links
    self.dangling += dangling
  }

  private var links: [Link] = []
  private var dangling: [DanglingLink] = []

  consuming func finish() -> ResourceGraph {
    ResourceGraph(
      store: builder.finish(), resources: resources,
      links: Self.sorted(links + linker.links), dangling: Self.sorted(dangling + linker.dangling))
  }

  /// Ascending, each once.
  private static func sorted<Element: Comparable>(_ elements: [Element]) -> [Element] {
    var result: [Element] = []
    result.reserveCapacity(elements.count)
    for element in elements.sorted() where result.last != element { result.append(element) }
    return result
  }
}
