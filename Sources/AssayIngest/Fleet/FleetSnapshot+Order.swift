import AssayModel

extension FleetSnapshot {
  /// Units that come ascending by id, one account and region after the other.
  ///
  /// Those of one place share folders, roles, groups and images: read in a row, they find open and
  /// remembered what they ask for. A unit stands with the first place that tells of it.
  func byPlace(_ units: [Unit]) -> [Unit] {
    let keys = keys.map { Place(account: $0.account, region: $0.region) }
    let pages = pages.map { Place(account: $0.scope.account ?? "", region: $0.scope.region ?? "") }
    var groups: [Place: [Unit]] = [:]
    for unit in units {
      groups[Self.place(of: unit, keys: keys, pages: pages), default: []].append(unit)
    }
    return groups.sorted { $0.key < $1.key }.flatMap(\.value)
  }

  /// Empty where nothing tells of it.
  private struct Place: Hashable, Comparable {
    var account = ""
    var region = ""

    static func < (left: Self, right: Self) -> Bool {
      (left.account, left.region) < (right.account, right.region)
    }
  }

  private static func place(of unit: Unit, keys: [Place], pages: [Place]) -> Place {
    if let object = unit.objects.first { return keys[Int(object.key)] }
    guard let element = unit.instances.first ?? unit.volumes.first else { return Place() }
    let page = pages[element.page]
    return Place(account: element.owner ?? page.account, region: page.region)
  }
}
