import AssayModel
import Documents
import Records

/// Reads one rule of a security group, in any of the spellings that inputs have for it.
///
/// Sources: EC2 API reference, IpPermission and SecurityGroupRule; the CloudFormation types of groups
/// and of their rules; the resources of Terraform's provider.
enum SecurityGroupRule {
  /// One rule as a record; `owner` is what declares it when it stands alone.
  static func read(_ datum: Datum, _ reader: inout DatumReader, id: Draft = .absent) -> Draft {
    guard case .map = datum.content else {
      if case .unknown(let reason) = datum.content { return .unknown(reason, at: datum.origin) }
      return reader.unreadable(datum, "a rule")
    }
    var record = DraftRecord(.securityGroupRule, origin: datum.origin)
    fillProtocol(&record, datum, &reader)
    record["ipv4Ranges"] = collect(ipv4, in: datum, &reader)
    record["ipv6Ranges"] = collect(ipv6, in: datum, &reader)
    record["prefixListIds"] = collect(prefixLists, in: datum, &reader)
    record["groups"] = groups(in: datum, &reader)
    if reader.dialect == .api, datum["SecurityGroupRuleId"] == nil {
      forgetTrimmed(&record, datum)
    }
    record["description"] = description(datum, &reader)
    record["ruleId"] = id
    record["world"] = world(record)
    record["worldFamilies"] = worldFamilies(record)
    return .stated(.record(record), at: datum.origin)
  }

  private static let ipv4 = [
    ["CidrIp"], ["cidr_blocks"], ["cidr_ipv4"], ["IpRanges", "CidrIp"], ["CidrIpv4"],
  ]
  private static let ipv6 = [
    ["CidrIpv6"], ["ipv6_cidr_blocks"], ["cidr_ipv6"], ["Ipv6Ranges", "CidrIpv6"],
  ]
  private static let prefixLists = [
    ["SourcePrefixListId"], ["DestinationPrefixListId"], ["prefix_list_ids"], ["prefix_list_id"],
    ["PrefixListIds", "PrefixListId"], ["PrefixListId"],
  ]
  private static let groupKeys = [
    ["SourceSecurityGroupId"], ["SourceSecurityGroupName"], ["DestinationSecurityGroupId"],
    ["security_groups"], ["source_security_group_id"], ["referenced_security_group_id"],
    ["ReferencedGroupInfo", "GroupId"],
  ]

  /// The texts at several places, each a text, a list of texts or a list of maps.
  private static func collect(
    _ paths: [[String]], in datum: Datum, _ reader: inout DatumReader
  ) -> Draft {
    var drafts: [Draft] = []
    var origin: Origin?
    for path in paths {
      guard let value = datum[path[0]], !value.isNull, value.scalarText != "" else { continue }
      origin = origin ?? value.origin
      for element in value.elements ?? [value] {
        let text = path.count > 1 ? element[path[1]] ?? element : element
        drafts.append(reader.draft(text, as: .string))
      }
    }
    return drafts.isEmpty
      ? .defaulted(.list([]), at: datum.origin) : .stated(.list(drafts), at: origin)
  }

  private static func groups(in datum: Datum, _ reader: inout DatumReader) -> Draft {
    let named = collect(groupKeys, in: datum, &reader)
    var drafts = named.elements ?? []
    for pair in datum["UserIdGroupPairs"]?.elements ?? [] {
      if let group = pair["GroupId"] ?? pair["GroupName"] {
        drafts.append(reader.draft(group, as: .string))
      }
    }
    if let own = datum["self"], own.scalarText == "true" {
      drafts.append(.stated(.string("self"), at: own.origin))
    }
    return drafts.isEmpty
      ? .defaulted(.list([]), at: datum.origin)
      : .stated(.list(drafts), at: named.origin ?? datum.origin)
  }

  /// The lists that a rule of `IpPermissions` always has, be they empty.
  private static func forgetTrimmed(_ record: inout DraftRecord, _ datum: Datum) {
    for (field, key) in [
      ("ipv4Ranges", "IpRanges"), ("ipv6Ranges", "Ipv6Ranges"),
      ("prefixListIds", "PrefixListIds"), ("groups", "UserIdGroupPairs"),
    ] where datum[key] == nil && record[field].state == .defaulted {
      record[field] = .unknown(.trimmed(key), at: datum.origin)
    }
  }

  /// In the API each range has its own description: the rule has one when all of them have.
  private static func description(_ datum: Datum, _ reader: inout DatumReader) -> Draft {
    if let own = datum["Description"] ?? datum["description"], !own.isNull {
      return own.scalarText == "" ? .absent(at: own.origin) : reader.draft(own, as: .string)
    }
    let lists = ["IpRanges", "Ipv6Ranges", "PrefixListIds", "UserIdGroupPairs"]
    let ranges = lists.flatMap { datum[$0]?.elements ?? [] }
    let texts = ranges.compactMap { $0["Description"] }.filter { !($0.scalarText ?? "").isEmpty }
    guard let first = texts.first, texts.count == ranges.count else {
      return .absent(at: datum.origin)
    }
    return reader.draft(first, as: .string)
  }

  private static func fillProtocol(
    _ record: inout DraftRecord, _ datum: Datum, _ reader: inout DatumReader
  ) {
    let stated = datum["IpProtocol"] ?? datum["protocol"] ?? datum["ip_protocol"]
    let name =
      stated.map { reader.draft($0, as: .string) }
      ?? .unknown(UnknownReason(.unreadable, "the protocol is not stated"), at: datum.origin)
    record["protocol"] = name.map { value in
      guard case .string(let text) = value else { return value }
      return .string(names[text.lowercased()] ?? text.lowercased())
    }
    if let stated, let text = record["protocol"].text, !isProtocol(text) {
      record["protocol"] = reader.unreadable(stated, "a protocol")
    }
    let from = port(datum["FromPort"] ?? datum["from_port"], datum, &reader)
    let to = port(datum["ToPort"] ?? datum["to_port"], datum, &reader)
    switch record["protocol"].text {
    case "all":
      record["fromPort"] = .stated(.int(0), at: from.origin ?? name.origin)
      record["toPort"] = .stated(.int(65_535), at: to.origin ?? name.origin)
    case "icmp", "icmpv6":
      record["fromPort"] = from.state == .absent ? .defaulted(.int(-1), at: datum.origin) : from
      record["toPort"] = to.state == .absent ? .defaulted(.int(-1), at: datum.origin) : to
    default:
      record["fromPort"] = allPorts(from, 0, datum)
      record["toPort"] = allPorts(to, 65_535, datum)
    }
  }

  /// Protocol numbers of IANA that have names in the API.
  private static let names = [
    "-1": "all", "all": "all", "6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6",
    "icmp6": "icmpv6",
  ]

  /// Names of the API, and numbers of IANA.
  private static func isProtocol(_ text: String) -> Bool {
    ["all", "tcp", "udp", "icmp", "icmpv6"].contains(text) || UInt8(text) != nil
  }

  private static func port(_ datum: Datum?, _ owner: Datum, _ reader: inout DatumReader) -> Draft {
    guard let datum, !datum.isNull, datum.scalarText != "" else { return .absent(at: owner.origin) }
    return reader.draft(datum, as: .int)
  }

  /// A port that is not stated, or is -1, means all ports.
  private static func allPorts(_ port: Draft, _ bound: Int64, _ datum: Datum) -> Draft {
    if port.state == .absent { return .defaulted(.int(bound), at: datum.origin) }
    return port.int == -1 ? .stated(.int(bound), at: port.origin) : port
  }

  /// Whether all of a family is at the other end; prefix lists are not looked into.
  private static func world(_ record: DraftRecord) -> Draft {
    let drafts = (record["ipv4Ranges"].elements ?? []) + (record["ipv6Ranges"].elements ?? [])
    let ranges = drafts.compactMap(\.text).compactMap { CIDRRange($0) }
    if CIDRRange.coverEverything(ranges, of: .ipv4) || CIDRRange.coverEverything(ranges, of: .ipv6)
    {
      return .stated(.bool(true), at: worldOrigin(drafts) ?? record.origin)
    }
    if let gap = drafts.first(where: { $0.state == .unknown }), let reason = gap.reason {
      return .unknown(reason, at: gap.origin)
    }
    if let odd = drafts.first(where: { $0.text.map { CIDRRange($0) == nil } ?? false }) {
      return .unknown(
        UnknownReason(.unreadable, "an address range cannot be read"), at: odd.origin)
    }
    for field in ["ipv4Ranges", "ipv6Ranges", "prefixListIds"] {
      if let reason = record[field].reason { return .unknown(reason, at: record.origin) }
    }
    let sources = ["prefixListIds", "groups"].flatMap { record[$0].elements ?? [] }
    if drafts.isEmpty, sources.isEmpty {
      return .unknown(
        UnknownReason(.unreadable, "no source or destination is stated"), at: record.origin)
    }
    if let list = record["prefixListIds"].elements?.first {
      let reason = UnknownReason(.notGiven, "the entries of the prefix list are not given")
      return .unknown(list.reason ?? reason, at: list.origin)
    }
    return .stated(.bool(false), at: record.origin)
  }

  /// The families of which all is at the other end, and what leaves that open.
  private static func worldFamilies(_ record: DraftRecord) -> Draft {
    var families: [Draft] = []
    for (field, family, number) in [
      ("ipv4Ranges", CIDRRange.Family.ipv4, Int64(4)), ("ipv6Ranges", .ipv6, 6),
    ] {
      let drafts = record[field].elements ?? []
      let ranges = drafts.compactMap(\.text).compactMap { CIDRRange($0) }
      if CIDRRange.coverEverything(ranges, of: family) {
        families.append(.stated(.int(number), at: worldOrigin(drafts)))
      } else if let gap = gap(in: record, field) {
        families.append(gap)
      }
    }
    return .stated(.list(families), at: record.origin)
  }

  /// What leaves open whether all of a family is at the other end; nil where it is not.
  private static func gap(in record: DraftRecord, _ field: String) -> Draft? {
    // The rule as a whole tells what no family can be told of.
    let unsure = record["world"].state == .unknown ? record["world"] : nil
    if record[field].state == .unknown { return record[field] }
    for draft in record[field].elements ?? [] {
      if draft.state == .unknown { return draft }
      guard let text = draft.text, CIDRRange(text) == nil else { continue }
      return .unknown(
        UnknownReason(.unreadable, "an address range cannot be read"), at: draft.origin)
    }
    if let list = record["prefixListIds"].elements?.first {
      let reason = UnknownReason(.notGiven, "the entries of the prefix list are not given")
      return .unknown(list.reason ?? reason, at: list.origin)
    }
    if let reason = record["prefixListIds"].reason { return .unknown(reason, at: record.origin) }
    let isBare = ["ipv4Ranges", "ipv6Ranges", "groups"].allSatisfy {
      record[$0].elements?.isEmpty ?? true
    }
    return isBare ? unsure : nil
  }

  private static func worldOrigin(_ drafts: [Draft]) -> Origin? {
    drafts.first { $0.text?.hasSuffix("/0") ?? false }?.origin ?? drafts.first?.origin
  }
}
