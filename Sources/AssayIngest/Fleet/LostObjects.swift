package import AssayModel
import Documents
import Records

/// What a snapshot proves of nodes that an earlier night told of by objects of Resource Data Sync.
///
/// An object stays in its bucket for ever, so one that is not there any more was lost on the way, or somebody
/// cleaned up: which of both, only answers of the services tell. EC2 says of an instance that it is terminated or not
/// there, Systems Manager of a machine that it is none of its nodes. Holds nothing of a snapshot but the nodes that
/// lack something.
package struct LostObjects: Sendable {
  /// What is collected, and the part of it that documents of answers hold.
  private let collected: Set<CollectedScope>
  private let answered: Set<CollectedScope>
  /// Folders of objects, by what they make absent where there is none.
  private let folders: [CollectedScope: String]
  /// Keyed by node id: where it is, and what it has no object of though others there have.
  private let lacks: [String: [CollectedScope]]

  package init(_ fleet: FleetIngest) {
    collected = fleet.collected
    answered = fleet.answered
    folders = fleet.snapshot.objectFolders
    lacks = fleet.lackedObjects(among: Set(folders.keys).subtracting(fleet.answered))
  }

  /// The account and region of an object's path; nil for another path.
  package static func place(ofObject path: String) -> PathScope? {
    let names = InventoryObjectKey.folders(to: path)
    guard let file = names.last, InventoryObjectKey.node(ofFile: file) != nil,
      let key = InventoryObjectKey(folders: Array(names.dropLast()))
    else { return nil }
    return PathScope(account: key.account, region: key.region)
  }

  /// Whether nothing proves that a node is gone.
  ///
  /// `isGone`: of its instance, as the snapshot lists it; nil where it does not.
  package func mayBeThere(_ node: String, at place: PathScope, isGone: Bool?) -> Bool {
    if let isGone { return !isGone }
    let isListed = node.hasPrefix("i-") && place.scope(.instances).map(collected.contains) ?? false
    return !isListed && !(place.scope(.heartbeats).map(answered.contains) ?? false)
  }

  /// Whether a node has no object of something that others have objects of.
  package func isLacking(_ node: String) -> Bool { lacks[node] != nil }

  /// Where an object of a node would lie that there is none of, so that what it told of reads as absent, and the
  /// account and region; nil where it is there, and where an answer tells instead.
  package func path(ofLost type: String, of node: String) -> (path: String, place: PathScope)? {
    guard let scope = lacks[node]?.first(where: { $0.source.rawValue == type }),
      let folder = folders[scope]
    else { return nil }
    return (
      "\(folder)/\(node).json", PathScope(account: scope.account, region: scope.region)
    )
  }
}

extension FleetSnapshot {
  /// Folders whose objects tell of all nodes of their place, by what.
  fileprivate var objectFolders: [CollectedScope: String] {
    var found: [CollectedScope: String] = [:]
    for listing in listings {
      let above = InventoryObjectKey.folders(to: listing.path)
      for folder in listing.folders {
        guard let key = InventoryObjectKey(folders: above + folder.names),
          let source = CollectedScope.Source(rawValue: key.type)
        else { continue }
        let scope = CollectedScope(source, account: key.account, region: key.region)
        if found[scope] == nil { found[scope] = folder.path }
      }
    }
    return found
  }
}

extension FleetIngest {
  /// What instances and nodes have no object of, by id.
  fileprivate func lackedObjects(among scopes: Set<CollectedScope>) -> [String: [CollectedScope]] {
    let sources = Set(scopes.map(\.source)).sorted { $0.rawValue < $1.rawValue }
    // Most units have an object of each, which numbers tell.
    let ofKeys = snapshot.keys.map { key in sources.firstIndex { $0.rawValue == key.type } }
    var lacks: [String: [CollectedScope]] = [:]
    func add(_ unit: FleetSnapshot.Unit) {
      var isThere = 0
      for object in unit.objects {
        if let source = ofKeys[Int(object.key)] { isThere |= 1 << source }
      }
      guard isThere != (1 << sources.count) - 1 else { return }
      for (number, source) in sources.enumerated() where isThere >> number & 1 == 0 {
        guard let scope = place(of: unit).scope(source), scopes.contains(scope) else { continue }
        lacks[unit.id, default: []].append(scope)
      }
    }
    for unit in units {
      add(unit)
      for other in unit.others { add(other) }
    }
    return lacks
  }

  /// The account and region of an instance or node, as far as they are told.
  private func place(of unit: FleetSnapshot.Unit) -> PathScope {
    if let object = unit.objects.first {
      let key = snapshot.keys[Int(object.key)]
      return PathScope(account: key.account, region: key.region)
    }
    if let element = unit.instances.first {
      let page = snapshot.pages[element.page]
      let region = element.zone.flatMap { PathScope.region(ofZone: page.zones[Int($0)]) }
      return PathScope(
        account: element.owner ?? page.scope.account, region: page.scope.region ?? region)
    }
    let record = drafts[unit.id]?.first?.record
    return PathScope(account: record?["account"].text, region: record?["region"].text)
  }
}
