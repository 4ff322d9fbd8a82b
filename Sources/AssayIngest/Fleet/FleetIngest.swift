package import AssayModel
package import Documents
package import Records

/// What all instances of a snapshot share, ready for them: images, groups, roles, and image-as-code.
package struct FleetIngest: Sendable {
  /// With the resources that are no instance, node or volume.
  package private(set) var shared: GraphBase
  let inputs: [InputReport]
  /// Located messages about what instances share, sorted by place.
  package let diagnostics: [Diagnostic]
  /// Where values stand that the inputs mark as sensitive.
  package let sensitive: [Origin]
  let snapshot: FleetSnapshot
  /// What the inputs hold whole, or as far as the call was asked.
  package let collected: Set<CollectedScope>
  /// The part of that which documents of answers hold, and not objects of inventory.
  let answered: Set<CollectedScope>
  /// What it holds of which sources; the same files in any order give the same.
  package let answers: [AnsweredSource]
  /// Why answers about instances are not believed to list all, by path.
  let doubts: [String: String]
  /// How old that is; sorted by source, account and region.
  package let ages: [EvidenceAge]
  private let completion: DraftCompletion
  /// Drafts of single instances, nodes and volumes out of documents, by unit.
  let drafts: [String: [DraftResource]]
  /// Nil for all.
  private let filter: SoftwareFilter?

  /// The kinds of the resources that come in parts.
  package static let kinds: Set<String> = [
    ResourceKind.instance.rawValue, ResourceKind.managedNode.rawValue,
    ResourceKind.volume.rawValue,
  ]

  /// Reads the documents of a snapshot; `software` are the names of packages that are asked for, nil is
  /// every package.
  package init(
    _ snapshot: FleetSnapshot, software: Set<String>?, parameters: [LoadedInput] = []
  ) {
    self.init(
      snapshot, SharedDocuments(snapshot.documents, parameters: parameters), software: software)
  }

  /// The same with the documents of the snapshot read already.
  package init(_ snapshot: FleetSnapshot, _ documents: SharedDocuments, software: Set<String>?) {
    let read = documents.read
    self.snapshot = snapshot
    completion = read.completion
    filter = software.map(SoftwareFilter.init)
    diagnostics = read.diagnostics
    sensitive = read.sensitive
    var drafts: [String: [DraftResource]] = [:]
    var builder = ResourceGraph.Builder()
    for draft in read.drafts {
      if Self.kinds.contains(draft.id.kind) {
        drafts[Self.unit(of: draft), default: []].append(draft)
      } else {
        builder.add(draft)
      }
    }
    answered = read.collected
    var collected = read.collected.union(snapshot.collected)
    var answers = snapshot.answers
    for (document, isWhole) in read.documents { answers.add(document, isWhole: isWhole) }
    let doubted = ListingDoubt(snapshot: snapshot, drafts: drafts).places(of: collected)
    collected = collected.filter { scope in
      let place = PathScope(account: scope.account, region: scope.region)
      return scope.source != .instances || !doubted.contains(place)
    }
    let doubts = answers.doubt(doubted)
    self.doubts = doubts
    self.collected = collected
    self.answers = answers.all
    ages = answers.ages.sorted
    inputs = (read.inputs + snapshot.reports).sorted { $0.path < $1.path }
      .map { input in doubts[input.path].map(input.lacking) ?? input }
    for scope in collected { builder.note(scope) }
    for answer in self.answers where !answer.isWhole {
      if answer.source == CollectedScope.Source.images.rawValue {
        builder.note(cutImages: answer.place)
      }
    }
    shared = builder.base()
    self.drafts = drafts
    let known = Set(snapshot.units.flatMap { [$0.id] + $0.others.map(\.id) })
    let others = drafts.keys.filter { !known.contains($0) }.sorted()
    units = snapshot.byPlace(
      (snapshot.units + others.map { FleetSnapshot.Unit(id: $0) }).sorted { $0.id < $1.id })
  }

  /// Lets the stores of all parts begin with symbols for some texts.
  package mutating func know(_ texts: [String]) { shared = shared.knowing(texts) }

  /// One account and region after the other, in each ascending by id.
  let units: [FleetSnapshot.Unit]

  /// The instance that a draft belongs to; its own id for a volume of none.
  private static func unit(of draft: DraftResource) -> String {
    switch ResourceKind(rawValue: draft.id.kind) {
    case .volume:
      for element in draft.record["attachments"].elements ?? [] {
        if case .record(let attachment) = element.value, let id = attachment["instanceId"].text {
          return id
        }
      }
      return draft.id.uid
    case .instance: return draft.record["instanceId"].text ?? draft.id.uid
    case .managedNode: return draft.record["nodeId"].text ?? draft.id.uid
    default: return draft.id.uid
    }
  }

  /// What became of each input, sorted by path; objects of one type are one.
  ///
  /// `changed`: the answers that changed while their elements were read.
  package func inputs(changed: Set<String>) -> [InputReport] {
    inputs.map { input in
      guard changed.contains(input.path) else { return input }
      return InputReport(
        path: input.path, status: input.status, messages: input.messages,
        gap: "the file changed while it was read")
    }
  }

  /// Parts of about `size` units that can be read and judged by themselves.
  package func chunks(of size: Int) -> [Range<Int>] {
    stride(from: 0, to: units.count, by: size).map { $0..<min($0 + size, units.count) }
  }

  package var unitCount: Int { units.count }

  /// What this night knows of its large answers.
  package var pageMemory: PageMemory { snapshot.pageMemory }

  /// What keeps units from being read apart, by unit.
  package struct Tie: Sendable {
    /// Position of the unit.
    package let unit: Int
    /// What it tells of, under all names, and what it names that it does not tell of.
    package var tells: [ResourceID] = []
    package var names: [ResourceID] = []
  }

  /// Some units, read.
  package struct Part: Sendable {
    /// The instances, nodes and volumes, in a store that begins with the shared one.
    package let graph: ResourceGraph
    /// Answers that are no longer what they were when they were looked through, by path.
    package let changed: Set<String>
    /// How many units were left to trees.
    package let oddUnits: Int
    /// One for each unit, in their order.
    package let ties: [Tie]
    /// Whether units name or tell of each other's resources.
    package let isEntangled: Bool
  }

  /// How elements of answers are read; what they say is the same.
  package enum Reading: Sendable {
    /// By bytes where they are as AWS writes them, else by trees.
    case bytes
    /// By trees, all of them.
    case trees
  }

  /// Reads the instances, nodes and volumes of some units.
  package func part(
    _ positions: some Collection<Int>, reading: Reading = .bytes
  ) -> Part {
    var changed: Set<String> = []
    var left: [DraftResource] = []
    var oddUnits = 0
    var reader = InventoryObjectReader(filter)
    var fast = UnitReader(
      snapshot, GraphPart(behind: shared, collected: collected), completion.names)
    var ties: [Tie] = []
    for position in positions {
      let unit = units[position]
      let isPlain = reading == .bytes && drafts[unit.id] == nil
      if isPlain, fast.read(unit, &reader) {
        ties.append(fast.tie(position))
        continue
      }
      oddUnits += 1
      var found: [DraftResource] = []
      for member in [unit] + unit.others {
        found += nodes(member, &reader) + (drafts[member.id] ?? [])
        let places =
          member.instances.map { ("instance", "InstanceId", $0) }
          + member.volumes.map { ("volume", "VolumeId", $0) }
        for (type, id, place) in places {
          if let drafts = elements(type, id, place) {
            found += drafts
          } else {
            changed.insert(snapshot.pages[place.page].path)
          }
        }
      }
      let drafts = DuplicateMerge.merge(found).map(completion.completed)
      ties.append(Tie(position, drafts))
      left += drafts
    }
    if fast.isEntangled(with: left) { return part(positions, reading: .trees).entangled }
    return Part(
      graph: fast.finish(with: left), changed: changed, oddUnits: oddUnits, ties: ties,
      isEntangled: false)
  }

  /// Nil when it cannot be read again.
  private func elements(_ type: String, _ id: String, _ place: ElementPlace) -> [DraftResource]? {
    guard let document = snapshot.pages[place.page].document(at: place) else { return nil }
    var datum = Datum(document.root, in: document.file)
    if let owner = place.owner {
      let entry = Datum.Entry(
        key: "OwnerId", keyRange: datum.range,
        value: Datum(
          .scalar(Scalar(owner, style: .doubleQuoted)), file: document.file, range: datum.range))
      datum = datum.adding([entry])
    }
    var output = APIDocument(document)
    output.add(type, datum, names: [id], keys: [id])
    return output.declarations.flatMap(draft)
  }

  /// One draft for each account and region that tells of the node, and more where several objects of one type
  /// were taken at the same time.
  private func nodes(
    _ unit: FleetSnapshot.Unit, _ reader: inout InventoryObjectReader
  ) -> [DraftResource] {
    let places = Dictionary(grouping: unit.objects) { object in
      let key = snapshot.keys[Int(object.key)]
      return PathScope(account: key.account, region: key.region)
    }
    return places.sorted {
      ($0.key.account ?? "", $0.key.region ?? "") < ($1.key.account ?? "", $1.key.region ?? "")
    }
    .flatMap { place, objects in
      records(unit.id, objects, &reader).map { record in
        var record = record
        record["account"] = .stated(.string(place.account ?? ""), at: record.origin)
        record["region"] = .stated(.string(place.region ?? ""), at: record.origin)
        return DraftResource(
          id: ResourceID(kind: ResourceKind.managedNode.rawValue, uid: unit.id), name: unit.id,
          record: record, origin: record.origin)
      }
    }
  }

  /// What objects of one account and region tell of a node: each record has of each type one.
  private func records(
    _ id: String, _ objects: [FleetSnapshot.InventoryObject],
    _ reader: inout InventoryObjectReader
  ) -> [DraftRecord] {
    var records: [DraftRecord] = []
    var read: Set<String> = []
    for object in objects {
      let type = snapshot.keys[Int(object.key)].type
      guard InventoryObjectReader.types.contains(type), read.insert(type).inserted else { continue }
      let items = objects.filter { snapshot.keys[Int($0.key)].type == type }.map { object in
        let listing = snapshot.listings[Int(object.listing)]
        return reader.item(type, listing.files[Int(object.file)], of: listing)
      }
      for (index, item) in NewestItems.among(items).enumerated() {
        if index == records.count { records.append(NodeInventory.node(id: id, at: item.origin)) }
        NodeInventory.add(item, to: &records[index])
      }
    }
    return records
  }
}
