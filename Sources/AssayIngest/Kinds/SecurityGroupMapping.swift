import AssayModel
import Documents
import Records

extension RecordMapping {
  /// A security group with the rules that stand inside it.
  static let securityGroup = RecordMapping(
    .securityGroup, casing: .pascal, groupEntries, finish: finishGroup)

  /// Terraform's hold on the default group of a VPC: without rules it closes the group.
  static let defaultSecurityGroup = RecordMapping(
    .securityGroup, casing: .pascal, groupEntries
  ) { record, datum, _ in
    record["isDefault"] = .stated(.bool(true), at: datum.origin)
    record["name"] = .defaulted(.string("default"), at: datum.origin)
  }

  private static let groupEntries: [FieldMapping.Entry] =
    [
      .init("name", at: "groupName", tf: "name", unset: .told("GroupName")),
      .init("tags", tf: "tags_all|tags", as: .tags),
      .init("account", api: "OwnerId", cfn: .notCarried, tf: "owner_id"),
      .init("groupId", cfn: .notCarried, tf: "id"),
      .init("description", cfn: "GroupDescription", unset: .told("Description")),
      .init("vpcId"),
      .init(
        "ingress", at: "ipPermissions", cfn: "SecurityGroupIngress", tf: "ingress",
        unset: .told("IpPermissions", else: .none), as: .custom(rules)),
      .init(
        "egress", at: "ipPermissionsEgress", cfn: "SecurityGroupEgress", tf: "egress",
        unset: .told("IpPermissionsEgress", else: .none), as: .custom(rules)),
    ]

  private static func finishGroup(
    _ record: inout DraftRecord, _ datum: Datum, _ reader: inout DatumReader
  ) {
    // Only the service itself can name a group `default`.
    let isNamedDefault = reader.dialect != .cloudFormation && record["name"].text == "default"
    let name = record["name"]
    let isTrimmed = reader.dialect == .api && name.state == .unknown
    record["isDefault"] =
      isTrimmed ? name : .stated(.bool(isNamedDefault), at: name.origin ?? datum.origin)
    guard record["egress"].state == .defaulted else { return }
    if reader.dialect == .cloudFormation {
      record["egress"] = .defaulted(.list([allowAll(at: datum.origin)]), at: datum.origin)
    } else if reader.dialect == .terraform {
      let reason = UnknownReason(.plan, "the outbound rules are known after apply")
      record["egress"] = .unknown(reason, at: datum.origin)
    }
  }

  private static func rules(_ datum: Datum, _ reader: inout DatumReader) -> Draft {
    PolicyDocumentReading.list(datum, &reader) { element, reader in
      SecurityGroupRule.read(element, &reader)
    }
  }

  /// The outbound rule that a new group of a VPC gets (EC2 user guide, "Security group rules").
  private static func allowAll(at origin: Origin) -> Draft {
    var rule = DraftRecord(.securityGroupRule, origin: origin)
    let values: [(String, DraftValue)] = [
      ("protocol", .string("all")), ("fromPort", .int(0)), ("toPort", .int(65_535)),
      ("ipv4Ranges", .list([.defaulted(.string(CIDRRange.everywhere4), at: origin)])),
      ("ipv6Ranges", .list([])), ("prefixListIds", .list([])), ("groups", .list([])),
      ("world", .bool(true)), ("worldFamilies", .list([.defaulted(.int(4), at: origin)])),
    ]
    for (field, value) in values { rule[field] = .defaulted(value, at: origin) }
    return .defaulted(.record(rule), at: origin)
  }

  /// A subnet.
  static let subnet = RecordMapping(
    .subnet, casing: .pascal,
    ec2Common + [
      .init("subnetId", cfn: .notCarried, tf: "id"),
      .init("vpcId"),
      .init("cidrBlock"),
      .init("availabilityZone"),
      .init("mapPublicIpOnLaunch", unset: .told("MapPublicIpOnLaunch", else: .false)),
    ]
  ) { record, datum, _ in
    nameByTag(&record)
    for field in ["internetRoute", "internetFamilies"] {
      record[field] = .unknown(
        UnknownReason(.notCollected, "ec2:DescribeRouteTables was not given"), at: datum.origin)
    }
    record["networkAcl"] = .unknown(
      UnknownReason(.notCollected, "ec2:DescribeNetworkAcls was not given"), at: datum.origin)
  }

  /// What every EC2 resource starts with.
  static let ec2Common: [FieldMapping.Entry] = [
    .init("tags", tf: "tags_all|tags", as: .tags),
    .init("account", at: "ownerId", cfn: .notCarried, tf: "owner_id"),
  ]

  /// EC2 resources are named by a tag.
  static func nameByTag(_ record: inout DraftRecord) {
    guard case .map(let entries) = record["tags"].value else {
      record["name"] = record["tags"]
      if record["tags"].state.hasValue { record["name"] = .absent }
      return
    }
    record["name"] =
      entries.first { $0.key == "Name" }?.value ?? .absent(at: record["tags"].origin)
  }
}
