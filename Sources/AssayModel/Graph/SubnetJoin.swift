import Records

/// Leads subnets to the route tables and network ACLs that hold for them.
///
/// In: drafts, each resource once. Out: the same, where a subnet knows whether it has a way to the
/// internet, and which ACL guards it. A table that names the subnet goes before the main one of its
/// VPC; where tables were not given, both stay unknown.
enum SubnetJoin {
  static func run(over drafts: [DraftResource]) -> [DraftResource] {
    let tables = records(.routeTable, drafts)
    let lists = records(.networkACL, drafts)
    guard !tables.isEmpty || !lists.isEmpty else { return drafts }
    var result = drafts
    for index in result.indices where result[index].id.kind == ResourceKind.subnet.rawValue {
      var record = result[index].record
      guard let id = record["subnetId"].text else { continue }
      if let table = of(id, tables)?.1 ?? main(of: record, tables) {
        record["internetRoute"] = table["internetRoute"]
        record["internetFamilies"] = table["internetFamilies"]
      }
      if let list = of(id, lists) {
        record["networkAcl"] = .stated(.reference(list.0), at: record.origin)
      }
      result[index].record = record
    }
    return result
  }

  private static func records(
    _ kind: ResourceKind, _ drafts: [DraftResource]
  ) -> [(String, DraftRecord)] {
    drafts.filter { $0.id.kind == kind.rawValue }.map { ($0.id.uid, $0.record) }
  }

  private static func of(
    _ subnet: String, _ records: [(String, DraftRecord)]
  ) -> (String, DraftRecord)? {
    records.first { _, record in
      (record["subnetIds"].elements ?? []).contains { $0.text == subnet }
    }
  }

  /// The main table of the subnet's VPC.
  private static func main(
    of subnet: DraftRecord, _ tables: [(String, DraftRecord)]
  ) -> DraftRecord? {
    guard let vpc = subnet["vpcId"].text else { return nil }
    return tables.first { _, table in
      table["main"].flag == true && table["vpcId"].text == vpc
    }?.1
  }
}
