import AssayModel
import Documents
import Records

/// Places whose list of instances contradicts what nodes there say of themselves.
///
/// What a whole answer of `ec2:DescribeInstances` does not list is gone. One that lists none of the nodes of
/// its account and region, though one of them is alive, was asked with a filter, or of somewhere else: it
/// proves nothing, and what stood in earlier answers stays open. Heartbeats outlive their nodes in a bucket, so
/// that an old one is no life; how old it is the other heartbeats of the snapshot tell, not the clock, by which an
/// old snapshot would come to another result than it came to in its time.
struct ListingDoubt {
  let snapshot: FleetSnapshot
  /// Out of documents, by unit.
  let drafts: [String: [DraftResource]]

  /// How much older than the newest heartbeat one may be: as long as packs trust inventory, in microseconds.
  static let patience: Int64 = 7 * 24 * 3600 * 1_000_000

  /// What a heartbeat says of its node.
  private enum Life {
    /// It is there, or may be.
    case alive
    /// It was there then, in microseconds since 1970.
    case active(Int64)
    case none
  }

  /// The places of `collected` whose lists prove nothing.
  func places(of collected: Set<CollectedScope>) -> Set<PathScope> {
    let covered = Set(
      collected.filter { $0.source == .instances }
        .map { PathScope(account: $0.account, region: $0.region) })
    guard !covered.isEmpty else { return [] }
    let told = toldNodes(in: covered)
    var lives: [PathScope: [Life]] = [:]
    var reader = InventoryObjectReader(nil)
    for place in covered where !told.listed.contains(place) {
      let objects = snapshot.heartbeats.unlisted[place] ?? []
      guard !objects.contains(where: { isDescribed($0.id) }) else { continue }
      let read = objects.map { life(of: $0.object, &reader) } + (told.lives[place] ?? [])
      if !read.isEmpty { lives[place] = read }
    }
    guard !lives.isEmpty else { return [] }
    var others = snapshot.heartbeats.others
    for (place, objects) in snapshot.heartbeats.unlisted where lives[place] == nil {
      others += objects.prefix(FleetSnapshot.Heartbeats.enough).map(\.object)
    }
    let read = others.map { life(of: $0, &reader) }
    let newest = (lives.values.joined() + read).compactMap(time).max()
    return Set(lives.filter { $0.value.contains { isFresh($0, newest) } }.keys)
  }

  /// What documents tell of nodes: the places that have one which is listed, and the others' lives.
  private func toldNodes(
    in covered: Set<PathScope>
  ) -> (listed: Set<PathScope>, lives: [PathScope: [Life]]) {
    var listed: Set<PathScope> = []
    var lives: [PathScope: [Life]] = [:]
    var described: Set<String>?
    for (id, drafts) in drafts where id.hasPrefix("i-") {
      for draft in drafts where draft.id.kind == ResourceKind.managedNode.rawValue {
        let place = PathScope(
          account: draft.record["account"].text, region: draft.record["region"].text)
        guard covered.contains(place), !listed.contains(place) else { continue }
        let known = described ?? snapshot.described
        described = known
        if known.contains(id) || isDescribed(id) {
          listed.insert(place)
        } else {
          lives[place, default: []].append(life(of: draft.record))
        }
      }
    }
    return (listed, lives)
  }

  /// Whether a document lists an instance.
  private func isDescribed(_ id: String) -> Bool {
    drafts[id]?.contains { $0.id.kind == ResourceKind.instance.rawValue } ?? false
  }

  private func life(
    of object: FleetSnapshot.InventoryObject, _ reader: inout InventoryObjectReader
  ) -> Life {
    let listing = snapshot.listings[Int(object.listing)]
    let item = reader.item(
      snapshot.keys[Int(object.key)].type, listing.files[Int(object.file)], of: listing)
    var record = NodeInventory.node(id: "", at: nil)
    NodeInventory.add(item, to: &record)
    return life(of: record)
  }

  private func life(of node: DraftRecord) -> Life {
    if let ping = node["pingStatus"].text { return ping == "Online" ? .alive : .none }
    if let status = node["instanceStatus"].text, status != "Active" { return .none }
    // A node without a heartbeat is there for all that it says; one whose heartbeat cannot be read may say anything.
    guard node["instanceStatus"].state.hasValue || node["instanceStatus"].reason?.kind == .unread
    else { return .none }
    guard case .timestamp(let time) = node["heartbeatCaptured"].value else { return .alive }
    return .active(time)
  }

  private func time(_ life: Life) -> Int64? {
    if case .active(let time) = life { time } else { nil }
  }

  private func isFresh(_ life: Life, _ newest: Int64?) -> Bool {
    switch life {
    case .alive: true
    case .active(let time): time >= (newest ?? time) - Self.patience
    case .none: false
    }
  }
}

extension FleetSnapshot {
  /// Heartbeats among the objects of a snapshot that lists of instances are held against.
  struct Heartbeats: Sendable {
    /// Of instances, in places of whose nodes large answers list none.
    fileprivate(set) var unlisted: [PathScope: [(id: String, object: InventoryObject)]] = [:]
    /// Some of other places: they tell how late it is.
    fileprivate(set) var others: [InventoryObject] = []

    init(_ units: [Unit], _ keys: [InventoryObjectKey]) {
      let places = keys.map { PathScope(account: $0.account, region: $0.region) }
      var isListed = [Bool](repeating: false, count: keys.count)
      for unit in units {
        unit.forEachMember { member in
          guard !member.instances.isEmpty else { return }
          for object in member.objects { isListed[Int(object.key)] = true }
        }
      }
      let listed = Set(keys.indices.filter { isListed[$0] }.map { places[$0] })
      guard !listed.isSuperset(of: places) else { return }
      for unit in units {
        unit.forEachMember { member in
          guard member.id.hasPrefix("i-") else { return }
          for object in member.objects where keys[Int(object.key)].type == Self.type {
            let place = places[Int(object.key)]
            if !listed.contains(place) {
              unlisted[place, default: []].append((member.id, object))
            } else if others.count < Self.enough {
              others.append(object)
            }
          }
        }
      }
    }

    /// So many nodes of a place show how late it is.
    static let enough = 1_000
    private static let type = CollectedScope.Source.heartbeats.rawValue
  }

  /// Ids of the instances that large answers list.
  fileprivate var described: Set<String> {
    var ids: Set<String> = []
    for unit in units {
      unit.forEachMember { if !$0.instances.isEmpty { ids.insert($0.id) } }
    }
    return ids
  }
}

extension FleetSnapshot.Unit {
  fileprivate func forEachMember(_ body: (FleetSnapshot.Unit) -> Void) {
    body(self)
    for other in others { other.forEachMember(body) }
  }
}
