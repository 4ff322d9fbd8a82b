package import AssayModel

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
      result.objects = unit.objects.filter { wanted.contains(keys[$0.key].type) }
      result.others = unit.others.map(packages)
      return result
    }
    var snapshot = self
    snapshot.units = units.map(packages)
    return snapshot
  }

  /// Instances that inventory tells of and no answer of EC2 does, where EC2 was not asked to its end;
  /// ascending.
  ///
  /// `collected` is all that the inputs hold whole.
  package func inventoryOnly(_ collected: Set<CollectedScope>) -> [String] {
    let all = units.flatMap { [$0] + $0.others }
    return all.filter { unit in
      guard unit.id.hasPrefix("i-"), unit.instances.isEmpty, !unit.objects.isEmpty else {
        return false
      }
      return unit.objects.contains { object in
        let key = keys[object.key]
        return !collected.contains(
          CollectedScope(.instances, account: key.account, region: key.region))
      }
    }.map(\.id).sorted()
  }
}
