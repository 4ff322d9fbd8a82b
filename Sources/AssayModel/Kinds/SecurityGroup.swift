package import Records

extension Schema {
  /// A security group with all its rules, wherever they are declared.
  package static let securityGroup = Schema(
    "security_group",
    doc: "A security group with all its rules, wherever they are declared.",
    collectors: ["ec2:DescribeSecurityGroups"],
    fields: Field.common + [
      Field("groupId", .string, .optional, "Id."),
      Field("description", .string, .optional, "Description."),
      Field("vpcId", .string, .optional, "VPC."),
      Field(
        "isDefault", .bool, .required,
        "Whether it is the default group of its VPC.",
        derived: true),
      Field(
        "ingress", .list(.record("security_group_rule")), .required,
        "Inbound rules; unset is none."),
      Field(
        "egress", .list(.record("security_group_rule")), .required,
        "Outbound rules; unset is the service's allow-all rule."),
    ])

  /// One rule of a security group; a rule allows, nothing denies.
  package static let securityGroupRule = Schema(
    "security_group_rule",
    doc: "One rule of a security group; a rule allows, nothing denies.",
    fields: [
      Field(
        "protocol", .string, .required,
        "`tcp`, `udp`, `icmp`, `icmpv6`, a number, or `all` for -1."),
      Field("fromPort", .int, .required, "First port, or ICMP type; 0 when all ports are meant."),
      Field("toPort", .int, .required, "Last port, or ICMP code; 65535 when all ports are meant."),
      Field(
        "ipv4Ranges", .list(.string), .required,
        "IPv4 ranges at the other end; unset is none."),
      Field(
        "ipv6Ranges", .list(.string), .required,
        "IPv6 ranges at the other end; unset is none."),
      Field(
        "prefixListIds", .list(.string), .required,
        "Prefix lists at the other end; unset is none."),
      Field(
        "groups", .list(.string), .required,
        "Security groups at the other end; unset is none."),
      Field(
        "world", .bool, .required,
        "Whether all of IPv4 or IPv6 is at the other end.",
        derived: true),
      Field(
        "worldFamilies", .list(.int), .required,
        "Families of addresses, 4 and 6, of which all is at the other end.",
        derived: true),
      Field("description", .string, .optional, "Description of the rule."),
      Field("ruleId", .string, .optional, "Id, or address of the resource that declares it alone."),
    ])
}
