import AssayModel
import Documents
import Records

/// What follows from a record by itself, as the tables' `finish` functions say of trees.
extension ProjectionReader {
  /// The slots that are written below.
  private enum Slots {
    static let noDevice = Schema.blockDevice.slot("noDevice")
    static let virtualName = Schema.blockDevice.slot("virtualName")
    static let ebs = Schema.blockDevice.slot("ebs")
    static let interfaceSubnet = Schema.networkInterface.slot("subnetId")
    static let name = Schema.instance.slot("name")
    static let tags = Schema.instance.slot("tags")
    static let account = Schema.instance.slot("account")
    static let region = Schema.instance.slot("region")
    static let ownership = Schema.instance.slot("ownership")
    static let architecture = Schema.instance.slot("architecture")
    static let platform = Schema.instance.slot("platform")
    static let subnetId = Schema.instance.slot("subnetId")
    static let subnet = Schema.instance.slot("subnet")
    static let groupIds = Schema.instance.slot("securityGroupIds")
    static let state = Schema.instance.slot("state")
    static let interfaces = Schema.instance.slot("networkInterfaces")
    static let groups = Schema.instance.slot("securityGroups")
  }

  private func whole(_ block: BlockID) -> Place { part.builder.store.place(of: block) }

  private func hasValue(_ block: BlockID, _ slot: Int) -> Bool {
    part.builder.store.state(block, slot).hasValue
  }

  private func symbol(_ block: BlockID, _ slot: Int) -> Symbol {
    Symbol(raw: UInt32(truncatingIfNeeded: part.builder.store.word(block, slot)))
  }

  private func place(_ block: BlockID, _ slot: Int) -> Place {
    part.builder.store.place(of: part.builder.store.slot(block, slot))
  }

  private mutating func write(
    _ text: String, to block: BlockID, _ slot: Int, at place: Place
  ) {
    let symbol = part.builder.intern(text)
    part.builder.write(UInt64(symbol.raw), to: block, slot, at: place)
  }

  /// Completes a nested record.
  mutating func finish(_ block: BlockID, of projection: Projection) throws {
    if projection.mapping.schema == .blockDevice {
      let isVirtual = hasValue(block, Slots.virtualName)
      part.builder.write(0, to: block, Slots.noDevice, .defaulted, at: whole(block))
      part.builder.write(isVirtual ? 0 : 1, to: block, Slots.ebs, at: whole(block))
    } else if projection.mapping.schema == .networkInterface, watched.subnet == nil,
      hasValue(block, Slots.interfaceSubnet)
    {
      watched.subnet = (
        symbol(block, Slots.interfaceSubnet), place(block, Slots.interfaceSubnet)
      )
    }
  }

  /// The name of a volume or an instance is a tag, and it belongs to who was asked.
  mutating func finishCommon(_ block: BlockID) {
    if let name = watched.name {
      part.builder.write(UInt64(name.symbol.raw), to: block, Slots.name, at: name.place)
    } else {
      part.builder.place(block, Slots.name, at: place(block, Slots.tags))
    }
    write("own", to: block, Slots.ownership, at: whole(block))
  }

  /// Completes an instance whose reservation belongs to `owner`.
  mutating func finishInstance(_ block: BlockID, owner: String?) throws {
    // An answer that was trimmed leaves open what the tree knows how to tell.
    guard hasValue(block, Slots.state), hasValue(block, Slots.interfaces),
      watched.groupList != nil
    else { throw Oddity() }
    finishCommon(block)
    if let owner, !owner.isEmpty { write(owner, to: block, Slots.account, at: whole(block)) }
    fillGroups(block)
    fillSubnet(block)
    fillPlatform(block)
    if let (zone, place) = watched.zone, let region = regions.region(ofZone: zone) {
      write(region, to: block, Slots.region, at: place)
    }
  }

  /// The groups of the instance, then those of its interfaces, each once.
  private mutating func fillGroups(_ block: BlockID) {
    guard let place = watched.groupList else { return }
    var unique: [(symbol: Symbol, place: Place)] = []
    for group in watched.groups + watched.interfaceGroups
    where !unique.contains(where: { $0.symbol == group.symbol }) { unique.append(group) }
    let ids = part.builder.openList(unique.count)
    let links = part.builder.openList(unique.count)
    for (index, group) in unique.enumerated() {
      part.builder.write(UInt64(group.symbol.raw), to: ids, index, at: group.place)
      references.append(
        PendingReference(
          block: links, slot: index, kind: .securityGroup, symbol: group.symbol,
          place: group.place, label: "securityGroups"))
    }
    part.builder.write(UInt64(ids.address), to: block, Slots.groupIds, at: place)
    part.builder.write(UInt64(links.address), to: block, Slots.groups, at: place)
  }

  /// The subnet of the first interface, where only the interface names it.
  private mutating func fillSubnet(_ block: BlockID) {
    guard !hasValue(block, Slots.subnetId), let subnet = watched.subnet
    else { return }
    part.builder.write(UInt64(subnet.symbol.raw), to: block, Slots.subnetId, at: subnet.place)
    references.append(
      PendingReference(
        block: block, slot: Slots.subnet, kind: .subnet, symbol: subnet.symbol,
        place: subnet.place, label: "subnet"))
  }

  private mutating func fillPlatform(_ block: BlockID) {
    let told = [watched.platform, watched.platformDetails].compactMap(\.self)
      .first { !$0.text.isEmpty }
    let architecture =
      hasValue(block, Slots.architecture)
      ? part.builder.store.strings[symbol(block, Slots.architecture)] : nil
    let platform = InstanceFacts.platform(told: told?.text, architecture: architecture)
    write(platform, to: block, Slots.platform, at: told?.place ?? whole(block))
  }
}
