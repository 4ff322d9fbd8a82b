import AssayModel
import Records

extension RecordMapping {
  /// A route table, as `ec2:DescribeRouteTables` describes it.
  static let routeTable = RecordMapping(
    .routeTable, casing: .pascal,
    ec2Common + [
      .init("routeTableId"), .init("vpcId"),
      .init("main", at: "associations", unset: .told("Associations"), as: .custom(isMain)),
      .init("subnetIds", at: "associations", unset: .told("Associations"), as: .custom(subnetIds)),
      .init("internetRoute", at: "routes", unset: .told("Routes"), as: .custom(internetRoute)),
      .init(
        "internetFamilies", at: "routes", unset: .told("Routes"), as: .custom(internetFamilies)),
    ]
  ) { record, _, _ in nameByTag(&record) }

  private static func isMain(_ datum: Datum, _ reader: inout DatumReader) -> Draft {
    let main = datum.elements?.first { $0["Main"]?.scalarText?.lowercased() == "true" }
    return .stated(.bool(main != nil), at: main?.origin ?? datum.origin)
  }

  private static func subnetIds(_ datum: Datum, _ reader: inout DatumReader) -> Draft {
    let ids = (datum.elements ?? []).compactMap { $0["SubnetId"] }.filter { !$0.isNull }
    return .stated(.list(ids.map { reader.draft($0, as: .string) }), at: datum.origin)
  }

  /// A route that is a black hole leads nowhere.
  private static func internetRoute(_ datum: Datum, _ reader: inout DatumReader) -> Draft {
    let routes = internetRoutes(datum)
    return .stated(.bool(!routes.isEmpty), at: routes.first?.route.origin ?? datum.origin)
  }

  private static func internetFamilies(_ datum: Datum, _ reader: inout DatumReader) -> Draft {
    let families = Dictionary(internetRoutes(datum).map { ($0.family, $0.route) }) { one, _ in one }
    return .stated(
      .list(
        families.sorted { $0.key < $1.key }.map { .stated(.int($0.key), at: $0.value.origin) }),
      at: datum.origin)
  }

  private static func internetRoutes(_ datum: Datum) -> [(family: Int64, route: Datum)] {
    (datum.elements ?? []).compactMap { route in
      guard route["GatewayId"]?.scalarText?.hasPrefix("igw-") ?? false,
        route["State"]?.scalarText != "blackhole"
      else { return nil }
      if route["DestinationCidrBlock"]?.scalarText == CIDRRange.everywhere4 { return (4, route) }
      let isSix = route["DestinationIpv6CidrBlock"]?.scalarText == CIDRRange.everywhere6
      return isSix ? (6, route) : nil
    }
  }

  /// A network ACL, as `ec2:DescribeNetworkAcls` describes it.
  static let networkACL = RecordMapping(
    .networkACL, casing: .pascal,
    ec2Common + [
      .init("networkAclId"), .init("vpcId"),
      .init("isDefault", unset: .told("IsDefault")),
      .init("subnetIds", at: "associations", unset: .told("Associations"), as: .custom(subnetIds)),
      .init("entries", unset: .told("Entries"), as: .custom(entries)),
    ]
  ) { record, _, _ in
    nameByTag(&record)
    record["worldTcp"] = worldTCP(record["entries"])
  }

  private static let entry = RecordMapping(
    .networkACLEntry, casing: .pascal,
    [
      .init("ruleNumber"), .init("egress", unset: .false),
      .init("allow", at: "ruleAction", as: .custom(allows)),
      .init("protocol", as: .custom(protocolName)),
      .init("cidr", at: "cidrBlock|ipv6CidrBlock"),
      .init("fromPort", at: "portRange.from", unset: .value(.int(0))),
      .init("toPort", at: "portRange.to", unset: .value(.int(65_535))),
    ])

  private static func entries(_ datum: Datum, _ reader: inout DatumReader) -> Draft {
    let drafts = reader.records(entry, from: datum)
    guard let elements = drafts.elements else { return drafts }
    let sorted = elements.enumerated().sorted { left, right in
      let (one, two) = (number(left.element), number(right.element))
      return one == two ? left.offset < right.offset : one < two
    }
    return .stated(.list(sorted.map(\.element)), at: datum.origin)
  }

  private static func number(_ entry: Draft) -> Int64 {
    entry.record?["ruleNumber"].int ?? .max
  }

  private static func allows(_ datum: Datum, _ reader: inout DatumReader) -> Draft {
    switch datum.scalarText {
    case "allow": .stated(.bool(true), at: datum.origin)
    case "deny": .stated(.bool(false), at: datum.origin)
    default: reader.unreadable(datum, "`allow` or `deny`")
    }
  }

  private static func protocolName(_ datum: Datum, _ reader: inout DatumReader) -> Draft {
    let names = ["-1": "all", "6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6"]
    return reader.draft(datum, as: .string).map { value in
      guard case .string(let text) = value else { return value }
      return .string(names[text] ?? text)
    }
  }

  /// Unknown as soon as a rule cannot be read: it may stand before all others.
  private static func worldTCP(_ entries: Draft) -> Draft {
    guard let elements = entries.elements else {
      return .unknown(
        entries.reason ?? UnknownReason(.unreadable, "the rules cannot be read"),
        at: entries.origin)
    }
    var lists: [String: [WorldPorts.Rule]] = [:]
    for element in elements {
      guard let entry = element.record, let egress = entry["egress"].flag,
        let allow = entry["allow"].flag, let name = entry["protocol"].text,
        let cidr = entry["cidr"].text, let from = entry["fromPort"].int,
        let to = entry["toPort"].int, from <= to, (0...65_535).contains(from), to <= 65_535
      else {
        return .unknown(
          UnknownReason(.unreadable, "a rule cannot be read"), at: element.origin)
      }
      guard !egress, name == "tcp" || name == "all",
        [CIDRRange.everywhere4, CIDRRange.everywhere6].contains(cidr)
      else { continue }
      let ports = name == "all" ? 0...65_535 : from...to
      lists[cidr, default: []].append(WorldPorts.Rule(allows: allow, ports: ports))
    }
    let ranges = lists.sorted { $0.key < $1.key }.flatMap { cidr, rules in
      WorldPorts([rules]).ranges.map { (cidr == CIDRRange.everywhere4 ? 4 : 6, $0) }
    }
    return .stated(
      .list(
        ranges.map { family, range in
          var record = DraftRecord(.portRange, origin: entries.origin)
          record["fromPort"] = .stated(.int(range.lowerBound), at: entries.origin)
          record["toPort"] = .stated(.int(range.upperBound), at: entries.origin)
          record["family"] = .stated(.int(Int64(family)), at: entries.origin)
          return .stated(.record(record), at: entries.origin)
        }), at: entries.origin)
  }
}
