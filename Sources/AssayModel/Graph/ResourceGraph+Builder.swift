package import Records

extension ResourceGraph {
  /// Collects draft resources, joins them by their links, and lays them out.
  ///
  /// In: drafts in any order. Out: one immutable graph, the same whatever the order. A resource that
  /// is given twice with the same facts is one; with other facts both are judged, the later one
  /// under an id with its number, and links to it are ambiguous.
  package struct Builder: Sendable {
    private var drafts: [DraftResource] = []
    private var collected: Set<CollectedScope> = []
    private var cutImages: Set<PathScope> = []

    package init() {}

    /// Adds one resource.
    package mutating func add(_ resource: DraftResource) {
      drafts.append(resource)
    }

    /// Notes that a source is among the inputs as a whole, for an account and region.
    package mutating func note(_ scope: CollectedScope) {
      collected.insert(scope)
    }

    /// Notes where a list of AMIs goes on on a page that is not among the inputs.
    package mutating func note(cutImages place: PathScope) {
      cutImages.insert(place)
    }

    package var count: Int { drafts.count }

    /// Whether what follows from links is worked out.
    package enum Deriving: Sendable {
      case everything
      /// The drafts say all themselves, as the examples of rules do.
      case nothing
    }

    /// Lays everything out.
    ///
    /// Joins documents to the resources that name them, resolves links, and derives what follows from
    /// links.
    package consuming func finish(
      schemas: SchemaSet = .assay, deriving: Deriving = .everything
    ) -> ResourceGraph {
      base(schemas: schemas, deriving: deriving).graph
    }

    /// Lays everything out, so that further graphs can begin with it.
    package consuming func base(
      schemas: SchemaSet = .assay, deriving: Deriving = .everything
    ) -> GraphBase {
      var kept = DocumentAdoption.run(over: Self.withoutDuplicates(drafts))
      if deriving == .everything {
        kept = SubnetJoin.run(over: NodeJoin.run(over: kept, collected: collected))
        kept = ImageLineage.run(over: kept, cut: cutImages)
      }
      let targets = LinkTargets(kept)
      var layout = GraphLayout(RecordBuilder(schemas: schemas), Linker(targets))
      layout.add(&kept)
      let blocks = layout.blocks
      if deriving == .everything { layout.derive() }
      let graph = layout.finish()
      return GraphBase(
        graph: graph, targets: targets, blocks: blocks, ids: FactsDigest.ids(of: graph.resources))
    }

    /// Lays the resources out behind those of `base`, which they may name.
    ///
    /// The graph's store begins with that of `base`; its resources and links are the new ones only.
    package consuming func finish(behind base: GraphBase) -> ResourceGraph {
      GraphPart(behind: base, collected: collected).finish(with: drafts)
    }

    static func withoutDuplicates(_ drafts: [DraftResource]) -> [DraftResource] {
      let sorted = drafts.sorted { left, right in
        if left.id != right.id { return left.id < right.id }
        // Which of two that contradict each other bears the number is told by what they say, not by
        // where they lie.
        let (one, two) = (left.record.factsText, right.record.factsText)
        return one == two ? place(of: left) < place(of: right) : one < two
      }
      var kept: [DraftResource] = []
      /// The first of the declarations of the id at hand, which stand side by side, and how many
      /// there are that contradict each other.
      var first: DraftResource?
      var count = 1
      for draft in sorted {
        guard let known = first, known.id == draft.id else {
          first = draft
          count = 1
          kept.append(draft)
          continue
        }
        if known.record.hasSameFacts(as: draft.record) { continue }
        count += 1
        var other = draft
        other.id = ResourceID(kind: draft.id.kind, uid: "\(draft.id.uid)@\(count)")
        other.aliases.append(draft.id.uid)
        kept.append(other)
      }
      return kept.sorted { $0.id < $1.id }
    }

    private static func place(of draft: DraftResource) -> (String, Int32, Int32) {
      guard let origin = draft.origin else { return ("", 0, 0) }
      return (origin.path, origin.line, origin.column)
    }
  }
}
