import AssayModel
import Records

extension FleetSnapshot {
  /// The same snapshot without disks and inventory, for those who ask where instances come from.
  ///
  /// What was collected stays told.
  package var instancesOnly: FleetSnapshot {
    var snapshot = self
    snapshot.units = units.compactMap(Self.bare)
    return snapshot
  }

  private static func bare(_ unit: Unit) -> Unit? {
    var bare = unit
    bare.volumes = []
    bare.objects = []
    bare.others = unit.others.compactMap(Self.bare)
    return bare.instances.isEmpty && bare.others.isEmpty ? nil : bare
  }

  /// The same snapshot with instances and their packages, and without disks, services and patches.
  package var packagesOnly: FleetSnapshot {
    let wanted: Set<String> = ["AWS:Application", "AWS:InstanceInformation"]
    func packages(_ unit: Unit) -> Unit {
      var result = unit
      result.volumes = []
      result.objects = unit.objects.filter { wanted.contains(keys[Int($0.key)].type) }
      result.others = unit.others.map(packages)
      return result
    }
    var snapshot = self
    snapshot.units = units.map(packages)
    return snapshot
  }
}

extension FleetIngest {
  /// Instances that inventory tells of and no answer of EC2 does, where EC2 was not asked to its end;
  /// ascending.
  ///
  /// `snapshot` is the whole one, of which this one may have been given a part.
  package func inventoryOnly(in snapshot: FleetSnapshot) -> [String] {
    var described: Set<String> = []
    var open: Set<String> = []
    for unit in snapshot.units.flatMap({ [$0] + $0.others }) where unit.id.hasPrefix("i-") {
      if !unit.instances.isEmpty { described.insert(unit.id) }
      let isOpen = unit.objects.contains { object in
        let key = snapshot.keys[Int(object.key)]
        return !isWhole(key.account, key.region)
      }
      if isOpen { open.insert(unit.id) }
    }
    for (id, drafts) in drafts where id.hasPrefix("i-") {
      for draft in drafts {
        switch ResourceKind(rawValue: draft.id.kind) {
        case .instance: described.insert(id)
        case .managedNode where !isWhole(draft.record["account"].text, draft.record["region"].text):
          open.insert(id)
        default: break
        }
      }
    }
    return open.subtracting(described).sorted()
  }

  /// Whether all instances of a place were listed.
  private func isWhole(_ account: String?, _ region: String?) -> Bool {
    guard let account, let region else { return false }
    return collected.contains(CollectedScope(.instances, account: account, region: region))
  }
}
