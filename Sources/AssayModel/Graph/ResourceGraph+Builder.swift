package import Records

extension ResourceGraph {
  /// Collects draft resources, joins them by their links, and lays them out.
  ///
  /// In: drafts in any order. Out: one immutable graph, the same whatever the order. A resource that
  /// is given twice keeps the declaration that sorts first by origin; the others are told.
  package struct Builder: Sendable {
    private var drafts: [DraftResource] = []

    package init() {}

    /// Adds one resource.
    package mutating func add(_ resource: DraftResource) {
      drafts.append(resource)
    }

    package var count: Int { drafts.count }

    /// Joins documents to the resources that name them, resolves links, lays out, and derives what follows from links.
    package consuming func finish(schemas: SchemaSet = .assay) -> ResourceGraph {
      var kept = DocumentAdoption.run(over: Self.withoutDuplicates(drafts))
      var linker = Linker(resources: kept)
      for index in kept.indices { linker.link(&kept[index]) }
      var builder = RecordBuilder(schemas: schemas)
      var resources: [Resource] = []
      var blocks: [String: BlockID] = [:]
      for draft in kept {
        let block = builder.add(draft.record)
        blocks[Linker.key(of: draft.id)] = block
        resources.append(
          Resource(id: draft.id, name: draft.name, record: block, origin: draft.origin))
      }
      builder.resolveReferences { blocks[$0] }
      Derivations.run(over: resources, in: &builder)
      return ResourceGraph(
        store: builder.finish(), resources: resources, links: linker.links.sorted(),
        dangling: linker.dangling.sorted())
    }

    private static func withoutDuplicates(_ drafts: [DraftResource]) -> [DraftResource] {
      let sorted = drafts.sorted { left, right in
        if left.id != right.id { return left.id < right.id }
        return place(of: left) < place(of: right)
      }
      var kept: [DraftResource] = []
      for draft in sorted where kept.last?.id != draft.id { kept.append(draft) }
      return kept
    }

    private static func place(of draft: DraftResource) -> (String, Int32, Int32) {
      guard let origin = draft.origin else { return ("", 0, 0) }
      return (origin.path, origin.line, origin.column)
    }
  }
}
