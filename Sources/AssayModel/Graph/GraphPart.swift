package import Records

/// A graph on its way that begins with a finished one, for readers that write records themselves.
///
/// In: records in the store of `builder`, each told by `add`, and drafts. Out: one graph, as
/// `ResourceGraph.Builder` would make of drafts that say the same.
package struct GraphPart {
  /// Begins with the store of the base.
  package var builder: RecordBuilder
  private let base: GraphBase
  private let collected: Set<CollectedScope>
  let join: NodeJoin
  private var resources: [Resource] = []
  private var links: [Link] = []
  private var dangling: [DanglingLink] = []
  /// What references by kind and text were found to lead to.
  private var known: [Reference: Target] = [:]
  /// Names of the systems that nodes run.
  var distributions = Distribution.Names()

  private struct Reference: Hashable {
    let kind: ResourceKind
    let symbol: Symbol
  }

  /// What a reference leads to.
  package enum Target {
    case found(ResourceID, BlockID)
    case missing(RecordBuilder.CommonReason, text: String)
    case ambiguous(RecordBuilder.CommonReason)
  }

  package init(behind base: GraphBase, collected: Set<CollectedScope>) {
    builder = RecordBuilder(extending: base.graph.store)
    self.base = base
    self.collected = collected
    join = NodeJoin(collected: collected)
  }

  /// Adds a resource whose record is laid out.
  package mutating func add(_ resource: Resource) { resources.append(resource) }

  package mutating func add(_ link: Link) { links.append(link) }

  package mutating func add(_ link: DanglingLink) { dangling.append(link) }

  /// What a reference of one of the records leads to in the base; `rename` is asked once for each text.
  package mutating func target(
    _ symbol: Symbol, _ kind: ResourceKind, rename: (String) -> String
  ) -> Target {
    let reference = Reference(kind: kind, symbol: symbol)
    if let target = known[reference] { return target }
    let text = rename(builder.store.strings[symbol])
    let target: Target
    switch base.targets.target(text, kind: kind.rawValue) {
    case .found(let id):
      guard let block = base.blocks[Linker.key(of: id)] else {
        preconditionFailure("every resource of a base has a block")
      }
      target = .found(id, block)
    case .ambiguous: target = .ambiguous(builder.common(Linker.ambiguous(text)))
    case .missing: target = .missing(builder.common(Linker.missing(text)), text: text)
    }
    known[reference] = target
    return target
  }

  /// Whether a source was collected in an account and region.
  package func covers(
    _ source: CollectedScope.Source, account: String?, region: String?
  ) -> Bool {
    join.covers(source, account: account, region: region)
  }

  /// Lays the drafts out too, and works out what follows from links.
  package consuming func finish(with drafts: [DraftResource]) -> ResourceGraph {
    var kept = NodeJoin.run(
      over: ResourceGraph.Builder.withoutDuplicates(drafts), collected: collected)
    // Held once, it is written where it is.
    var own = RecordBuilder(schemas: .assay)
    swap(&own, &builder)
    var layout = GraphLayout(
      consume own, Linker(LinkTargets(kept), base: base.targets), blocks: base.blocks)
    layout.add(&kept)
    layout.adopt(resources, links: links, dangling: dangling)
    layout.derive(
      beside: Array(base.graph.resources(of: ResourceKind.ebsEncryptionDefault.rawValue)))
    return layout.finish()
  }
}
