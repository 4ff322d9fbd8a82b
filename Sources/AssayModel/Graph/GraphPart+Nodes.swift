package import Records

/// What follows for a node that is laid out, as joins say of drafts.
extension GraphPart {
  private typealias Slots = NodeFacts.Slots

  private enum PackageSlots {
    static let name = Schema.software.slot("name")
    static let kind = Schema.software.slot("packageKind")
    static let release = Schema.software.slot("release")
    static let epoch = Schema.software.slot("epoch")
  }

  /// Completes a node by its described instance and by what was collected.
  package mutating func complete(_ node: BlockID, id: String, of instance: DescribedInstance?) {
    fill(node, distributions.filling(node, in: builder.store))
    let facts = NodeFacts(node, in: builder.store, id: id)
    for filling in join.fillings(facts, of: instance) { fill(node, filling) }
    settleKinds(of: node)
    fillAgents(of: node)
  }

  /// What an instance's node is; `reference` leads to it.
  package func node(_ node: BlockID?, isCovered: Bool, reference: DraftValue) -> Draft {
    join.node(
      facts: node.map { NodeFacts($0, in: builder.store, id: "") }, isCovered: isCovered,
      reference: reference, at: nil)
  }

  private mutating func fill(_ node: BlockID, _ filling: NodeFilling) {
    switch filling.spot {
    case .own: builder.set(node, filling.slot, filling.draft)
    case .whole: set(node, filling.slot, filling.draft, at: builder.store.place(of: node))
    case .slot(let slot):
      let place = place(node, slot)
      set(
        node, filling.slot, filling.draft,
        at: place.isNone ? builder.store.place(of: node) : place)
    }
  }

  private mutating func set(_ block: BlockID, _ slot: Int, _ draft: Draft, at place: Place) {
    builder.set(block, slot, draft, at: .place(place))
  }

  private func place(_ block: BlockID, _ slot: Int) -> Place {
    builder.store.place(of: builder.store.slot(block, slot))
  }

  /// What a slot leads to; nil when it has no value.
  private func target(_ block: BlockID, _ slot: Int) -> BlockID? {
    guard builder.store.state(block, slot).hasValue else { return nil }
    return BlockID(address: UInt32(truncatingIfNeeded: builder.store.word(block, slot)))
  }

  private mutating func settleKinds(of node: BlockID) {
    guard let list = target(node, Slots.software),
      let kind = AgentPackages.packageKind(
        platformType: builder.store.text(node, Slots.platformType),
        distribution: builder.store.text(node, Slots.distribution))
    else { return }
    for index in 0..<builder.store.count(list) {
      guard let package = target(list, index),
        builder.store.unknown(package, PackageSlots.kind)?.kind == .notCollected
      else { continue }
      let place = builder.store.place(of: package)
      set(package, PackageSlots.kind, .stated(.string(kind)), at: place)
      guard kind != "rpm" else { continue }
      for slot in [PackageSlots.release, PackageSlots.epoch]
      where builder.store.state(package, slot) == .unknown {
        set(package, slot, .absent, at: place)
      }
    }
  }

  private mutating func fillAgents(of node: BlockID) {
    let slots = [Slots.ssmAgent, Slots.cloudwatchAgent]
    guard let list = target(node, Slots.software) else {
      let reason =
        builder.store.unknown(node, Slots.software) ?? AgentPackages.notGiven
      for slot in slots { set(node, slot, .unknown(reason), at: place(node, Slots.software)) }
      return
    }
    fill(Slots.ssmAgent, of: node, SoftwareTraces.isSSMAgent(package:), from: list)
    fill(Slots.cloudwatchAgent, of: node, SoftwareTraces.isCloudWatchAgent(package:), from: list)
    let listsNoSnaps = AgentPackages.listsNoSnaps(
      version: builder.store.text(node, Slots.agentVersion),
      distribution: builder.store.text(node, Slots.distribution))
    if builder.store.state(node, Slots.ssmAgent) == .absent, listsNoSnaps {
      set(
        node, Slots.ssmAgent, .unknown(AgentPackages.noSnaps),
        at: place(node, Slots.agentVersion))
    }
  }

  private mutating func fill(
    _ slot: Int, of node: BlockID, _ isAgent: (String) -> Bool, from list: BlockID
  ) {
    var reason: UnknownReason?
    for index in 0..<builder.store.count(list) {
      guard let package = target(list, index) else {
        reason = reason ?? builder.store.unknown(list, index)
        continue
      }
      guard let name = builder.store.text(package, PackageSlots.name), isAgent(name) else {
        continue
      }
      let copy = builder.copy(package)
      builder.write(UInt64(copy.address), to: node, slot, at: place(list, index))
      return
    }
    let draft = reason.map { Draft.unknown($0) } ?? .absent
    set(node, slot, draft, at: place(node, Slots.software))
  }
}
